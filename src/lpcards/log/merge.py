"""Events from elsewhere: another log united with this one, and reviews made in Anki.

Logs unite by ids, as often as you like, either way round with the same result. A review made in
another program becomes an event whose id is made from the review alone, so that every machine gives
it the same one. Its last digits are made from what was read into it: machines in different time
zones may read another study day. Of several readings of one review the first id stays, the others
are undone by events that every machine makes alike. So logs that meet agree, whoever pulled first.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from lpcards.log import card_texts, event_ids
from lpcards.log.database import LogProblem
from lpcards.log.event_rows import FOREIGN, insert, insert_new, row_of, select
from lpcards.log.other_log import Other, other_log
from lpcards.memory.event import Event, is_ahead
from lpcards.system.trace import trace

READINGS = f"WHERE device = '{FOREIGN}' AND kind != 'undo' ORDER BY id"
SAME_SOURCE = "SELECT 1 FROM events WHERE id > ? AND id < ?"

Foreign = tuple[str, Event]
"""A review as it was read elsewhere: what makes it unique there, and its event, without an id."""


Fate = Literal["added", "known", "future"]


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
    counts = dict.fromkeys(Merged._fields, 0)
    for fate, _ in united(db, other.events, path, now):
        counts[fate] += 1
    for shown in other.texts:
        card_texts.unite(db, shown)
    return Merged(**counts)


def united(
    db: sqlite3.Connection, events: Iterable[Event], path: str, now: int
) -> Iterator[tuple[Fate, Event]]:
    """Add what is new of another log's events; yield what became of each.

    One that `is_ahead` of the UTC millisecond `now` is not added. Raises LogProblem for one that
    makes no sense, or differs from the one of its id that is here.
    """
    for event in events:
        if is_ahead(event.at, now):
            yield "future", event
        else:
            yield "added" if _added(db, event, path) else "known", event


def _added(db: sqlite3.Connection, event: Event, path: str) -> bool:
    try:
        if insert_new(db, event):
            return True
    except (sqlite3.IntegrityError, OverflowError) as error:
        raise LogProblem(
            f"Event {event.id!r} of {path} makes no sense: nothing was merged."
        ) from error
    # As rows: 1, 1.0 and true are equal in Python, and so are keys in another order.
    if row_of(next(select(db, "WHERE id = ?", event.id))) != row_of(event):
        raise LogProblem(
            f"Event {event.id} of {path} differs from the one that is here: nothing was merged."
        )
    return False


def take_in(db: sqlite3.Connection, reviews: Iterable[Foreign]) -> Merged:
    """Add the reviews that are not there yet, however they were read. The caller holds the lock."""
    added = known = 0
    for event in map(_named, reviews):
        if _is_known(db, event):
            known += 1
        else:
            _insert(db, event)
            added += 1
    return Merged(added, known)


def outlook(db: sqlite3.Connection, reviews: Iterable[Foreign]) -> Merged:
    """Return what `take_in` would come to."""
    events = {event.id[: event_ids.SOURCE]: event for event in map(_named, reviews)}
    known = sum(_is_known(db, event) for event in events.values())
    return Merged(len(events) - known, known)


def settle(db: sqlite3.Connection) -> list[Event]:
    """Undo every reading of a review but the first; return the undo events that were added."""
    undone = [_undone(event) for event in list(_repeated(db))]
    return [event for event in undone if insert_new(db, event)]


def _repeated(db: sqlite3.Connection) -> Iterator[Event]:
    """Yield of all readings that share a source those behind the first."""
    source = ""
    for event in select(db, READINGS):
        if event.id.startswith(source) and source:
            yield event
        source = event.id[: event_ids.SOURCE]


def _named(review: Foreign) -> Event:
    source, event = review
    event = event._replace(id="", device=FOREIGN)
    return event._replace(id=event_ids.source_id(event.at, source, repr(row_of(event))))


def _undone(event: Event) -> Event:
    undo = event._replace(kind="undo", grade=None, seconds=None, fingerprint="")
    name = event_ids.source_id(event.at, f"undo {event.id}", "")
    return undo._replace(id=name, details={"undoes": [event.id]})


def _is_known(db: sqlite3.Connection, event: Event) -> bool:
    source = event.id[: event_ids.SOURCE]
    row = db.execute(SAME_SOURCE, (source, f"{source}g")).fetchone()
    return row is not None


def _insert(db: sqlite3.Connection, event: Event) -> None:
    try:
        insert(db, event)
    except sqlite3.IntegrityError as error:
        raise LogProblem(
            f"A review of {event.card!r} makes no sense: nothing was taken in."
        ) from error
