"""The days to come, from how content, log and settings stand today."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lpcards.cards.card import Outline
from lpcards.day.forecast import Forecast, coming_days, forecast
from lpcards.day.learner import Today
from lpcards.day.limits import Limits
from lpcards.day.queue import Queue
from lpcards.day.simulated_learner import SimulatedLearner
from lpcards.index.card_index import CardIndex
from lpcards.log import Log
from lpcards.memory.sm2 import Rules
from lpcards.study.recorded_learner import RecordedLearner
from lpcards.study.today import limits_of, pace_in, today_in
from lpcards.study.workspace import Workspace

SLOWER = 2
"""A range reaches down to a learner whom everything takes so many times as long."""


class Planner(NamedTuple):
    """What the coming days are foretold from: the learner today, the day's limits, the rules."""

    cards: CardIndex
    log: Log
    learner: RecordedLearner
    today: Today
    limits: Limits
    rules: Rules

    def new_cards(self, leading: Sequence[str] | None = None) -> list[Outline]:
        """Return the cards to be met, in study order, as it is if other principles led."""
        return list(self.learner.unseen(leading))

    def promised_new(self) -> list[Outline]:
        """Return those of them that somebody has to know on the day: not a worked example's."""
        example = self.cards.worked_example
        return [card for card in self.new_cards() if not example.has(card.id)]

    def simulated(
        self, new: Iterable[Outline] | None = None, without: Container[str] = ()
    ) -> SimulatedLearner:
        """Return the learner of the coming days, with these `new` cards (None: all there are).

        `without` some stories, as if they were suspended.
        """
        return self.learner.simulated(self.today, self.rules, new=new, without=without)

    def queues(self, days: int) -> Iterator[tuple[date, Queue]]:
        """Yield so many days from today on, each with what will probably be asked on it."""
        last = date.fromordinal(self.today.on.toordinal() + days - 1)
        by = None if self.limits.interview else last  # a final pass looks further ahead
        learner = self.learner.simulated(self.today, self.rules, by=by)
        return coming_days(learner, self.limits, self.today, days)

    def forecast(
        self,
        limits: Limits,
        new: Iterable[Outline] | None = None,
        without: Container[str] = (),
        principles: Container[str] | None = None,
        until: date | None = None,
    ) -> Forecast:
        """Return the forecast of the days until the interview of `limits`, or a later one `until`.

        It counts the cards of `principles` (None: all cards) and of one's own stories.
        """
        return forecast(self.simulated(new, without), limits, self.today, principles, until)

    def slow_forecast(self, limits: Limits) -> Forecast:
        """Return the forecast for a learner whom each card takes SLOWER times as long."""
        return self.forecast(slowed(limits))


def slowed(limits: Limits) -> Limits:
    """Return the limits as a learner has them whom each card takes SLOWER times as long."""
    return limits._replace(pace=limits.pace._replace(slower=SLOWER))


def planner_of(workspace: Workspace) -> Planner:
    """Return what the coming days are foretold from, as the log stands."""
    return planner_in(workspace.index, workspace.reading(), workspace.rules, workspace.moment().day)


def planner_in(index: CardIndex, log: Log, rules: Rules, on: date) -> Planner:
    """Return what the days from the study day `on` on are foretold from."""
    today = today_in(log, on)
    limits = limits_of(index, log, today)._replace(pace=pace_in(index, log, on))
    return Planner(index, log, RecordedLearner(index, log), today, limits, rules)
