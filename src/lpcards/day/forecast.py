"""The coming days as they will probably go, and whether an interview date can be met."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from lpcards.day.course import Course, seconds_of
from lpcards.day.interview import Interview, wanting
from lpcards.day.queue import Queue, Today
from lpcards.day.study_day import DaySettings
from lpcards.memory.recall import recall

FORGIVEN = 10
"""One card in so many may be without its last review: a plan is met all the same."""
LONGEST = 400
"""So many days are looked ahead; where no end is in sight then, more would not tell more."""


class Row(NamedTuple):
    """One day: new cards, reviews on their day, cards of the final pass, and their seconds.

    `recall` is the mean over all cards on the interview day if nothing were answered after this
    one; a card not seen counts nothing.
    """

    on: date
    new: int
    due: int
    final_pass: int
    seconds: int
    recall: float = 0.0

    @property
    def total(self) -> int:
        """How many answers the day asks for."""
        return self.new + self.due + self.final_pass


class Forecast(NamedTuple):
    """The days from today on, and what is left undone in the end: numbers of cards.

    Of all `cards`, `unseen` were never asked, `overdue` had their day and no room, `weak` had no
    final pass.
    """

    interview: Interview
    rows: tuple[Row, ...]
    cards: int
    unseen: int
    overdue: int
    weak: int
    recall: float

    @property
    def is_met(self) -> bool:
        """Say whether all cards are seen, and all but a few have their last review in time."""
        return not self.unseen and (self.overdue + self.weak) * FORGIVEN <= self.cards


def forecast(course: Course, settings: DaySettings, today: Today) -> Forecast:
    """Walk `course` from the study day of `today` to the eve of the interview of `settings`."""
    interview = settings.interview_to_come(today.on, course.began(today.on))
    if interview is None:
        raise ValueError("without an interview to come there is nothing to foresee")
    rows = tuple(
        row._replace(recall=_recall(course, interview.on))
        for row in _rows(course, settings, today, interview.left(today.on))
    )
    return Forecast(
        interview,
        rows,
        len(course.entries),
        unseen=course.to_be_met(),
        overdue=sum(memory.due < interview.on for memory in course.memories.values()),
        weak=_weak(course, interview),
        recall=_recall(course, interview.on),
    )


def until_met(course: Course, settings: DaySettings, today: Today) -> tuple[Row, ...]:
    """Walk `course` until no card is new, or for LONGEST days; return the days."""
    rows = []
    for row in _rows(course, settings, today, LONGEST):
        rows.append(row)
        if not course.to_be_met():
            break
    return tuple(rows)


def coming_days(
    course: Course, settings: DaySettings, today: Today, days: int
) -> Iterator[tuple[date, Queue]]:
    """Walk `course` from the study day of `today` on; yield so many days and their queues."""
    later = (Today(today.on + timedelta(days=ahead)) for ahead in range(1, days))
    for one in chain([today], later) if days > 0 else ():
        yield one.on, course.walk(one, settings).queue


def _rows(course: Course, settings: DaySettings, today: Today, days: int) -> Iterator[Row]:
    for on, queue in coming_days(course, settings, today, days):
        new, early = len(queue.new), len(queue.early)
        seconds = seconds_of(queue, settings.pace)
        yield Row(on, new, len(queue.reviews) - early, early, seconds)


def _recall(course: Course, on: date) -> float:
    """Return the mean recall of all cards on a day."""
    memories = course.memories.values()
    return sum(recall(one, on) for one in memories) / max(1, len(course.entries))


def _weak(course: Course, interview: Interview) -> int:
    """Count the cards that a final pass should have brought; one of the last day's is as good."""
    on, last = interview.on, interview.on - timedelta(days=1)
    passed = (one for one in course.memories.values() if one.last < last)
    return sum(wanting(one, on) for one in passed) if interview.final else 0
