"""Which note in Anki is a card's: guids, and the numbers of notes and cards. All are for ever.

A guid follows from the oldest name of a card, its note's type and its author's key. The numbers
follow from the guid and the second in which the card's first edition was built, so that Anki shows
a note as created then. A card without such a time was shipped before that was kept: its numbers
follow from the guid alone, and lie before all others.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from hashlib import blake2b
from itertools import count
from typing import NamedTuple

NOTE, CARD = "note", "card"
FIRST_ID, ID_RANGE = 100_000_000_000, 1_600_000_000_000
"""Numbers of cards without a time look like past milliseconds, up to 2023."""
EARLIEST = 1_763_900_000
"""The second from which on cards have a time, whatever a clock says: before any first edition."""
SPREAD = 600_000
"""So many milliseconds before its first edition, at most, a card is said to be created.

Cards of one edition need numbers of their own; on the day of the edition `added:1` finds all.
"""


def guid_of(card_id: str, note_type: str, key: str = "") -> str:
    """Return the guid of a card that begins under this id, by the author of this key.

    It is a number of 64 bits in base 64, its last digit first.
    """
    named = " ".join(filter(None, (note_type, key, card_id)))
    number = int.from_bytes(blake2b(named.encode(), digest_size=8).digest())
    return urlsafe_b64encode((number << 6).to_bytes(9))[10::-1].decode()


def guids_of(card_id: str, note_type: str, key: str = "") -> Iterator[str]:
    """Yield the guids that a card may begin with: the first of them that no other has."""
    yield guid_of(card_id, note_type, key)
    for number in count(2):
        yield guid_of(f"{card_id}#{number}", note_type, key)


def number_of(guid: str, kind: str, since: int = 0) -> int:
    """Return the id of a note or card (`kind`): equal on every device.

    `since` is when the card's first edition was built, in Unix seconds; 0: nobody kept it.
    """
    if since:
        return since * 1000 - _ahead(guid, kind)
    return FIRST_ID + _hashed(guid, kind) % ID_RANGE


def _ahead(guid: str, kind: str) -> int:
    """Return how many milliseconds before its first edition something is said to be created."""
    return 1 + _hashed(guid, kind) % SPREAD


def _hashed(guid: str, kind: str) -> int:
    return int.from_bytes(blake2b(f"{kind} {guid}".encode(), digest_size=8).digest())


def since_of(guid: str, note: int, card: int) -> int:
    """Return the `since` from which the ids of a note and its card follow; 0: from the guid alone.

    Of a guid in a thousand one of them would fit another second, too; both fit but the right one.
    """
    if note < FIRST_ID + ID_RANGE:
        return 0
    also = {*_seconds(guid, CARD, card)}
    return next((since for since in _seconds(guid, NOTE, note) if since in also), note // 1000)


def _seconds(guid: str, kind: str, number: int) -> Iterator[int]:
    """Yield each `since` from which an id may follow, also where it gave way to another's."""
    for turn in ("", "#2", "#3"):
        since, rest = divmod(number + _ahead(f"{guid}{turn}", kind), 1000)
        if not rest:
            yield since


@cache
def deck_number(name: str) -> int:
    """Return a deck's id; Anki matches decks by name and only wants one that is not 0 or 1."""
    return number_of(name, "deck")


class Identity(NamedTuple):
    """What Anki knows a card's note by, for ever: its guid, and what its numbers follow from."""

    guid: str
    since: int = 0


class Identities:
    """Those that are given, none twice."""

    def __init__(self, given: Iterable[Identity]) -> None:
        """Begin with what was shipped, which is gone through when first one is to be given."""
        self._shipped = given

    @cached_property
    def _given(self) -> tuple[set[str], set[int], set[int]]:
        guids, notes, cards = set(), set(), set()
        for guid, since in self._shipped:
            guids.add(guid)
            notes.add(number_of(guid, NOTE, since))
            cards.add(number_of(guid, CARD, since))
        return guids, notes, cards

    def hold(self, identity: Identity) -> None:
        """Give one that somebody shipped."""
        guids, notes, cards = self._given
        guids.add(identity.guid)
        notes.add(number_of(identity.guid, NOTE, identity.since))
        cards.add(number_of(identity.guid, CARD, identity.since))

    def begin(self, guids: Iterator[str], now: int) -> Identity:
        """Give the first of `guids` that is not given; a second earlier where a number is."""
        given, notes, cards = self._given
        guid = next(guid for guid in guids if guid not in given)
        note, card = _ahead(guid, NOTE), _ahead(guid, CARD)
        since = max(now, EARLIEST)
        while since * 1000 - note in notes or since * 1000 - card in cards:
            since -= 1
        given.add(guid)
        notes.add(since * 1000 - note)
        cards.add(since * 1000 - card)
        return Identity(guid, since)


def numbers_of(identities: Mapping[str, int], kind: str) -> dict[str, int]:
    """Return the note or card ids (`kind`) of one package's guids, no two alike.

    Two guids of one manifest can meet only where branches were merged that each began one: then
    the later takes a second id, in the alphabet where both are as old. All follow from what the
    manifest has of each (`identities`: guid to `since`), so all are stable.
    """
    ids = {guid: number_of(guid, kind, since) for guid, since in identities.items()}
    return ids if len(set(ids.values())) == len(ids) else _apart(ids, identities, kind)


def _apart(ids: dict[str, int], identities: Mapping[str, int], kind: str) -> dict[str, int]:
    first, taken, numbers = set[int](), set(ids.values()), {}
    for guid in sorted(ids, key=lambda guid: (identities[guid], guid)):
        numbers[guid] = number = ids[guid]
        if number in first:
            numbers[guid] = _next(guid, kind, identities[guid], taken)
        first.add(number)
        taken.add(numbers[guid])
    return numbers


def _next(guid: str, kind: str, since: int, taken: set[int]) -> int:
    turn = 2
    while (number := number_of(f"{guid}#{turn}", kind, since)) in taken:
        turn += 1
    return number
