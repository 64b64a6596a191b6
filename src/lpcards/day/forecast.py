"""The coming days as they will probably go, whether an interview date can be met, and ways out."""

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from lpcards.day.interview import Interview, interview_of, wanting
from lpcards.day.learner import Today
from lpcards.day.limits import Limits
from lpcards.day.pace import Pace
from lpcards.day.principles_met import principles_met
from lpcards.day.queue import Queue
from lpcards.day.simulated_learner import SimulatedLearner
from lpcards.memory.recall import known_recall
from lpcards.memory.sm2 import Memory

FORGIVEN = 10
"""One card in so many may be without its last review: a plan is met all the same."""
LONGEST = 400
"""So many days are looked ahead; where no end is in sight then, more would not say more."""
FARTHEST = 1000
"""Days that a plan for a date looks ahead."""
LATER = 28
"""An interview may be asked to be so many days later; hardly any longer."""


class ForecastDay(NamedTuple):
    """One day: new cards, reviews on their day, cards of the final pass, and their seconds.

    `telling` are seconds besides, for saying a story aloud. `recall` is the mean over all cards on
    the interview day if nothing were answered after this one; a card not seen counts nothing.
    """

    on: date
    new: int
    due: int
    final_pass: int
    seconds: int
    recall: float = 0.0
    telling: int = 0

    @property
    def total(self) -> int:
        """How many answers the day asks for."""
        return self.new + self.due + self.final_pass


def forecast_day_json(day: ForecastDay) -> dict[str, object]:
    """Return the day as scripts read it."""
    return {
        "date": day.on.isoformat(),
        "new": day.new,
        "due": day.due,
        "final_pass": day.final_pass,
        "total": day.total,
        "minutes": round(day.seconds / 60, 1),
        "recall": round(day.recall, 4),
        **({"telling": round(day.telling / 60, 1)} if day.telling else {}),
    }


class Forecast(NamedTuple):
    """The days from today on, and what is left undone in the end: numbers of cards.

    Of all `cards` (but for a worked example's), `unseen` were never asked, `overdue` had their day
    and no room, `weak` had no final pass. `met` are the principles that are met in the end.
    """

    interview: Interview
    days: tuple[ForecastDay, ...]
    cards: int
    unseen: int
    overdue: int
    weak: int
    recall: float
    met: frozenset[str] = frozenset()

    @property
    def asked(self) -> int:
        """How many cards are asked by then, those answered before among them."""
        return self.cards - self.unseen

    @property
    def is_met(self) -> bool:
        """Say whether all cards are seen, and all but a few have their last review in time."""
        return not self.unseen and (self.overdue + self.weak) * FORGIVEN <= self.cards


def forecast(
    learner: SimulatedLearner,
    limits: Limits,
    today: Today,
    principles: Container[str] | None = None,
    until: date | None = None,
) -> Forecast:
    """Walk from the study day of `today` to the eve of the interview of `limits`, or a later one.

    What is left undone counts cards of one's own stories and of `principles` (None: all).
    """
    interview = interview_of(learner, today, limits.by(until) if until else limits)
    if interview is None:
        raise ValueError("without an interview to come there is nothing to foresee")
    days = tuple(
        day._replace(recall=_recall(learner, interview.on))
        for day in _days(learner, limits, today, interview.left(today.on))
    )
    lasting = learner.lasting(principles)
    return Forecast(
        interview,
        days,
        len(lasting),
        unseen=lasting.count(None),
        overdue=sum(memory.due < interview.on for memory in lasting if memory),
        weak=_weak(lasting, interview),
        recall=_recall(learner, interview.on),
        met=principles_met(
            (learner.cards[name], found) for name, found in learner.memories.items()
        ),
    )


def until_met(learner: SimulatedLearner, limits: Limits, today: Today) -> tuple[ForecastDay, ...]:
    """Walk until no card is new, or for LONGEST days; return the days."""
    days = []
    for day in _days(learner, limits, today, LONGEST):
        days.append(day)
        if not learner.to_be_met():
            break
    return tuple(days)


def coming_days(
    learner: SimulatedLearner, limits: Limits, today: Today, days: int
) -> Iterator[tuple[date, Queue]]:
    """Walk from the study day of `today` on; yield so many days and their queues."""
    later = (Today(today.on + timedelta(days=ahead)) for ahead in range(1, days))
    for day in chain([today], later) if days > 0 else ():
        yield day.on, learner.walk(day, limits.by(day.on)).queue


def _days(
    learner: SimulatedLearner, limits: Limits, today: Today, days: int
) -> Iterator[ForecastDay]:
    for on, queue in coming_days(learner, limits, today, days):
        new, early = len(queue.new), len(queue.early)
        seconds = seconds_of(queue, limits.pace)
        telling = limits.by(on).seconds_to_tell(on, learner.began(on))
        due = len(queue.reviews) - early
        yield ForecastDay(on, new, due, early, seconds, telling=telling)


def seconds_of(queue: Queue, pace: Pace) -> int:
    """Return how many seconds a queue takes at a pace, drills included."""
    reviews = sum(pace.of("review", card) for card in queue.reviews)
    return reviews + sum(pace.of("new", card) for card in queue.new)


def _recall(learner: SimulatedLearner, on: date) -> float:
    """Return the mean recall of all cards on a day; a new one counts nothing."""
    lasting = learner.lasting()
    known = sum(known_recall(memory, on) for memory in lasting if memory)
    return known / max(1, len(lasting))


def _weak(lasting: Iterable[Memory | None], interview: Interview) -> int:
    """Count the cards that a final pass should have brought; one of the last day's is as good."""
    on, last = interview.on, interview.on - timedelta(days=1)
    passed = (memory for memory in lasting if memory and memory.last < last)
    return sum(wanting(memory, on) for memory in passed) if interview.final else 0


class WaysOut(NamedTuple):
    """Three ways out, each enough by itself; None where even the most of it would not do.

    `cards_a_day` is the least number, `cards` the most new cards, `on` the first date, LATER days
    from the one that is set at the latest.
    """

    cards_a_day: int | None
    cards: int | None
    on: date | None


def ways_json(ways: WaysOut) -> dict[str, object]:
    """Return the ways out as scripts read them."""
    on = ways.on.isoformat() if ways.on else None
    return {"cards_a_day": ways.cards_a_day, "new": ways.cards, "interview": on}


def ways_out(
    is_met: Callable[[int, int, date], bool],
    cards_a_day: int,
    unseen: int,
    on: date,
    today: date,
    *,
    least: int = 0,
) -> WaysOut:
    """Return the ways out. `is_met` says whether cards a day, new cards and a date go together.

    `least` new cards are worth a plan.
    """
    most = cards_a_day + unseen + FARTHEST
    days = min(LATER, FARTHEST - (on - today).days)
    later = least_that(lambda more: is_met(cards_a_day, unseen, on + timedelta(days=more)), days)
    fewer = least_that(lambda less: is_met(cards_a_day, unseen - less, on), max(0, unseen - least))
    return WaysOut(
        least_that(lambda number: is_met(number, unseen, on), most, cards_a_day),
        None if fewer is None else unseen - fewer,
        None if later is None else on + timedelta(days=later),
    )


def least_that(does: Callable[[int], bool], most: int, fails: int = 0) -> int | None:
    """Return a number from `fails` + 1 to `most` that does while the one before does not, or None.

    `fails` is known not to do. Steps double until one does, then halve.
    """
    step, works = 1, None
    while works is None:
        tried = min(fails + step, most)
        if does(tried):
            works = tried
        elif tried == most:
            return None
        else:
            fails, step = tried, step * 2
    while works - fails > 1:
        middle = (works + fails) // 2
        if does(middle):
            works = middle
        else:
            fails = middle
    return works
