"""The words a card had when it was answered, so that a changed card can show then and now."""

import json
import sqlite3
from typing import NamedTuple

from lpcards.memory.event import Nonsense

KEEP = "INSERT INTO texts VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
# The same fingerprint with other words around it: the same ones stay on either machine.
UNITED = """INSERT INTO texts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
    SET front = excluded.front, back = excluded.back, items = excluded.items
    WHERE (excluded.front, excluded.back, excluded.items) < (front, back, items)"""

ELSEWHERE = "INSERT OR IGNORE INTO waiting SELECT place, 'text', ? FROM places WHERE place != ?"


class Shown(NamedTuple):
    """A card's words as they were shown, named by their fingerprint."""

    fingerprint: str
    front: str
    back: str
    items: tuple[str, ...] = ()


def row_of(shown: Shown) -> tuple[str, str, str, str]:
    """Return the row that keeps `shown`."""
    items = json.dumps(shown.items, separators=(",", ":"))
    return (shown.fingerprint, shown.front, shown.back, items)


def shown_of(row: tuple[object, ...]) -> Shown:
    """Return what a row keeps; Nonsense if it is not one of ours."""
    fingerprint, front, back, listed = row
    try:
        items = json.loads(str(listed))
    except (ValueError, RecursionError) as error:
        raise _nonsense(fingerprint) from error
    words = [fingerprint, front, back, *items] if isinstance(items, list) else [None]
    if not all(isinstance(text, str) for text in words):
        raise _nonsense(fingerprint)
    return Shown(str(fingerprint), str(front), str(back), tuple(items))


def keep(db: sqlite3.Connection, shown: Shown) -> None:
    """Keep the words, unless they are known."""
    db.execute(KEEP, row_of(shown))


def unite(db: sqlite3.Connection, shown: Shown, place: str = "") -> None:
    """Keep the words that another log has; what that changes goes to all places but its own."""
    if db.execute(UNITED, row_of(shown)).rowcount > 0:
        db.execute(ELSEWHERE, (shown.fingerprint, place))


def found(db: sqlite3.Connection, fingerprint: str) -> Shown | None:
    """Return the words of that fingerprint, if they were ever shown."""
    row = db.execute("SELECT * FROM texts WHERE fingerprint = ?", (fingerprint,)).fetchone()
    return row and shown_of(row)


def _nonsense(fingerprint: object) -> Nonsense:
    return Nonsense(f"the text {fingerprint!r} makes no sense")
