"""After days away: what piled up is spread over the next days. Pure; nothing is kept anywhere."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

MISSED = 2
"""So many missed study days in a row are a gap; one is a bad Monday."""
WITHIN = 7
"""Days over which the backlog is spread, counted from the day of return."""
LEAST = 30
"""Reviews that nobody needs to be spared: some eight minutes."""


class Gap(NamedTuple):
    """The study days missed, the last day before them, and the first after them."""

    missed: int
    before: date
    back: date


class Backlog(NamedTuple):
    """How many cards are due at a day's beginning, and how many of them `today` could bring.

    Of siblings only one comes a day.
    """

    waiting: int
    today: int


class Catching(NamedTuple):
    """A day of catching up: how many cards wait, and how many reviews such a day brings.

    `until` is the day on which it should be done; None where the limits are too low to tell.
    """

    gap: Gap
    waiting: int
    a_day: int
    until: date | None


def gap_before(on: date, studied: Iterable[date]) -> Gap | None:
    """Return the gap from which the learner has come back by `on`, if that is not long ago.

    `studied` are the days with answers before `on`, the latest first; read no further than needed.
    """
    back = on
    for day in studied:
        missed = (back - day).days - 1
        if missed >= MISSED:
            return Gap(missed, day, back)
        back = day
        if (on - back).days >= WITHIN:
            return None
    return None


def catching_up(on: date, gap: Gap, backlog: Backlog, usual: int, most: int) -> Catching | None:
    """Return how the backlog is met on the study day `on`; None if it is a day like any other.

    `usual` are the answers of a usual day before the gap, `most` is the limit of reviews.
    """
    waiting, today = backlog
    least = min(most, max(LEAST, usual))
    left = WITHIN - (on - gap.back).days
    if today <= least or left <= 0:
        return None
    a_day = min(most, today, max(least, -(-waiting // left)))
    days = -(-waiting // a_day) if a_day else left + 1
    until = on + timedelta(days=days - 1) if days <= left else None
    return Catching(gap, waiting, a_day, until)
