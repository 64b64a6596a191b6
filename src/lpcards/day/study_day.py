"""A study day: its queue, and what made it so.

Today's day and those of a plan are worked out here, from the same settings: `due` and `review` ask
with what content and log say, a plan with what they will say by then (`Learner`).
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lpcards.cards.card import Outline
from lpcards.day.budget import Box
from lpcards.day.catching_up import LEAST, Backlog, Catching, catching_up, gap_before
from lpcards.day.limits import Limits
from lpcards.day.pace import Pace
from lpcards.day.queue import Queue, Today, Wish, queue_of
from lpcards.memory.pauses import Pause, end_of_pause
from lpcards.memory.sm2 import Memory

if TYPE_CHECKING:
    from lpcards.day.interview import Interview


class Learner(Protocol):
    """What a day asks of the content and the log. Suspended cards are in none of the answers."""

    def due(self, on: date) -> Sequence[tuple[Outline, Memory]]:
        """Return the selected cards due by a study day, in no order."""

    def later(self, on: date) -> Iterable[tuple[Outline, Memory]]:
        """Yield the selected cards due after a study day."""

    def unseen(self) -> Iterable[Outline]:
        """Yield the selected new cards in study order."""

    def to_be_met(self) -> int:
        """Return how many new cards there are, selected or not."""

    def answered(self, today: Today) -> Sequence[Outline]:
        """Return the cards that had their repetition today."""

    def out_of_the_way(self, ids: Iterable[str], on: date) -> Container[str]:
        """Return which `ids` a whole need not wait for: answered before `on`, or suspended."""

    def began(self, on: date) -> date:
        """Return the study day of the first answer; `on` itself before there is any."""

    def waiting(self, today: Today) -> int:
        """Return how many cards are due today or were reviewed, selected or not."""

    def backlog(self, today: Today) -> Backlog:
        """Return how many cards wait, and how many of them today could bring, selected or not."""

    def studied_before(self, on: date) -> Iterator[date]:
        """Yield the study days before `on` with answers that count, the latest first."""

    def usual(self, before: date) -> int:
        """Return how many answers counted on a usual study day before a day."""


class DaySettings(NamedTuple):
    """What the settings make of any day, at the learner's `pace`.

    `minutes` 0: as many as it takes. `interview` is the date, be it past or not.
    """

    limits: Limits
    minutes: int = 0
    cards_a_day: int = 110
    catch_up: bool = True
    pauses: tuple[Pause, ...] = ()
    interview: date | None = None
    pace: Pace = Pace()

    def interview_to_come(self, on: date, began: date) -> "Interview | None":
        """Return the interview that a study day prepares for; None without, and past its date."""
        if self.interview is None or self.interview < on:
            return None
        from lpcards.day.interview import interview_on  # here: most days have none

        return interview_on(self.interview, began, self.most_cards())

    def most_cards(self) -> int:
        """Return how many cards a day before the interview may hold, and its minutes hold."""
        if not self.minutes:
            return self.cards_a_day
        fitting = 60 * self.minutes // self.pace.of("review", "")
        return min(self.cards_a_day, max(1, fitting))


class Terms(NamedTuple):
    """What a sitting is asked for: `only` `new` cards or only those `due`, so many `minutes`.

    Minutes count from the sitting's beginning: what was answered `before` is not charged (None: it
    begins now). With 0 the settings' minutes of the study day hold. `anyway` asks in a pause, too.
    """

    only: str = ""
    minutes: int = 0
    before: frozenset[str] | None = None
    anyway: bool = False


USUALLY = Terms()


class Day(NamedTuple):
    """A study day: its queue, and what made it so.

    `waiting` counts the selected cards that are due, whether or not they come today. `minutes` is
    the length of the box that the queue was cut to (0: none), `paused` the last day of a pause.
    """

    queue: Queue
    waiting: int
    minutes: int = 0
    paused: date | None = None
    catching: Catching | None = None

    @property
    def is_whole(self) -> bool:
        """Say whether no pause, no catching up and no box keeps anything away."""
        return not (self.paused or self.catching or self.queue.cut)


def day_of(learner: Learner, today: Today, settings: DaySettings, terms: Terms = USUALLY) -> Day:
    """Return the study day of `today` as it is now."""
    on = today.on
    due = learner.due(on)
    paused = None if terms.anyway else end_of_pause(settings.pauses, on)
    if paused:
        return Day(Queue((), (), ()), len(due), paused=paused)
    answered = learner.answered(today)
    minutes = terms.minutes or settings.minutes
    box = Box(60 * minutes, settings.pace, _before(terms, today)) if minutes else None
    wish = Wish(terms.only, box)

    def asked(limits: Limits, siblings: bool = False, kept: int = 0) -> Queue:
        return queue_of(
            due=due,
            unseen=learner.unseen(),
            today=today,
            limits=limits,
            answered=answered,
            was_answered=lambda ids: learner.out_of_the_way(ids, on),
            wish=wish,
            siblings=siblings,
            kept=kept,
        )

    interview = settings.interview_to_come(on, learner.began(on)) if settings.interview else None
    if interview is None:
        catching = _catching(learner, today, settings)
        queue = asked(_lightened(settings.limits, catching, terms))
        return Day(queue, len(due), minutes, catching=catching)
    from lpcards.day.before_interview import queue_before

    queue = queue_before(
        interview,
        asked,
        today,
        settings.limits,
        unseen=learner.to_be_met(),
        later=lambda: learner.later(on),
        answered=answered,
        wish=wish,
    )
    return Day(queue, len(due), minutes)


def _before(terms: Terms, today: Today) -> frozenset[str]:
    """Return the cards that a box is not charged for; the settings' box is the whole day's."""
    if not terms.minutes:
        return frozenset()
    return today.answered if terms.before is None else terms.before


def _catching(learner: Learner, today: Today, settings: DaySettings) -> Catching | None:
    """Return how what piled up is met; None on a day like any other.

    The interview date has a measure of its own for each day: nothing is caught up besides.
    """
    limits = settings.limits
    if not settings.catch_up:
        return None
    if learner.waiting(today) + limits.new <= min(limits.reviews, LEAST):
        return None
    gap = gap_before(today.on, learner.studied_before(today.on))
    if gap is None:
        return None
    backlog, usual = learner.backlog(today), learner.usual(gap.back)
    return catching_up(today.on, gap, backlog, usual, limits.reviews, limits.new)


def _lightened(limits: Limits, catching: Catching | None, terms: Terms) -> Limits:
    """Return the limits of a day of catching up; who asks for new cards alone has them all."""
    if catching is None:
        return limits
    new = limits.new if terms.only == "new" else catching.new
    return limits._replace(reviews=catching.a_day, new=new)
