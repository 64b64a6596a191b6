"""Which notes of a collection are ours, and which card each of them is.

A note is ours by its guid: the manifest leads from it to a card, and so does the guid that a card's
first edition gets. What the learner wrote into its fields or did with its type changes nothing
then. A guid that nobody knows (another folder's manifest, a lost one) is still ours if the note has
a type of ours and its ID field names a card that exists, but not one whose author has a key: that
is another author's. And of each card there is one: a copy beside the original is the learner's own,
and of several strangers the oldest is the original. A story to read is no card, and none of them.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from lpcards.anki.guids import guid_of
from lpcards.anki.manifest import Manifest
from lpcards.anki.note_types import TYPE_IDS
from lpcards.anki.notes import ASKED

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

    Retired cards have a guid and no present id; `retired` are the guids of tombstones. Cards of the
    `keyed` stories are known by their guids alone: under another there is another author's.
    """

    by_guid: Mapping[str, str]
    present: Mapping[str, str]
    retired: frozenset[str] = frozenset()
    keyed: frozenset[str] = frozenset()

    def is_keyed(self, card: str) -> bool:
        """Say whether a card, or a note to read, is of a story whose author has a key."""
        return _story(card) in self.keyed


def known_cards(
    manifest: Manifest, present: Mapping[str, str], keys: Callable[[str], Sequence[str]]
) -> KnownCards:
    """Return what the manifest knows, retired cards too, and the first guids of those `present`.

    `keys` returns those that a present card may have been shipped with, its author's first.
    """
    first = {
        guid_of(name, note_type, key): name
        for name, card in present.items()
        for note_type in ASKED
        for key in reversed(keys(card))
    }
    shipped = {line.guid: line.card for line in manifest.values() if line.type in ASKED}
    retired = frozenset(line.guid for line in manifest.values() if line.retired)
    keyed = frozenset(_story(card) for card in set(present.values()) if keys(card)[0])
    return KnownCards({**first, **shipped}, present, retired, keyed)


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
    if known.is_keyed(card):
        return note
    taken.add(card)
    return note._replace(standing=OURS)


def _story(card: str) -> str:
    return card.partition("/")[0]


def _name_in(fields: object) -> str:
    return fields.partition("\x1f")[0].strip() if isinstance(fields, str) else ""


def _age(note: OurNote) -> str:
    """Return what sorts notes by their ids, which are milliseconds; a broken one may be a text."""
    return str(note.number).zfill(20)
