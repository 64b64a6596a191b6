"""Sums in their tables: the totals of all answers, and how the cards stand, added up by SQLite.

Each answer adds to the totals, a replay writes them anew. Of many thousand cards none comes up one
by one.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from lpcards.log.event_rows import day_of
from lpcards.memory.event import Nonsense
from lpcards.memory.groups import Group
from lpcards.memory.recall import AT_INTERVAL, DECAY, FACTOR
from lpcards.memory.totals import LATE, DayKind, Missed, StoryKind, Totals

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
# Each row of `stories` leads to its cards by a range of the primary key: nothing is sorted.
LEARNED = """WITH each AS MATERIALIZED (
        SELECT story, kind, count(card) AS met, total(repetitions > 0) AS known,
        ifnull(sum(lapses), 0) AS lapses, total(
            (repetitions > 0) * iif(
                stability,
                pow(1 + :factor * max(0, julianday(:on) - julianday(last)) / stability, :decay),
                pow(:base, max(0, julianday(:on) - julianday(last)) / interval)
            )
        ) AS recalled, stories.count AS asked, stories.passed, stories.milliseconds
        FROM stories LEFT JOIN memory
        ON card > story || '/' || kind || '/' AND card < story || '/' || kind || '0' AND {but}
        GROUP BY story, kind
    )
    SELECT 'story', story, sum(met), sum(known), total(recalled), sum(lapses), sum(asked),
    sum(passed), sum(milliseconds) FROM each GROUP BY story
    UNION ALL
    SELECT 'kind', kind, sum(met), sum(known), total(recalled), sum(lapses), sum(asked),
    sum(passed), sum(milliseconds) FROM each GROUP BY kind"""
DUE_DAYS = "SELECT due, count(*) FROM memory WHERE {but} GROUP BY due"
LAPSED = """SELECT card, lapses, ease FROM memory WHERE lapses > 0 AND {but}
    ORDER BY lapses DESC, ease, card LIMIT :most"""
ANY_CARD, LEFT_OUT = "true", "card NOT IN (SELECT value FROM json_each(:but))"


class Groups(NamedTuple):
    """The cards that were answered, by story and by kind."""

    stories: dict[str, Group]
    kinds: dict[str, Group]


def learned_groups(db: sqlite3.Connection, on: date, but: Iterable[str]) -> Groups:
    """Return the cards answered, `but` some, as of a day; their answers are those to all cards."""
    _have_pow(db)
    found = Groups({}, {})
    values = {"on": on.isoformat(), "base": AT_INTERVAL, "factor": FACTOR, "decay": DECAY}
    for part, name, met, known, *sums in _rows_but(db, LEARNED, but, **values):
        groups = found.stories if part == "story" else found.kinds
        groups[name] = Group(name, met, int(known), *sums)
    return found


def due_days(db: sqlite3.Connection, but: Iterable[str]) -> dict[date, int]:
    """Return how many cards, `but` some, are due on which day."""
    try:
        return {day_of(day): count for day, count in _rows_but(db, DUE_DAYS, but)}
    except (TypeError, ValueError) as error:
        raise Nonsense(f"a due day makes no sense: {error}") from error


def most_lapsed(
    db: sqlite3.Connection, most: int, but: Iterable[str]
) -> list[tuple[str, int, int]]:
    """Return card, lapses and ease of the cards, `but` some, that lapsed most; at most `most`."""
    return list(_rows_but(db, LAPSED, but, most=most))


def _rows_but(
    db: sqlite3.Connection, statement: str, but: Iterable[str], **values: object
) -> Iterator[tuple[Any, ...]]:
    left_out = list(but)
    query = statement.format(but=LEFT_OUT if left_out else ANY_CARD)
    return db.execute(query, {**values, "but": json.dumps(left_out)})


def _have_pow(db: sqlite3.Connection) -> None:
    """Give `pow` to an SQLite that was built without it."""
    try:
        db.execute("SELECT pow(1, 1)")
    except sqlite3.OperationalError:
        db.create_function("pow", 2, pow, deterministic=True)


def add(db: sqlite3.Connection, totals: Totals) -> None:
    """Add `totals` to what the tables hold."""
    days = ((day.isoformat(), kind, *sums) for (day, kind), sums in totals.days.items())
    db.executemany(DAYS, days)
    db.executemany(STORIES, ((*key, *sums) for key, sums in totals.stories.items()))
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


def days_since(db: sqlite3.Connection, day: date) -> dict[DayKind, list[int]]:
    """Return the totals of the days from `day` on."""
    rows = _sound_rows(db, SUM, "SELECT * FROM days WHERE day >= ?", day.isoformat())
    return {(_day_of(day), kind): sums for day, kind, *sums in rows}


def stories(db: sqlite3.Connection) -> dict[StoryKind, list[int]]:
    """Return the totals of the stories' cards by kind."""
    rows = _sound_rows(db, SUM, "SELECT * FROM stories")
    return {(story, kind): sums for story, kind, *sums in rows}


def most_missed(db: sqlite3.Connection) -> Iterator[tuple[Missed, int]]:
    """Yield the items missed, each with how often, the most often missed first."""
    rows = _sound_rows(db, ITEM, MOST_MISSED)
    return (((card, fingerprint, item), count) for card, fingerprint, item, count in rows)


def study_days(db: sqlite3.Connection) -> Iterator[tuple[date, int, int]]:
    """Yield day, number of answers, and change of the number of cards waiting; oldest first."""
    rows = _sound_rows(db, CHANGE, EACH_DAY, LATE, LATE)
    return ((_day_of(day), answers, late) for day, answers, late in rows)


def _sound_rows(
    db: sqlite3.Connection, shape: tuple[type, ...], statement: str, *values: str
) -> Iterator[tuple[Any, ...]]:
    """Yield rows whose values are of the types that ours have, unlike a damaged file's."""
    for row in db.execute(statement, values):
        if tuple(map(type, row)) != shape:
            raise Nonsense(f"a sum of {row[0]!r} makes no sense")
        yield row


def _day_of(text: str) -> date:
    try:
        return day_of(text)
    except (TypeError, ValueError) as error:
        raise Nonsense(f"the sums of the day {text!r} make no sense") from error
