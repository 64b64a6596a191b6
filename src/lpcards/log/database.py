"""SQLite as this room uses it: transactions, and its errors in words. None leaves it as it is."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from lpcards.memory.event import Nonsense
from lpcards.system.problem import UserFault

IN_USE = "{path} is in use by another program: nothing was {done}; try again."
DAMAGED = "{path} is damaged ({error}): {copies}."
NO_COPY = "there is no copy of it"
SPOILT = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
WORDS = {
    sqlite3.SQLITE_NOTADB: "{path} is not an lpcards log: it is not an SQLite file.",
    sqlite3.SQLITE_FULL: "There is no room left for {path}: nothing was {done}.",
    sqlite3.SQLITE_IOERR: "The disk refused to read or write {path}: nothing was {done}.",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened.",
    sqlite3.SQLITE_READONLY: "{path} cannot be written: it is read-only.",
    sqlite3.SQLITE_ERROR: "{path} does not hold the tables of an lpcards log ({error}).",
    sqlite3.SQLITE_TOOBIG: "{path} holds a value that is too long.",
    sqlite3.SQLITE_PERM: "{path} cannot be opened: permission denied.",
    sqlite3.SQLITE_BUSY: IN_USE,
    sqlite3.SQLITE_LOCKED: IN_USE,
}


class LogProblem(UserFault):
    """Something is wrong with the log's file or with what was asked of it; one clear sentence."""


@contextmanager
def transaction(db: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """Begin; commit durably at the end, or undo all: also when the commit fails, on a full disk.

    `kind` is SQLite's: IMMEDIATE waits for the lock and takes it, DEFERRED only reads.
    """
    db.execute(f"BEGIN {kind}")
    try:
        yield
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


@contextmanager
def in_words(path: str) -> Iterator[None]:
    """Let the faults of the file at `path` come out as LogProblem."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # ours, not the file's
    except (sqlite3.Error, Nonsense, OSError, UnicodeError) as error:
        raise problem_of(path, error) from error


def problem_of(path: str, error: Exception, done: str = "recorded") -> LogProblem:
    """Return `error`, which the file at `path` caused, as one sentence.

    `done` is what was to be done: where there is no room, it says that it was not.
    """
    if isinstance(error, UnicodeEncodeError):
        return LogProblem(f"{error.object!a} is not text that a log can hold.")
    if isinstance(error, OSError):
        return LogProblem(f"{error.filename or path} cannot be used: {error.strerror or error}.")
    # Also a UnicodeDecodeError: the words of SQLite about a damaged name.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    copies = _offered(path) if code in SPOILT else ""
    words = WORDS.get(code, DAMAGED).format(
        path=path, error=error, copies=copies or NO_COPY, done=done
    )
    if copies and code in WORDS:
        words = f"{words[:-1]}; {copies}."
    return LogProblem(words)


def _offered(path: str) -> str:
    from lpcards.log.copy_names import offered

    return offered(os.path.realpath(path))
