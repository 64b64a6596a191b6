"""Copies of the log: made whole or not at all, readable by nobody else, the last ten kept."""

import contextlib
import os
import sqlite3
from datetime import date

from lpcards.store.faults import LogProblem
from lpcards.trace import trace

KEPT = 10
PART = ".part"


def copy(db: sqlite3.Connection, target: str) -> None:
    """Copy the open log to the new file `target` (mode 0600), which then stands alone."""
    if os.path.lexists(target):
        raise LogProblem(f"{target} is already there: a backup never overwrites.")
    part = f"{target}.{os.getpid()}{PART}"  # another program may be at it too
    _remove(part)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        _fill(db, part)
        os.replace(part, target)
        trace("log: copied to %s", target)
    except BaseException:
        _remove(part)
        raise


def daily_copy(db: sqlite3.Connection, real: str, day: date) -> str | None:
    """Copy the log into `backups/` beside it, unless that was done that day; drop old copies.

    Returns the path of the new copy.
    """
    target = _place(real, day.isoformat())
    if os.path.exists(target):
        return None
    copy(db, target)
    folder, start = os.path.split(_place(real, ""))
    dated = sorted(name for name in os.listdir(folder) if _dated(name, start))
    for name in dated[:-KEPT]:
        _remove(os.path.join(folder, name))
    _remove_leftovers(folder, start)
    return target


def _remove_leftovers(folder: str, start: str) -> None:
    """Remove the half-made copies of programs that are no more."""
    for name in os.listdir(folder):
        maker = name.removesuffix(PART).rpartition(".")[2]
        if name.startswith(start) and name.endswith(PART) and not _runs(maker):
            _remove(os.path.join(folder, name))


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def steps_copy(db: sqlite3.Connection, real: str, version: int) -> None:
    """Copy the log of an older format before it is brought up to date; it is never dropped."""
    target = _place(real, f"format-{version}")
    if not os.path.exists(target):
        copy(db, target)


def _place(real: str, name: str) -> str:
    folder = os.path.join(os.path.dirname(real), "backups")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    return os.path.join(folder, f"{os.path.basename(real)}.{name}")


def _dated(name: str, start: str) -> bool:
    try:
        date.fromisoformat(name.removeprefix(start))
    except ValueError:
        return False
    return name.startswith(start)


def _fill(db: sqlite3.Connection, part: str) -> None:
    other = sqlite3.connect(part, isolation_level=None)
    try:
        db.backup(other)
        other.execute("PRAGMA journal_mode = DELETE")  # alone it is readable on any medium
    finally:
        other.close()


def _remove(path: str) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path + end)
