"""The plan for an interview: the days until then, whether they are enough, and what would help."""

from datetime import date
from typing import NamedTuple

from lpcards.day.forecast import Forecast, WaysOut, forecast_day_json, ways_json, ways_out
from lpcards.day.limits import Limits
from lpcards.day.pace import Pace
from lpcards.english.printable import counted, date_name, percent
from lpcards.story.appointments import principles_named
from lpcards.study.planner import Planner
from lpcards.study.principle_progress import PrincipleProgress, principle_progress, progress_json
from lpcards.study.ways_out import WayOut, way_json, ways_in

EXACT = 100
"""Up to here numbers are as they are; beyond, in whole tens."""


class InterviewPlan(NamedTuple):
    """A forecast on the study day `today`, with `unseen` new cards; `ways` out if it is not met.

    `slow` is the forecast for a learner twice as slow, `named` counts only the cards
    of one's own stories and of the principles that the settings name, if they do.
    """

    forecast: Forecast
    slow: Forecast
    named: Forecast | None
    today: date
    unseen: int
    pace: Pace
    ways: tuple[WayOut, ...]
    progress: PrincipleProgress

    @property
    def cards_a_day(self) -> int:
        """The most that a day may hold."""
        return self.forecast.interview.cards_a_day

    @property
    def met(self) -> frozenset[str]:
        """The principles that are met by the interview."""
        return self.progress.principles & (self.progress.met | self.forecast.met)

    @property
    def slowly_met(self) -> frozenset[str]:
        """Those that a learner meets who is twice as slow."""
        return self.progress.principles & (self.progress.met | self.slow.met)

    @property
    def is_met(self) -> bool:
        """Say whether the plan is met even by a learner who is twice as slow."""
        return self.forecast.is_met and self.slow.is_met

    @property
    def seconds(self) -> float:
        """The seconds of a card, as the days have them: of reviews where there are none."""
        cards = sum(day.total for day in self.forecast.days)
        seconds = sum(day.seconds for day in self.forecast.days)
        return seconds / cards if cards else self.pace.usually("review")


def limits_until(planner: Planner, on: date, cards_a_day: int | None = None) -> Limits:
    """Return the limits until an interview; `cards_a_day` are tried whatever minutes they take."""
    limits = planner.limits._replace(interview=on, later=())
    return limits._replace(cards_a_day=cards_a_day, seconds=0) if cards_a_day else limits


def plan_within(planner: Planner, limits: Limits, *, helping: bool = True) -> InterviewPlan:
    """Return the plan for the interview of `limits`.

    Unless it is `helping` no ways out are looked for, which takes longest by far.
    """
    forecast, index, on = planner.forecast(limits), planner.cards, planner.today.on
    named = principles_named(index.settings, index.appointments, on)
    is_left = bool(forecast.days)
    return InterviewPlan(
        forecast,
        planner.slow_forecast(limits) if limits.seconds else forecast,
        planner.forecast(limits, principles=named) if named else None,
        on,
        len(planner.promised_new()),
        limits.pace,
        ways_in(planner, limits) if helping and is_left and not forecast.is_met else (),
        principle_progress(index, planner.log, on),
    )


def asked_words(plan: InterviewPlan) -> str:
    """Return how many cards are asked by the interview."""
    return range_words(plan.slow.asked, plan.forecast.asked, plan.forecast.cards)


def met_words(plan: InterviewPlan) -> str:
    """Return how many principles are met by the interview, such as `9 to 16 of 16 principles`."""
    low, high = len(plan.slowly_met), len(plan.met)
    numbers = f"{high}" if low == high else f"{low} to {high}"
    return f"{numbers} of {counted(len(plan.progress.principles), 'principle')}"


def promised_words(plan: InterviewPlan) -> str:
    """Return what is asked, known and met by the interview, in two sentences."""
    low, high = percent(plan.slow.recall), percent(plan.forecast.recall)
    met = f"{met_words(plan)} will be met."
    if plan.is_met:
        return f"On the day you will probably know {high} of all cards. {met}"
    known = high if low == high else f"{low} to {high}"
    on = date_name(plan.forecast.interview.on, plan.today)
    return f"{asked_words(plan)} by {on}; on the day you will know about {known} of all. {met}"


def range_words(low: int, high: int, cards: int) -> str:
    """Return a range of cards: `120 to 190 of 593 cards`, `60 to all 80 cards`, `All 80 cards`.

    It begins with those of somebody twice as slow.
    """
    if low == high == cards:
        return f"All {counted(cards, 'card')}"
    if high == cards:
        return f"{rounded(low):,} to all {counted(cards, 'card')}"
    if rounded(low) == rounded(high):
        return f"About {rounded(high):,} of {counted(cards, 'card')}"
    return f"{rounded(low):,} to {rounded(high):,} of {counted(cards, 'card')}"


def rounded(count: int) -> int:
    """Return a count as it is promised: beyond EXACT in whole tens, never more than there is."""
    return count if count <= EXACT else count // 10 * 10


def no_plan_json(on: date | None, today: date) -> dict[str, object]:
    """Return what scripts read where there is no plan: no date is set, or it has passed."""
    day = {"day": today.isoformat()}
    if on is None:
        return {**day, "interview": None}
    return {**day, "interview": on.isoformat(), "left": (on - today).days}


def plan_json(plan: InterviewPlan, planner: Planner, limits: Limits) -> dict[str, object]:
    """Return the plan as scripts read it."""
    forecast, slow = plan.forecast, plan.slow
    is_short = bool(forecast.days) and not forecast.is_met
    return {
        "day": plan.today.isoformat(),
        "interview": forecast.interview.on.isoformat(),
        "left": forecast.interview.left(plan.today),
        "cards": forecast.cards,
        "new": plan.unseen,
        "asked": {"low": slow.asked, "high": forecast.asked},
        "cards_a_day": plan.cards_a_day,
        "seconds_a_card": round(plan.seconds, 1),
        "own_seconds": plan.pace.is_own,
        "recall": round(forecast.recall, 4),
        "met": forecast.is_met,
        "principles": {**progress_json(plan.progress), "by_then": len(plan.met)},
        "named": named_json(plan.named) if plan.named else None,
        "missing": {"unseen": forecast.unseen, "overdue": forecast.overdue, "weak": forecast.weak},
        "ways": [way_json(way) for way in plan.ways],
        "ways_out": ways_json(_numbers(planner, limits)) if is_short else None,
        "days": [forecast_day_json(day) for day in forecast.days],
    }


def named_json(named: Forecast) -> dict[str, object]:
    """Return what is asked about the principles that were named, as scripts read it."""
    return {"cards": named.cards, "asked": named.asked, "met": named.is_met}


def _numbers(planner: Planner, limits: Limits) -> WaysOut:
    """Return what would do in numbers; more cards a day take the minutes that they take."""

    def is_met(cards_a_day: int, cards: int, on: date) -> bool:
        tried = limits._replace(interview=on, later=())
        if cards_a_day != most:
            tried = tried._replace(cards_a_day=cards_a_day, seconds=0)
        late = {card.id for card in promised[cards:]}
        return planner.forecast(tried, (card for card in new if card.id not in late)).is_met

    new, promised = planner.new_cards(), planner.promised_new()
    most, today = limits.most_cards(), planner.today.on
    return ways_out(is_met, most, len(promised), limits.interview or today, today, least=1)
