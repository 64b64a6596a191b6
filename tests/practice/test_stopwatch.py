"""A stopwatch measures the time in which it runs, and no other."""

from hypothesis import given
from hypothesis import strategies as st

from lpcards.practice.stopwatch import Stopwatch, announced, announcements

STRETCHES = st.lists(st.tuples(st.booleans(), st.integers(0, 500)), max_size=20)


@given(STRETCHES)
def test_only_the_time_in_which_it_runs_is_measured(stretches):
    watch, now, ran = Stopwatch(), 0.0, 0
    for runs, seconds in stretches:
        watch = watch.started(now) if runs else watch.stopped(now)
        now += seconds
        ran += seconds if runs else 0
        assert watch.elapsed(now) == ran


@given(st.floats(0, 1000), st.floats(0, 1000))
def test_a_clock_that_goes_back_takes_nothing_away(since, now):
    assert Stopwatch(since, 5.0).elapsed(now) >= 5.0


@given(st.integers(1, 300), st.lists(st.floats(0, 40), max_size=30))
def test_each_thing_is_announced_once_however_often_one_looks(target, steps):
    made, before, now = [], 0.0, 0.0
    for step in steps:
        now += step
        if words := announced(target, before, now):
            made.append(words)
        before = now
    assert len(made) == len(set(made))
    reached = [words for at, words in announcements(target) if at <= now]
    assert made == [words for words in reached if words in made]
    assert made[-1:] == reached[-1:]


def test_half_the_time_the_end_and_what_is_over_are_announced():
    assert [words for _, words in announcements(30)] == [
        "Half time: 15 seconds left.",
        "Time: 30 seconds are over.",
        "15 seconds over.",
        "30 seconds over: twice the time.",
    ]
    assert announcements(0) == ()
