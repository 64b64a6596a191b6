"""Reviews made in another program (Anki), taken into the log as events of their own.

Such an event's id is made from the review alone, so that every machine gives it the same one. Its
last digits are made from what was read into it: machines in different time zones may read another
study day. Of several readings of one review the first id stays, the others are undone by events
that every machine makes alike. So logs that meet agree, whoever pulled first.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from lpcards.log import event_ids
from lpcards.log.database import LogProblem
from lpcards.log.event_rows import FOREIGN, insert, insert_new, row_of, select
from lpcards.log.merge import Merged
from lpcards.memory.event import Event

READINGS = f"WHERE device = '{FOREIGN}' AND kind != 'undo' ORDER BY id"
KNOWN = "SELECT 1 FROM events WHERE id > ? AND id < ?"


Foreign = tuple[str, Event]
"""A review as it was read elsewhere: what makes it unique there, and its event, without an id."""


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


def settle(db: sqlite3.Connection) -> int:
    """Undo every reading of a review but the first; return how many undo events were added."""
    return sum(insert_new(db, _undone(event)) for event in list(_repeated(db)))


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
    row = db.execute(KNOWN, (source, f"{source}g")).fetchone()
    return row is not None


def _insert(db: sqlite3.Connection, event: Event) -> None:
    try:
        insert(db, event)
    except sqlite3.IntegrityError as error:
        raise LogProblem(
            f"A review of {event.card!r} makes no sense: nothing was taken in."
        ) from error
