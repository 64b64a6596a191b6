"""An event added to the log, and what is derived going on belonging to it."""

import os
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lpcards.log import derived
from lpcards.log.database import LogProblem
from lpcards.log.derived import Head
from lpcards.log.event_rows import LATEST_TIME, MOST_SECONDS, insert, select
from lpcards.memory.balance import balanced, latest
from lpcards.memory.event import COUNTED, NOTES, Event, local_time
from lpcards.memory.history import CHOSEN_FOR, answered
from lpcards.memory.schedulers import scheduled
from lpcards.memory.sm2 import Memory, Rules, counts, early
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
    if not 0 <= event.at <= LATEST_TIME:
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


def check_note(kind: str, details: Mapping[str, Any] | None) -> None:
    """Raise ValueError for an event that is no note, or an adoption without a source."""
    if kind not in NOTES:
        raise ValueError(f"{kind!r} is no kind of note")
    if kind == "adopt" and not isinstance((details or {}).get("from"), str):
        raise ValueError("an adoption says which card's history it takes over")


def how_it_counts(before: Memory | None, day: date) -> str:
    """Return the kind of an answer on a study day: `review`, `ahead` or `drill`."""
    if not counts(before, day):
        return "drill"
    return "ahead" if before and early(before, day) else "review"


def sound_seconds(seconds: float | None) -> float | None:
    """Return the seconds as they can be kept; a clock that jumped gives none."""
    return float(seconds) if seconds is not None and 0 <= seconds <= MOST_SECONDS else None


def balanced_event(
    db: sqlite3.Connection, before: Memory | None, event: Event, rules: Rules
) -> Event:
    """Return an answer with the day it chose for its card, if that is not the scheduler's."""
    if event.kind not in COUNTED or event.grade is None:
        return event
    after = scheduled(before, event.grade, event.day, rules)
    days = latest(after, rules.max_interval)
    loads = derived.loads(db, after.due, days, event.card)
    chosen = balanced(after, rules.max_interval, loads)
    if chosen == after.due:
        return event
    whose = {} if rules.scheduler == "sm2" else {CHOSEN_FOR: rules.scheduler}
    return event._replace(details={**event.details, "due": chosen.isoformat(), **whose})


def remember(
    db: sqlite3.Connection, before: Memory | None, event: Event, rules: Rules
) -> Memory | None:
    """Add an answer to the totals and to what is remembered; return the memory of its card."""
    from lpcards.log import sums
    from lpcards.memory.totals import Totals

    totals = Totals()
    totals.add(event.card, event, before, counted=event.kind in COUNTED)
    sums.add(db, totals)
    if event.kind not in COUNTED:
        return before
    after = answered(before, event, rules)
    derived.save(db, event.card, after)
    return after


def device_of_host(db: sqlite3.Connection) -> str:
    """Return the name that the log has for this host; it is made on first use."""
    name = f"device {os.uname().nodename}"
    db.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT DO NOTHING", (name, os.urandom(4).hex()))
    row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(row[0])
