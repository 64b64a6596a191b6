"""FSRS-6, as PyPI `fsrs` works it out, with its published parameters. An extra: `lpcards[fsrs]`.

It is asked for one answer at a time and told how many study days went by, as if each were given at
midnight UTC: so its blocks of 24 hours are study days. No learning steps, for a day has one answer
that counts; no fuzz, for a log has one replay.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from fsrs import Card, Rating, State
from fsrs import Scheduler as Fsrs

from lpcards.memory.sm2 import PASS, RATINGS, Memory, Rules, check_grade, day_after

NO_EASE = 0
ORIGIN = datetime.min.replace(tzinfo=UTC)
DIGITS = 10
STEPS = 1 << 16


class Strength(NamedTuple):
    """What FSRS knows of a card; of the answer that led to it, the interval in days."""

    stability: float
    difficulty: float
    interval: int


def schedule(memory: Memory | None, grade: int, on: date, rules: Rules) -> Memory:
    """Return the memory after an answer graded `grade` (0-5) on the study day `on`.

    Grades under 3 are `again`, 3 is `hard`, 4 `good` and 5 `easy`. An early answer needs no rule
    of ours: the less was forgotten, the less it adds.

    Raises ValueError for a grade that is none.
    """
    check_grade(grade)
    passed, rating = grade >= PASS, RATINGS[grade]
    if memory is None:
        after = _first(rating, rules.retention, rules.max_interval)
        due = day_after(on, after.interval)
        memory = Memory(0, NO_EASE, after.interval, due, 0, on, on)
        lapses = 0
    else:
        days = max(0, on.toordinal() - memory.last.toordinal())
        known = memory.stability, memory.difficulty
        after = _next(*known, days, rating, rules.retention, rules.max_interval)
        due = day_after(on, after.interval)
        lapses = memory.lapses + (not passed)
        memory = memory._replace(was_due=memory.due)
    return memory._replace(
        repetitions=memory.repetitions + 1 if passed else 0,
        interval=after.interval,
        due=due,
        lapses=lapses,
        last=on,
        stability=after.stability,
        difficulty=after.difficulty,
    )


@lru_cache(maxsize=STEPS)
def _first(rating: int, retention: float, max_interval: int) -> Strength:
    return _reviewed(Card(card_id=1, due=ORIGIN), 0, rating, _scheduler(retention, max_interval))


@lru_cache(maxsize=STEPS)
def _next(
    stability: float,
    difficulty: float,
    days: int,
    rating: int,
    retention: float,
    max_interval: int,
) -> Strength:
    card = Card(1, State.Review, None, stability, difficulty, ORIGIN, ORIGIN)
    return _reviewed(card, days, rating, _scheduler(retention, max_interval))


def _reviewed(card: Card, days: int, rating: int, scheduler: Fsrs) -> Strength:
    at = ORIGIN + timedelta(days=days)
    card, _ = scheduler.review_card(card, Rating(rating), at)
    return Strength(_kept(card.stability), _kept(card.difficulty), (card.due - at).days)


def _kept(number: float | None) -> float:
    """Return a number to so many digits: the last bits of a power differ between machines."""
    return float(f"{number:.{DIGITS}g}")


@lru_cache
def _scheduler(retention: float, max_interval: int) -> Fsrs:
    return Fsrs(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=max_interval,
        enable_fuzzing=False,
    )
