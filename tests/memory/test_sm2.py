from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import ceil

import pytest
import supermemo2
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.memory.schedulers import intervals
from lpcards.memory.sm2 import DEFAULT, Memory, Rules, counts, early, schedule

DAY = date(2025, 3, 4)
GRADES = st.integers(0, 5)
PASSES = st.integers(3, 5)
RULES = st.builds(
    Rules,
    st.sampled_from(["formula", "keep"]),
    st.integers(1, 40_000),
    scheduler=st.just("sm2"),
)
HISTORIES = st.lists(st.tuples(GRADES, st.integers(1, 400)), min_size=1, max_size=25)


def on_time(grades, rules=DEFAULT):
    """Answer each time on the day the card is due; return all memories."""
    memories = []
    for grade in grades:
        before = memories[-1] if memories else None
        memories.append(schedule(before, grade, before.due if before else DAY, rules))
    return memories


def after(history, rules=DEFAULT):
    """Answer with each grade so many days after the one before; return the memory and the day."""
    memory, day = None, DAY
    for grade, gap in history:
        day += timedelta(days=gap)
        memory = schedule(memory, grade, day, rules)
    return memory, day


memories = st.builds(after, HISTORIES, RULES)
seasoned = st.builds(after, HISTORIES.map(lambda history: [*history, (4, 400), (4, 400)]))


def test_six_perfect_answers_wait_1_6_17_48_140_and_420_days():
    assert [m.interval for m in on_time([5] * 6)] == [1, 6, 17, 48, 140, 420]


def test_binary_floats_would_be_a_day_off_on_that_ordinary_history():
    last = supermemo2.first_review(5, "2025-03-04")
    for _ in range(5):
        last = supermemo2.review(
            5, last["easiness"], last["interval"], last["repetitions"], "2025-03-04"
        )
    assert last["interval"] == 421


@pytest.mark.parametrize(
    ("grade", "ease"), [(5, 260), (4, 250), (3, 236), (2, 218), (1, 196), (0, 170)]
)
def test_every_grade_changes_the_ease_by_the_formula(grade, ease):
    assert schedule(None, grade, DAY).ease == ease
    exact = (
        Fraction("2.5")
        + Fraction("0.1")
        - (5 - grade) * (Fraction("0.08") + (5 - grade) * Fraction("0.02"))
    )
    assert ease == exact * 100


@given(HISTORIES, RULES)
@example([(0, 1)] * 12, Rules())
def test_the_ease_is_never_under_130(history, rules):
    assert after(history, rules)[0].ease >= 130


@given(st.lists(GRADES, min_size=1, max_size=12))
@example([5] * 12)
@example([5, 5, 5, 5, 5, 5])
def test_answers_on_the_due_day_are_sm2_in_exact_fractions(grades):
    repetitions, ease, interval = 0, Fraction(5, 2), Fraction(0)
    for grade, memory in zip(grades, on_time(grades, Rules(max_interval=10**6)), strict=True):
        if memory.due == date.max:
            return
        if grade >= 3:
            interval = 1 if repetitions == 0 else 6 if repetitions == 1 else ceil(interval * ease)
            repetitions += 1
        else:
            repetitions, interval = 0, 1
        ease += Fraction(1, 10) - (5 - grade) * (Fraction(8, 100) + (5 - grade) * Fraction(2, 100))
        ease = max(ease, Fraction(13, 10))
        interval = min(interval, 10**6)
        assert (memory.repetitions, Fraction(memory.ease, 100), memory.interval) == (
            repetitions,
            ease,
            interval,
        )


def floats_do_no_harm(memory):
    """Tell whether interval times ease lies so far from a whole number that doubles round alike.

    The exact product has two decimals: it is a whole number or at least 0.01 away from one, far
    more than a double's error below ten million days.
    """
    product = Fraction(memory.interval * memory.ease, 100)
    return product.denominator != 1 and product < 10**7


def agree(before, memory, grade):
    """Let the PyPI package answer the same card; tell whether it comes to the same."""
    theirs = supermemo2.review(
        grade, before.ease / 100, before.interval, before.repetitions, "2025-03-04"
    )
    ease = round(theirs["easiness"] * 100)
    return (theirs["repetitions"], ease, theirs["interval"]) == memory[:3]


@pytest.mark.parametrize("first", range(6))
def test_the_pypi_package_agrees_wherever_floats_do_no_harm(first):
    for grades in product([first], *[(0, 2, 3, 4, 5)] * 5):
        history = on_time(grades)
        for before, memory, grade in zip(history, history[1:], grades[1:], strict=False):
            if grade < 3 or before.repetitions < 2 or floats_do_no_harm(before):
                assert agree(before, memory, grade), grades


def test_floats_do_harm_on_some_histories_or_the_test_above_would_skip_nothing():
    history = on_time([5] * 6)
    assert not all(floats_do_no_harm(memory) for memory in history[1:])


@given(memories, st.integers(1, 2000), RULES)
def test_a_better_grade_never_brings_the_card_back_sooner(known, gap, rules):
    memory, day = known
    dues = [schedule(memory, grade, day + timedelta(days=gap), rules).due for grade in range(6)]
    assert dues == sorted(dues)


@given(RULES)
def test_a_better_first_grade_never_brings_the_card_back_sooner(rules):
    dues = [schedule(None, grade, DAY, rules).due for grade in range(6)]
    assert dues == sorted(dues)


@given(memories, st.integers(1, 2000))
def test_a_better_grade_never_leaves_less_ease(known, gap):
    memory, day = known
    eases = [schedule(memory, grade, day + timedelta(days=gap)).ease for grade in range(6)]
    assert eases == sorted(eases)


@pytest.mark.parametrize("count", [12, 13, 100])
def test_any_number_of_perfect_answers_stays_within_the_longest_interval(count):
    memory, day = None, DAY
    for _ in range(count):
        memory = schedule(memory, 5, day)
        day = min(memory.due, date(9999, 12, 30))
    assert memory.interval == 36_500


def test_twelve_perfect_answers_would_wait_589140_days_without_the_cap():
    ease, interval = 260, 1
    for repetition in range(1, 12):
        interval = 6 if repetition == 1 else -(-interval * ease // 100)
        ease += 10
    assert interval == 589_140


@given(st.dates(), GRADES, st.integers(1, 10**9))
@example(date.max, 5, 10**9)
def test_no_day_overflows_a_date(day, grade, longest):
    rules = Rules(max_interval=longest)
    memory = Memory(9, 400, longest, day, 0, date.min, date.min)
    for before in (None, memory):
        assert day <= schedule(before, grade, day, rules).due <= date.max


@given(memories, GRADES, st.integers(1, 2000), RULES)
def test_the_stored_interval_is_the_capped_one_and_due_follows_from_it(known, grade, gap, rules):
    memory, day = known
    on = day + timedelta(days=gap)
    new = schedule(memory, grade, on, rules)
    assert 1 <= new.interval <= rules.max_interval
    assert new.due == on + timedelta(days=new.interval)
    assert (new.last, new.first) == (on, memory.first)


def test_after_a_lapse_come_1_then_1_then_6_days():
    assert [m.interval for m in on_time([5, 5, 5, 1, 4, 4])] == [1, 6, 17, 1, 1, 6]


def test_a_late_answer_multiplies_the_scheduled_interval_not_the_elapsed_days():
    memory = on_time([4, 4])[-1]
    assert schedule(memory, 4, memory.due + timedelta(days=300)).interval == 15


@given(memories, GRADES, st.integers(1, 2000), st.dates())
def test_the_day_that_an_overlay_chose_changes_nothing(known, grade, gap, chosen):
    memory, day = known
    on = day + timedelta(days=gap)
    own = schedule(memory, grade, on)
    assert schedule(memory._replace(due=chosen), grade, on) == own._replace(was_due=chosen)


def test_a_failed_answer_that_is_not_the_first_is_a_lapse():
    assert [m.lapses for m in on_time([0, 1, 4, 4, 2, 3])] == [0, 1, 1, 1, 2, 2]


@given(memories, st.integers(0, 2), st.integers(1, 2000))
def test_keep_leaves_the_ease_of_a_failed_answer_and_nothing_else_differs(known, grade, gap):
    memory, day = known
    on = day + timedelta(days=gap)
    kept = schedule(memory, grade, on, Rules("keep"))
    assert kept.ease == memory.ease
    assert schedule(memory, grade, on) == kept._replace(ease=schedule(memory, grade, on).ease)


@given(st.integers(0, 2))
def test_keep_leaves_the_ease_of_the_very_first_answer_too(grade):
    assert schedule(None, grade, DAY, Rules("keep")).ease == 250


@given(memories, PASSES, st.integers(1, 2000))
def test_keep_changes_nothing_for_a_pass(known, grade, gap):
    memory, day = known
    on = day + timedelta(days=gap)
    assert schedule(memory, grade, on, Rules("keep")) == schedule(memory, grade, on)
    assert schedule(None, grade, on, Rules("keep")) == schedule(None, grade, on)


@given(seasoned, PASSES, st.data())
def test_an_early_pass_grows_no_more_than_its_days_allow_and_never_eases(known, grade, data):
    memory, _ = known
    elapsed = data.draw(st.integers(1, memory.interval - 1))
    on = memory.last + timedelta(days=elapsed)
    new = schedule(memory, grade, on)
    assert early(memory, on)
    earned = -(-elapsed * memory.ease // 100)
    assert new.interval == min(36_500, max(memory.interval, earned))
    assert new.repetitions - memory.repetitions == (new.interval > memory.interval)
    assert new.ease <= memory.ease


@given(memories, st.integers(0, 2), st.integers(1, 2000))
def test_an_early_fail_is_a_fail(known, grade, gap):
    memory, _ = known
    new = schedule(memory, grade, memory.last + timedelta(days=gap))
    assert (new.repetitions, new.interval, new.lapses) == (0, 1, memory.lapses + 1)


@pytest.mark.parametrize("grade", [3, 4, 5])
def test_daily_passes_never_blow_a_card_up(grade):
    memory = on_time([4, 4, 4])[-1]
    assert memory.interval == 15
    for days in range(1, 6):
        memory = schedule(memory, grade, memory.last + timedelta(days=1))
        assert memory.interval == 15, days
    assert memory.repetitions == 3


@given(seasoned, st.lists(st.integers(1, 9), max_size=60))
def test_early_passes_grow_an_interval_at_most_by_ease_over_the_days_they_waited(known, gaps):
    memory, _ = known
    for gap in gaps:
        before, on = memory, memory.last + timedelta(days=gap)
        memory = schedule(memory, 5, on)
        if early(before, on):
            assert memory.interval <= max(before.interval, -(-gap * before.ease // 100))


@given(memories, st.integers(1, 2000), RULES)
def test_the_intervals_shown_are_the_intervals_that_follow(known, gap, rules):
    memory, day = known
    on = day + timedelta(days=gap)
    following = tuple(schedule(memory, grade, on, rules).interval for grade in range(6))
    assert intervals(memory, on, rules) == following


@given(memories, st.integers(-5, 5))
def test_only_an_answer_on_a_later_study_day_counts(known, gap):
    memory, _ = known
    assert counts(memory, memory.last + timedelta(days=gap)) == (gap > 0)
    assert counts(None, DAY)


@pytest.mark.parametrize("grade", [-1, 6, 4.0, "4", None, True])
def test_a_grade_that_is_none_is_refused(grade):
    with pytest.raises(ValueError, match="a grade is a whole number from 0 to 5"):
        schedule(None, grade, DAY)
