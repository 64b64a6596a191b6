"""How well the coach judges answers as candidates write and say them; a floor for each rule."""

from pathlib import Path

import pytest

from coached_answers import HALVES, KINDS, answers, false_in_five, judged, scores, table

PAGE = Path(__file__).parents[3] / "docs" / "coach.md"
EACH = 20
PRECISION, RECALL = 0.9, 0.85
FEW = 8
"""Findings from which a rule's share says something by itself."""
OF_RULE = 0.7


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("kind", KINDS)
def test_there_are_twenty_answers_of_each_sort_with_what_is_right_beside_them(half, kind):
    found = answers(half, kind)
    assert len(found) >= EACH
    assert len({answer.text for answer in found}) == len(found)
    assert kind == "strong" or all(answer.right for answer in found)


@pytest.mark.parametrize("half", HALVES)
def test_five_strong_answers_have_one_false_finding_at_most(half):
    assert false_in_five(half) <= 1


@pytest.mark.parametrize("half", HALVES)
def test_what_is_said_is_right_and_what_is_right_is_said(half):
    for rule, score in scores([judged(answer) for answer in answers(half)]).items():
        if rule == "all":
            assert score.precision >= PRECISION, score
            assert score.recall >= RECALL, score
        elif score.right + score.missed >= FEW:
            assert score.precision >= OF_RULE, (rule, score)
            assert score.recall >= OF_RULE, (rule, score)


def test_the_page_says_what_is_measured():
    assert "\n".join(table()) in PAGE.read_text(encoding="utf-8")
