"""The days until the interview as they will probably go, and whether the date can be met.

No chance in it: answers pass with the recall that the intervals promise, as every tenth card on
its day fails. The shares of all answers add up, and where they reach a whole failure one is given.
"""

from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from lpcards.interview import Interview, recall, wanting
from lpcards.interview.course import Course
from lpcards.session import Today

PASSED, FAILED = 4, 2
NEARLY_ONE = 1 - 1e-9
"""A whole failure, but for what floats lose: ten tenths are less than one."""
FORGIVEN = 10
"""One card in so many may be without its last review: a plan is met all the same."""


class Row(NamedTuple):
    """One day: new cards, reviews on their day, cards of the final pass.

    `recall` is the mean over all cards on the interview day if nothing were answered after this
    one; a card not seen counts nothing.
    """

    on: date
    new: int
    due: int
    final_pass: int
    recall: float

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

    @property
    def fullest(self) -> int:
        """How many answers the fullest day asks for."""
        return max((row.total for row in self.rows), default=0)


def forecast(course: Course, interview: Interview, today: Today) -> Forecast:
    """Walk `course` from the study day of `today` to the day before the interview."""
    walk = _Walk(course, interview)
    days = range(max(0, interview.left(today.on)))
    later = (Today(today.on + timedelta(days=ahead)) for ahead in days[1:])
    rows = tuple(walk.day(one) for one in chain([today], later)) if days else ()
    return Forecast(
        interview,
        rows,
        len(course.entries),
        unseen=course.unseen,
        overdue=sum(memory.due < interview.on for memory in course.memories.values()),
        weak=_weak(course, interview),
        recall=walk.recall(),
    )


def _weak(course: Course, interview: Interview) -> int:
    """Count the cards that a final pass should have brought; one of the last day's is as good."""
    on, last = interview.on, interview.on - timedelta(days=1)
    passed = (one for one in course.memories.values() if one.last < last)
    return sum(wanting(one, on) for one in passed) if interview.final else 0


class _Walk:
    """Answers a course's queues."""

    def __init__(self, course: Course, interview: Interview) -> None:
        self._course = course
        self._interview = interview
        self._failing = 0.0

    def day(self, today: Today) -> Row:
        queue = self._course.queue(today, self._interview)
        for entry in (*queue.reviews, *queue.new):
            self._course.answer(entry.id, self._grade(entry.id, today.on), today.on)
        early = len(queue.early)
        return Row(today.on, len(queue.new), len(queue.reviews) - early, early, self.recall())

    def recall(self) -> float:
        """Return the mean recall on the interview day."""
        memories, on = self._course.memories.values(), self._interview.on
        return sum(recall(one, on) for one in memories) / max(1, len(self._course.entries))

    def _grade(self, card: str, on: date) -> int:
        memory = self._course.memories.get(card)
        self._failing += 1 - recall(memory, on) if memory else 0
        if self._failing < NEARLY_ONE:
            return PASSED
        self._failing -= 1
        return FAILED
