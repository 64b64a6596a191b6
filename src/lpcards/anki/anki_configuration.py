"""What a collection is set to: values of its configuration, and the day from which it counts."""

import json
import sqlite3
from collections.abc import Callable
from datetime import date

from lpcards.memory.event import wall_time

A_DAY = 24 * 60
"""Minutes."""


def setting_in(db: sqlite3.Connection, name: str, default: object = None) -> object:
    """Return a value of Anki's configuration, in the newer form or the older.

    Where it has no such value that is the `default`; None where it cannot be read.
    """
    try:
        tables = {table for (table,) in db.execute("SELECT name FROM sqlite_master")}
        if "config" in tables:
            row = db.execute("SELECT val FROM config WHERE KEY = ?", (name,)).fetchone()
            return json.loads(row[0]) if row else default
        conf = json.loads(db.execute("SELECT conf FROM col").fetchone()[0])
        return conf.get(name, default) if isinstance(conf, dict) else None
    except (ValueError, TypeError, RecursionError):
        return None


def day_zero(db: sqlite3.Connection, offset: Callable[[int], int]) -> date:
    """Return the day from which due days count: that on which the collection was made, there.

    Where it does not say in which zone that was, `offset` does: minutes east of UTC, at a UTC
    millisecond. Raises TypeError, ValueError or OverflowError where the time is none.
    """
    made = int(db.execute("SELECT crt FROM col").fetchone()[0]) * 1000
    west = setting_in(db, "creationOffset")
    if isinstance(west, int) and abs(west) <= A_DAY:
        return wall_time(made, -west).date()
    return wall_time(made, offset(made)).date()
