"""FSRS by replay is PyPI `fsrs` fed the same answers; recall is worked out without it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.memory.event import Event
from lpcards.memory.fsrs6 import schedule
from lpcards.memory.history import history_of
from lpcards.memory.recall import days_to, known_recall, recall
from lpcards.memory.schedulers import intervals, scheduled
from lpcards.memory.sm2 import PASS, Rules, early

DAY = date(2025, 3, 4)
FSRS = Rules(scheduler="fsrs")
GAPS = st.integers(1, 9) | st.integers(1, 400)
ANSWERS = st.lists(st.tuples(st.integers(0, 5), GAPS), min_size=1, max_size=25)
RULES = st.builds(
    Rules,
    max_interval=st.integers(1, 36_500),
    overlays=st.booleans(),
    follow=st.booleans(),
    scheduler=st.just("fsrs"),
    retention=st.floats(0.7, 0.99),
)
BUTTONS = {0: Rating.Again, 1: Rating.Again, 2: Rating.Again}
BUTTONS |= {3: Rating.Hard, 4: Rating.Good, 5: Rating.Easy}


def by_pypi(answers, rules):
    """Return the card and its scheduler after all answers, each at midnight of its study day."""
    scheduler = Scheduler(
        desired_retention=rules.retention,
        learning_steps=[],
        relearning_steps=[],
        maximum_interval=rules.max_interval,
        enable_fuzzing=False,
    )
    card, at = Card(card_id=1), datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
    for grade, gap in answers:
        at += timedelta(days=gap)
        card, _ = scheduler.review_card(card, BUTTONS[grade], at)
    return card, scheduler


def by_replay(answers, rules=FSRS):
    """Replay a log of the answers; return what is remembered."""
    log, days = [], 0
    for number, (grade, gap) in enumerate(answers):
        days += gap
        on, card = DAY + timedelta(days=days), "s/probe/x"
        log.append(Event(f"{number:04}", number, 0, "UTC", on, "d", "review", card, grade))
    return history_of(log, rules).memory["s/probe/x"]


@given(ANSWERS, RULES)
@example([(4, 3)] * 25, FSRS)
@example([(5, 400)] * 25, FSRS)
@example([(0, 1)] * 25, FSRS)
def test_a_replay_is_pypis_fsrs_fed_the_same_answers(answers, rules):
    memory, (card, _) = by_replay(answers, rules), by_pypi(answers, rules)
    assert memory.due == card.due.date()
    assert memory.interval == (card.due - card.last_review).days
    assert memory.stability == pytest.approx(card.stability, rel=1e-8)
    assert memory.difficulty == pytest.approx(card.difficulty, rel=1e-8)


@given(ANSWERS, st.integers(0, 3_000))
def test_recall_is_pypis_without_its_package(answers, days):
    memory, (card, scheduler) = by_replay(answers), by_pypi(answers, FSRS)
    at = card.last_review + timedelta(days=days)
    expected = scheduler.get_card_retrievability(card, at)
    assert recall(memory, at.date()) == pytest.approx(expected, rel=1e-8)
    assert known_recall(memory, at.date()) == (
        recall(memory, at.date()) if answers[-1][0] >= PASS else 0
    )


@given(ANSWERS, st.floats(0.7, 0.99))
def test_a_card_comes_back_when_its_recall_has_fallen_to_the_retention(answers, retention):
    memory = by_replay(answers, FSRS._replace(retention=retention))
    days = days_to(retention, memory.stability)
    assert memory.interval == min(36_500, max(1, round(days)))
    assert (1 + (0.9 ** (-1 / 0.1542) - 1) * days / memory.stability) ** -0.1542 == pytest.approx(
        retention
    )


@given(ANSWERS)
def test_passes_and_lapses_are_counted_as_by_sm2(answers):
    fsrs, sm2 = by_replay(answers), by_replay(answers, Rules())
    assert (fsrs.lapses, fsrs.first, fsrs.last) == (sm2.lapses, sm2.first, sm2.last)
    assert (fsrs.repetitions > 0) == (sm2.repetitions > 0) == (answers[-1][0] >= PASS)
    assert fsrs.ease == 0
    assert sm2.stability == sm2.difficulty == 0


@given(ANSWERS, st.integers(3, 5), st.integers(1, 400))
def test_a_pass_however_early_never_brings_a_card_back_sooner(answers, grade, gap):
    before = by_replay(answers)
    after = schedule(before, grade, before.last + timedelta(days=gap), FSRS)
    assert after.interval >= before.interval
    assert after.was_due == before.due
    if early(before, after.last):
        late = schedule(before, grade, before.due, FSRS)
        assert after.stability <= late.stability


@given(ANSWERS, st.integers(1, 400))
def test_a_better_grade_never_brings_a_card_back_sooner(answers, gap):
    memory = by_replay(answers)
    on = memory.last + timedelta(days=gap)
    found = intervals(memory, on, FSRS)
    assert list(found) == sorted(found)
    assert found == tuple(scheduled(memory, grade, on, FSRS).interval for grade in range(6))


@pytest.mark.parametrize("grade", [-1, 6, 2.0, None])
def test_what_is_no_grade_is_refused(grade):
    with pytest.raises(ValueError, match="a grade is a whole number"):
        schedule(None, grade, DAY, FSRS)


def test_the_calendar_ends_and_nothing_breaks():
    first = schedule(None, 5, date(1970, 1, 1), FSRS)
    assert schedule(first, 5, date(9999, 12, 30), FSRS).due == date.max
