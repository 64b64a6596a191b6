"""Copies of the log: when one is made, what each holds, and how one is put back."""

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lpcards.log import copy_files, copy_names
from lpcards.log.database import LogProblem, in_words
from lpcards.log.opening import checked_stamp, open_unchanged
from lpcards.memory.event import ANSWERS, Moment, iso_time, wall_time
from lpcards.system.disk import SQLITE_ENDS, SQLITE_LOCK, replacing

KEPT = 10
ANSWERED = f"""SELECT at, offset FROM events WHERE kind IN ('{"', '".join(sorted(ANSWERS))}')
    ORDER BY id DESC LIMIT 1"""  # noqa: S608  words of ours


class Copy(NamedTuple):
    """A copy: its name, its path, when it was made (UTC milliseconds), and what it holds.

    That is how many `events`, the `last` one's id, the last answer's time and offset (None: none);
    or the `fault` for which it cannot be used ("": it can).
    """

    name: str
    path: str
    made: int
    events: int = 0
    last: str | None = None
    answered: tuple[int, int] | None = None
    fault: str = ""


def copy_json(copy: Copy) -> dict[str, object]:
    """Return a copy as scripts read it."""
    return {
        "name": copy.name,
        "path": copy.path,
        "made": iso_time(copy.made),
        "events": None if copy.fault else copy.events,
        "last": iso_time(copy.answered[0]) if copy.answered else None,
        "fault": copy.fault or None,
    }


def copies_of(real: str) -> Iterator[Copy]:
    """Yield the copies of the log at `real`, the newest first."""
    paths = {name: copy_names.path_of(real, name) for name in copy_names.names_of(real)}
    made = {name: os.stat(path).st_mtime_ns for name, path in paths.items()}
    for name in sorted(paths, key=lambda name: (made[name], name), reverse=True):
        yield _looked_at(name, paths[name])


def copy_named(real: str, name: str) -> Copy:
    """Return the copy of that name, or the one in the file `name`. Raises LogProblem for neither.

    A copy that is damaged is refused, too.
    """
    path = copy_names.path_of(real, name)
    if os.path.sep in name or not os.path.exists(path):
        path = name
    if not os.path.isfile(path):
        raise LogProblem(f"There is no copy {name!r}: `lpcards restore` lists them.")
    copy = _looked_at(name, path)
    if copy.fault:
        raise LogProblem(copy.fault)
    return copy


def restore(real: str, copy: Copy, moment: Moment) -> str | None:
    """Put a copy into the log's place; return the name under which the log itself was kept.

    None if there was no log. Raises LogProblem while another program has the log open, as far as
    its locks tell.
    """
    kept = f"before-restore-{stamp(moment)}"
    with in_words(real), _alone(real) as found, replacing(real, 0o600) as beside:
        with in_words(copy.path), contextlib.closing(open_unchanged(copy.path)) as db:
            copy_files.write_copy(db, beside, replace=True)
        if found:
            _keep(real, copy_names.path_of(real, kept))
        for end in SQLITE_ENDS:
            copy_files.remove(real + end)
    return kept if found else None


def _looked_at(name: str, path: str) -> Copy:
    copy = Copy(name, path, os.stat(path).st_mtime_ns // 1_000_000)
    try:
        with in_words(path), contextlib.closing(open_unchanged(path)) as db:
            checked_stamp(db, path)
            (fault,) = db.execute("PRAGMA quick_check(1)").fetchone()
            if fault != "ok":
                raise sqlite3.DatabaseError(fault)
            last, events = db.execute("SELECT max(id), count(*) FROM events").fetchone()
            answered = db.execute(ANSWERED).fetchone()
            return copy._replace(events=events, last=last, answered=answered)
    except LogProblem as problem:
        return copy._replace(fault=str(problem))


@contextlib.contextmanager
def _alone(real: str) -> Iterator[bool]:
    """Keep other programs out of the file; yield whether there is one."""
    if not os.path.exists(real):
        yield False
        return
    with open(real, "r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, *SQLITE_LOCK)
        except OSError:
            raise LogProblem(
                f"{real} is in use by another program: nothing was restored; close it first."
            ) from None
        yield True


def _keep(real: str, target: str) -> None:
    """Give the log, and what SQLite keeps beside it, second names; or copies, where none may be."""
    os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
    for end in ("", *SQLITE_ENDS):
        if os.path.exists(real + end):
            _keep_file(real + end, target + end)


def _keep_file(path: str, target: str) -> None:
    try:
        os.link(path, target)
    except OSError:
        from shutil import copyfile

        copyfile(path, target)
        os.chmod(target, 0o600)


def daily_copy(db: sqlite3.Connection, real: str, day: date) -> str | None:
    """Copy the log into `backups/` beside it, unless that was done that day; drop old copies.

    Returns the path of the new copy; None if there was one, or there is nothing to copy yet.
    """
    name = day.isoformat()
    return _rotated(db, real, name, copy_names.DAILY) if _holds_events(db) else None


def copy_before(db: sqlite3.Connection, real: str, work: str, moment: Moment) -> str | None:
    """Copy the log before some `work` on it, unless there is a copy that holds the same."""
    if not _holds_events(db) or _is_copied(db, real):
        return None
    name = f"before-{work}-{stamp(moment)}"
    return _rotated(db, real, name, copy_names.BEFORE.format(work))


def stamp(moment: Moment) -> str:
    """Return the local time as it stands in the names of copies: `2026-03-01-102205`."""
    return f"{wall_time(moment.at, moment.offset):%Y-%m-%d-%H%M%S}"


def _rotated(db: sqlite3.Connection, real: str, name: str, kind: str) -> str | None:
    """Make the copy `name` unless it is there, and drop the oldest of its kind."""
    target = copy_files.made_path(real, name)
    if os.path.exists(target):
        return None
    copy_files.write_copy(db, target)
    for old in copy_names.names_of(real, kind)[:-KEPT]:
        copy_files.remove(copy_names.path_of(real, old))
    return target


def _holds_events(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM events LIMIT 1").fetchone() is not None


def _is_copied(db: sqlite3.Connection, real: str) -> bool:
    """Say whether the newest copy holds the events that the log holds."""
    newest = next(iter(copies_of(real)), None)
    last, events = db.execute("SELECT max(id), count(*) FROM events").fetchone()
    return newest is not None and (newest.last, newest.events) == (last, events)
