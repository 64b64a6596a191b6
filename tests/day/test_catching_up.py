"""After days away the backlog is spread over a week at most, and no day is a wall."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.day.catching_up import LEAST, MISSED, WITHIN, Backlog, Gap, catching_up, gap_before

ON = date(2026, 3, 2)


def days_ago(*ago):
    return [ON - timedelta(days=n) for n in ago]


def met_on(on, gap, waiting, usual, most):
    """Return how cards without siblings are met."""
    return catching_up(on, gap, Backlog(waiting, waiting), usual, most, new=0)


def gap(missed=9, since=0):
    """Return a gap from which the learner came back `since` days ago."""
    back = ON - timedelta(days=since)
    return Gap(missed, back)


def test_the_day_of_return_is_known_on_that_day_and_on_those_after_it():
    assert gap_before(ON, days_ago(10, 11)) == gap(9)
    assert gap_before(ON, days_ago(1, 2, 12, 13)) == gap(9, since=2)


def test_two_missed_days_are_a_gap_and_one_is_none():
    assert gap_before(ON, days_ago(*range(2, 40, 2))) is None
    assert gap_before(ON, days_ago(3)) == gap(2)


def test_who_begins_was_not_away():
    assert gap_before(ON, []) is None


def test_of_two_gaps_the_last_counts():
    assert gap_before(ON, days_ago(4, 14)) == gap(3)


@given(st.sets(st.integers(1, 60)))
def test_a_gap_is_two_days_or_more_without_an_answer_and_its_end_not_long_ago(ago):
    found = gap_before(ON, days_ago(*sorted(ago)))
    if found is None:
        return
    before = found.back - timedelta(days=found.missed + 1)
    assert found.missed >= MISSED
    assert found.back == ON or (ON - found.back).days in ago
    assert (ON - before).days in ago
    assert not any((ON - found.back).days < n < (ON - before).days for n in ago)
    assert (ON - found.back).days < WITHIN


def test_no_more_days_are_read_than_are_needed():
    def studied():
        yield from days_ago(*range(1, WITHIN + 1))
        raise AssertionError("one more was read")

    assert gap_before(ON, studied()) is None


def test_84_cards_after_nine_days_are_30_a_day_until_wednesday():
    met = met_on(ON, gap(9), waiting=84, usual=12, most=100)
    assert (met.waiting, met.a_day, met.until) == (84, 30, ON + timedelta(days=2))


def test_a_wall_is_spread_over_a_week():
    met = met_on(ON, gap(), waiting=600, usual=40, most=100)
    assert (met.a_day, met.until) == (86, ON + timedelta(days=6))


def test_where_the_limit_is_too_low_no_day_is_promised():
    met = met_on(ON, gap(), waiting=2000, usual=40, most=100)
    assert (met.a_day, met.until) == (100, None)
    assert met_on(ON, gap(), waiting=5, usual=40, most=0).until is None


@pytest.mark.parametrize(
    ("waiting", "usual", "most"), [(LEAST, 0, 100), (60, 60, 100), (20, 0, 20)]
)
def test_a_day_that_would_be_like_any_other_is_none_of_met_on(waiting, usual, most):
    assert met_on(ON, gap(), waiting, usual, most) is None
    assert met_on(ON, gap(), waiting + 1, usual, most)


def test_after_a_week_it_is_over():
    assert met_on(ON, gap(since=WITHIN - 1), waiting=90, usual=0, most=100).a_day == 90
    assert met_on(ON, gap(since=WITHIN), waiting=90, usual=0, most=100) is None


@given(st.integers(0, 3000), st.integers(0, 200), st.integers(0, 300), st.integers(0, 6))
def test_a_day_of_catching_up_is_never_more_than_the_limit(waiting, usual, most, since):
    met = met_on(ON, gap(since=since), waiting, usual, most)
    if met:
        assert met.a_day <= most
        assert waiting > met.a_day or (ON - met.gap.back).days == WITHIN - 1
        assert met.until is None or ON <= met.until < met.gap.back + timedelta(days=WITHIN)


@given(st.integers(0, 1500), st.integers(0, 100), st.integers(1, 300))
def test_who_does_as_told_is_done_by_the_day_that_was_named(waiting, usual, most):
    promised = None
    for since in range(WITHIN):
        on = ON + timedelta(days=since)
        met = met_on(on, gap(), waiting, usual, most)
        if met is None:
            break
        promised = promised or met.until
        waiting -= met.a_day
    assert promised is None or waiting <= max(LEAST, usual)
    assert promised is None or on <= promised + timedelta(days=1)


def test_new_cards_come_back_as_a_usual_day_has_room_for_them():
    for waiting, usual, new in ((51, 50, 0), (50, 50, 0), (45, 50, 5), (41, 50, 9), (25, 0, 5)):
        met = catching_up(ON, gap(), Backlog(waiting, waiting), usual, most=100, new=10)
        assert (met.new, met.is_wall) == (new, waiting > max(LEAST, usual))
    assert catching_up(ON, gap(), Backlog(40, 40), usual=50, most=100, new=10) is None
    assert catching_up(ON, gap(since=WITHIN), Backlog(45, 45), 50, most=100, new=10) is None


@given(st.integers(0, 200), st.integers(0, 99), st.integers(1, 150), st.integers(0, 30))
def test_a_day_of_catching_up_is_no_longer_than_a_usual_one_or_its_share(today, usual, most, new):
    met = catching_up(ON, gap(), Backlog(today, today), usual, most, new)
    if met:
        asked = min(today, met.a_day) + met.new
        assert asked <= max(LEAST, usual, -(-today // WITHIN))


def test_siblings_that_keep_one_another_away_are_no_wall():
    assert catching_up(ON, gap(), Backlog(84, LEAST), usual=0, most=100, new=0) is None
    assert catching_up(ON, gap(), Backlog(300, 40), usual=0, most=100, new=0).a_day == 40
