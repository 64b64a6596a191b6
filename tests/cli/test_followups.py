"""Follow-up questions are offered to the stories that they suit, and can be taken up."""

import pytest

from lpcards.cards.gaps import offers_for, principles_of
from lpcards.story.reading import read_source
from stories import guide, story

STORY = """\
id: wet
title: Wet
short: Wet
principle: dive-deep
steps:
  result:
    needs:
      metric: From 12 % to 4 %.  # of the houses
"""


@pytest.fixture
def own(lp, home):
    (home / "content").mkdir()
    (home / "lpcards.yaml").write_text("", "utf-8")
    (home / "content/wet.yaml").write_text(STORY, "utf-8")
    return home / "content/wet.yaml"


def test_what_the_story_leaves_open_comes_first(lp, own):
    offers = lp("followups", "wet", "--json").json
    kinds = [0 if one["lacks"] else 1 if one["principles"] else 2 for one in offers]
    assert kinds == sorted(kinds)
    assert {0, 1, 2} == set(kinds)
    assert {"of-how-many", "worth-what", "one-level-down"} <= {one["id"] for one in offers}
    assert not {"trust-back", "ten-times"} & {one["id"] for one in offers}


def test_a_question_that_is_taken_up_waits_for_its_answer(lp, own):
    lp("followups", "wet", "--take", "one-level-down", "--take", "hardest-hour")
    text = own.read_text("utf-8")
    assert text.startswith(STORY)
    cards = {one["id"]: one for one in lp("cards", "--kind", "open", "--json").json}
    assert cards["wet/open/hardest-hour"]["front"] == '"Which hour of it was the hardest?"'
    assert "one-level-down" not in [one["id"] for one in lp("followups", "wet", "--json").json]


def test_what_was_taken_up_is_told_in_json_too(lp, own):
    answer = lp("followups", "wet", "--take", "hardest-hour", "--json").json
    assert answer == {"path": str(own), "taken": ["hardest-hour"]}


def test_what_does_not_suit_cannot_be_taken(lp, own):
    lp("followups", "wet", "--take", "hardest-hour", "--take", "nosuch", code=1)
    assert own.read_text("utf-8") == STORY
    lp("followups", "general", code=1)
    lp("followups", "nosuch", code=1)


@pytest.mark.parametrize("columns", [40, 80])
def test_the_list_fits_its_terminal(lp, own, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    output = lp("followups", "wet", "--all").out
    assert max(map(len, output.splitlines())) <= columns
    assert "a share without its whole" in " ".join(output.split())


def test_there_are_follow_ups_enough_and_each_says_what_it_tests(lp):
    from conftest import LIBRARY

    path = LIBRARY / "general" / "guide.yaml"
    bank = read_source(str(path), path.read_bytes()).file.followups
    assert len(bank) >= 40
    assert all(one.tests and one.ask.endswith("?") and len(one.ask) <= 118 for one in bank)
    assert len({one.ask for one in bank}) == len({one.id for one in bank}) == len(bank)
    wanted = {name for one in bank for name in one.fits.principles}
    from lpcards.story.principles import PRINCIPLES

    assert wanted == set(PRINCIPLES)


def test_a_story_serves_its_own_principle_the_others_named_and_its_pivots():
    file = story(also=["ownership"], pivots=[{"principle": "frugality"}])
    assert principles_of(file) == {"dive-deep", "ownership", "frugality"}


def test_a_question_without_conditions_suits_every_story():
    bank = guide(followups=[{"id": "a", "ask": "A?"}]).followups
    assert [one.followup.id for one in offers_for(story(), bank)] == ["a"]
    probe = {"id": "b", "ask": "B?", "was": ["a"]}
    assert offers_for(story(probes=[probe]), bank) == []
