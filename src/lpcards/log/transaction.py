"""All or nothing: one transaction as a `with` block."""

import sqlite3
from types import TracebackType


class Transaction:
    """Begin with the file's lock in hand, commit durably at the end; undo all on any fault."""

    def __init__(self, db: sqlite3.Connection, kind: str = "IMMEDIATE") -> None:
        """Remember the connection; `kind` is SQLite's: IMMEDIATE locks, DEFERRED only reads."""
        self._db = db
        self._kind = kind

    def __enter__(self) -> None:
        """Wait for the lock and take it."""
        self._db.execute(f"BEGIN {self._kind}")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Commit, or roll back: also when the commit itself fails, on a full disk say."""
        try:
            if error is None:
                self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
