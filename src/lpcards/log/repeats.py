"""Answers that are sent again: a client that saw no outcome repeats one under the same key.

The key stands in the event, so it is known where the event is: after a restart, undo or merge.
"""

import sqlite3

from lpcards.log.event_rows import select
from lpcards.memory.event import Event

KEY = "once"
"""Its name in an event's details."""

# `instr` first: few events have a key, and reading the JSON of all would take far longer.
BY_KEY = f"""WHERE instr(details, '"{KEY}"') AND json_valid(details)
    AND json_extract(details, '$.{KEY}') = ? ORDER BY id LIMIT 1"""


def answer_of(db: sqlite3.Connection, key: str) -> Event | None:
    """Return the first answer with this key, also one that was taken back. Reads the whole log."""
    return next(select(db, BY_KEY, key), None)
