"""What a learner can be promised: how many cards by when, in how many minutes a day."""

from collections.abc import Iterator
from datetime import date

from lpcards.day.forecast import ForecastDay, until_met
from lpcards.day.limits import Limits
from lpcards.english.printable import counted, date_name
from lpcards.study.interview_plan import (
    InterviewPlan,
    asked_words,
    limits_until,
    met_words,
    plan_within,
    range_words,
)
from lpcards.study.planner import Planner, planner_of, slowed
from lpcards.study.ways_out import STEP, way_words
from lpcards.study.workspace import Workspace

PROMISE = "promise"
"""Under which it is kept beside the content."""


def promise_of(workspace: Workspace) -> str:
    """Return in two or three sentences what the settings in force come to."""
    planner = planner_of(workspace)
    if not planner.learner.to_be_met():
        return "There are no cards yet: `lpcards new` starts a story of your own."
    day = planner.limits.interview
    if day and day > planner.today.on:
        return " ".join(_by(planner, day))
    return _some_day(planner)


def promise_kept(workspace: Workspace) -> str:
    """Return the same, kept until an answer, the content, the settings or the day changes it.

    With an interview to come it takes a quarter of a second, and a page is looked at often.
    """
    index, on = workspace.index, workspace.moment().day
    log = workspace.reading()
    last = [event.id for event in log.day_events(on)][-1:]
    state = f"{on} {log.count()} {last} {workspace.database}"
    before, _, words = index.memo(PROMISE).partition("\n")
    if before != state:
        words = promise_of(workspace)
        index.keep_memo(PROMISE, f"{state}\n{words}")
    return words


def _by(planner: Planner, day: date) -> Iterator[str]:
    """Say how many cards until the interview, as `plan` has it; if not all, what would help."""
    limits, today = limits_until(planner, day), planner.today.on
    plan = plan_within(planner, limits)
    forecast = plan.forecast
    daily = _daily(limits, forecast.days)
    yield f"{asked_words(plan)} by {date_name(day, today)}, {daily}{_if_paced(plan)}."
    if forecast.unseen:
        yield _order(planner, f"you meet {met_words(plan)}" if plan.met else "")
    else:
        last = max((day.on for day in forecast.days if day.new), default=today)
        yield f"The last new one comes about {date_name(last, today)}; then it is repeating."
    if forecast.unseen and plan.ways:
        way = plan.ways[0]
        yield f"With {way_words(way)} (`{way.command}`)."


def _if_paced(plan: InterviewPlan) -> str:
    return "" if plan.slow.asked == plan.forecast.asked else ", depending on your pace"


def _order(planner: Planner, met: str = "") -> str:
    """Say what comes first, where not everything comes; `met`: how many principles are met."""
    if any(story.type == "scenario" for story in planner.cards.stories(own=True)):
        return f"Your stories come first{f'; beside them {met}' if met else ''}."
    met = met or "each principle comes in turn"
    return f"{met[0].upper()}{met[1:]}, those asked about most often first."


def _some_day(planner: Planner) -> str:
    """Say within how many days all cards come, or how many of them come in a year."""
    limits = planner.limits
    met, quick, daily = _walked(planner, limits)
    least, slow, _ = _walked(planner, slowed(limits)) if limits.seconds else (met, quick, daily)
    cards = len(planner.simulated().lasting())
    if least < cards:
        return f"{range_words(least, met, cards)} in a year, {daily}. {_order(planner)}"
    return (
        f"All {counted(cards, 'card')} within {_days(quick, slow)}, {daily}; from then on it is "
        "repeating, less and less."
    )


def _walked(planner: Planner, limits: Limits) -> tuple[int, int, str]:
    """Return how many cards are met in the end, after how many days, and in how long a day."""
    learner, today = planner.simulated(), planner.today
    days = until_met(learner, limits, today)
    last = max((day.on for day in days if day.new), default=today.on)
    met = sum(memory is not None for memory in learner.lasting())
    return met, (last - today.on).days + 1, _daily(limits, days)


def _days(least: int, most: int) -> str:
    return counted(least, "day") if least == most else f"{least} to {counted(most, 'day')}"


def _daily(limits: Limits, days: tuple[ForecastDay, ...]) -> str:
    if limits.seconds:
        return f"{counted(limits.seconds // 60, 'minute')} a day"
    longest = max(day.seconds for day in days)
    return f"at most {counted(STEP * -(-longest // (60 * STEP)), 'minute')} a day"
