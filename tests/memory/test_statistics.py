"""The streak: what breaks it, and what does not."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lpcards.memory.pauses import Pause
from lpcards.memory.statistics import Streak, streak_of

FIRST = date(2026, 3, 2)
SPAN = 12


def day(number):
    return FIRST + timedelta(days=number)


def studied(*numbers):
    return [(day(number), 3, 0) for number in numbers]


def test_days_in_a_row_count_and_today_is_not_over_yet():
    assert streak_of(studied(0, 1, 2), day(2)) == Streak(3, 3)
    assert streak_of(studied(0, 1, 2), day(3)) == Streak(3, 3)


def test_a_day_on_which_nothing_was_due_does_not_break_it():
    assert streak_of(studied(0, 1, 4), day(4)) == Streak(3, 3)
    assert streak_of(studied(0, 1), day(9), waiting_since=day(9)) == Streak(2, 2)


def test_a_day_on_which_a_card_waited_in_vain_breaks_it():
    waited = [(day(3), 0, 1), (day(4), 2, -1)]
    assert streak_of([*studied(0, 1), *waited], day(4)) == Streak(1, 2)
    assert streak_of(studied(0, 1), day(4), waiting_since=day(3)) == Streak(0, 2)


def test_a_pause_breaks_nothing():
    waited = [(day(2), 0, 1), (day(5), 2, -1)]
    days = [*studied(0, 1), *waited]
    assert streak_of(days, day(5), pauses=[Pause(day(2), day(4))]) == Streak(3, 3)
    assert streak_of(days, day(5), pauses=[Pause(day(2), day(3))]) == Streak(1, 2)
    assert streak_of(
        days, day(5), pauses=[Pause(day(2), day(3)), Pause(day(4), date.max)]
    ) == Streak(3, 3)


def test_nobody_who_never_studied_has_a_streak():
    assert streak_of([], FIRST) == streak_of([], FIRST, waiting_since=FIRST) == Streak(0, 0)


@given(
    st.sets(st.integers(0, SPAN)),
    st.lists(st.tuples(st.integers(0, SPAN), st.integers(1, SPAN)), max_size=4),
    st.none() | st.integers(0, SPAN),
    st.lists(st.tuples(st.integers(0, SPAN), st.integers(0, 4)), max_size=2),
)
def test_the_streak_is_what_counting_day_by_day_gives(done, waits, since, pauses):
    waits = [(first, min(SPAN + 1, first + long)) for first, long in waits]
    rows = studied(*done)
    for first, end in waits:
        rows += [(day(first), 0, 1), (day(end), 0, -1)]
    pauses = [(first, first + long) for first, long in pauses]
    found = streak_of(
        rows,
        day(SPAN),
        None if since is None else day(since),
        [Pause(day(first), day(last)) for first, last in pauses],
    )
    assert found == counted(done, waits, since, pauses)


def counted(done, waits, since, pauses):
    running = longest = 0
    for number in range(SPAN + 1):
        waiting = any(first <= number < end for first, end in waits)
        waiting |= since is not None and since <= number
        paused = any(first <= number <= last for first, last in pauses)
        if number in done:
            running += 1
            longest = max(longest, running)
        elif waiting and not paused and number != SPAN:
            running = 0
    return Streak(running, longest)
