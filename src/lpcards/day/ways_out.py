"""What would do where a date cannot be met: more cards a day, fewer cards, or a later date."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

FARTHEST = 1000
"""Days that a plan looks ahead."""


class Ways(NamedTuple):
    """Three ways out, each enough by itself; None where even the most of it would not do.

    `cards_a_day` is the least number, `cards` the most new cards, `on` the first date.
    """

    cards_a_day: int | None
    cards: int | None
    on: date | None


def ways_out(
    is_met: Callable[[int, int, date], bool],
    cards_a_day: int,
    unseen: int,
    on: date,
    today: date,
    *,
    least: int = 0,
) -> Ways:
    """Return the ways out. `is_met` says whether cards a day, new cards and a date go together.

    `least` new cards are worth a plan.
    """
    most = cards_a_day + unseen + FARTHEST
    days = FARTHEST - (on - today).days
    later = least_that(lambda more: is_met(cards_a_day, unseen, on + timedelta(days=more)), days)
    fewer = least_that(lambda less: is_met(cards_a_day, unseen - less, on), max(0, unseen - least))
    return Ways(
        least_that(lambda number: is_met(number, unseen, on), most, cards_a_day),
        None if fewer is None else unseen - fewer,
        None if later is None else on + timedelta(days=later),
    )


def least_that(does: Callable[[int], bool], most: int, fails: int = 0) -> int | None:
    """Return a number from `fails` + 1 to `most` that does while the one before does not, or None.

    `fails` is known not to do. Steps double until one does, then halve.
    """
    step, works = 1, None
    while works is None:
        tried = min(fails + step, most)
        if does(tried):
            works = tried
        elif tried == most:
            return None
        else:
            fails, step = tried, step * 2
    while works - fails > 1:
        middle = (works + fails) // 2
        if does(middle):
            works = middle
        else:
            fails = middle
    return works
