"""An event added to the log, and what is derived going on belonging to it."""

import os
import sqlite3
from collections.abc import Iterable

from lpcards.log import derived
from lpcards.log.database import LogProblem
from lpcards.log.derived import Head
from lpcards.log.event_rows import LATEST, insert, select
from lpcards.memory.event import Event, local_time
from lpcards.system.trace import trace

HOURS = 26  # the earth's zones reach from -12 to +14: no honest traveller's clock is further behind
BEHIND = HOURS * 60 * 60 * 1000


def append(db: sqlite3.Connection, head: Head, event: Event) -> None:
    """Add an event to a log that ends at `head`, unless its clock is wrong: LogProblem."""
    _refuse_wrong_clock(db, head, event)
    entries = insert(db, event)
    trace("log: %s %s %s", event.kind, event.card, event.id)
    newest = (head.newest, head.newest_at)
    if event.at > head.newest_at or not head.newest:
        newest = (event.id, event.at)
    derived.save_head(db, Head(event.id, entries, *newest))


def append_undo(db: sqlite3.Connection, head: Head, event: Event, gone: Iterable[str]) -> None:
    """Add an event that undoes those with the ids `gone`, whatever its clock says."""
    entries = insert(db, event)
    undone = list(gone)
    db.executemany("INSERT INTO undone VALUES (?)", ((name,) for name in undone))
    newest = (head.newest, head.newest_at)
    if head.newest in undone:
        newest = derived.newest(db)
    derived.save_head(db, Head(event.id, entries, *newest))


def _refuse_wrong_clock(db: sqlite3.Connection, head: Head, event: Event) -> None:
    """Refuse an event whose clock is more than 26 hours behind the newest live one."""
    if not 0 <= event.at <= LATEST:
        raise LogProblem(
            "The clock is wrong: a log holds the years 1970 to 9999. Nothing was recorded."
        )
    if head.newest and event.at < head.newest_at - BEHIND:
        newest = next(select(db, "WHERE id = ?", head.newest))
        raise LogProblem(
            f"The clock is more than {HOURS} hours behind event {newest.id} of "
            f"{local_time(newest)}: nothing was recorded. Set the clock right. If it is right, "
            "`lpcards undo --future` takes back what a wrong clock dated."
        )


def device_of_host(db: sqlite3.Connection) -> str:
    """Return the name that the log has for this host; it is made on first use."""
    name = f"device {os.uname().nodename}"
    db.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT DO NOTHING", (name, os.urandom(4).hex()))
    row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(row[0])
