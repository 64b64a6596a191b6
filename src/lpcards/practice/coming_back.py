"""When a card comes back after a grade, in words: short ones, and such as are read aloud."""

from collections.abc import Sequence

from lpcards.cards.checklist import DRILLED_UNTIL
from lpcards.english.printable import span

_LONG = {"d": "day", "w": "week", "mo": "month", "y": "year"}


def back_short(intervals: Sequence[int], grade: int) -> str:
    """Return `(17 d)`, `(today, 17 d)` or `(today)`; "" without intervals.

    Under 4 a card comes today, too.
    """
    if not intervals:
        return ""
    days = intervals[grade]
    if grade >= DRILLED_UNTIL:
        return f"({span(days)})"
    return f"(today, {span(days)})" if days > 1 else "(today)"


def back_aloud(intervals: Sequence[int], grade: int) -> str:
    """Return `in 17 days`, `today and in 17 days` or `today`."""
    days = f"in {_spoken(intervals[grade])}"
    if grade >= DRILLED_UNTIL:
        return days
    return f"today and {days}" if intervals[grade] > 1 else "today"


def _spoken(days: int) -> str:
    number, _, unit = span(days).partition(" ")
    return f"{number} {_LONG[unit]}{'' if number == '1' else 's'}"
