"""Our own packages read back: what they say was shipped."""

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping

from lpcards.anki.collection import DAMAGE, SENSELESS, open_collection
from lpcards.anki.deck_description import described
from lpcards.anki.guids import guid_of, since_of
from lpcards.anki.manifest import Shipped, shipped_of
from lpcards.anki.media_files import listed_in, media_in
from lpcards.anki.note_types import TYPE, TYPE_IDS, looks_of
from lpcards.anki.notes import RETIRED_TAG, Note
from lpcards.system.problem import UserFault

ShippedNote = tuple[Shipped, tuple[str, ...]]
"""A note or note type as it was shipped, and its fields."""

DIFFERENT = """SELECT guid, mod, model, ' ' || tags || ' ', fields, deck_number, due, note_number,
    card_number FROM draft.lines WHERE part = ?
    EXCEPT SELECT n.guid, n.mod, n.mid, n.tags, n.flds, c.did, c.due, n.id, c.id
    FROM notes n JOIN cards c ON c.nid = n.id"""
SHOWING = "SELECT fields FROM draft.lines WHERE part = ? AND fields LIKE '%lp-%'"


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


def readable_in(path: str) -> list[Shipped]:
    """Return what a package holds; [] if it cannot be read."""
    try:
        return [shipped for shipped, _ in notes_in(path)]
    except UserFault:
        return []


def is_ahead(path: str, known: Mapping[str, int]) -> bool:
    """Say whether a package has a later edition of a guid than is `known`; False if unreadable."""
    try:
        with open_collection(path) as db:
            editions = [*db.execute("SELECT guid, mod FROM notes"), *_type_mods(db)]
            return any(known.get(guid, 0) < mod for guid, mod in editions)
    except (UserFault, *SENSELESS):
        return False


def _type_mods(db: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    return ((shipped.guid, shipped.mod) for shipped, _ in _types_of(db))


def is_current(path: str, draft: str, part: str, types: Mapping[str, int]) -> bool:
    """Say whether a package holds exactly the lines of one `part` of a draft, and these types.

    And the pictures and sounds that they show, which are named by their content.
    """
    try:
        with open_collection(path) as db:
            db.execute("ATTACH ? AS draft", [draft])
            mods = {shipped.card[1:]: shipped.mod for shipped, _ in _types_of(db)}
            different = db.execute(DIFFERENT, [part]).fetchone()
            query = "SELECT count(*) FROM draft.lines WHERE part = ?"
            wanted, found = db.execute(query, [part]), db.execute("SELECT count(*) FROM notes")
            same = wanted.fetchone() == found.fetchone() and different is None
            shown = media_in(text for (text,) in db.execute(SHOWING, [part]))
            same = same and _are_described(db)
        same = same and listed_in(path) == shown
    except (UserFault, *SENSELESS, *DAMAGE):
        return False
    return same and all(types.get(name) == mod for name, mod in mods.items())


def _are_described(db: sqlite3.Connection) -> bool:
    """Say whether the decks say what they are to say now."""
    decks = json.loads(*db.execute("SELECT decks FROM col").fetchone())
    homes = {
        decks[str(number)]["name"] for (number,) in db.execute("SELECT DISTINCT did FROM cards")
    }
    return all(
        deck.get(key) == value
        for deck in decks.values()
        for key, value in described(deck["name"], homes).items()
    )


def notes_in(path: str) -> Iterator[ShippedNote]:
    """Yield the note types and notes of a package; raise UserFault if it is none of ours."""
    try:
        with open_collection(path) as db:
            yield from _types_of(db)
            yield from _notes_of(db)
    except SENSELESS:
        raise UserFault(f"{path} was not written by lpcards; move it out of this folder") from None


def _types_of(db: sqlite3.Connection) -> Iterator[ShippedNote]:
    models = json.loads(*db.execute("SELECT models FROM col").fetchone())
    for name, number in sorted(TYPE_IDS.items()):
        if (model := models.get(str(number))) is not None:
            note = Note(f"#{name}", TYPE, looks_of(model), (), "")
            yield shipped_of(guid_of(note.card, TYPE), int(model["mod"]), note), note.fields


def _notes_of(db: sqlite3.Connection) -> Iterator[ShippedNote]:
    names = {number: name for name, number in TYPE_IDS.items()}
    decks = json.loads(*db.execute("SELECT decks FROM col").fetchone())
    rows = db.execute(
        "SELECT n.id, n.guid, n.mod, n.mid, n.flds, n.tags, c.did, c.id"
        " FROM notes n JOIN cards c ON c.nid = n.id"
    )
    for number, guid, mod, model, text, tags, deck, card in rows:
        kinds = [*map(type, (number, guid, mod, text, tags, card))]
        if kinds != [int, str, int, str, str, int]:
            raise TypeError(guid)
        fields, marks = tuple(text.split("\x1f")), tuple(tags.split())
        note = Note(fields[0], names[model], fields, marks, decks[str(deck)]["name"])
        retired, since = RETIRED_TAG in marks, since_of(guid, number, card)
        yield shipped_of(guid, mod, note, retired=retired, since=since), fields
