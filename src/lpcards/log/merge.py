"""Two logs into one: by ids, as often as you like, either way round with the same result."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from lpcards.log import card_texts
from lpcards.log.database import LogProblem
from lpcards.log.event_rows import insert_new, select
from lpcards.log.other_log import Other, other_log
from lpcards.memory.event import Event, is_ahead
from lpcards.system.trace import trace


class Merged(NamedTuple):
    """How many events of another log were new here, how many known, how many still to come."""

    added: int
    known: int
    future: int = 0


def unite(db: sqlite3.Connection, paths: Iterable[str], now: int) -> Merged:
    """Add what is new in other logs, but for events that `is_ahead` of the UTC millisecond `now`.

    The caller holds the transaction, and rebuilds what is derived. Nothing is held in memory but
    one event at a time.
    """
    merged = Merged(0, 0)
    for path in paths:
        with other_log(path) as other:
            found = _united(db, other, path, now)
        trace("merged %s: %d events added, %d known, %d still to come", path, *found)
        merged = Merged(*map(sum, zip(merged, found, strict=True)))
    return merged


def _united(db: sqlite3.Connection, other: Other, path: str, now: int) -> Merged:
    added = known = future = 0
    for event in other.events:
        if is_ahead(event.at, now):
            future += 1
        elif _added(db, event, path):
            added += 1
        else:
            known += 1
    db.executemany(card_texts.UNITED, map(card_texts.row_of, other.texts))
    return Merged(added, known, future)


def _added(db: sqlite3.Connection, event: Event, path: str) -> bool:
    try:
        if insert_new(db, event):
            return True
    except sqlite3.IntegrityError as error:
        raise LogProblem(
            f"Event {event.id!r} of {path} makes no sense: nothing was merged."
        ) from error
    if next(select(db, "WHERE id = ?", event.id)) != event:
        raise LogProblem(
            f"Event {event.id} of {path} differs from the one that is here: nothing was merged."
        )
    return False
