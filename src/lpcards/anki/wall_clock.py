"""The clock on the wall where Anki's times are read: which study day a moment belonged to."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple


class WallClock(NamedTuple):
    """What the clock on the wall showed: minutes east of UTC, and the study day."""

    offset: int
    day: date


Wall = Callable[[int], WallClock]
"""Tells the wall clock of a UTC millisecond."""


def local_offset(at: int) -> int:
    """Return this machine's minutes east of UTC, as its zone had them at a UTC millisecond."""
    local = datetime.fromtimestamp(at // 1000, UTC).astimezone()
    return (local.utcoffset() or timedelta()) // timedelta(minutes=1)


def zone_of(offset: int) -> str:
    """Return a zone's name that is equal on all machines with that offset: `UTC+05:30`."""
    hours, minutes = divmod(abs(offset), 60)
    return f"UTC{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"
