"""The clock: the only place that asks what time it is."""

import os
import time
from datetime import UTC, datetime, timedelta

import click

from lpcards.memory.event import Moment, study_day


def moment_at(now: str | None, rollover: int) -> Moment:
    """Return the moment `now` (ISO; without a zone local time), or the present one."""
    if not now:
        return _moment(_present(), rollover)
    at = _parsed(now)
    try:
        return _moment(_meant(at, now), rollover)
    except (ValueError, OverflowError):
        raise click.UsageError(
            f"--now {now!r} is out of range: days go from 0001-01-02 to 9999-12-30"
        ) from None


def moment_given(at: int, rollover: int, now: Moment) -> Moment:
    """Return the moment `at` (UTC in milliseconds since 1970) as this machine's zone has it.

    What is later than `now`, or before any clock, is taken for now.
    """
    if not 0 < at < now.at:
        return now
    return _moment((_EPOCH + timedelta(milliseconds=at)).astimezone(), rollover)


def _parsed(now: str) -> datetime:
    try:
        return datetime.fromisoformat(now)
    except ValueError:
        raise click.UsageError(
            f"--now {now!r} is not a time; write it like 2026-03-01T09:30 or 2026-03-01T09:30+01:00"
        ) from None


def _moment(at: datetime, rollover: int) -> Moment:
    offset = at.utcoffset() or timedelta()
    wall = at.replace(tzinfo=None)
    return Moment(
        at=(at.astimezone(UTC) - _EPOCH) // timedelta(milliseconds=1),
        offset=offset // timedelta(minutes=1),
        zone=zone_name() if at.tzname() in time.tzname else at.tzname() or "UTC",
        day=study_day(wall, rollover),
    )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _present() -> datetime:
    return datetime.now().astimezone()  # noqa: TID251  this is the door


def _meant(at: datetime, now: str) -> datetime:
    """Return the time of `--now`. A bare date means that study day: its noon."""
    if at.date() == at.max.date():
        raise OverflowError("there is no day after this one")
    if len(now) == len("2026-03-01"):
        at = at.replace(hour=12)
    return at if at.tzinfo else at.astimezone()


def zone_name() -> str:
    """Return the local zone's name: `Europe/Berlin` where the system tells, else its letters."""
    named = os.environ.get("TZ", "").lstrip(":")
    if "/" in named and not named.startswith("/"):
        return named
    _, found, name = os.path.realpath("/etc/localtime").partition("zoneinfo/")
    return name if found and not named else time.tzname[0]


def local(at: int, offset: int) -> str:
    """Return a UTC millisecond at its own offset, for people: `2026-03-01 09:30`."""
    return (_EPOCH + timedelta(milliseconds=at, minutes=offset)).strftime("%Y-%m-%d %H:%M")


def monotonic() -> float:
    """Return seconds that only grow, for measuring an answer."""
    return time.monotonic()
