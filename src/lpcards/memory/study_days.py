"""What was done on each study day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lpcards.memory.totals import AGES, LATE, Day


class Window(NamedTuple):
    """The study days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days those are."""
        return (self.last - self.first).days + 1

    def each(self) -> Iterator[date]:
        """Yield the days."""
        numbers = range(self.first.toordinal(), self.last.toordinal() + 1)
        return map(date.fromordinal, numbers)


def window_of(last: date, days: int) -> Window:
    """Return the window of so many days that ends on `last`; the calendar's start bounds it."""
    return Window(date.fromordinal(max(1, last.toordinal() - days + 1)), last)


class Studied(NamedTuple):
    """One study day: counted answers (`reviews` and `new`), how many passed, and what was extra.

    `milliseconds` are those of all answers.
    """

    day: date
    reviews: int = 0
    new: int = 0
    passed: int = 0
    drills: int = 0
    crams: int = 0
    milliseconds: int = 0

    @property
    def counted(self) -> int:
        """How many answers counted."""
        return self.reviews + self.new

    @property
    def answers(self) -> int:
        """How many answers were given in all."""
        return self.counted + self.drills + self.crams


def days_of(totals: Mapping[Day, Sequence[int]], window: Window) -> list[Studied]:
    """Return the window's days that have answers, oldest first."""
    found: dict[date, Studied] = {}
    for (day, sort), told in totals.items():
        if sort != LATE and told[0] and window.first <= day <= window.last:
            found[day] = _with(found.get(day) or Studied(day), sort, *told)
    return [found[day] for day in sorted(found)]


def _with(day: Studied, sort: str, count: int, passed: int, milliseconds: int) -> Studied:
    day = day._replace(milliseconds=day.milliseconds + milliseconds)
    if sort == "drill":
        return day._replace(drills=count)
    if sort == "cram":
        return day._replace(crams=count)
    day = day._replace(passed=day.passed + passed)
    if sort == AGES[0]:
        return day._replace(new=count)
    return day._replace(reviews=day.reviews + count)


def per_study_day(days: Iterable[Studied]) -> float:
    """Return the minutes of a day on which something was answered, on average; 0.0 without any."""
    times = [day.milliseconds for day in days]
    return sum(times) / len(times) / 60_000 if times else 0.0
