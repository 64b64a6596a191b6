"""What can go wrong with a file, in words. No error of SQLite's leaves this room as it is."""

import os
import sqlite3
from types import TracebackType

from lpcards.memory.event import Nonsense
from lpcards.system.problem import UserFault

IN_USE = "{path} is in use by another program: nothing was {done}; try again."
DAMAGED = "{path} is damaged ({error}): {copies}."
NO_COPY = "there is no copy of it"
SPOILT = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
WORDS = {
    sqlite3.SQLITE_NOTADB: "{path} is not an lpcards log: it is no SQLite file.",
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


class InWords:
    """A `with` block out of which the faults of the file at `path` come as LogProblem."""

    def __init__(self, path: str) -> None:
        """Remember the path that the sentences name."""
        self.path = path

    def __enter__(self) -> None:
        """Begin: nothing to do."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Turn a fault of the file into a LogProblem; let everything else pass."""
        if isinstance(error, sqlite3.ProgrammingError):
            return  # ours, not the file's
        if isinstance(error, (sqlite3.Error, Nonsense, OSError, UnicodeError)):
            raise told(self.path, error) from error


def told(path: str, error: Exception, done: str = "recorded") -> LogProblem:
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
    from lpcards.log.copies import offered

    return offered(os.path.realpath(path))
