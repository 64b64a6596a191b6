"""The forecast: how many cards come due."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple


class Forecast(NamedTuple):
    """Cards due before today, and on each day from today on. New cards are in none of them."""

    overdue: int
    days: tuple[int, ...]


def forecast_of(due: Mapping[date, int], today: date, days: int) -> Forecast:
    """Return the forecast for so many days, as if nothing were answered until then.

    `due` says how many cards are due on which day.
    """
    start = today.toordinal()
    coming = {day.toordinal() - start: count for day, count in due.items()}
    overdue = sum(count for ahead, count in coming.items() if ahead < 0)
    return Forecast(overdue, tuple(coming.get(ahead, 0) for ahead in range(days)))
