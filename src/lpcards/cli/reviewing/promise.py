"""What a learner can be promised: how many cards by when, in how many minutes a day."""

from datetime import date

from lpcards.cli.day import limits_of
from lpcards.cli.desk import Desk
from lpcards.cli.interview import cards_a_day_in, date_in
from lpcards.cli.pacing import pace_in
from lpcards.cli.plan import Material, material_of
from lpcards.dates import spoken
from lpcards.interview.forecast import Forecast
from lpcards.outlook import outlook
from lpcards.pace import Pace
from lpcards.words import counted

EXACT = 100
"""Up to here numbers are told as they are; beyond, to the nearest ten."""
STEP = 5
"""Minutes a day are told in such steps."""


def words(desk: Desk) -> str:
    """Return in two or three sentences what the settings in force come to."""
    material, day = material_of(desk), date_in(desk.compiled)
    if not material.unseen:
        return "There are no cards yet: `lpcards new` starts a story of your own."
    if day and day > material.today.on:
        return _by(desk, material, day)
    return _some_day(desk, material)


def _by(desk: Desk, material: Material, day: date) -> str:
    """Say how many cards until the interview, as `plan` has it; if not all, what would help."""
    today = material.today.on
    told = material.forecast(
        cards_a_day_in(desk.compiled, desk.reading(), today), len(material.unseen), day
    )
    pace, when = pace_in(desk.reading(), today), spoken(day, today)
    daily = _daily(desk, _longest(told, pace))
    if not told.unseen:
        last = max(row.on for row in told.rows if row.new)
        return (
            f"All {counted(told.cards, 'card')} by {when}, {daily}. "
            f"The last new one comes about {spoken(last, today)}; then it is repeating."
        )
    needed = told.interview.cards_for(told.cards, today)
    minutes = _minutes(pace, needed // 3, needed - needed // 3)
    return (
        f"About {_round(told.cards - told.unseen)} of {counted(told.cards, 'card')} by {when}, "
        f"{daily}. All of them would take about {minutes} minutes a day; what comes first matters "
        "most."
    )


def _longest(told: Forecast, pace: Pace) -> int:
    return max(_minutes(pace, row.new, row.total - row.new) for row in told.rows)


def _minutes(pace: Pace, new: int, reviews: int) -> int:
    """Return the minutes that so many cards take, in steps."""
    seconds = new * pace.of("new", "") + reviews * pace.of("review", "")
    return STEP * -(-seconds // (60 * STEP))


def _some_day(desk: Desk, material: Material) -> str:
    minutes = desk.compiled.settings["minutes"] or 0
    found = outlook(material.unseen, limits_of(desk.compiled), material.today.on, None, minutes)
    daily = _daily(desk, found.busiest)
    if not found.is_all:
        return (
            f"There are {counted(found.cards, 'card')}; in {daily} you meet about "
            f"{_round(found.met)} of them in a year."
        )
    days = (found.last - material.today.on).days + 1
    return (
        f"All {counted(found.cards, 'card')} within {counted(days, 'day')}, {daily}; from then on "
        "it is repeating, less and less."
    )


def _daily(desk: Desk, longest: int) -> str:
    minutes = desk.compiled.settings["minutes"]
    if minutes:
        return f"{counted(minutes, 'minute')} a day"
    return f"at most {counted(longest, 'minute')} a day"


def _round(count: int) -> int:
    return count if count <= EXACT else round(count, -1)
