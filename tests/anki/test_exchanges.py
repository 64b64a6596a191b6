"""What stands in for AnkiConnect answers as the real add-on does.

`desk/exchanges.json` was recorded from the real one: calls, and its answers but for what differs
from one collection to the next. Where the real desktop is named, it is asked again.
"""

import json
import re
from pathlib import Path

import pytest

from anki_desk import WHEELS, StandIn, desk_of, desks
from real_anki import Anki, Visits, python_with_anki

RECORDED = Path(__file__).parent / "desk" / "exchanges.json"
OURS = "mid:1763900000001 OR mid:1763900000002 OR tag:lpcards::*"
CARD, NOTE = "$card", "$note"
"""Stand for the numbers of a card and of its note."""

CALLS = [
    ("version", {}),
    ("findCards", {"query": OURS}),
    ("findCards", {"query": "cid:1"}),
    ("findCards", {"query": "deck:["}),
    ("getDecks", {"cards": [CARD]}),
    ("deckNames", {}),
    ("createDeck", {"deck": "lpcards"}),
    ("exportPackage", {"deck": "lpcards", "path": "$folder/a.apkg", "includeSched": True}),
    ("exportPackage", {"deck": "nowhere", "path": "$folder/b.apkg", "includeSched": True}),
    ("importPackage", {"path": "$folder/a.apkg"}),
    ("importPackage", {"path": "$folder/none.apkg"}),
    ("guiCurrentCard", {}),
    ("updateNoteFields", {"note": {"id": NOTE, "fields": {"Front": "a", "None": "b"}}}),
    ("addTags", {"notes": [NOTE], "tags": "one two"}),
    ("removeTags", {"notes": [NOTE], "tags": "one"}),
    ("suspend", {"cards": [CARD]}),
    ("suspend", {"cards": [CARD]}),
    ("unsuspend", {"cards": [CARD]}),
    ("insertReviews", {"reviews": [[1_700_000_000_000, CARD, -1, 3, 1, 0, 2500, 10, 0]]}),
    ("insertReviews", {"reviews": [[1_700_000_000_000, CARD, -1, 3, 1, 0, 2500, 10, 0]]}),
    (
        "setSpecificValueOfCard",
        {
            "card": CARD,
            "keys": ["type", "queue", "due", "memory_state", "last_review_time"],
            "newValues": [2, 2, 5, None, 1_700_000_000],
            "warning_check": True,
        },
    ),
    ("updateModelStyling", {"model": {"name": "lpcards question", "css": "/* a */"}}),
    (
        "updateModelTemplates",
        {"model": {"name": "lpcards question", "templates": {"Card": {"Front": "{{Front}}"}}}},
    ),
    ("getMediaFilesNames", {"pattern": "lp-*"}),
    ("storeMediaFile", {"filename": "lp-x.txt", "path": "$folder/a.apkg"}),
    ("getMediaFilesNames", {"pattern": "lp-*"}),
    ("multi", {"actions": [{"action": "version", "version": 6}, {"action": "x", "version": 6}]}),
    ("unheardOf", {}),
]


@pytest.mark.parametrize("name", desks())
def test_the_same_calls_are_answered_as_recorded(own, name, home, request, tmp_path):
    desk = desk_of(name, tmp_path / "desk")
    request.addfinalizer(desk.end)
    own("build", "--out", "decks")
    desk.result("importPackage", path=str(home / "decks" / "lpcards.apkg"))
    card = min(desk.result("findCards", query=OURS))
    places = {CARD: card, NOTE: desk.note_of(card=card), "$folder": str(tmp_path)}
    answers = [
        [action, shape(desk.call(action, **filled(values, places)))] for action, values in CALLS
    ]
    assert answers == json.loads(RECORDED.read_text("utf-8"))


def filled(value, places):
    """Return what goes with a call with everything in its place."""
    if isinstance(value, dict):
        return {key: filled(one, places) for key, one in value.items()}
    if isinstance(value, list):
        return [filled(one, places) for one in value]
    if isinstance(value, str) and value.startswith("$folder"):
        return value.replace("$folder", places["$folder"])
    return places.get(value, value) if isinstance(value, str) else value


def shape(value):
    """Return an answer without its numbers: those of one collection are not another's."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value]
    if isinstance(value, str):
        return re.sub(r"/\S+?(?=[\s'\"\\]|$)", "PATH", value)
    return "NUMBER" if type(value) is int and value > 1000 else value


SLOW = """
import itertools
import time

seconds, real = itertools.count(), time.time
time.time = lambda: real() + next(seconds)
"""
"""Every look at the clock is a second later: Anki of 2024 prints that it was blocked, each time."""


@pytest.mark.parametrize("version", WHEELS)
def test_what_anki_prints_on_a_slow_machine_is_no_answer(version, tmp_path, monkeypatch):
    (tmp_path / "sitecustomize.py").write_text(SLOW)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    desk = StandIn(tmp_path / "desk", version)
    assert desk.result("deckNames") == ["Default"]
    desk.kill()
    visits = Visits(python_with_anki(version))
    assert Anki(visits, tmp_path / "learner").visit(["born", {"days": 1}]) == [None]
    visits.end()
