"""A follow-up is asked of a story of the learner's own, and w writes the answer into it."""

import json

import pytest

from own_stories import own_stories

CARD = "general/followup/what-it-cost"
WHOLE, OTHER = own_stories(2)


@pytest.fixture
def content(home):
    folder = home / "content"
    folder.mkdir()
    for story in (WHOLE, OTHER):
        (folder / f"{story['id']}.yaml").write_text(json.dumps(story, indent=1), "utf-8")
    (home / "lpcards.yaml").write_text("kinds: [followup, probe]\n", "utf-8")
    return folder


@pytest.mark.parametrize("size", [{"columns": 80}, {"columns": 40}])
def test_the_answer_goes_into_the_story_that_was_named(sitting, content, lp, size):
    terminal = sitting(CARD, **size)
    terminal.wait_for('Of your story "Stale prices"')
    terminal.press("space", "w write your answer")
    assert "Trap:" in terminal.text
    terminal.press("w", "Answer:")
    terminal.type("Two days of mine.")
    terminal.press("enter", "Written into")
    terminal.press("q")
    terminal.ended()
    probe = lp("show", "stale-prices/probe/what-it-cost", "--json").json
    assert probe["front"] == '"What did it cost, what had to wait, and who signed off on it?"'
    assert probe["back"] == '"Two days of mine."'
    assert lp("show", CARD, "--json").json["front"].startswith('Of your story "Tenth retry"')


def test_the_next_story_is_asked_another_day(sitting, content, lp):
    terminal = sitting(CARD)
    terminal.wait_for('Of your story "Stale prices"')
    terminal.press("w", "Answer:")
    terminal.type("Two days.")
    terminal.press("enter", "Written into")
    assert "Tenth retry" not in terminal.text
    terminal.press("q")
    terminal.ended()
    options = (CARD, "--json")
    assert lp("next", *options).json is None
    assert "Tenth retry" in lp("next", *options, now="2026-03-03T09:00").json["front"]


def test_an_answer_that_the_story_got_meanwhile_is_not_written_into_another(sitting, content):
    terminal = sitting(CARD)
    terminal.wait_for('Of your story "Stale prices"')
    probe = {"id": "what-it-cost", "ask": "What did it cost?", "strong": "An afternoon."}
    edited = {**WHOLE, "probes": [*WHOLE["probes"], probe]}
    (content / "stale-prices.yaml").write_text(json.dumps(edited), "utf-8")
    terminal.press("w", "Answer:")
    terminal.type("Two days.")
    terminal.press("enter", "already has an answer")
    terminal.press("q")
    assert "Two days" not in (content / "tenth-retry.yaml").read_text("utf-8")


def test_it_is_graded_by_what_a_strong_answer_has(content, lp):
    lp("grade", CARD, "4")
    shown = lp("show", CARD, "--json").json
    assert len(shown["items"]) == 3
    assert shown["memory"]["repetitions"] == 1
