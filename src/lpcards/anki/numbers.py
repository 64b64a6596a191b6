"""Note and card ids that never meet. Pure.

An id follows from its guid alone, so two guids may have one: of 100,000 cards two do with a chance
of 1 in 160. The published ids cannot change, so whoever comes later gives way.
"""

from collections.abc import Iterable
from functools import cached_property

from lpcards.anki.notes import number_of

NOTE, CARD = "note", "card"


class Guids:
    """The guids that are given and, if they are looked at, the ids that follow from them."""

    def __init__(self, guids: Iterable[str], *, careful: bool = True) -> None:
        """Begin with what was shipped, which is gone through when first a guid is to be given.

        `careful`: look at the ids too.
        """
        self._given, self._careful = guids, careful

    @cached_property
    def _guids(self) -> set[str]:
        return set(self._given)

    @cached_property
    def _ids(self) -> tuple[set[int], set[int]]:
        return _all(self._guids, NOTE), _all(self._guids, CARD)

    def take(self, guid: str) -> bool:
        """Give a guid if neither it nor an id of its own is given; say whether it is."""
        if guid in self._guids or (self._careful and not self._take_ids(guid)):
            return False
        self._guids.add(guid)
        return True

    def _take_ids(self, guid: str) -> bool:
        notes, cards = self._ids
        note, card = number_of(guid, NOTE), number_of(guid, CARD)
        if note in notes or card in cards:
            return False
        notes.add(note)
        cards.add(card)
        return True


def _all(guids: Iterable[str], sort: str) -> set[int]:
    return {number_of(guid, sort) for guid in guids}


def numbers_of(guids: Iterable[str], sort: str) -> dict[str, int]:
    """Return the note or card ids (`sort`) of one package's guids, no two alike.

    Two guids of one manifest can meet only where branches were merged that each began one: then
    the later in the alphabet takes a second id. Both follow from the guids, so both are stable.
    """
    ids = {guid: number_of(guid, sort) for guid in guids}
    return ids if len(set(ids.values())) == len(ids) else _apart(ids, sort)


def _apart(ids: dict[str, int], sort: str) -> dict[str, int]:
    first, taken, told = set[int](), set(ids.values()), {}
    for guid in sorted(ids):
        told[guid] = number = ids[guid]
        if number in first:
            told[guid] = _next(guid, sort, taken)
        first.add(number)
        taken.add(told[guid])
    return told


def _next(guid: str, sort: str, taken: set[int]) -> int:
    turn = 2
    while (number := number_of(f"{guid}#{turn}", sort)) in taken:
        turn += 1
    return number
