"""What is said and kept in the first minute, wherever it is had."""

from collections.abc import Mapping, Sequence
from datetime import date

from lpcards.english.dates import dates_meant
from lpcards.english.printable import counted, date_name
from lpcards.study.workspace import Workspace
from lpcards.study.written_settings import keep_settings
from lpcards.system.folders import with_tilde
from lpcards.system.problem import UserFault

MINUTES, OTHER_MINUTES, FURTHEST = 10, 15, 1096
SIX = "from 0 (blackout) to 5 (right at once)"
FOUR = "from 1 (again) to 4 (easy)"
CARD = (
    "A card asks one thing about an interview story. Say the answer aloud, press space to see it, "
    "and grade yourself {grades}. What was shaky comes back today, the rest just before "
    "you would forget it. `q` stops at any time; nothing is lost."
)
FIRST_MINUTE = "Your first minute with lpcards"
WHEN = "When is your interview?"
NOTES = "Do you have notes for a story of your own?"
WAYS = "Write it like Dec 12, 12/19/2026, Friday or in 3 weeks."
NO_DAY = f"I cannot read that date. {WAYS}"


def what_a_card_is(workspace: Workspace) -> str:
    """Return how one learns with cards, for the buttons that there are."""
    four = workspace.index.settings.buttons == "4"
    return CARD.format(grades=FOUR if four else SIX)


def interview_meant(line: str, today: date) -> date:
    """Return the day of the interview that somebody wrote; UserFault for one that cannot be."""
    day = _only(dates_meant(line, today), today)
    away = (day - today).days
    if away < 0:
        raise UserFault(f"{date_name(day, today)} has passed. When is it?")
    if away > FURTHEST:
        raise UserFault(f"{date_name(day, today)} is more than three years away. When is it?")
    return day


def day_understood(day: date, today: date) -> str:
    """Return which day was understood, and how far away it is."""
    away = (day - today).days
    return f"{date_name(day, today)}: {counted(away, 'day') + ' from now' if away else 'today'}."


def keep_first_settings(workspace: Workspace, settings: Mapping[str, str | int]) -> str:
    """Keep what was answered; return where and what it comes to ("": there is nothing to say)."""
    path = workspace.sources.settings
    fault = keep_settings(path, settings)
    name = with_tilde(path)
    minutes = workspace.reload().settings.minutes
    if fault:
        lines = ", ".join(f"`{key}: {value}`" for key, value in settings.items())
        return f"{name} could not take that ({fault}). Please write it there: {lines}."
    if not minutes:
        return ""
    other = OTHER_MINUTES if minutes == MINUTES else MINUTES
    return (
        f"Kept in {name}. That is {counted(minutes, 'minute')} a day; "
        f"`lpcards set minutes={other}` changes that."
    )


def _only(readings: Sequence[date], today: date) -> date:
    """Return the day, if it is one. Raises UserFault."""
    if not readings:
        raise UserFault(NO_DAY)
    if len(readings) > 1:
        either = " or ".join(date_name(day, today) for day in readings)
        raise UserFault(f"{either}? Write Dec 12.")
    return readings[0]
