"""Editions: what a build ships anew, what stays as it was, what is retired. Pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lpcards.anki.manifest import Manifest, Shipped
from lpcards.anki.notes import Note, guid_of, tombstone
from lpcards.anki.numbers import Guids
from lpcards.problem import UserFault

AHEAD = 60
"""Seconds that the newest edition may lie in the future: clocks differ a little."""


class Renamed(NamedTuple):
    """A note and the ids its card had before."""

    note: Note
    was: tuple[str, ...] = ()


class Edition(NamedTuple):
    """The outcome: the new manifest, and which card ids are added, changed or retired by it.

    A card that comes back after it was retired counts as added.
    """

    manifest: Manifest
    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    unchanged: int
    order: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Say whether there is anything to ship."""
        return bool(self.added or self.changed or self.retired)


def edition_of(notes: Iterable[Renamed], shipped: Mapping[str, Shipped], now: int) -> Edition:
    """Compare the cards' notes, in study order, with what was shipped last.

    A note's `mod` is the time of the edition that brought its last change: `now`, or a second
    after the newest edition if that is later. Raises UserFault if something is to be shipped and
    the newest edition lies in the future.
    """
    told = list(notes)
    newest = max((one.mod for one in shipped.values()), default=0)
    edition = _compared(told, shipped, max(now, newest + 1))
    if edition.is_new and newest > now + AHEAD:
        raise UserFault(
            f"the newest edition is {newest - now:,} seconds ahead of this machine's clock; Anki "
            "takes no note from an edition before it. Set the clock right and build again"
        )
    return edition


def _compared(notes: list[Renamed], shipped: Mapping[str, Shipped], mod: int) -> Edition:
    past = _Past(shipped, {note.card for note, _ in notes})
    manifest: Manifest = {}
    added, changed = [], []
    for note, was in notes:
        before = past.line_of(note, was)
        one = manifest[note.card] = _next(note, before, mod) if before else past.begun(note, mod)
        if before is None or before.retired:
            added.append(note.card)
        elif one.mod == mod:
            changed.append(note.card)
    retired = _retire(manifest, past.left(), mod)
    unchanged = len(notes) - len(added) - len(changed)
    order = tuple(note.card for note, _ in notes)
    return Edition(manifest, tuple(added), tuple(changed), retired, unchanged, order)


class _Past:
    """What was shipped before. A line goes on in one card only, and no guid is given twice."""

    def __init__(self, shipped: Mapping[str, Shipped], present: set[str]) -> None:
        self._left = dict(shipped)
        self._present = present
        self._guids = Guids(one.guid for one in shipped.values())
        self._keys: dict[tuple[str, str, bool], str] = {}
        for key, one in sorted(shipped.items(), key=lambda line: line[1].mod):
            self._keys[one.note.card, one.note.type, one.retired] = key

    def line_of(self, note: Note, was: tuple[str, ...]) -> Shipped | None:
        """Take out the line that the card goes on with: its own or a former id's, alive first.

        A line of another note type is none: Anki cannot change the type of a guid.
        """
        names = (note.card, *(name for name in was if name not in self._present))
        for retired in (False, True):
            for name in names:
                key = self._keys.get((name, note.type, retired))
                if key in self._left:
                    return self._left.pop(key)
        return None

    def begun(self, note: Note, mod: int) -> Shipped:
        """Return the first line of a card; where its guid or an id is taken, it gets the next."""
        name, number = note.card, 1
        while not self._guids.take(guid := guid_of(name, note.type)):
            number += 1
            name = f"{note.card}#{number}"
        return Shipped(guid, mod, note)

    def left(self) -> Mapping[str, Shipped]:
        """Return the lines that no card went on with."""
        return self._left


def _next(note: Note, before: Shipped, mod: int) -> Shipped:
    """Return the card's next line: guid and deck stay; `mod` grows only with a change."""
    note = note._replace(deck=before.note.deck)
    if note.digest == before.note.digest and not before.retired:
        return before._replace(note=note)
    return Shipped(before.guid, mod, note)


def _retire(manifest: Manifest, gone: Mapping[str, Shipped], mod: int) -> tuple[str, ...]:
    """Leave a tombstone for each card that is gone; return those retired just now."""
    retired = []
    for key, shipped in gone.items():
        name = key if key not in manifest else f"{shipped.note.card}#{shipped.guid}"
        if shipped.retired:
            manifest[name] = shipped
            continue
        manifest[name] = Shipped(shipped.guid, mod, tombstone(shipped.note), retired=True)
        retired.append(shipped.note.card)
    return tuple(retired)
