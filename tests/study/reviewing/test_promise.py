"""What the first minute promises is what there is, and what the days bring."""

import re
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daily_learner import START, DailyLearner
from logs import quick_folder
from lpcards.study.reviewing.promise import promise_of
from sizes import examples

FEW = settings(max_examples=examples(5, 60), deadline=None)


def promised(learner):
    with learner.workspace(0) as workspace:
        return promise_of(workspace)


def total(learner):
    with learner.workspace(0) as workspace:
        return workspace.index.to_be_met()


@FEW
@given(st.integers(1, 30), st.sampled_from([0, 5, 10, 15]), st.integers(1, 26))
def test_no_count_is_above_its_total_and_more_minutes_are_enough(days, minutes, stories):
    with quick_folder() as folder:
        learner = DailyLearner(folder, stories)
        dated = {"interview": str(START + timedelta(days=days))}
        learner.set(**dated, **({"minutes": minutes} if minutes else {}))
        words, cards = promised(learner), total(learner)
        if found := re.match(r"About (\d+) of (\d+) cards", words):
            assert int(found[1]) < int(found[2]) == cards
        else:
            assert words.startswith(f"All {cards} cards by ")
        if more := re.search(r"would take about (\d+) minutes", words):
            assert int(more[1]) > minutes
            learner.set(**dated, minutes=int(more[1]), cards_a_day=1000)
            assert promised(learner).startswith("All ")


@pytest.mark.parametrize("limits", [{}, {"minutes": 5}, {"new": 2}])
def test_without_a_date_all_are_met_when_it_is_said(tmp_path, limits):
    learner = DailyLearner(tmp_path, **limits)
    promise = rf"All {total(learner)} cards within (\d+) days"
    days = int(re.match(promise, promised(learner))[1])
    grades = iter(lambda: 4, None)
    met = [card for day in range(days) for card in learner.study(day, grades, seconds=None)["new"]]
    assert len(met) == total(learner)
