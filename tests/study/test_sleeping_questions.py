"""A plain question sleeps as long as a story of the learner's own is named for it."""

import json

import pytest

GUIDE = {
    "type": "guide",
    "id": "guide",
    "title": "Dive Deep",
    "short": "Dive Deep",
    "principle": "dive-deep",
    "questions": [
        {
            "id": "hard",
            "ask": "What was hard to find?",
            "shows": ["the clue", "the record"],
            "variants": ["Which bug took longest?"],
        },
        {"id": "lied", "ask": "When did a number lie?", "shows": ["the case", "the number"]},
    ],
}
STORY = {"id": "cellar", "title": "A cellar", "short": "Cellar", "principle": "dive-deep"}
HARD = "guide/question/hard"


@pytest.fixture
def write(home):
    """Return a function that writes the learner's story with these parts."""
    folder = home / "content"
    folder.mkdir()
    (folder / "guide.yaml").write_text(json.dumps(GUIDE), "utf-8")
    (home / "lpcards.yaml").write_text("library: no\n", "utf-8")

    def story(**parts):
        (folder / "cellar.yaml").write_text(json.dumps({**STORY, **parts}), "utf-8")

    story()
    return story


def coming(lp, **how):
    """Return the cards that a day brings, as they are answered."""
    found = []
    while card := lp("next", "--json", **how).json:
        lp("grade", card["id"], "4", **how)
        found.append(card["id"])
    return found


@pytest.mark.parametrize(
    "asked", ["What was hard to find?", "what was hard to find", "Which bug took longest?"]
)
def test_a_story_named_for_a_question_is_asked_in_its_place(lp, write, asked):
    write(asked=[{"id": "named", "ask": asked}])
    assert sorted(coming(lp)) == ["cellar/ask/named", "guide/question/lied"]


def test_a_story_named_for_its_principle_is_not_enough(lp, write):
    write(asked=[{"id": "named", "ask": "What did you look into?"}])
    assert HARD in coming(lp)


def test_an_example_takes_over_no_question(lp, write):
    write(own=False, asked=[{"id": "named", "ask": "What was hard to find?", "opening": "So."}])
    assert HARD in coming(lp)


def test_where_stories_are_not_asked_for_the_question_goes_on(lp, write, home):
    (home / "lpcards.yaml").write_text("library: no\nkinds: question\n", "utf-8")
    write(asked=["What was hard to find?"])
    assert HARD in coming(lp)


def test_a_question_that_was_learned_sleeps_with_its_history_and_wakes(lp, write):
    lp("grade", HARD, "4")
    later = {"now": "2026-03-20T09:00"}
    assert lp("due", "--json", **later).json["due"] == 1
    write(asked=["What was hard to find?"])
    assert lp("due", "--json", **later).json["due"] == 0
    assert len(lp("show", HARD, "--json", **later).json["history"]) == 1
    assert HARD not in lp("doctor", **later).out
    write()
    assert lp("due", "--json", **later).json["due"] == 1


def test_what_sleeps_is_in_no_figure(lp, write):
    lp("grade", HARD, "4")
    lp("grade", "guide/question/lied", "4")
    write(asked=["What was hard to find?"])
    later = {"now": "2026-03-20T09:00"}
    weakest = lp("sheet", "--json", **later).json["weakest"]
    assert [card["id"] for card in weakest] == ["guide/question/lied"]
    kinds = {kind["kind"]: kind for kind in lp("stats", "--json", **later).json["kinds"]}
    assert kinds["question"]["cards"] == 1


def test_a_failed_question_is_not_drilled_once_a_story_is_named(lp, write):
    lp("grade", HARD, "2")
    assert lp("due", "--json").json["drills"] == 1
    write(asked=["What was hard to find?"])
    assert lp("due", "--json").json["drills"] == 0
    assert lp("next", "--failed-today", "--json").json is None
