"""Our own packages read back: what they say was shipped."""

import json
import os
import sqlite3
from collections.abc import Iterator

from lpcards.anki.manifest import Shipped
from lpcards.anki.notes import CLOZE, QUESTION, RETIRED_TAG, Note, guid_of
from lpcards.anki.opened import opened
from lpcards.anki.types import IDS, TYPE, told_of
from lpcards.problem import UserFault

Found = tuple[Shipped, int]
"""A note as it was shipped and its place among the new cards; a note type, and 0."""


def packages_in(folder: str) -> list[str]:
    """Return the packages of a folder of decks."""
    if not os.path.isdir(folder):
        return []
    names = sorted(os.listdir(folder))
    return [
        os.path.join(folder, name)
        for name in names
        if name.startswith("lpcards") and name.endswith(".apkg")
    ]


def readable_in(path: str) -> list[Found]:
    """Return what a package holds; [] if it cannot be read."""
    try:
        return list(notes_in(path))
    except UserFault:
        return []


def notes_in(path: str) -> Iterator[Found]:
    """Yield the note types and notes of a package; raise UserFault if it is none of ours."""
    try:
        with opened(path) as db:
            yield from _types_of(db)
            yield from _notes_of(db)
    except (LookupError, ValueError, TypeError):
        raise UserFault(f"{path} was not written by lpcards; move it out of this folder") from None


def _types_of(db: sqlite3.Connection) -> Iterator[Found]:
    models = json.loads(*db.execute("SELECT models FROM col").fetchone())
    for sort in (CLOZE, QUESTION):
        if (told := models.get(str(IDS[sort]))) is not None:
            note = Note(f"#{sort}", TYPE, told_of(told), (), "")
            yield Shipped(guid_of(note.card, TYPE), told["mod"], note), 0


def _notes_of(db: sqlite3.Connection) -> Iterator[Found]:
    sorts = {number: sort for sort, number in IDS.items()}
    decks = json.loads(*db.execute("SELECT decks FROM col").fetchone())
    rows = db.execute(
        "SELECT n.guid, n.mod, n.mid, n.flds, n.tags, c.did, c.due"
        " FROM notes n JOIN cards c ON c.nid = n.id"
    )
    for guid, mod, model, told, tags, deck, due in rows:
        fields, marks = tuple(told.split("\x1f")), tuple(tags.split())
        note = Note(fields[0], sorts[model], fields, marks, decks[str(deck)]["name"])
        yield Shipped(guid, mod, note, RETIRED_TAG in marks), due
