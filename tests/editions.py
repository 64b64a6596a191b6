"""Editions made in memory, as tests look at them."""

from typing import Any, NamedTuple

from lpcards.anki.edition import Carried, Edition, Known, edition_of
from lpcards.anki.edition_draft import MAIN, EditionDraft, Place
from lpcards.anki.guids import Identity
from lpcards.anki.manifest import line_of, shipped_of
from lpcards.anki.notes import Note

NOW = 1_780_000_000
EDITION = 1_763_900_001


class Shipment(NamedTuple):
    """What an edition says, its manifest, and each line's note by key."""

    edition: Edition
    manifest: dict[str, Any]
    notes: dict[str, Note]

    def __getattr__(self, name):
        return getattr(self.edition, name)


def shipped(*notes, before=None, at=NOW, take=None, carried=()):
    """Ship an edition; a note may come with the ids that its card had before.

    Cards that are `carried` go on as they were without a look at their notes.
    """
    pairs = [one if isinstance(one, list) else [one, ()] for one in notes]
    known = [Known(note.card, note.type, tuple(was)) for note, was in pairs]
    notes = [note for note, _ in pairs if note.card not in carried]
    before = before or {}
    manifest, kept = {card: before[card] for card in carried}, {}
    others = {key: one for key, one in before.items() if key not in carried}
    newest = max(one.mod for one in before.values()) if carried else 0
    going_on = Carried(frozenset(carried), [one.identity for one in manifest.values()], newest)

    def taking(key, identity, mod, note, retired):
        guid, since = identity
        manifest[key] = shipped_of(guid, mod, note, retired=retired, since=since)
        kept[key] = note
        if take:
            take(key, identity, mod, note, retired)

    edition = edition_of(known, notes, others, at, taking, going_on)
    return Shipment(edition, manifest, kept)


def written(shipment):
    """Return the text of a shipment's manifest."""
    return "".join(
        line_of(key, *one[:2], shipment.notes[key], retired=one.retired, since=one.since) + "\n"
        for key, one in sorted(shipment.manifest.items())
    )


def draft_of(notes):
    """Return the draft of one edition, all in one package; `notes` by guid."""
    places = {one.card: Place(MAIN, at, at) for at, one in enumerate(notes.values(), 1)}
    draft = EditionDraft(places)
    for guid, note in notes.items():
        draft.take(note.card, Identity(guid), EDITION, note, False)
    draft.end()
    return draft
