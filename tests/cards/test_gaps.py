"""What a story leaves open is asked; a part that was never begun is no gap."""

import typing

import pytest

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.rules import boundary, source, strong_result
from lpcards.cards.gaps import LACKS, gaps_of, lacks_of
from lpcards.story.models import Lack
from stories import story

TOLD = {
    "metric": {"text": "From 40 minutes to 12.", "source": "The depot's log."},
    "business": {"text": "6 hours a week.", "source": "Counted for a month."},
    "second_order": "The other depot does it too.",
}
ACTION = {"example": "I moved the pump. Ana objected, and I showed her the floor."}


def gaps(action=ACTION, probes=(), **needs):
    file = {key: value for key, value in {**TOLD, **needs}.items() if value}
    steps = {"action": action, "result": {"needs": file, "example": "It worked."}}
    return [gap.lack for gap in gaps_of(story(steps=steps, probes=list(probes)))]


def test_a_story_that_tells_all_has_no_gaps():
    assert gaps() == []


def test_a_draft_has_no_gaps():
    assert list(gaps_of(story())) == []
    assert list(gaps_of(story(steps={"situation": {"example": "Water."}}))) == []


def test_seconds_and_coaching_tell_nothing():
    bare = {"seconds": 20, "coaching": "Figures first.", "needs": {}}
    file = story(steps={"task": {"seconds": 20}, "result": bare})
    assert list(gaps_of(file)) == []
    assert "whose" in lacks_of(file)


@pytest.mark.parametrize(
    ("part", "lack"), [("metric", "metric"), ("business", "business"), ("second_order", "lasted")]
)
def test_each_missing_part_of_the_result_is_a_gap(part, lack):
    assert gaps(**{part: ""}) == [lack]


def test_a_figure_without_a_source_is_a_gap():
    assert gaps(business="6 hours a week.") == ["source"]
    assert gaps(metric="From 40 minutes to 12.") == []
    assert gaps(metric="From 40 minutes to 12.", business="") == ["business", "source"]


def test_what_it_was_worth_is_asked_for_its_source_before_what_moved():
    needs = {"metric": "From 40 minutes to 12.", "business": "6 hours a week."}
    file = story(steps={"result": {"needs": {**needs, "second_order": "It stayed."}}})
    assert [gap.place[-2] for gap in gaps_of(file)] == ["business"]


def test_the_rules_of_advice_find_the_same_gaps():
    bare = story(steps={"result": {"needs": {"metric": "From 40 to 12."}}})
    file = CheckedFile(bare, ())
    found = [*strong_result.findings(file), *source.findings(file)]
    assert {one.place[-1] for one in found} == {"business", "second_order", "metric"}
    assert [gap.lack for gap in gaps_of(bare)] == ["business", "lasted", "source"]


def test_a_task_that_draws_no_line_leaves_open_whose_it_was():
    vague = story(steps={"task": {"example": "I wanted to fix the pump."}})
    assert "whose" in lacks_of(vague)
    assert [*boundary.findings(CheckedFile(vague, ()))]
    drawn = story(steps={"task": {"example": "The pump was not mine. I wanted to fix it."}})
    assert "whose" not in lacks_of(drawn)
    assert not [*boundary.findings(CheckedFile(drawn, ()))]


@pytest.mark.parametrize("metric", ["0.3 % lost -> none.", "From 12% to 4%.", "40 percent less"])
def test_a_share_is_asked_for_its_whole(metric):
    assert gaps(metric=metric) == ["base"]
    assert gaps(metric=f"{metric} (of 9,000 a day)") == []
    probe = {"id": "of-how-many", "ask": "Of how many?"}
    assert gaps(metric=metric, probes=[probe]) == []


def test_the_share_is_asked_in_its_own_words():
    file = story(steps={"result": {"needs": {**TOLD, "metric": "0.3 % lost -> none."}}})
    assert [gap.ask for gap in gaps_of(file)] == ["0.3 % of how many?"]


@pytest.mark.parametrize(
    "objection", ["A skeptic came.", "SCEPTICAL words.", "He said no.", "We refused."]
)
def test_whoever_objected_in_whatever_words_is_heard(objection):
    assert gaps(action={"example": f"I moved the pump. {objection}"}) == []


def test_that_nobody_objected_is_asked():
    assert gaps(action={"example": "I moved the pump."}) == ["objection"]
    probe = {"id": "why-not-her", "ask": "Who said no to it?"}
    assert gaps(action={"example": "I moved the pump."}, probes=[probe]) == []
    assert gaps(action={"beats": [{"id": "a", "name": "Move it"}]}) == []


def test_what_a_story_leaves_open_has_a_name_in_the_format_and_words():
    known = set(typing.get_args(Lack))
    assert known == set(LACKS)
    assert lacks_of(story(steps={"action": {"example": "I moved it."}})) <= known


def test_other_gaps_are_seen_in_the_words():
    file = {"action": ACTION, "result": {"needs": TOLD}}
    bare = lacks_of(story(steps={"action": {"example": "I moved it."}}))
    assert bare == {"objection", "price", "check", "date", "whose"}
    full = story(steps={**file, "task": {"example": "Not mine. I gave up two days for it."}})
    assert lacks_of(full) == set()
