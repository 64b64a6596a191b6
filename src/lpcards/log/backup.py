"""Copies of the log: made whole or not at all, readable by nobody else, the last ten kept."""

import contextlib
import os
import sqlite3
from datetime import date

from lpcards.log import copies
from lpcards.log.database import LogProblem, problem_of
from lpcards.memory.event import Moment, wall_time
from lpcards.system.disk import is_of_the_disk, replacing
from lpcards.system.trace import trace

KEPT = 10
ENDS = ("-wal", "-shm", "-journal")


def copy(db: sqlite3.Connection, target: str, *, replace: bool = False) -> None:
    """Copy the open log to the file `target` (mode 0600), which then stands alone.

    A file that is there is replaced in one step, if it may be. Raises LogProblem otherwise, and if
    the log is damaged: a copy is sound or there is none.
    """
    if os.path.lexists(target) and not replace:
        raise LogProblem(f"{target} is already there: `--force` replaces it.")
    try:
        with replacing(target, 0o600) as beside:
            _fill(db, beside)
            for end in ENDS:  # of what was there: beside another file it would destroy that
                remove(target + end)
    except sqlite3.Error as error:
        if is_of_the_disk(error):
            raise problem_of(target, error, "copied") from error
        raise
    trace("log: copied to %s", target)


def daily_copy(db: sqlite3.Connection, real: str, day: date) -> str | None:
    """Copy the log into `backups/` beside it, unless that was done that day; drop old copies.

    Returns the path of the new copy; None if there was one, or there is nothing to copy yet.
    """
    name = day.isoformat()
    return _rotated(db, real, name, copies.DAILY) if _holds_events(db) else None


def copy_before(db: sqlite3.Connection, real: str, work: str, moment: Moment) -> str | None:
    """Copy the log before some `work` on it, unless there is a copy that holds the same."""
    if not _holds_events(db) or _is_copied(db, real):
        return None
    name = f"before-{work}-{stamp(moment)}"
    return _rotated(db, real, name, copies.BEFORE.format(work))


def stamp(moment: Moment) -> str:
    """Return the local time as it stands in the names of copies: `2026-03-01-102205`."""
    return f"{wall_time(moment.at, moment.offset):%Y-%m-%d-%H%M%S}"


def steps_copy(db: sqlite3.Connection, real: str, version: int) -> None:
    """Copy the log of an older format before it is brought up to date; it is never dropped."""
    target = _made(copies.path_of(real, f"format-{version}"))
    if not os.path.exists(target):
        copy(db, target)


def remove(path: str) -> None:
    """Remove a file and what SQLite keeps beside it; none need be there."""
    for end in ("", *ENDS):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path + end)


def _rotated(db: sqlite3.Connection, real: str, name: str, kind: str) -> str | None:
    """Make the copy `name` unless it is there, and drop the oldest of its kind."""
    target = _made(copies.path_of(real, name))
    if os.path.exists(target):
        return None
    copy(db, target)
    for old in copies.names_of(real, kind)[:-KEPT]:
        remove(copies.path_of(real, old))
    return target


def _holds_events(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM events LIMIT 1").fetchone() is not None


def _is_copied(db: sqlite3.Connection, real: str) -> bool:
    """Say whether the newest copy holds the events that the log holds."""
    from lpcards.log.restoring import copies_of

    newest = next(iter(copies_of(real)), None)
    last, events = db.execute("SELECT max(id), count(*) FROM events").fetchone()
    return newest is not None and (newest.last, newest.events) == (last, events)


def _made(path: str) -> str:
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    return path


def _fill(db: sqlite3.Connection, path: str) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        db.backup(other)
        other.execute("PRAGMA journal_mode = DELETE")  # alone it is readable on any medium
        (fault,) = other.execute("PRAGMA quick_check(1)").fetchone()
    if fault != "ok":
        raise sqlite3.DatabaseError(fault)
