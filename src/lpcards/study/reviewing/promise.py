"""What a learner can be promised: how many cards by when, in how many minutes a day."""

from datetime import date

from lpcards.day.forecast import Row, until_met
from lpcards.day.ways_out import least_that
from lpcards.english.printable import counted, date_name
from lpcards.study.open_content import Desk
from lpcards.study.plan_material import Material, material_of

EXACT = 100
"""Up to here numbers are told as they are; beyond, in whole tens."""
STEP = 5
"""Minutes a day are told in such steps."""
MOST = 600
"""More minutes a day than these cannot be set."""


def words(desk: Desk) -> str:
    """Return in two or three sentences what the settings in force come to."""
    material = material_of(desk)
    if not material.learner.to_be_met():
        return "There are no cards yet: `lpcards new` starts a story of your own."
    day = material.settings.interview
    if day and day > material.today.on:
        return _by(material, day)
    return _some_day(material)


def _by(material: Material, day: date) -> str:
    """Say how many cards until the interview, as `plan` has it; if not all, what would help."""
    settings, today = material.settings, material.today.on
    told, when = material.forecast(settings), date_name(day, today)
    daily = _daily(settings.minutes, told.rows)
    if not told.unseen:
        last = max(row.on for row in told.rows if row.new)
        return (
            f"All {counted(told.cards, 'card')} by {when}, {daily}. "
            f"The last new one comes about {date_name(last, today)}; then it is repeating."
        )
    enough = _enough(material)
    all_of_them = f"All of them would take about {enough} minutes a day; w" if enough else "W"
    return (
        f"About {_round(told.cards - told.unseen)} of {counted(told.cards, 'card')} by {when}, "
        f"{daily}. {all_of_them}hat comes first matters most."
    )


def _enough(material: Material) -> int | None:
    """Return the minutes a day, in steps, in which all cards are met; None if none do."""
    settings = material.settings
    cards_a_day = settings.cards_a_day + material.learner.to_be_met()

    def is_enough(steps: int) -> bool:
        tried = settings._replace(minutes=STEP * steps, cards_a_day=cards_a_day)
        return not material.forecast(tried).unseen

    most = MOST // STEP
    if not is_enough(most):
        return None
    steps = least_that(is_enough, most, settings.minutes // STEP)
    return steps and STEP * steps


def _some_day(material: Material) -> str:
    settings, today = material.settings, material.today
    course = material.course()
    rows = until_met(course, settings, today)
    daily, cards, unseen = _daily(settings.minutes, rows), len(course.entries), course.to_be_met()
    if unseen:
        return (
            f"There are {counted(cards, 'card')}; in {daily} you meet about "
            f"{_round(cards - unseen)} of them in a year."
        )
    days = (max(row.on for row in rows if row.new) - today.on).days + 1
    return (
        f"All {counted(cards, 'card')} within {counted(days, 'day')}, {daily}; from then on "
        "it is repeating, less and less."
    )


def _daily(minutes: int, rows: tuple[Row, ...]) -> str:
    if minutes:
        return f"{counted(minutes, 'minute')} a day"
    longest = max(row.seconds for row in rows)
    return f"at most {counted(STEP * -(-longest // (60 * STEP)), 'minute')} a day"


def _round(count: int) -> int:
    """Return a count that is never more than there is."""
    return count if count <= EXACT else count // 10 * 10
