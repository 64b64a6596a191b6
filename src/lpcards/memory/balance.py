"""Load balance: a card may come some days later, if those days are emptier. Never earlier.

How many days is the width of Anki's fuzz; the day is not thrown but the least loaded one.
"""

from collections.abc import Mapping
from datetime import date

from lpcards.memory.sm2 import Memory

SHORTEST = 3
"""Intervals below this many days are kept to the day."""
BANDS = ((7, 150), (20, 100), (None, 50))
"""Up to 7 days a day adds 0.15 days of play, up to 20 days 0.1, beyond 0.05: in thousandths."""
FIRST = 625
"""Thousandths: one day, less the play of the two and a half days in which there is none."""


def play(interval: int) -> int:
    """Return how many days later than its day a card with this interval may come."""
    if interval < SHORTEST:
        return 0
    thousandths, below = FIRST, 0
    for upto, each in BANDS:
        inside = interval if upto is None else min(interval, upto)
        thousandths += each * max(0, inside - below)
        below = inside
    return (thousandths + 500) // 1000


def latest(memory: Memory, max_interval: int) -> int:
    """Return how many days after its day a card may come, within the longest interval."""
    return min(play(memory.interval), max_interval - memory.interval)


def balanced(memory: Memory, max_interval: int, loads: Mapping[date, int]) -> date:
    """Return the day on which a card comes that its scheduler has due on `memory.due`."""
    return lightest(memory.due, latest(memory, max_interval), loads)


def lightest(due: date, days: int, loads: Mapping[date, int]) -> date:
    """Return the least loaded of `due` and the `days` after it; of equal ones the earliest.

    `loads` has how many cards are due on a day; days left out have none.
    """
    span = range(min(days, date.max.toordinal() - due.toordinal()) + 1)
    choices = (date.fromordinal(due.toordinal() + later) for later in span)
    return min(choices, key=lambda day: (loads.get(day, 0), day))
