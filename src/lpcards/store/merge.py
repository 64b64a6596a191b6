"""Two logs into one: by ids, as often as you like, either way round with the same result."""

import os
import sqlite3
from typing import NamedTuple

from lpcards.event import Event
from lpcards.history import history_of
from lpcards.store import texts
from lpcards.store.faults import InWords, LogProblem
from lpcards.store.opening import open_to_read
from lpcards.store.rows import insert, select
from lpcards.store.texts import Shown


class Merged(NamedTuple):
    """How many events of the other log were new here, and how many were known."""

    added: int
    known: int


class Other(NamedTuple):
    """All that another log holds."""

    events: list[Event]
    texts: list[Shown]


def read_other(path: str) -> Other:
    """Read another log, changing nothing; LogProblem if it is none or makes no sense."""
    if not os.path.exists(path):
        raise LogProblem(f"{path} does not exist.")
    with InWords(path):
        db = open_to_read(path).db
        try:
            other = Other(
                list(select(db, "ORDER BY id")),
                list(map(texts.shown_of, db.execute("SELECT * FROM texts"))),
            )
        finally:
            db.close()
        history_of(other.events)
    return other


def unite(db: sqlite3.Connection, other: Other) -> Merged:
    """Add what is new. The caller holds the transaction and rebuilds what is derived."""
    added = sum(_added(db, event) for event in other.events)
    db.executemany(texts.UNITED, map(texts.row_of, other.texts))
    return Merged(added, len(other.events) - added)


def _added(db: sqlite3.Connection, event: Event) -> bool:
    known = next(select(db, "WHERE id = ?", event.id), None)
    if known is None:
        _insert(db, event)
    elif known != event:
        raise LogProblem(f"Event {event.id} differs between the two logs: nothing was merged.")
    return known is None


def _insert(db: sqlite3.Connection, event: Event) -> None:
    try:
        insert(db, event)
    except sqlite3.IntegrityError as error:
        raise LogProblem(
            f"Event {event.id!r} of the other log makes no sense: nothing was merged."
        ) from error
