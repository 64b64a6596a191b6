"""Recall expected against recall seen: the reviews of the log, by day and by week."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs import moment, quick_folder
from lpcards.log import open_log
from lpcards.memory.prediction import RecallSpan, recall_by_weeks
from lpcards.memory.sm2 import PASS, schedule

CARDS = ("cellar/probe/why", "roof/probe/why", "roof/quiz/which")
DAY = moment().day
SPANS = st.lists(
    st.builds(
        lambda ahead, asked, passed, share: RecallSpan(
            DAY + timedelta(days=ahead),
            DAY + timedelta(days=ahead),
            asked,
            min(asked, passed),
            asked * share,
        ),
        st.integers(0, 400),
        st.integers(1, 90),
        st.integers(0, 90),
        st.floats(0, 1),
    ),
    unique_by=lambda span: span.first,
)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(CARDS), st.integers(0, 5)), max_size=25)
)
def test_reviews_are_those_of_the_totals_and_expected_as_a_replay_foretells(steps):
    days, memory, expected = 0, {}, {}
    with quick_folder() as folder, open_log(f"{folder}/log.db") as log:
        for later, card, grade in steps:
            days += later
            day = moment(days).day
            log.answer(card, grade, moment(days))
            before = memory.get(card)
            if before is None or day > before.last:
                memory[card] = schedule(before, grade, day)
                if before:
                    gone = (day - before.last).days / before.interval
                    expected.setdefault(day, []).append((0.9**gone, grade >= PASS))
        found = {span.first: span for span in log.recall_days()}
        reviews = {}
        for (day, kind), sums in log.days_since(DAY).items():
            if kind in {"young", "growing", "mature"}:
                counts = reviews.setdefault(day, [0, 0])
                counts[0] += sums[0]
                counts[1] += sums[1]
    assert {day: [span.asked, span.passed] for day, span in found.items()} == reviews
    assert found.keys() == expected.keys()
    for day, pairs in expected.items():
        assert found[day].expected == pytest.approx(sum(share for share, _ in pairs))
        assert found[day].passed == sum(passed for _, passed in pairs)


@given(SPANS, st.integers(1, 9))
def test_weeks_hold_every_day_once_and_begin_on_mondays(days, several):
    weeks = recall_by_weeks(days, several)
    assert [week.first for week in weeks] == sorted({week.first for week in weeks})
    for week in weeks:
        assert (week.first.weekday(), (week.last - week.first).days) == (0, 7 * several - 1)
        inside = [day for day in days if week.first <= day.first <= week.last]
        assert week.asked == sum(day.asked for day in inside)
        assert week.passed == sum(day.passed for day in inside)
    assert sum(week.asked for week in weeks) == sum(day.asked for day in days)


def test_a_span_without_reviews_has_no_share():
    assert RecallSpan(DAY, DAY).share is RecallSpan(DAY, DAY).predicted is None
