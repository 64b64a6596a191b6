"""Recall as the schedule expected it, against what passed: day by day, and week by week. Pure."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from lpcards.memory.event import Event
from lpcards.memory.recall import recall
from lpcards.memory.sm2 import PASS, Memory


class RecallSpan(NamedTuple):
    """The days from `first` to `last`: reviews asked, passed, and how many should have passed.

    A review is an answer that counted to a card answered before. `expected` is the sum of the
    predicted recall of each.
    """

    first: date
    last: date
    asked: int = 0
    passed: int = 0
    expected: float = 0.0

    @property
    def share(self) -> float | None:
        """The share passed; None where nothing was asked."""
        return self.passed / self.asked if self.asked else None

    @property
    def predicted(self) -> float | None:
        """The share that was expected to pass; None where nothing was asked."""
        return self.expected / self.asked if self.asked else None


class Predictions:
    """Gathers, in a replay, what was expected of each review and what came of it."""

    def __init__(self) -> None:
        """Start from nothing."""
        self.days: dict[date, RecallSpan] = {}

    def add(self, _: str, event: Event, before: Memory | None, counted: bool) -> None:
        """Take an answer in: `before` is what was remembered, `counted` whether it counted."""
        if not counted or before is None:
            return
        day = event.day
        found = self.days.get(day) or RecallSpan(day, day)
        passed = event.grade is not None and event.grade >= PASS
        self.days[day] = found._replace(
            asked=found.asked + 1,
            passed=found.passed + passed,
            expected=found.expected + recall(before, day),
        )


def recall_together(spans: Iterable[RecallSpan], first: date, last: date) -> RecallSpan:
    """Return several spans as one, from `first` to `last`."""
    listed = list(spans)
    return RecallSpan(
        first,
        last,
        sum(one.asked for one in listed),
        sum(one.passed for one in listed),
        sum(one.expected for one in listed),
    )


def recall_by_weeks(days: Iterable[RecallSpan], weeks: int = 1) -> list[RecallSpan]:
    """Return spans of so many weeks, Monday to Sunday, that have reviews; oldest first."""
    length = 7 * weeks
    spans: dict[int, list[RecallSpan]] = {}
    for day in days:
        spans.setdefault((day.first.toordinal() - 1) // length, []).append(day)
    return [
        recall_together(spans[at], _day(at * length + 1), _day((at + 1) * length))
        for at in sorted(spans)
    ]


def _day(number: int) -> date:
    return date.fromordinal(min(number, date.max.toordinal()))
