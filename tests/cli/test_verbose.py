"""`--verbose`: what was opened, read and decided, and no word of it a story's or an answer's."""

import re
import shutil
import sys

import pytest

from lpcards.log import schema
from pty_terminal import Terminal

STORY = """\
id: pump
title: Zebra title
short: Zebra
principle: dive-deep
overview: Zebra overview
disqualifiers: [{id: one, phrase: zebra phrase, signals: zebra, instead: zebra instead}]
probes: [{id: why, ask: Zebra why?, strong: {answer: zebra, points: [zebra a, zebra b]}}]
steps: {situation: {seconds: 30, example: zebra, key_phrases: [{id: it, text: zebra text}]}}
"""
CARD = "pump/disqualifier/one.mend"
NAMED = re.compile(r"\S*/[\w.-]+")
"""A path, or the id of a card: it may be made of its author's words."""


@pytest.fixture
def pump(home):
    path = home / ".local/share/lpcards/content/pump.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(STORY, encoding="utf-8")
    return path


def trace_of(given):
    """Return the lines of a trace without their times."""
    lines = [re.fullmatch(r" *\d+ ms  (.*)", line) for line in given.err.splitlines()]
    return [line[1] for line in lines if line]


def test_nothing_is_told_unless_somebody_asks(lp):
    plain = lp("due")
    assert plain.err == ""
    assert lp("--verbose", "due").out == lp("-v", "due").out == plain.out


@pytest.mark.parametrize(("value", "is_told"), [("1", True), ("0", False), ("", False)])
def test_the_environment_may_ask(lp, monkeypatch, value, is_told):
    monkeypatch.setenv("LPCARDS_DEBUG", value)
    assert bool(lp("due").err) == is_told
    assert bool(lp("due", "--short", now=None).err) == is_told


def test_places_are_named_and_what_is_read_again_with_the_reason(lp, home, pump):
    first = trace_of(lp("-v", "due"))
    assert first[0].startswith("lpcards ")
    assert first[0].endswith("; command: due")
    assert f"settings: {home}/.config/lpcards/lpcards.yaml, not there" in first
    assert f"stories: {pump.parent}, own" in first
    assert f"to read: {pump}, not in the cache" in first
    assert f"log {home}/.local/share/lpcards/reviews.db: not there, read as empty" in first
    again = trace_of(lp("-v", "due"))
    assert not [line for line in again if line.startswith("to read")]
    pump.write_text(STORY + "summary: zebra\n", encoding="utf-8")
    assert f"to read: {pump}, its stat changed" in trace_of(lp("-v", "due"))
    pump.write_text("id: [", encoding="utf-8")
    assert f"left out, as it has errors: {pump}" in trace_of(lp("-v", "due"))


def test_a_log_says_when_it_is_made_replayed_and_copied(lp, pump, home):
    log = f"log {home}/.local/share/lpcards/reviews.db"
    graded = trace_of(lp("-v", "grade", CARD, "3"))
    assert f"{log}: opened to write, format {schema.VERSION}" in graded
    assert any(line.startswith(f"log: review {CARD} ") for line in graded)
    copied = trace_of(lp("-v", "backup", "copy.db"))
    assert "log: copied to copy.db" in copied
    assert "merged copy.db: 0 events added, 1 known, 0 still to come" in trace_of(
        lp("-v", "merge", "copy.db")
    )


def test_a_queue_says_what_made_it_and_why_a_card_is_the_next(lp, pump):
    lp("grade", CARD, "5")
    lines = trace_of(lp("-v", "next", CARD, now="2026-03-05T09:00"))
    assert "limits: 10 new, 100 reviews, 10 new of a story, 0 minutes" in lines
    assert "queue: 1 due; 1 reviews (0 early), 0 new, 0 drills, 0 cut" in lines
    assert lines[-1] == f"next: {CARD}, review, due 2026-03-03, interval 1 days"


def test_a_build_says_what_it_goes_on_with(lp, pump, home):
    lines = trace_of(lp("-v", "build", now=None))
    assert "decks: the content, or how it is built, changed since they were built" in lines
    assert any(line.startswith("edition: ") for line in lines)
    assert f"written: {home}/.local/share/lpcards/decks/lpcards.apkg" in lines
    assert "decks: nothing changed since they were built" in trace_of(lp("-v", "build", now=None))


def test_a_review_tells_it_beside_its_terminal(home, pump):
    words = f"exec {sys.executable} -m lpcards -v review --plain {CARD} 2>trace"
    terminal = Terminal(command=("/bin/sh", "-c", words), now=None)
    terminal.wait_for("Zebra")
    terminal.press("q")
    assert terminal.ended() == 0
    assert b" ms  " not in terminal.raw
    assert f"next: {CARD}, new, never answered" in (home / "trace").read_text("utf-8")


def test_no_word_of_a_story_or_an_answer_is_told(lp, pump, home):
    shutil.copy(pump, home / "zebra-notes.txt")
    commands = [
        ("due",),
        ("next",),
        ("check",),
        ("flag", CARD, "--note", "zebra note"),
        ("grade", CARD, "2"),
        ("asked", "Zebra question?"),
        ("coach", "zebra-notes.txt"),
        ("build",),
        ("diff",),
        ("export", "--format", "csv", "--redact"),
        ("sheet",),
        ("stats",),
        ("log",),
        ("doctor",),
    ]
    for command in commands:
        traced = trace_of(lp("-v", *command, now=None, code=None))
        assert len(traced) > 3, command
        told_of = [NAMED.sub("", line) for line in traced]
        assert not [line for line in told_of if "zebra" in line.lower()]
