"""Rows of the log and events, each made of the other. Foreign or damaged rows make no event."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NoReturn

from lpcards.memory.event import Event, Nonsense

COLUMNS = (
    *("id", "at", "offset", "zone", "day", "device", "kind", "card", "grade", "seconds"),
    *("fingerprint", "details"),
)
SELECT = f"SELECT {', '.join(COLUMNS)} FROM events "  # noqa: S608  names of ours
INSERT = "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
LIVE = "id NOT IN (SELECT id FROM undone)"
FOREIGN = "anki"  # the device of events that were made in another program
LATEST_TIME = 253_402_300_799_999  # the last millisecond a date can hold
FARTHEST = 1440  # minutes east or west of UTC
MOST_SECONDS = 10_000_000  # four months: sums of ten million answers fit into SQLite's integers
NONE = type(None)
day_of = lru_cache(4096)(date.fromisoformat)  # a log holds far fewer days than rows
SHAPES = frozenset(
    (str, int, int, str, str, str, str, str, grade, seconds, str, details)
    for grade in (int, NONE)
    for seconds in (float, NONE)
    for details in (str, NONE)
)


def event_of(row: tuple[Any, ...]) -> Event:
    """Return the event of a row selected by SELECT; Nonsense if it makes none."""
    if tuple(map(type, row)) not in SHAPES:
        raise _nonsense(row, "a value is of the wrong type")
    name, at, offset, zone, day, device, kind, card, grade, seconds, fingerprint, details = row
    if not 0 <= at <= LATEST_TIME or not -FARTHEST <= offset <= FARTHEST:
        raise _nonsense(row, "its time is out of range")
    if seconds is not None and not 0 <= seconds <= MOST_SECONDS:
        raise _nonsense(row, "its seconds are none")
    try:
        on = day_of(day)
        more = _details(details) if details else {}
    except (ValueError, RecursionError) as error:
        raise _nonsense(row, str(error)) from error
    return Event(name, at, offset, zone, on, device, kind, card, grade, seconds, fingerprint, more)


def row_of(event: Event) -> tuple[object, ...]:
    """Return the event's row; empty details are none."""
    more = json.dumps(event.details, separators=(",", ":"), allow_nan=False)
    return (*event[:4], event.day.isoformat(), *event[5:11], more if event.details else None)


def select(db: sqlite3.Connection, where: str, *values: object) -> Iterator[Event]:
    """Yield the events that `where` (the end of a statement) picks."""
    return map(event_of, db.execute(SELECT + where, values))


def insert(db: sqlite3.Connection, event: Event) -> int:
    """Append the event; return the number of its row, which is how many there are now."""
    return db.execute(INSERT, row_of(event)).lastrowid or 0


def insert_new(db: sqlite3.Connection, event: Event) -> bool:
    """Append the event unless one of its id is there; say whether it was appended."""
    return db.execute(f"{INSERT} ON CONFLICT DO NOTHING", row_of(event)).rowcount > 0


def _details(text: str) -> dict[str, Any]:
    details = json.loads(text, parse_constant=refused, parse_float=_finite)
    if not isinstance(details, dict):
        raise ValueError("its details are not a JSON object")  # noqa: TRY004  it is the text that is wrong, not a type
    return details


def _finite(text: str) -> float:
    number = float(text)
    return number if abs(number) < float("inf") else refused(text)


def refused(name: str) -> NoReturn:
    """Raise ValueError: JSON has no such number."""
    raise ValueError(f"{name} is not JSON")


def _nonsense(row: tuple[Any, ...], words: str) -> Nonsense:
    return Nonsense(f"event {row[0]!r} makes no sense: {words}")
