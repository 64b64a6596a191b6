"""What is asked of the made-up learners: pairs of runs that differ in nothing but the date."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from statistics import NormalDist, fmean, stdev
from typing import NamedTuple

from lpcards.cards.card import USUAL_SECONDS
from lpcards.day.forecast import Forecast, WaysOut, forecast, ways_out
from lpcards.day.interview import interview_on
from lpcards.day.learner import Today
from lpcards.day.limits import Limits
from lpcards.day.pace import Pace
from lpcards.day.simulated_learner import SimulatedLearner
from simulator.families import FAMILIES
from simulator.learner import NEW, START, Case, Learner, Outcome, entries

CASES = (Case(400, 45, 100), Case(200, 21, 80))
USUAL, OWN = 20, 10
"""New cards a day: as Anki has them, and as lpcards has them without a date."""
MORE_RECALL, MINUTES = 1.5, 1.10
"""What the date has to bring, in points; and the most it may cost."""
CAPS = {CASES[0]: (30, 40, 45, 50, 60, 100), CASES[1]: (20, 30, 35, 40, 50, 80)}
SECONDS = (6.0, 8.0, 10.0, 12.0, 15.0)
TEN, LONGEST = 10, 12.0
GUESSED = Pace()


class Mean(NamedTuple):
    """A mean, and how far its 95% interval reaches to either side."""

    value: float
    reach: float


class Pair(NamedTuple):
    """With the date against without, `new` cards a day: means of the paired values of all seeds."""

    family: str
    case: Case
    new: int
    recall: tuple[float, float]
    gain: Mean
    minutes: Mean
    peak: tuple[float, float]
    higher: Mean
    over: int
    unseen: float

    @property
    def is_bound(self) -> bool:
        """Say whether the limits are promised for this pair: not against OWN."""
        return self.new != OWN

    @property
    def kept(self) -> bool:
        """Say whether the date brings what it has to, and costs no more than it may."""
        cheap = self.minutes.value <= MINUTES and self.higher.value <= 0
        return cheap and self.gain.value >= MORE_RECALL and not self.over


class Verdict(NamedTuple):
    """What `plan` says of a case before its first day, and the mean true recall that comes of it."""

    case: Case
    forecast: Forecast
    ways: WaysOut | None
    recall: float


class Sitting(NamedTuple):
    """Ten minutes a day: the share of days within LONGEST, the longest day, and the recall."""

    family: str
    seconds: float
    pace: float
    within: float
    longest: float
    recall: float
    is_met: bool


def mean_of(values: Sequence[float]) -> Mean:
    """Return the mean of `values` with Student's 95% interval (after Cornish and Fisher)."""
    if len(values) < 2:
        return Mean(values[0], 0.0)
    z = NormalDist().inv_cdf(0.975)
    free = len(values) - 1
    quantile = z + (z**3 + z) / (4 * free) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * free**2)
    return Mean(fmean(values), quantile * stdev(values) / len(values) ** 0.5)


def plan_pace(case: Case) -> int:
    """Return how many new cards a day the plan brings."""
    return -(-case.cards // (case.days - _interview(case).quiet))


def pairs(family: str, case: Case, seeds: Iterable[int]) -> list[Pair]:
    """Compare the date with plain SM-2 at three paces, seed by seed."""
    seeds = list(seeds)
    dated = [Learner(family, case, seed).with_date() for seed in seeds]
    paces = (USUAL, plan_pace(case), OWN)
    return [
        _pair(
            family, case, new, [Learner(family, case, seed).without(new) for seed in seeds], dated
        )
        for new in paces
    ]


def _pair(family: str, case: Case, new: int, plain: list[Outcome], dated: list[Outcome]) -> Pair:
    both = list(zip(plain, dated, strict=True))
    return Pair(
        family,
        case,
        new,
        recall=(fmean(one.recall for one in plain), fmean(one.recall for one in dated)),
        gain=mean_of([100 * (after.recall - before.recall) for before, after in both]),
        minutes=mean_of([after.total / before.total for before, after in both]),
        peak=(fmean(one.peak for one in plain), fmean(one.peak for one in dated)),
        higher=mean_of([after.peak - before.peak for before, after in both]),
        over=sum(load > case.cap for one in dated for load in one.loads),
        unseen=fmean(one.unseen for one in plain),
    )


def verdict(case: Case, seeds: Iterable[int]) -> Verdict:
    """Return what is foretold of a case, and what comes of it."""
    forecast = _forecast(case)
    lived = [Learner(name, case, seed).with_date() for name in FAMILIES for seed in seeds]
    return Verdict(case, forecast, _ways(case, forecast), fmean(one.recall for one in lived))


def sitting(family: str, seconds: float, seeds: Iterable[int]) -> Sitting:
    """Follow learners of ten minutes and 150 cards in 21 days."""
    case = Case(150, 21, 110, seconds, TEN)
    learners = [Learner(family, case, seed) for seed in seeds]
    lived = [one.with_date() for one in learners]
    minutes = [day for one in lived for day in one.minutes]
    pace = 60 * sum(minutes) / sum(load for one in lived for load in one.loads)
    return Sitting(
        family,
        seconds,
        pace,
        fmean(day <= LONGEST for day in minutes),
        max(minutes),
        fmean(one.recall for one in lived),
        _forecast(case, _pace(pace)).is_met,
    )


def _interview(case: Case):
    return interview_on(START + timedelta(days=case.days), START, case.cap)


def _pace(seconds: float) -> Pace:
    """Return the pace of somebody whom a card takes so many seconds, a third of them new."""
    review = 3 * seconds / (2 + NEW) / USUAL_SECONDS
    return Pace({"review": review, "new": NEW * review}, drills=0)


def _forecast(case: Case, pace: Pace = GUESSED) -> Forecast:
    on = START + timedelta(days=case.days)
    limits = Limits(seconds=60 * case.minutes, cards_a_day=case.cap, interview=on, pace=pace)
    return forecast(SimulatedLearner(entries(case.cards), {}), limits, Today(START))


def _ways(case: Case, forecast: Forecast) -> WaysOut | None:
    if forecast.is_met:
        return None

    def is_met(cap: int, cards: int, on) -> bool:
        return _forecast(Case(cards, (on - START).days, cap)).is_met

    on = START + timedelta(days=case.days)
    return ways_out(is_met, case.cap, case.cards, on, START, least=1)
