"""Progress out of Anki: the review log of a package or collection, as far as it is about our cards.

A note is ours by its guid, which the manifest leads to a card. A guid that the manifest does not
have (another folder's, or lost) still is if the note's ID field says a card that exists.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lpcards.anki.answers import Row
from lpcards.anki.manifest import Manifest
from lpcards.anki.notes import FIELDS, guid_of
from lpcards.anki.opened import opened
from lpcards.anki.types import IDS, TYPE

OURS = """SELECT o.guid, o.card, r.id, r.ease, r.factor, r.time, r.type FROM revlog r
    JOIN cards c ON c.id = r.cid JOIN ours o ON o.nid = c.nid"""


class Found(NamedTuple):
    """What a file holds of us: rows; how many reviews of cards nobody knows; how many are broken.

    `old` says that the collection was never brought to Anki's second scheduler.
    """

    rows: list[Row]
    unknown: int
    broken: int
    old: bool


def cards_by_guid(manifest: Manifest) -> dict[str, str]:
    """Return guid -> card id, of retired cards too."""
    return {one.guid: one.card for one in manifest.values() if one.type != TYPE}


def read_reviews(path: str, cards: Mapping[str, str], exists: Callable[[str], bool]) -> Found:
    """Read the reviews of our cards in the file at `path`.

    `cards` leads from guid to card id; `exists` tells whether a card id is one. Raises UserFault
    if the file is no collection, is damaged, or is in use.
    """
    with opened(path) as db:
        ours = list(_our_notes(db, cards, exists))
        db.execute("CREATE TEMP TABLE ours (nid PRIMARY KEY, guid, card) WITHOUT ROWID")
        db.executemany("INSERT INTO temp.ours VALUES (?, ?, ?)", ours)
        rows, unknown, broken = [], 0, 0
        for guid, card, *numbers in db.execute(OURS):
            if card is None:
                unknown += 1
            elif all(type(number) is int for number in numbers):
                at, button, factor, took, sort = numbers
                rows.append(Row(at, guid, card, button, factor, took, sort))
            else:
                broken += 1
        return Found(rows, unknown, broken, _is_old(db))


def _our_notes(
    db: sqlite3.Connection, cards: Mapping[str, str], exists: Callable[[str], bool]
) -> Iterator[tuple[int, str, str | None]]:
    """Yield note id, guid and card of our notes; the card is None where nobody knows it."""
    types = frozenset(IDS.values())
    for number, guid, sort, fields in db.execute("SELECT id, guid, mid, flds FROM notes"):
        card = cards.get(guid)
        if card is None and isinstance(fields, str):
            card = _card_by_name(fields.partition("\x1f")[0].strip(), guid, sort in types, exists)
        if card is not None or sort in types:
            yield number, guid, card


def _card_by_name(name: str, guid: str, ours: bool, exists: Callable[[str], bool]) -> str | None:
    """Return the card that an ID field names, if the note's type or its guid bears it out."""
    return name if exists(name) and (ours or guid in _guids(name)) else None


def _guids(name: str) -> set[str]:
    return {guid_of(name, sort) for sort in FIELDS}


def _is_old(db: sqlite3.Connection) -> bool:
    """Say whether the collection's scheduler is Anki's first; what cannot be read is not."""
    try:
        return bool(_scheduler(db) == 1)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return False


def _scheduler(db: sqlite3.Connection) -> object:
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    if "config" in tables:
        row = db.execute("SELECT val FROM config WHERE KEY = 'schedVer'").fetchone()
        return json.loads(row[0]) if row else 1
    conf = json.loads(db.execute("SELECT conf FROM col").fetchone()[0])
    return conf.get("schedVer", 1)
