"""What follows from the log, kept in tables so that a start costs nothing. A cache, no truth."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from lpcards.log import event_ids
from lpcards.log.event_rows import FOREIGN, LIVE, day_of
from lpcards.log.schema import DERIVED, NOTHING_DERIVED, REMEMBERED_TOO
from lpcards.memory.event import Nonsense
from lpcards.memory.history import History
from lpcards.memory.sm2 import Memory

SHAPE = (str, int, int, int, str, int, str, str, str, str, float, float)
SAVE = "INSERT OR REPLACE INTO memory VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
LOADS = """SELECT due, count(*) FROM memory WHERE due BETWEEN ? AND ? AND card != ?
    AND card NOT IN (SELECT card FROM marks WHERE mark = 'suspended') GROUP BY due"""
ENDS = "SELECT (SELECT max(id) FROM events), (SELECT max(rowid) FROM events)"
"""Each the end of an index; both in one SELECT, SQLite would read all rows."""
DUE = "WHERE due <= ? AND card NOT IN (SELECT card FROM marks WHERE mark = 'suspended')"


class Head(NamedTuple):
    """Where the log ends: its last id, how many events it holds; and the newest live answer.

    `newest` and `newest_at` (UTC milliseconds) are those of the live event with the latest time,
    undo events left out: they cannot be undone, so a wrong clock's undo must not bind the next.
    """

    last: str = ""
    entries: int = 0
    newest: str = ""
    newest_at: int = 0


def head_of(db: sqlite3.Connection, made: str) -> Head | None:
    """Return the head if the tables were `made` so and belong to the log as it is; else None."""
    row = db.execute(
        "SELECT made, head, entries, newest, newest_at, (SELECT max(id) FROM events),"
        " (SELECT max(rowid) FROM events) FROM derived"
    ).fetchone()
    if row is None or row[0] != made or row[1:3] != (row[5] or "", row[6] or 0):
        return None
    if tuple(map(type, row[1:5])) != (str, int, str, int):
        return None
    return Head(*row[1:5])


def save_head(db: sqlite3.Connection, head: Head) -> None:
    """Write down that the tables belong to the log up to `head`."""
    db.execute("UPDATE derived SET head = ?, entries = ?, newest = ?, newest_at = ?", head)


def shadow(db: sqlite3.Connection) -> None:
    """Hide the file's derived tables behind empty ones of this connection."""
    for table in DERIVED:
        db.execute(f"CREATE TEMP {table}")
    for column in REMEMBERED_TOO:
        db.execute(f"ALTER TABLE temp.memory ADD COLUMN {column}")
    db.execute(NOTHING_DERIVED.replace("INTO derived", "INTO temp.derived"))


def write(db: sqlite3.Connection, history: History, gone: Iterable[str], made: str) -> Head:
    """Replace all that the tables hold; return the head they now belong to."""
    for table in ("memory", "marks", "undone"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608  a name of ours
    db.executemany(SAVE, map(_row, history.memory.items()))
    db.executemany("INSERT INTO undone VALUES (?)", ((name,) for name in gone))
    for card in history.suspended | history.flags.keys():
        _save_marks(db, card, history)
    db.execute("UPDATE derived SET made = ?", (made,))
    return reach(db)


def reach(db: sqlite3.Connection) -> Head:
    """Write down that the tables belong to the log as it is now; return its head."""
    last, entries = db.execute(ENDS).fetchone()
    head = Head(last or "", entries or 0, *newest(db))
    save_head(db, head)
    return head


def newest(db: sqlite3.Connection) -> tuple[str, int]:
    """Return id and time of the live event, no undo, with the latest time ("" and 0: none).

    Reviews made in another program are left out: no `undo` takes them back, so they bind no clock.
    An id's time is never before its event's, so the walk back ends as soon as no earlier id can
    hold a later time.
    """
    best = ("", 0)
    for name, at in db.execute(
        f"SELECT id, at FROM events WHERE kind != 'undo' AND device != ? AND {LIVE}"  # noqa: S608
        " ORDER BY id DESC",
        (FOREIGN,),
    ):
        if not best[0] or at > best[1]:
            best = (name, at)
        if best[1] >= event_ids.time_of(name):
            break
    return best


def refresh(db: sqlite3.Connection, card: str, history: History) -> None:
    """Replace what the tables hold of one card by what `history` says of it."""
    db.execute("DELETE FROM memory WHERE card = ?", (card,))
    db.execute("DELETE FROM marks WHERE card = ?", (card,))
    if card in history.memory:
        save(db, card, history.memory[card])
    _save_marks(db, card, history)


def save(db: sqlite3.Connection, card: str, memory: Memory) -> None:
    """Write down what is remembered of a card."""
    db.execute(SAVE, _row((card, memory)))


def load(db: sqlite3.Connection, card: str) -> Memory | None:
    """Return what is remembered of a card."""
    row = db.execute("SELECT * FROM memory WHERE card = ?", (card,)).fetchone()
    return _memory_of(row)[1] if row else None


def history_of(db: sqlite3.Connection, card: str) -> History:
    """Return what the tables hold of one card, as a replay makes it."""
    memory = load(db, card)
    suspended, flags = (_words_of(db, mark, card) for mark in ("suspended", "flag"))
    return History({card: memory} if memory else {}, {*suspended}, flags)


def _words_of(db: sqlite3.Connection, mark: str, card: str) -> dict[str, str]:
    values = (mark, card)
    return dict(db.execute("SELECT card, words FROM marks WHERE mark = ? AND card = ?", values))


def memories(db: sqlite3.Connection, where: str = "", *values: str) -> Iterator[tuple[str, Memory]]:
    """Yield the cards that `where` (the end of a statement) picks, with what is remembered."""
    return map(_memory_of, db.execute(f"SELECT * FROM memory {where}", values))  # noqa: S608


def first_day(db: sqlite3.Connection) -> date | None:
    """Return the first study day on which an answer counted, or None."""
    (day,) = db.execute("SELECT min(first) FROM memory").fetchone()
    try:
        return date.fromisoformat(day) if day else None
    except (TypeError, ValueError) as error:
        raise Nonsense(f"what is remembered makes no sense: {error}") from error


def loads(db: sqlite3.Connection, due: date, days: int, but: str) -> dict[date, int]:
    """Return how many cards, `but` one, are due on `due` and on each of the `days` after it."""
    if not days:
        return {}
    last = date.fromordinal(min(due.toordinal() + days, date.max.toordinal()))
    rows = db.execute(LOADS, (due.isoformat(), last.isoformat(), but))
    return {date.fromisoformat(day): count for day, count in rows}


def marks(db: sqlite3.Connection, mark: str) -> dict[str, str]:
    """Return the cards so marked, each with the words of its mark."""
    return dict(db.execute("SELECT card, words FROM marks WHERE mark = ?", (mark,)))


def _save_marks(db: sqlite3.Connection, card: str, history: History) -> None:
    if card in history.suspended:
        db.execute("INSERT INTO marks VALUES (?, 'suspended', '')", (card,))
    if card in history.flags:
        db.execute("INSERT INTO marks VALUES (?, 'flag', ?)", (card, history.flags[card]))


def _row(remembered: tuple[str, Memory]) -> tuple[object, ...]:
    card, memory = remembered
    repetitions, ease, interval, due, lapses, last, first, fingerprint, was_due, *strength = memory
    return (
        *(card, repetitions, ease, interval, due.isoformat(), lapses),
        *(last.isoformat(), first.isoformat(), fingerprint),
        *(was_due.isoformat() if was_due else "", *strength),
    )


def _memory_of(row: tuple[Any, ...]) -> tuple[str, Memory]:
    card, repetitions, ease, interval, due, lapses, last, first, *more = row
    if tuple(map(type, row)) != SHAPE:
        raise Nonsense(f"what is remembered of {card!r} makes no sense")
    try:
        due, last, first = map(day_of, (due, last, first))
        was_due = day_of(more[1]) if more[1] else None
    except ValueError as error:
        raise Nonsense(f"what is remembered of {card!r} makes no sense: {error}") from error
    known = (repetitions, ease, interval, due, lapses, last, first)
    return card, Memory(*known, more[0], was_due, *more[2:])
