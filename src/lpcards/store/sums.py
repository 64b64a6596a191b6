"""The totals in their tables: added to by each answer, written anew by a replay."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from lpcards.event import Nonsense
from lpcards.store.rows import day_of
from lpcards.totals import Totals

DAYS = """INSERT INTO days VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    count = count + excluded.count, passed = passed + excluded.passed,
    milliseconds = milliseconds + excluded.milliseconds"""
STORIES = """INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    count = count + excluded.count, passed = passed + excluded.passed,
    milliseconds = milliseconds + excluded.milliseconds"""
MISSED = """INSERT INTO missed VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    count = count + excluded.count"""


def add(db: sqlite3.Connection, totals: Totals) -> None:
    """Add `totals` to what the tables hold."""
    days = (((day.isoformat(), sort), told) for (day, sort), told in totals.days.items())
    _execute(db, DAYS, days)
    _execute(db, STORIES, totals.stories.items())
    _execute(db, MISSED, ((key, (count,)) for key, count in totals.missed.items()))


def write(db: sqlite3.Connection, totals: Totals) -> None:
    """Replace all that the tables hold."""
    for table in ("days", "stories", "missed"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608  a name of ours
    add(db, totals)


def load(db: sqlite3.Connection) -> Totals:
    """Return all that the tables hold."""
    totals = Totals()
    for day, sort, *told in _rows(db, "SELECT * FROM days"):
        totals.days[_day_of(day), sort] = told
    for story, kind, sort, *told in _rows(db, "SELECT * FROM stories"):
        totals.stories[story, kind, sort] = told
    for card, fingerprint, item, count in _rows(db, "SELECT * FROM missed"):
        totals.missed[card, fingerprint, item] = count
    return totals


def _execute(
    db: sqlite3.Connection, statement: str, rows: Iterable[tuple[Sequence[object], Sequence[int]]]
) -> None:
    db.executemany(statement, ((*key, *told) for key, told in rows if any(told)))


def _rows(db: sqlite3.Connection, statement: str, *values: str) -> Iterator[tuple[Any, ...]]:
    """Yield rows in which names are texts and sums whole numbers, unlike a damaged file's."""
    for row in db.execute(statement, values):
        if not set(map(type, row)) <= {str, int}:
            raise Nonsense(f"a sum of {row[0]!r} makes no sense")
        yield row


def _day_of(told: str) -> date:
    try:
        return day_of(told)
    except (TypeError, ValueError) as error:
        raise Nonsense(f"the sums of the day {told!r} make no sense") from error
