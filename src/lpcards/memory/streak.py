"""The streak: study days in a row."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

Day = tuple[date, int, int]
"""A day, how many answers it had, and by how much the number of cards waiting overdue changed."""

Pauses = tuple[tuple[date, date], ...]


class Streak(NamedTuple):
    """How many study days in a row until now, and at most so far."""

    days: int = 0
    longest: int = 0


def streak_of(
    days: Iterable[Day],
    today: date,
    waiting_since: date | None = None,
    pauses: Iterable[tuple[date, date]] = (),
) -> Streak:
    """Return the streak as of `today`.

    A day without answers breaks it if a card was waiting on it: one that was due, that day or
    before, and was answered later or (since `waiting_since`) not yet. A day inside one of the
    `pauses` (first and last day) breaks nothing, and today is not over yet.
    """
    pauses = tuple(pauses)
    running = longest = waiting = 0
    for (day, answers, change), (after, _, _) in pairwise(_until(today, days, waiting_since)):
        waiting += change
        running += answers > 0
        longest = max(longest, running)
        first = day.toordinal() + (answers > 0)
        if waiting and not _paused(first, after.toordinal(), pauses):
            running = 0
    return Streak(running, longest)


def _until(today: date, days: Iterable[Day], waiting_since: date | None) -> Iterator[Day]:
    """Yield the days until today, oldest first, the cards still waiting among them.

    The last one is an end: today, or the day after it where today has answers.
    """
    merged: dict[date, list[int]] = {}
    waiting = ((waiting_since, 0, 1),) if waiting_since else ()
    for day, answers, change in (*days, *waiting):
        if day <= today:
            told = merged.setdefault(day, [0, 0])
            told[0] += answers
            told[1] += change
    if today in merged and not merged[today][0]:
        del merged[today]
    for day in sorted(merged):
        yield day, merged[day][0], merged[day][1]
    yield (date.fromordinal(today.toordinal() + 1) if today in merged else today), 0, 0


def _paused(first: int, end: int, pauses: Pauses) -> bool:
    """Tell whether each day from `first` until before `end` lies in a pause; true of no day."""
    ranges = [(a.toordinal(), b.toordinal()) for a, b in pauses]
    return all(any(a <= day <= b for a, b in ranges) for day in range(first, end))
