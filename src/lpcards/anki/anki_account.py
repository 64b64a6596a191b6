"""Whether an Anki profile is logged in to a server of its own, without asking Anki.

Anki without an account opens a window when it is told to synchronise, and no call of AnkiConnect
says whether it has one. Its preferences do. They are a pickle, which nobody should load who did not
write it: here only its opcodes are gone through, and what the key is is not looked at.
"""

import contextlib
import os
import pickletools
import sqlite3
from contextlib import closing
from pathlib import Path

PREFERENCES = "prefs21.db"
KEY = "syncKey"
MEMO = {"MEMOIZE", "PUT", "BINPUT", "LONG_BINPUT"}
NO_PREFERENCES = (OSError, sqlite3.Error, ValueError, TypeError, AttributeError, IndexError)


def has_account(media: str) -> bool | None:
    """Return whether the profile with this media folder has an account; None if nobody knows."""
    profile = os.path.dirname(media)
    path = os.path.join(os.path.dirname(profile), PREFERENCES)
    with contextlib.suppress(*NO_PREFERENCES):
        uri = f"{Path(os.path.abspath(path)).as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=1)) as db:
            rows = db.execute(
                "SELECT CAST(data AS BLOB) FROM profiles WHERE name = ? COLLATE NOCASE",
                [os.path.basename(profile)],
            ).fetchall()
        return _has_key(*rows[0])
    return None


def _has_key(pickled: bytes) -> bool:
    """Say whether a pickled dictionary has a key that is not None and not empty."""
    operations = (
        (code.name, value)
        for code, value, _ in pickletools.genops(pickled)
        if code.name not in MEMO
    )
    for _, value in operations:
        if value == KEY:
            name, text = next(operations)
            return name != "NONE" and text != ""
    return False
