"""Editions: what a build ships anew, what stays as it was, what is retired. Pure."""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from lpcards.anki.manifest import Shipped
from lpcards.anki.note_types import TYPE
from lpcards.anki.notes import Guids, Note, guids_of, tombstone
from lpcards.system.problem import UserFault

CLOCKS_APART = 60
"""Seconds that the newest edition may lie in the future: clocks differ a little."""

Take = Callable[[str, str, int, Note, bool], None]
"""What is given each line of the new manifest as it is made.

That is its key, guid, time and note, and whether it is a tombstone.
"""


class Known(NamedTuple):
    """What decides which line a card goes on with: its id, its note's type, its former ids.

    `wanted`: it goes into a package now. What is not, and never was, has no line.
    """

    card: str
    type: str
    was: tuple[str, ...] = ()
    wanted: bool = True


class Carried(NamedTuple):
    """Cards that go on as they were: nothing that they are made of changed, no note is made anew.

    `guids` are those of their lines, `newest` is the time of the newest edition of any card.
    """

    cards: frozenset[str]
    guids: Iterable[str]
    newest: int


NOTHING = Carried(frozenset(), (), 0)


class Edition(NamedTuple):
    """The outcome: which card ids are added, changed or retired by it, how many cards stay.

    Only cards that go into a package count, or leave one. A card that comes back after it was
    retired counts as added. `types` has each note type's last change (Unix seconds),
    `changed_types` those whose layout changed just now. `is_new`: there is something to ship.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    unchanged: int
    types: dict[str, int]
    changed_types: tuple[str, ...]
    is_new: bool


def edition_of(
    cards: Iterable[Known],
    notes: Iterable[Note],
    shipped: Mapping[str, Shipped],
    now: int,
    take: Take,
    carried: Carried = NOTHING,
) -> Edition:
    """Compare the cards' notes with what was shipped last, and `take` the new manifest's lines.

    `cards`, in study order, tell of each of the `notes` what is known before it is made: the notes,
    in any order, are gone through once, one at a time. Cards that are `carried` have no note here,
    and their lines are neither `shipped` nor taken. A note's `mod` is the time of the
    edition that brought its last change: `now`, or a second after the newest edition if that is
    later. Raises UserFault if something is to be shipped and the newest edition lies in the future.
    """
    newest = max((line.mod for line in shipped.values()), default=0)
    newest = max(newest, carried.newest)
    cards = list(cards)
    past = _Past(shipped, {card.card for card in cards}, carried)
    edition = _compared(cards, notes, past, max(now, newest + 1), take)
    if edition.is_new and newest > now + CLOCKS_APART:
        raise UserFault(
            f"the newest edition is {newest - now:,} seconds ahead of this machine's clock; Anki "
            "takes no note from an edition before it. Set the clock right and build again"
        )
    return edition


def _compared(
    cards: list[Known],
    notes: Iterable[Note],
    past: "_Past",
    mod: int,
    take: Take,
) -> Edition:
    looked_at = (card for card in cards if card.card not in past.carried)
    lines_before = {card.card: line for card in looked_at if (line := past.line_of(card))}
    added, changed, types = set(), set(), {}
    for note in notes:
        before = lines_before.get(note.card)
        if before is None:
            continue
        at = before.mod if note.digest == before.digest else mod
        take(note.card, before.guid, at, _in_its_deck(note, before), False)
        if note.type == TYPE:
            types[note.card[1:]] = at
        if before.retired or not before.digest:
            added.add(note.card)
        elif at == mod:
            changed.add(note.card)
    retired = _bury(past.left(), lines_before, mod, take)
    names = [card.card for card in cards if card.wanted and card.type != TYPE]
    return Edition(
        added=tuple(name for name in names if name in added),
        changed=tuple(name for name in names if name in changed),
        retired=retired,
        unchanged=sum(name not in added and name not in changed for name in names),
        types=types,
        changed_types=tuple(note_type for note_type in types if f"#{note_type}" in changed),
        is_new=bool(added or changed or retired),
    )


class _Past:
    """What was shipped before. A line goes on in one card only, and no guid is given twice."""

    def __init__(
        self,
        shipped: Mapping[str, Shipped],
        present: set[str],
        carried: Carried,
    ) -> None:
        self._left = dict(shipped)
        self._present = present
        self.carried = carried.cards
        given = chain(carried.guids, (line.guid for line in shipped.values()))
        self._guids = Guids(given)
        self._keys: dict[tuple[str, str, bool], str] = {}
        for key, line in sorted(shipped.items(), key=lambda line: line[1].mod):
            self._keys[line.card, line.type, line.retired] = key

    def line_of(self, card: Known) -> Shipped | None:
        """Take out the line that the card goes on with: its own or a former id's, alive first.

        A line of another note type is none: Anki cannot change the type of a guid. One that is
        wanted begins a line, or goes on with that of its tombstone; another does neither.
        """
        names = (card.card, *(name for name in card.was if name not in self._present))
        for retired in (False, True)[: 1 + card.wanted]:
            for name in names:
                key = self._keys.get((name, card.type, retired))
                if key in self._left:
                    return self._left.pop(key)
        return self._begun(card) if card.wanted else None

    def _begun(self, card: Known) -> Shipped:
        """Return what a card begins with: a guid, the next one where it or an id is taken."""
        guid = next(filter(self._guids.take, guids_of(card.card, card.type)))
        return Shipped(guid, 0, card.card, card.type, "", (), "")

    def left(self) -> Mapping[str, Shipped]:
        """Return the lines that no card went on with."""
        return self._left


def _in_its_deck(note: Note, before: Shipped) -> Note:
    """Return the note in the deck of its first edition."""
    return note if before.deck in ("", note.deck) else note._replace(deck=before.deck)


def _bury(
    gone: Mapping[str, Shipped], present: Mapping[str, Shipped], mod: int, take: Take
) -> tuple[str, ...]:
    """Leave a tombstone for each card that is gone; return those retired just now."""
    stones = ((_name(key, line, present), line) for key, line in gone.items())
    retired = []
    for key, line in sorted(stones):
        if line.retired:
            note = Note(line.card, line.type, line.fields, line.tags, line.deck)
            take(key, line.guid, line.mod, note, True)
            continue
        stone = tombstone(Note(line.card, line.type, (), line.tags, line.deck))
        take(key, line.guid, mod, stone, True)
        retired.append(line.card)
    return tuple(retired)


def _name(key: str, line: Shipped, present: Mapping[str, Shipped]) -> str:
    return f"{line.card}#{line.guid}" if key in present else key
