"""What was done, day by day: answers, the share that passed, the streak. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from lpcards.memory.pauses import Pause
from lpcards.memory.totals import AGES, LATE, DayKind


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


class StudiedDay(NamedTuple):
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


def studied_day_json(day: StudiedDay) -> dict[str, object]:
    """Return the day as scripts read it."""
    return {
        "day": day.day.isoformat(),
        "answers": day.answers,
        "reviews": day.reviews,
        "new": day.new,
        "passed": day.passed,
        "drills": day.drills,
        "crams": day.crams,
        "seconds": day.milliseconds / 1000,
    }


def days_of(totals: Mapping[DayKind, Sequence[int]], window: Window) -> list[StudiedDay]:
    """Return the window's days that have answers, oldest first."""
    found: dict[date, StudiedDay] = {}
    for (day, kind), counts in totals.items():
        if kind != LATE and counts[0] and window.first <= day <= window.last:
            found[day] = _with(found.get(day) or StudiedDay(day), kind, *counts)
    return [found[day] for day in sorted(found)]


def _with(day: StudiedDay, kind: str, count: int, passed: int, milliseconds: int) -> StudiedDay:
    day = day._replace(milliseconds=day.milliseconds + milliseconds)
    if kind == "drill":
        return day._replace(drills=count)
    if kind == "cram":
        return day._replace(crams=count)
    day = day._replace(passed=day.passed + passed)
    if kind == AGES[0]:
        return day._replace(new=count)
    return day._replace(reviews=day.reviews + count)


def per_study_day(days: Iterable[StudiedDay]) -> float:
    """Return the minutes of a day on which something was answered, on average; 0.0 without any."""
    times = [day.milliseconds for day in days]
    return sum(times) / len(times) / 60_000 if times else 0.0


class Retention(NamedTuple):
    """How many answers to cards of an age counted, and how many of them passed."""

    age: str
    asked: int = 0
    passed: int = 0

    @property
    def share(self) -> float | None:
        """The share passed; None where nothing was asked."""
        return self.passed / self.asked if self.asked else None


def retention_json(age: Retention) -> dict[str, object]:
    """Return the retention of an age as scripts read it."""
    return {**age._asdict(), "share": None if age.share is None else round(age.share, 4)}


def retention_of(totals: Mapping[DayKind, Sequence[int]], window: Window) -> list[Retention]:
    """Return the retention within the window for each age, the first answers in front."""
    found = {age: Retention(age) for age in AGES}
    for (day, age), (count, passed, _) in totals.items():
        if age in found and window.first <= day <= window.last:
            _, asked, before = found[age]
            found[age] = Retention(age, asked + count, before + passed)
    return list(found.values())


AnsweredDay = tuple[date, int, int]
"""A day, how many answers it had, and by how much the number of cards waiting overdue changed."""


class Streak(NamedTuple):
    """How many study days in a row until now, and at most so far."""

    days: int = 0
    longest: int = 0


def streak_of(
    days: Iterable[AnsweredDay],
    today: date,
    waiting_since: date | None = None,
    pauses: Iterable[Pause] = (),
) -> Streak:
    """Return the streak as of `today`.

    A day without answers breaks it if a card was waiting on it: one that was due, that day or
    before, and was answered later or (since `waiting_since`) not yet. A day inside one of the
    `pauses` breaks nothing, and today is not over yet.
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


def _until(
    today: date, days: Iterable[AnsweredDay], waiting_since: date | None
) -> Iterator[AnsweredDay]:
    """Yield the days until today, oldest first, the cards still waiting among them.

    The last one is an end: today, or the day after it where today has answers.
    """
    merged: dict[date, list[int]] = {}
    waiting = ((waiting_since, 0, 1),) if waiting_since else ()
    for day, answers, change in (*days, *waiting):
        if day <= today:
            sums = merged.setdefault(day, [0, 0])
            sums[0] += answers
            sums[1] += change
    if today in merged and not merged[today][0]:
        del merged[today]
    for day in sorted(merged):
        yield day, merged[day][0], merged[day][1]
    yield (date.fromordinal(today.toordinal() + 1) if today in merged else today), 0, 0


def _paused(first: int, end: int, pauses: tuple[Pause, ...]) -> bool:
    """Tell whether each day from `first` until before `end` lies in a pause; true of no day."""
    ranges = [(pause.first.toordinal(), pause.last.toordinal()) for pause in pauses]
    return all(any(a <= day <= b for a, b in ranges) for day in range(first, end))
