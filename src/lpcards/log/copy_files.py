"""How a copy of the log is written: whole or not at all, for its owner alone."""

import contextlib
import os
import sqlite3

from lpcards.log.copy_names import path_of
from lpcards.log.database import LogProblem, problem_of
from lpcards.system.disk import SQLITE_ENDS, is_of_the_disk, replacing
from lpcards.system.trace import trace


def made_path(real: str, name: str) -> str:
    """Return the path of the copy `name`, in a folder that is there."""
    path = path_of(real, name)
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    return path


def write_copy(db: sqlite3.Connection, target: str, *, replace: bool = False) -> None:
    """Copy the open log to the file `target` (mode 0600), which then stands alone.

    A file that is there is replaced in one step, if it may be. Raises LogProblem otherwise, and if
    the log is damaged: a copy is sound or there is none.
    """
    if os.path.lexists(target) and not replace:
        raise LogProblem(f"{target} is already there: `--force` replaces it.")
    try:
        with replacing(target, 0o600) as beside:
            _fill(db, beside)
            for end in SQLITE_ENDS:  # of what was there: beside another file it would destroy that
                remove(target + end)
    except sqlite3.Error as error:
        if is_of_the_disk(error):
            raise problem_of(target, error, "copied") from error
        raise
    trace("log: copied to %s", target)


def steps_copy(db: sqlite3.Connection, real: str, version: int) -> None:
    """Copy the log of an older format before it is brought up to date; it is never dropped."""
    target = made_path(real, f"format-{version}")
    if not os.path.exists(target):
        write_copy(db, target)


def remove(path: str) -> None:
    """Remove a file and what SQLite keeps beside it; none need be there."""
    for end in ("", *SQLITE_ENDS):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path + end)


def _fill(db: sqlite3.Connection, path: str) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        db.backup(other)
        other.execute("PRAGMA journal_mode = DELETE")  # alone it is readable on any medium
        (fault,) = other.execute("PRAGMA quick_check(1)").fetchone()
    if fault != "ok":
        raise sqlite3.DatabaseError(fault)
