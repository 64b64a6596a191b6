"""The days to come, from how content, log and settings stand today."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lpcards.day.forecast import (
    Forecast,
    WaysOut,
    coming_days,
    forecast,
    forecast_day_json,
    ways_json,
    ways_out,
)
from lpcards.day.learner import Today
from lpcards.day.limits import Limits
from lpcards.day.pace import Pace
from lpcards.day.queue import Queue
from lpcards.day.simulated_learner import SimulatedLearner
from lpcards.index.card_index import CardIndex
from lpcards.log import Log
from lpcards.memory.sm2 import Rules
from lpcards.study.principle_progress import (
    PrincipleProgress,
    principle_progress,
    progress_json,
)
from lpcards.study.recorded_learner import RecordedLearner
from lpcards.study.today import limits_of, pace_in, today_in
from lpcards.study.workspace import Workspace


class Planner(NamedTuple):
    """What the coming days are foretold from: the learner today, the day's limits, the rules."""

    cards: CardIndex
    log: Log
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


class InterviewPlan(NamedTuple):
    """A forecast on the study day `today`, with `unseen` new cards; `ways` out if it is not met."""

    forecast: Forecast
    today: date
    unseen: int
    pace: Pace
    ways: WaysOut | None
    progress: PrincipleProgress

    @property
    def cards_a_day(self) -> int:
        """The most that a day may hold."""
        return self.forecast.interview.cards_a_day

    @property
    def seconds(self) -> float:
        """The seconds of a card, as the days have them: of reviews where there are none."""
        cards = sum(day.total for day in self.forecast.days)
        seconds = sum(day.seconds for day in self.forecast.days)
        return seconds / cards if cards else self.pace.usually("review")


def planner_of(workspace: Workspace) -> Planner:
    """Return what the coming days are foretold from, as the log stands."""
    return planner_in(workspace.index, workspace.reading(), workspace.rules, workspace.moment().day)


def planner_in(index: CardIndex, log: Log, rules: Rules, on: date) -> Planner:
    """Return what the days from the study day `on` on are foretold from."""
    today = today_in(log, on)
    limits = limits_of(index, log, today)._replace(pace=pace_in(index, log, on))
    return Planner(index, log, RecordedLearner(index, log), today, limits, rules)


def plan_until(planner: Planner, on: date, cards_a_day: int | None = None) -> InterviewPlan:
    """Return the plan for an interview on a date, with another number of cards a day if given."""
    limits, today = planner.limits._replace(interview=on), planner.today.on
    if cards_a_day:  # to be tried, whatever minutes it takes
        limits = limits._replace(cards_a_day=cards_a_day, seconds=0)
    forecast, unseen = planner.forecast(limits), planner.learner.to_be_met()
    ways = None
    if on > today and not forecast.is_met:
        ways = _ways_out(planner, limits, unseen)
    progress = principle_progress(planner.cards, planner.log, today)
    return InterviewPlan(forecast, today, unseen, limits.pace, ways, progress)


def _ways_out(planner: Planner, limits: Limits, unseen: int) -> WaysOut:
    """Return what would do; more cards a day take the minutes that they take."""

    def is_met(cards_a_day: int, cards: int, on: date) -> bool:
        tried = limits._replace(interview=on)
        if cards_a_day != most:
            tried = tried._replace(cards_a_day=cards_a_day, seconds=0)
        return planner.is_met(tried, cards)

    most, today = limits.most_cards(), planner.today.on
    least = 0 if planner.learner.has_begun() else 1
    return ways_out(is_met, most, unseen, limits.interview or today, today, least=least)


def no_plan_json(on: date | None, today: date) -> dict[str, object]:
    """Return what scripts read where there is no plan: no date is set, or it has passed."""
    day = {"day": today.isoformat()}
    if on is None:
        return {**day, "interview": None}
    return {**day, "interview": on.isoformat(), "left": (on - today).days}


def plan_json(plan: InterviewPlan, today: date) -> dict[str, object]:
    """Return the plan as scripts read it."""
    forecast = plan.forecast
    return {
        "day": today.isoformat(),
        "interview": forecast.interview.on.isoformat(),
        "left": forecast.interview.left(today),
        "cards": forecast.cards,
        "new": plan.unseen,
        "cards_a_day": plan.cards_a_day,
        "seconds_a_card": round(plan.seconds, 1),
        "own_seconds": plan.pace.is_own,
        "recall": round(forecast.recall, 4),
        "met": forecast.is_met,
        "principles": progress_json(plan.progress),
        "missing": {"unseen": forecast.unseen, "overdue": forecast.overdue, "weak": forecast.weak},
        "ways_out": plan.ways and ways_json(plan.ways),
        "days": [forecast_day_json(day) for day in forecast.days],
    }
