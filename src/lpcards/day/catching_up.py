"""After days away: what piled up is spread over the next days. Pure; nothing is kept anywhere."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

MISSED = 2
"""So many missed study days in a row are a gap; one is a bad Monday."""
WITHIN = 7
"""Days over which the backlog is spread, counted from the day of return."""
USUAL = 5
"""So many study days before a gap show what a usual day is."""
LEAST = 30
"""Reviews that nobody needs to be spared: some eight minutes."""


class Gap(NamedTuple):
    """How many study days were missed, and the first one after them."""

    missed: int
    back: date


class Backlog(NamedTuple):
    """How many cards are due at a day's beginning, and how many of them `today` could bring.

    Of siblings only one comes a day.
    """

    waiting: int
    today: int


class CatchingUp(NamedTuple):
    """A day of catching up: the cards that wait, and how many reviews and new cards it brings.

    `until` is the day on which the backlog should be gone; None where the limits are too low to
    say. A backlog that is no `is_wall` any more only holds back some of the new cards.
    """

    gap: Gap
    waiting: int
    a_day: int
    new: int = 0
    until: date | None = None
    is_wall: bool = True


def gap_before(on: date, studied: Iterable[date]) -> Gap | None:
    """Return the gap from which the learner has come back by `on`, if that is not long ago.

    `studied` are the days with answers before `on`, the latest first; read no further than needed.
    """
    back = on
    for day in studied:
        missed = (back - day).days - 1
        if missed >= MISSED:
            return Gap(missed, back)
        back = day
        if (on - back).days >= WITHIN:
            return None
    return None


def usual_of(counts: Iterable[int]) -> int:
    """Return how many answers a usual study day has; `counts` are those of days, latest first."""
    latest = list(islice(counts, USUAL))
    return sum(latest) // len(latest) if latest else 0


def catching_up(
    on: date, gap: Gap, backlog: Backlog, usual: int, most: int, new: int
) -> CatchingUp | None:
    """Return how the backlog is met on the study day `on`; None if it is a day like any other.

    `usual` are the answers of a usual day before the gap, `most` and `new` the limits of reviews
    and new cards. Until the backlog is gone there are no new cards, and for the rest of the week
    as many as a usual day has room for.
    """
    usual = max(LEAST, usual)
    left = WITHIN - (on - gap.back).days
    if left <= 0:
        return None
    if backlog.today > min(most, usual):
        return _spread(on, gap, backlog, min(most, usual), most, left)
    room = usual - backlog.today
    return CatchingUp(gap, backlog.waiting, most, room, is_wall=False) if room < new else None


def _spread(on: date, gap: Gap, backlog: Backlog, least: int, most: int, left: int) -> CatchingUp:
    """Return the day's share of a backlog that is to be gone in the days `left`."""
    waiting, today = backlog
    a_day = min(most, today, max(least, -(-waiting // left)))
    days = -(-waiting // a_day) if a_day else left + 1
    until = on + timedelta(days=days - 1) if days <= left else None
    return CatchingUp(gap, waiting, a_day, 0, until)
