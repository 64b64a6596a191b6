"""Editions: what a build ships anew, what stays as it was, what is retired. Pure."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from lpcards.anki.guids import Identities, Identity, guids_of
from lpcards.anki.manifest import Shipped
from lpcards.anki.note_types import TYPE
from lpcards.anki.notes import Note, tombstone
from lpcards.system.problem import UserFault

CLOCKS_APART = 60
"""Seconds that the newest edition may lie in the future: clocks differ a little."""

Take = Callable[[str, Identity, int, Note, bool], None]
"""What is given each line of the new manifest as it is made.

That is its key, what Anki knows it by, its time and note, and whether it is a tombstone.
"""


class Known(NamedTuple):
    """What decides which line a card goes on with: its id, its note's type, its former ids.

    Former ids come newest first. `wanted`: it goes into a package now. What is not, and never was,
    has no line.
    """

    card: str
    type: str
    was: tuple[str, ...] = ()
    wanted: bool = True


class Carried(NamedTuple):
    """Cards that go on as they were: nothing that they are made of changed, no note is made anew.

    `identities` are those of their lines, `newest` is the time of the newest edition of any card.
    """

    cards: frozenset[str]
    identities: Iterable[Identity]
    newest: int


class Origins(NamedTuple):
    """Where a card comes from that was not shipped from here.

    `others` returns what others shipped of stories: lines by card and note type. `key` returns the
    key of a card's author; "": it is the library's, or its story is as old as that.
    """

    others: Callable[[Collection[str]], Mapping[tuple[str, str], Shipped]] = lambda _: {}
    key: Callable[[str], str] = lambda _: ""


NOWHERE = Origins()
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
    origins: Origins = NOWHERE,
) -> Edition:
    """Compare the cards' notes with what was shipped last, and `take` the new manifest's lines.

    `cards`, in study order, tell of each of the `notes` what is known before it is made: the notes,
    in any order, are gone through once, one at a time. Cards that are `carried` have no note here,
    and their lines are neither `shipped` nor taken. Of a card that was not shipped from here
    `origins` tell with what it begins. A note's `mod` is the time of the edition that brought its
    last change: `now`, or a second after the newest edition if that is later. Raises UserFault if
    something is to be shipped and the newest edition lies in the future.
    """
    cards = list(cards)
    past = _Past(shipped, {card.card for card in cards}, carried, origins)
    before = past.lines_of([card for card in cards if card.card not in carried.cards], now)
    mods = (line.mod for line in chain(shipped.values(), before.values()))
    newest = max(carried.newest, max(mods, default=0))
    edition = _compared(cards, notes, past, before, max(now, newest + 1), take)
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
    lines_before: Mapping[str, Shipped],
    mod: int,
    take: Take,
) -> Edition:
    added, changed, types = set(), set(), {}
    for note in notes:
        before = lines_before.get(note.card)
        if before is None:
            continue
        at = before.mod if note.digest == before.digest else mod
        take(note.card, before.identity, at, _in_its_deck(note, before), False)
        if note.type == TYPE:
            types[note.card[1:]] = at
        if before.retired or not before.digest or note.card in past.inherited:
            added.add(note.card)
        elif at == mod:
            changed.add(note.card)
    retired, is_newer = _bury(past.left(), lines_before, mod, take)
    names = [card.card for card in cards if card.wanted and card.type != TYPE]
    return Edition(
        added=tuple(name for name in names if name in added),
        changed=tuple(name for name in names if name in changed),
        retired=retired,
        unchanged=sum(name not in added and name not in changed for name in names),
        types=types,
        changed_types=tuple(note_type for note_type in types if f"#{note_type}" in changed),
        is_new=bool(added or changed or is_newer),
    )


class _Past:
    """What was shipped before. A line goes on in one card only, and no guid is given twice."""

    def __init__(
        self,
        shipped: Mapping[str, Shipped],
        present: set[str],
        carried: Carried,
        origins: Origins,
    ) -> None:
        self._origins = origins
        self._left = dict(shipped)
        self._present = present
        self.inherited: set[str] = set()
        given = (line.identity for line in shipped.values())
        self._identities = Identities(chain(carried.identities, given))
        self._keys: dict[tuple[str, str, bool], str] = {}
        for key, line in sorted(shipped.items(), key=lambda line: line[1].mod):
            self._keys[line.card, line.type, line.retired] = key

    def lines_of(self, cards: list[Known], now: int) -> dict[str, Shipped]:
        """Return, by card, the line that it goes on with: its own, another's, or a new one."""
        lines = {card.card: self._own(card) for card in cards}
        begun = [card for card in cards if card.wanted and lines[card.card] is None]
        stories = {name for card in begun for name in _stories(card)}
        theirs = dict(self._origins.others(stories)) if begun else {}
        lines.update((card.card, self._inherited(card, theirs, now)) for card in begun)
        lines.update((card.card, lines[card.card] or self._begun(card, now)) for card in begun)
        return {card: line for card, line in lines.items() if line}

    def _own(self, card: Known) -> Shipped | None:
        """Take out the line that the card goes on with: its own or a former id's, alive first.

        A line of another note type is none: Anki cannot change the type of a guid. One that is
        wanted begins a line, or goes on with that of its tombstone; another does neither.
        """
        for retired in (False, True)[: 1 + card.wanted]:
            for name in self._names(card):
                key = self._keys.get((name, card.type, retired))
                if key in self._left:
                    return self._left.pop(key)
        return None

    def _names(self, card: Known) -> tuple[str, ...]:
        """Return the card's names, the present one first, but for those of other cards now."""
        return card.card, *(name for name in card.was if name not in self._present)

    def _inherited(
        self, card: Known, theirs: dict[tuple[str, str], Shipped], now: int
    ) -> Shipped | None:
        """Take out what others shipped of the card; by a clock behind theirs it comes anew."""
        names = ((name, card.type) for name in self._names(card))
        found = next((name for name in names if name in theirs), None)
        if found is None:
            return None
        line = theirs.pop(found)
        self.inherited.add(card.card)
        self._identities.hold(line.identity)
        return line._replace(mod=0, digest="") if line.mod > now + CLOCKS_APART else line

    def _begun(self, card: Known, now: int) -> Shipped:
        """Return what a card begins with: the guid of its oldest name that no other card has.

        So a machine that never saw the card's first edition gives it the same. A note type has no
        numbers that would tell its time.
        """
        name = self._names(card)[-1]
        guids = guids_of(name, card.type, self._origins.key(card.card))
        if card.type == TYPE:
            return Shipped(next(guids), 0, card.card, card.type, "", (), "")
        guid, since = self._identities.begin(guids, now)
        return Shipped(guid, 0, card.card, card.type, "", (), "", since=since)

    def left(self) -> Mapping[str, Shipped]:
        """Return the lines that no card went on with."""
        return self._left


def _stories(card: Known) -> Iterator[str]:
    return (name.partition("/")[0] for name in (card.card, *card.was))


def _in_its_deck(note: Note, before: Shipped) -> Note:
    """Return the note in the deck of its first edition."""
    return note if before.deck in ("", note.deck) else note._replace(deck=before.deck)


def _bury(
    gone: Mapping[str, Shipped], present: Mapping[str, Shipped], mod: int, take: Take
) -> tuple[tuple[str, ...], bool]:
    """Leave a tombstone for each card that is gone; return those retired just now.

    And whether any changed: those of earlier editions say by today's words what is to be done.
    """
    stones = ((_name(key, line, present), line) for key, line in gone.items())
    retired, is_newer = [], False
    for key, line in sorted(stones):
        stone = tombstone(Note(line.card, line.type, (), line.tags, line.deck))
        is_there = line.retired and line.digest == stone.digest
        take(key, line.identity, line.mod if is_there else mod, stone, True)
        is_newer = is_newer or not is_there
        if not line.retired:
            retired.append(line.card)
    return tuple(retired), is_newer


def _name(key: str, line: Shipped, present: Mapping[str, Shipped]) -> str:
    return f"{line.card}#{line.guid}" if key in present else key
