"""The totals in their tables: added to by each answer, written anew by a replay."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any

from lpcards.log.event_rows import day_of
from lpcards.memory.event import Nonsense
from lpcards.memory.totals import LATE, Day, Missed, Totals, Whose

SUM, ITEM, CHANGE = (str, str, int, int, int), (str, str, int, int), (str, int, int)
DAYS = """INSERT INTO days VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    count = count + excluded.count, passed = passed + excluded.passed,
    milliseconds = milliseconds + excluded.milliseconds"""
STORIES = """INSERT INTO stories VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    count = count + excluded.count, passed = passed + excluded.passed,
    milliseconds = milliseconds + excluded.milliseconds"""
EACH_DAY = """SELECT day, sum(iif(sort = ?, 0, count)), sum(iif(sort = ?, count, 0))
    FROM days GROUP BY day ORDER BY day"""
MOST_MISSED = """SELECT * FROM missed WHERE count != 0
    ORDER BY count DESC, card, item, fingerprint"""  # an answer taken back leaves a zero
MISSED = """INSERT INTO missed VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    count = count + excluded.count"""


def add(db: sqlite3.Connection, totals: Totals) -> None:
    """Add `totals` to what the tables hold."""
    days = ((day.isoformat(), sort, *told) for (day, sort), told in totals.days.items())
    db.executemany(DAYS, days)
    db.executemany(STORIES, ((*key, *told) for key, told in totals.stories.items()))
    db.executemany(MISSED, ((*key, count) for key, count in totals.missed.items()))


def write(db: sqlite3.Connection, totals: Totals) -> None:
    """Replace all that the tables hold."""
    for table in ("days", "stories", "missed"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608  a name of ours
    add(db, totals)


def load(db: sqlite3.Connection) -> Totals:
    """Return all that the tables hold."""
    totals = Totals()
    totals.days = days_since(db, date.min)
    totals.stories = stories(db)
    totals.missed = dict(most_missed(db))
    return totals


def days_since(db: sqlite3.Connection, day: date) -> dict[Day, list[int]]:
    """Return the totals of the days from `day` on."""
    rows = _rows(db, SUM, "SELECT * FROM days WHERE day >= ?", day.isoformat())
    return {(_day_of(told), sort): sums for told, sort, *sums in rows}


def stories(db: sqlite3.Connection) -> dict[Whose, list[int]]:
    """Return the totals of the stories' cards by kind."""
    rows = _rows(db, SUM, "SELECT * FROM stories")
    return {(story, kind): sums for story, kind, *sums in rows}


def most_missed(db: sqlite3.Connection) -> Iterator[tuple[Missed, int]]:
    """Yield the items missed, each with how often, the most often missed first."""
    rows = _rows(db, ITEM, MOST_MISSED)
    return (((card, fingerprint, item), count) for card, fingerprint, item, count in rows)


def study_days(db: sqlite3.Connection) -> Iterator[tuple[date, int, int]]:
    """Yield day, number of answers, and change of the number of cards waiting; oldest first."""
    rows = _rows(db, CHANGE, EACH_DAY, LATE, LATE)
    return ((_day_of(day), answers, late) for day, answers, late in rows)


def _rows(
    db: sqlite3.Connection, shape: tuple[type, ...], statement: str, *values: str
) -> Iterator[tuple[Any, ...]]:
    """Yield rows whose values are of the types that ours have, unlike a damaged file's."""
    for row in db.execute(statement, values):
        if tuple(map(type, row)) != shape:
            raise Nonsense(f"a sum of {row[0]!r} makes no sense")
        yield row


def _day_of(told: str) -> date:
    try:
        return day_of(told)
    except (TypeError, ValueError) as error:
        raise Nonsense(f"the sums of the day {told!r} make no sense") from error
