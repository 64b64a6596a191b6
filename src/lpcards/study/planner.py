"""The days to come, from how content, log and settings stand today."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

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


class Planner(NamedTuple):
    """What the coming days are foretold from: the learner today, the day's limits, the rules."""

    learner: RecordedLearner
    today: Today
    limits: Limits
    rules: Rules

    def simulated(self, unseen: int | None = None) -> SimulatedLearner:
        """Return the learner of the coming days, with the first `unseen` new cards (None: all)."""
        return self.learner.simulated(self.today, self.rules, unseen)

    def queues(self, days: int) -> Iterator[tuple[date, Queue]]:
        """Yield so many days from today on, each with what will probably be asked on it."""
        last = date.fromordinal(self.today.on.toordinal() + days - 1)
        by = None if self.limits.interview else last  # a final pass looks further ahead
        learner = self.learner.simulated(self.today, self.rules, by=by)
        return coming_days(learner, self.limits, self.today, days)

    def forecast(self, limits: Limits, unseen: int | None = None) -> Forecast:
        """Return the forecast of the days until the interview of `limits`."""
        return forecast(self.simulated(unseen), limits, self.today)

    def is_met(self, limits: Limits, unseen: int | None = None) -> bool:
        """Say whether that goes together."""
        return self.forecast(limits, unseen).is_met


def planner_of(workspace: Workspace) -> Planner:
    """Return what the coming days are foretold from, as the log stands."""
    return planner_in(workspace.index, workspace.reading(), workspace.rules, workspace.moment().day)


def planner_in(index: CardIndex, log: Log, rules: Rules, on: date) -> Planner:
    """Return what the days from the study day `on` on are foretold from."""
    today = today_in(log, on)
    limits = limits_of(index, log, today)._replace(pace=pace_in(log, on))
    return Planner(RecordedLearner(index, log), today, limits, rules)
