import pytest

from advice_on_yaml import advice, messages

NEEDS = "steps: {result: {needs: {metric: '%s'}}}\n"


@pytest.mark.parametrize(
    ("needs", "other"),
    [
        ("from 2,680 a week to 140", "2680 boxes, then 9"),
        ("from 19 to 3 a month", "19 nights, later 3"),
        ("from $412 to $470", "412 calls -> 12 calls"),
    ],
)
def test_a_figure_or_a_change_in_common_is_found(needs, other):
    assert len(messages("same-figure", NEEDS % needs, NEEDS % other)) == 1


@pytest.mark.parametrize(
    ("needs", "other"),
    [
        ("from 12 to 3", "from 12 to 4"),
        ("from 1,000 to 20", "from 1000 to 30"),
        ("311 in 2024, now 27", "64 in 2024, now 9"),
        ("from 0.3 % to zero", "from 0.4 % to zero"),
    ],
)
def test_small_round_and_other_figures_and_years_pass(needs, other):
    assert messages("same-figure", NEEDS % needs, NEEDS % other) == []


def test_the_later_file_is_advised():
    found = advice(NEEDS % "311 -> 27", NEEDS % "311 -> 9")
    assert {problem.path for problem in found if problem.rule == "same-figure"} == {
        "content/last-bus1.yaml"
    }


def test_a_story_may_repeat_itself():
    needs = "{metric: from 311 to 27, business: 311 a month}"
    assert messages("same-figure", f"steps: {{result: {{needs: {needs}}}}}\n") == []
