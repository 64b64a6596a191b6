"""Load balance chooses a day, never earlier and not much later, and leaves SM-2 alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logs import moment, quick_folder
from lpcards.log import open_log
from lpcards.memory.balance import lightest, play
from lpcards.memory.sm2 import Rules
from sizes import examples

DUE = date(2026, 3, 2)
DAYS = st.integers(0, 40)
LOADS = st.dictionaries(
    st.integers(0, 60).map(lambda n: DUE + timedelta(days=n)), st.integers(0, 9)
)


@pytest.mark.parametrize(
    ("interval", "days"),
    [
        *((1, 0), (2, 0), (3, 1), (6, 2), (7, 2), (15, 2), (20, 3), (30, 3), (100, 7), (365, 20)),
        (36_500, 1827),
    ],
)
def test_the_longer_the_interval_the_more_days_there_are_to_choose_from(interval, days):
    assert play(interval) == days


@given(st.integers(1, 36_499))
def test_play_grows_with_the_interval_and_stays_small(interval):
    assert play(interval) <= play(interval + 1) <= play(interval) + 1
    assert play(interval) <= max(1, interval // 3)


@given(DAYS, LOADS)
def test_the_day_is_the_first_of_the_least_loaded_ones_within_reach(days, loads):
    chosen = lightest(DUE, days, loads)
    reach = [DUE + timedelta(days=n) for n in range(days + 1)]
    least = min(loads.get(day, 0) for day in reach)
    assert chosen == next(day for day in reach if loads.get(day, 0) == least)


def test_the_last_day_there_is_stays_in_the_calendar():
    assert lightest(date.max, 9, {date.max: 5}) == date.max


ANSWERS = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 5), st.integers(0, 30)), max_size=40
)


def record(path, answers, **how):
    with open_log(path, **how) as log:
        day = 0
        for card, grade, gap in answers:
            day += gap
            log.answer(card, grade, moment(day))
        assert log.verify() == []
        return dict(log.remembered()), list(log.events())


def numbers(memories):
    return {card: memory[:3] for card, memory in memories.items()}


@settings(max_examples=examples(15, 30), deadline=None)
@given(ANSWERS)
def test_on_or_off_the_three_numbers_of_sm_2_are_the_same(answers):
    with quick_folder() as folder:
        on, events = record(f"{folder}/on.db", answers, balance=True)
        off, _ = record(f"{folder}/off.db", answers)
        assert numbers(on) == numbers(off)
        for memory in on.values():
            later = memory.due - memory.last - timedelta(days=memory.interval)
            assert timedelta() <= later <= timedelta(days=play(memory.interval))
        assert on == off or any("due" in event.details for event in events)
        with open_log(f"{folder}/on.db", Rules(overlays=False)) as log:
            assert dict(log.remembered()) == off
            assert log.verify() == []
        with open_log(f"{folder}/on.db") as log:
            assert dict(log.remembered()) == on


def test_ten_cards_of_one_day_are_spread_over_the_days_in_reach(tmp_path):
    cards = [f"s/probe/{n}" for n in range(12)]
    with open_log(str(tmp_path / "log.db"), balance=True) as log:
        for days in (0, 1):
            for card in cards:
                log.answer(card, 4, moment(days))
        dues = sorted((memory.due - memory.last).days for _, memory in log.remembered())
    assert dues == [6] * 4 + [7] * 4 + [8] * 4


def test_no_day_is_chosen_beyond_the_longest_interval(tmp_path):
    with open_log(str(tmp_path / "log.db"), Rules(max_interval=6), balance=True) as log:
        for days in (0, 1):
            for card in "ab":
                log.answer(card, 4, moment(days))
        assert {(memory.due - memory.last).days for _, memory in log.remembered()} == {6}


def test_a_suspended_card_is_no_load(tmp_path):
    with open_log(str(tmp_path / "log.db"), balance=True) as log:
        for days in (0, 1):
            log.answer("a", 4, moment(days))
        log.note("suspend", "a", moment(1))
        for days in (1, 2):
            log.answer("b", 4, moment(days))
        log.answer("c", 4, moment(2))
        assert (log.memory(["b"])["b"].due - moment(2).day).days == 6
