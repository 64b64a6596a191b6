"""`cards`, `list`, `read`, `show`: what there is."""

import shutil
from pathlib import Path

import pytest

from pty_terminal import Terminal

GENERAL = Path(__file__).parents[2] / "content" / "general" / "guide.yaml"

WHY = "cellar/probe/why"
KEYS = {
    "id": str,
    "kind": str,
    "scenario": str,
    "principle": str,
    "group": str,
    "top": str,
    "front": str,
    "back": str,
    "hint": str,
    "items": list,
    "source": dict,
}


def test_cards_are_a_list_of_objects_with_the_contract_s_keys(lp):
    cards = lp("cards", "--json").json
    assert len({card["id"] for card in cards}) == len(cards) > 50
    for card in cards:
        assert {key: type(card[key]) for key in KEYS} == KEYS
        assert card["id"].startswith(f"{card['scenario']}/{card['kind']}/")
        assert card["source"].keys() == {"path", "line"}
        assert card["source"]["line"] >= 1


def test_sources_lead_to_the_line_that_a_card_is_made_from(own, cellar):
    lines = cellar.read_text("utf-8").splitlines()
    for card in own("cards", "--json").json:
        assert card["source"]["path"] == str(cellar)
        assert card["id"].split("/")[2].split(".")[0] in lines[card["source"]["line"] - 1]


def test_show_is_the_card_flat_with_memory_and_history(own):
    own("grade", WHY, "3", "--seconds", "4")
    own("grade", WHY, "4")
    [card] = [one for one in own("cards", "--json").json if one["id"] == WHY]
    answer = own("show", WHY, "--json").json
    assert card.items() <= answer.items()
    assert answer["memory"]["ease"] == 2.36
    assert [event["kind"] for event in answer["history"]] == ["review", "drill"]
    assert [event["grade"] for event in answer["history"]] == [3, 4]


def test_show_says_all_of_it_in_words(own, cellar):
    own("grade", WHY, "3")
    output = own("show", WHY).out
    for words in (
        f"{cellar}:10\n{WHY}",
        '"Why a pump?"',
        "Hint: depth",
        '"Measure first."',
        "  - it was wet",
        "due 2026-03-03, interval 1 d, ease 2.36",
        "2026-03-02 09:00  review, grade 3",
    ):
        assert words in output


def test_a_card_by_its_former_id_is_found(own, cellar):
    own("grade", WHY, "3")
    renamed = cellar.read_text("utf-8").replace("- id: why", "- id: pump\n    was: [why]")
    cellar.write_text(renamed, encoding="utf-8")
    for name in ("cellar/probe/pump", WHY):
        assert own("show", name, "--json").json["id"] == "cellar/probe/pump"
        assert own("show", name, "--json").json["memory"]["ease"] == 2.36
    assert own("grade", WHY, "4", "--json").json["card"] == "cellar/probe/pump"


def test_stories_are_listed_in_the_order_in_which_they_are_met(lp):
    answer = lp("list", "--json").json
    assert answer[0]["principle"] == "all"
    fields = {"id", "type", "title", "short", "principle", "also", "own", "path", "cards"}
    fields |= {"asked", "was", "pivots", "probes", "complete", "field", "readable"}
    assert set(answer[0]) == fields
    lines = lp("list").out.splitlines()
    assert [line.split()[0] for line in lines] == [story["id"] for story in answer]
    assert sum(story["cards"] for story in answer) == len(lp("cards", "--json").json)


def test_a_story_is_read_with_its_headings(own):
    output = own("read", "cellar").out
    assert "A pump too late" in output
    assert "The cellar was under water." in output
    answer = own("read", "cellar", "--json").json
    assert answer["id"] == "cellar"
    assert answer["sections"][0] == {
        "heading": "",
        "text": "The cellar was under water.",
        "seconds": 0,
    }


LOOP = """\
type: guide
id: loop
title: How the day goes
short: The loop
principle: all
page: |-
  Five talks of an hour.
  ## Before
  Sleep.
questions:
  - {id: a-moment, ask: You need a moment., shows: [thanks, half a minute], story: no}
"""
MAP = """\
type: guide
id: other-loops
title: What others ask for
short: Elsewhere
principle: all
overview: The same stories under other names.
themes:
  - {id: failure, name: A failure, principles: [ownership], words: {google: It hurt.}}
"""


@pytest.fixture
def guided(lp, home, monkeypatch):
    """Have two more guides for every story, beside the library's."""
    folder = home / "guides"
    folder.mkdir()
    shutil.copy(GENERAL, folder)
    (folder / "loop.yaml").write_text(LOOP, encoding="utf-8")
    (folder / "other-loops.yaml").write_text(MAP, encoding="utf-8")
    monkeypatch.setenv("LPCARDS_CONTENT", str(folder))
    return lp


def test_there_may_be_several_guides_for_every_story(guided):
    listed = guided("list", "--json").json
    assert [one["id"] for one in listed[:3]] == ["general", "loop", "other-loops"]
    lines = guided("list").out.splitlines()
    assert " ".join(lines[1].split()) == "loop guide 1 card How the day goes"
    assert " ".join(lines[2].split()) == "other-loops guide to read What others ask for"
    assert guided("check", "--no-advice").code == 0
    assert guided("read", "loop").out.endswith(
        "\n  Five talks of an hour.\n\n  Before\n  Sleep.\n\n"
        "  “You need a moment.”\n  - thanks\n  - half a minute\n"
    )
    kinds = [card["kind"] for card in guided("cards", "--scenario", "loop", "--json").json]
    assert kinds == ["question"]
    assert guided("due", "--scenario", "loop", "--json").json["new"] == 1
    questions = [one["ask"] for one in guided("coverage", "--json").json["questions"]]
    assert questions
    assert "You need a moment." not in questions


def test_a_map_for_other_companies_is_read_as_a_table_and_as_json(guided):
    assert (
        "  A failure\n    Principles  Ownership\n    Google      It hurt.\n"
        in guided("read", "other-loops").out
    )
    answer = guided("read", "other-loops", "--json").json
    words = {"google": "It hurt."}
    theme = {"id": "failure", "name": "A failure", "principles": ["ownership"], "words": words}
    assert answer["themes"] == [theme]
    assert answer["cards"] == 0
    assert guided("read", "general", "--json").json["themes"] == []


LEVELS = """\
steps: {task: {example: The pump was mine.}}
levels: [{level: senior, told: {task: Whose the pump was nobody knew.}}]
"""


def test_a_story_is_read_as_the_own_level_says_it(own, cellar, home):
    with cellar.open("a", encoding="utf-8") as file:
        file.write(LEVELS)
    assert "The pump was mine." in own("read", "cellar").out
    (home / "lpcards.yaml").write_text("level: senior\nrole: management\n", encoding="utf-8")
    assert "Task · Lead\n  Whose the pump was nobody knew." in own("read", "cellar").out
    (home / "lpcards.yaml").write_text("level: sde1\n", encoding="utf-8")
    assert "The pump was mine." in own("read", "cellar").out


@pytest.mark.parametrize("command", [["show", "cellar/probe/wy"], ["read", "celler"]])
def test_what_is_not_there_is_a_fault_that_names_what_was_meant(own, command):
    assert "did you mean" in own(*command, code=1).err


def test_cards_can_be_selected(own):
    assert [one["id"] for one in own("cards", "--kind", "probe", "--json").json] == [WHY]
    assert own("cards", "*/why", "--json").json == own("cards", "--kind", "probe", "--json").json
    assert "no card's id matches" in own("cards", "nosuch/*", code=1).err
    assert [line.strip() for line in own("cards").out.splitlines()[1::2]] == [
        one["id"] for one in own("cards", "--json").json
    ]


def test_a_list_fits_the_terminal_and_ids_stay_whole(lp):
    ids = [story["id"] for story in lp("list", "--json").json]
    wide, narrow = (Terminal("list", columns=columns, rows=200) for columns in (80, 40))
    assert wide.ended() == narrow.ended() == 0
    assert [line.split()[0] for line in wide.lines if line] == ids
    below = [line for line in narrow.lines if line.startswith("  ")]
    assert len(below) == 2 * len(ids)
    assert "  What every story needs" in below
    assert "".join(ids) == "".join(line for line in narrow.lines if line not in below)
