"""Pauses: what the settings and the log say about days on which nothing is due."""

from datetime import date, timedelta
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.memory.event import Event
from lpcards.memory.pauses import Pause, end_of_pause, pauses_of, written_pause

DAY = date(2026, 12, 20)


def on(days):
    return DAY + timedelta(days=days)


def event(days, **details):
    values = {
        key: value if key == "end" else on(value).isoformat() for key, value in details.items()
    }
    return Event(f"{days:04}", days, 0, "UTC", on(days), "d", "pause", "", details=values)


def days_of(events, written=(), first=0, last=30):
    found = paused_days(pauses_of(written, events), on(first), on(last))
    return sorted((day - DAY).days for day in found)


def test_a_written_pause_is_a_range_of_days_or_one_day():
    assert written_pause("2026-12-24..2027-01-02") == (date(2026, 12, 24), date(2027, 1, 2))
    assert written_pause("2026-12-24") == (date(2026, 12, 24), date(2026, 12, 24))


@pytest.mark.parametrize(
    "words", ["", "Christmas", "2026-12-24..", "2027-01-02..2026-12-24", "a..b"]
)
def test_what_is_no_range_is_refused(words):
    with pytest.raises(ValueError):
        written_pause(words)


def test_a_pause_holds_from_its_study_day_to_its_last_day_included():
    assert days_of([event(2, until=4)]) == [2, 3, 4]
    assert days_of([event(0, **{"from": 5}, until=6)]) == [5, 6]
    assert days_of([event(2)], last=5) == [2, 3, 4, 5]


def test_the_days_before_its_end_stay_paused():
    assert days_of([event(2), event(5, end=True)]) == [2, 3, 4]
    assert days_of([event(2, until=9), event(2, end=True)]) == []
    assert days_of([event(2), event(5, end=True), event(7, until=7)]) == [2, 3, 4, 7]


def test_an_end_leaves_what_is_written_in_the_settings():
    written = [f"{on(1)}..{on(3)}"]
    assert days_of([event(2, end=True)], written) == [1, 2, 3]


def test_damaged_pauses_are_none():
    broken = [event(1)._replace(details={"until": until}) for until in (7, "soon", "2020-01-01")]
    assert pauses_of((), broken) == ()


def paused_days(pauses, first, last):
    """Return the paused study days from `first` to `last`, both included."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day for day in days if any(pause.first <= day <= pause.last for pause in pauses)}


RANGES = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 6)).map(lambda r: Pause(on(r[0]), on(sum(r)))),
    max_size=5,
)


@given(RANGES, st.integers(0, 25))
def test_the_end_of_a_pause_is_the_last_of_the_paused_days_in_a_row(pauses, day):
    paused = paused_days(pauses, DAY, on(40))
    days = list(takewhile(paused.__contains__, map(on, range(day, 41))))
    assert end_of_pause(pauses, on(day)) == (days[-1] if days else None)


@given(RANGES, st.integers(0, 25))
def test_a_day_is_in_a_pause_if_it_is_among_the_paused_days(pauses, day):
    paused = on(day) in paused_days(pauses, on(day), on(day))
    assert (end_of_pause(pauses, on(day)) is not None) == paused


def test_a_pause_without_end_ends_with_the_calendar():
    assert end_of_pause([Pause(DAY, date.max), Pause(DAY, on(3))], on(1)) == date.max
