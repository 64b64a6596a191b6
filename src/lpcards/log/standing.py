"""How the cards stand, added up by SQLite: of many thousand cards none comes up one by one."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from lpcards.log.event_rows import day_of
from lpcards.memory.event import Nonsense
from lpcards.memory.totals import Standing

# Each row of `stories` leads to its cards by a range of the primary key: nothing is sorted.
STANDING = """WITH each AS MATERIALIZED (
        SELECT story, kind, count(card) AS learned, ifnull(sum(lapses), 0) AS lapses, total(
            pow(:base, max(0, julianday(:on) - julianday(last)) / interval)
        ) AS recalled, stories.count AS asked, stories.passed, stories.milliseconds
        FROM stories LEFT JOIN memory
        ON card > story || '/' || kind || '/' AND card < story || '/' || kind || '0' AND {but}
        GROUP BY story, kind
    )
    SELECT 'story', story, sum(learned), total(recalled), sum(lapses), sum(asked), sum(passed),
    sum(milliseconds) FROM each GROUP BY story
    UNION ALL
    SELECT 'kind', kind, sum(learned), total(recalled), sum(lapses), sum(asked), sum(passed),
    sum(milliseconds) FROM each GROUP BY kind"""
DUE = "SELECT due, count(*) FROM memory WHERE {but} GROUP BY due"
LAPSED = """SELECT card, lapses, ease FROM memory WHERE lapses > 0 AND {but}
    ORDER BY lapses DESC, ease, card LIMIT :most"""
ALL, LEFT_OUT = "true", "card NOT IN (SELECT value FROM json_each(:but))"


class Standings(NamedTuple):
    """How the cards stand, by story and by kind."""

    stories: dict[str, Standing]
    kinds: dict[str, Standing]


def standings(db: sqlite3.Connection, on: date, base: float, but: Iterable[str]) -> Standings:
    """Return how the cards, `but` some, stand on a day; their answers are those to all cards.

    `base` is the predicted recall at the end of a card's interval.
    """
    _have_pow(db)
    found = Standings({}, {})
    for sort, name, *told in _rows(db, STANDING, but, on=on.isoformat(), base=base):
        (found.stories if sort == "story" else found.kinds)[name] = Standing(*told)
    return found


def due_days(db: sqlite3.Connection, but: Iterable[str]) -> dict[date, int]:
    """Return how many cards, `but` some, are due on which day."""
    try:
        return {day_of(day): count for day, count in _rows(db, DUE, but)}
    except (TypeError, ValueError) as error:
        raise Nonsense(f"a due day makes no sense: {error}") from error


def most_lapsed(
    db: sqlite3.Connection, most: int, but: Iterable[str]
) -> list[tuple[str, int, int]]:
    """Return card, lapses and ease of the cards, `but` some, that lapsed most; at most `most`."""
    return list(_rows(db, LAPSED, but, most=most))


def _rows(
    db: sqlite3.Connection, statement: str, but: Iterable[str], **values: object
) -> Iterator[tuple[Any, ...]]:
    left_out = list(but)
    told = statement.format(but=LEFT_OUT if left_out else ALL)
    return db.execute(told, {**values, "but": json.dumps(left_out)})


def _have_pow(db: sqlite3.Connection) -> None:
    """Give `pow` to an SQLite that was built without it."""
    try:
        db.execute("SELECT pow(1, 1)")
    except sqlite3.OperationalError:
        db.create_function("pow", 2, pow, deterministic=True)
