"""What a learner can be promised: how many cards by when, in how many minutes a day."""

from datetime import date

from lpcards.day.forecast import ForecastDay, least_that, until_met
from lpcards.english.printable import counted, date_name
from lpcards.study.planner import Planner, planner_of
from lpcards.study.workspace import Workspace

EXACT = 100
"""Up to here numbers are as they are; beyond, in whole tens."""
STEP = 5
"""Minutes a day come in such steps."""
MOST = 600
"""More minutes a day than these cannot be set."""


def promise_of(workspace: Workspace) -> str:
    """Return in two or three sentences what the settings in force come to."""
    planner = planner_of(workspace)
    if not planner.learner.to_be_met():
        return "There are no cards yet: `lpcards new` starts a story of your own."
    day = planner.limits.interview
    if day and day > planner.today.on:
        return _by(planner, day)
    return _some_day(planner)


def _by(planner: Planner, day: date) -> str:
    """Say how many cards until the interview, as `plan` has it; if not all, what would help."""
    limits, today = planner.limits, planner.today.on
    coming, when = planner.forecast(limits), date_name(day, today)
    daily = _daily(limits.seconds, coming.days)
    if not coming.unseen:
        last = max(day.on for day in coming.days if day.new)
        return (
            f"All {counted(coming.cards, 'card')} by {when}, {daily}. "
            f"The last new one comes about {date_name(last, today)}; then it is repeating."
        )
    enough = _enough(planner)
    all_of_them = f"All of them would take about {enough} minutes a day; w" if enough else "W"
    met = _round(coming.cards - coming.unseen)
    return (
        f"About {met} of {counted(coming.cards, 'card')} by {when}, "
        f"{daily}. {all_of_them}hat comes first matters most."
    )


def _enough(planner: Planner) -> int | None:
    """Return the minutes a day, in steps, in which all cards are met; None if none do."""
    limits = planner.limits
    cards_a_day = limits.cards_a_day + planner.learner.to_be_met()

    def is_enough(steps: int) -> bool:
        tried = limits._replace(seconds=60 * STEP * steps, cards_a_day=cards_a_day)
        return not planner.forecast(tried).unseen

    most = MOST // STEP
    if not is_enough(most):
        return None
    steps = least_that(is_enough, most, limits.seconds // (60 * STEP))
    return steps and STEP * steps


def _some_day(planner: Planner) -> str:
    limits, today = planner.limits, planner.today
    learner = planner.simulated()
    days = until_met(learner, limits, today)
    daily, cards, unseen = _daily(limits.seconds, days), len(learner.cards), learner.to_be_met()
    if unseen:
        return (
            f"There are {counted(cards, 'card')}; in {daily} you meet about "
            f"{_round(cards - unseen)} of them in a year."
        )
    within = (max(day.on for day in days if day.new) - today.on).days + 1
    return (
        f"All {counted(cards, 'card')} within {counted(within, 'day')}, {daily}; from then on "
        "it is repeating, less and less."
    )


def _daily(seconds: int, days: tuple[ForecastDay, ...]) -> str:
    if seconds:
        return f"{counted(seconds // 60, 'minute')} a day"
    longest = max(day.seconds for day in days)
    return f"at most {counted(STEP * -(-longest // (60 * STEP)), 'minute')} a day"


def _round(count: int) -> int:
    """Return a count that is never more than there is."""
    return count if count <= EXACT else count // 10 * 10
