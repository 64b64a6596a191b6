"""Which notes of a collection are ours, and which card each of them is.

A note is ours by its guid: the manifest leads from it to a card, and so does the guid that a card's
first edition gets. What the learner wrote into its fields or did with its type changes nothing
then. A guid that nobody knows (another folder's manifest, a lost one) is still ours if the note has
a type of ours and its ID field names a card that exists. But of each card there is one: a copy
beside the original is the learner's own, and of several strangers the oldest is the original. A
story to read is no card, and none of them.
"""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from lpcards.anki.manifest import Manifest
from lpcards.anki.note_types import TYPE_IDS
from lpcards.anki.notes import ASKED, guid_of

OURS, OWN, UNKNOWN = "ours", "own", "unknown"
"""A note of ours, one that the learner made of it, and one whose card nobody knows."""


class OurNote(NamedTuple):
    """A note with a guid or a type of ours: Anki's id of it, its guid, our card, what it is."""

    number: int
    guid: str
    card: str
    standing: str


class KnownCards(NamedTuple):
    """What notes are known by: guid -> card id, and each id of a card, old ones too -> present id.

    Retired cards have a guid and no present id; `retired` are the guids of tombstones.
    """

    by_guid: Mapping[str, str]
    present: Mapping[str, str]
    retired: frozenset[str] = frozenset()


def known_cards(manifest: Manifest, present: Mapping[str, str]) -> KnownCards:
    """Return what the manifest knows, retired cards too, and the first guids of those `present`."""
    first = {guid_of(card, note_type): card for card in present for note_type in ASKED}
    shipped = {line.guid: line.card for line in manifest.values() if line.type in ASKED}
    retired = frozenset(line.guid for line in manifest.values() if line.retired)
    return KnownCards({**first, **shipped}, present, retired)


def our_notes(db: sqlite3.Connection, known: KnownCards) -> list[OurNote]:
    """Return the notes of an open collection that have a guid or a type of ours."""
    types = frozenset(TYPE_IDS[name] for name in ASKED)
    found, strangers = [], []
    for number, guid, model, fields in db.execute("SELECT id, guid, mid, flds FROM notes"):
        card = known.by_guid.get(guid)
        if card is not None:
            found.append(OurNote(number, guid, card, OURS))
        elif model in types:
            strangers.append(OurNote(number, guid, _name_in(fields), UNKNOWN))
    taken = {known.present.get(note.card, note.card) for note in found}
    return [*found, *(_judged(note, known, taken) for note in sorted(strangers, key=_age))]


def _judged(note: OurNote, known: KnownCards, taken: set[str]) -> OurNote:
    """Return what a note is that only its ID field speaks for; the first of a card takes it."""
    card = known.present.get(note.card)
    if card is None:
        return note
    if card in taken:
        return note._replace(standing=OWN)
    taken.add(card)
    return note._replace(standing=OURS)


def _name_in(fields: object) -> str:
    return fields.partition("\x1f")[0].strip() if isinstance(fields, str) else ""


def _age(note: OurNote) -> str:
    """Return what sorts notes by their ids, which are milliseconds; a broken one may be a text."""
    return str(note.number).zfill(20)
