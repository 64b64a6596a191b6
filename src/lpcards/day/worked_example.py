"""The worked example: a story of the library that is learned from until one's own is complete."""

from typing import NamedTuple

from lpcards.memory.sm2 import Memory

MOST = 16
"""So many of its cards are met, at most."""
PASSES = 2
"""After so many passes in a row a card of it sleeps: it has shown what it shows."""


class WorkedExample(NamedTuple):
    """The id of the story ("": there is none), and whether an own one has taken its place.

    `role` is whose example it is ("": nobody's in particular). What sleeps is not asked and counts
    nowhere; its memory stays, and it wakes when the own story goes.
    """

    story: str = ""
    is_over: bool = False
    role: str = ""

    def has(self, card: str) -> bool:
        """Say whether a card, named by its id, is of the example."""
        return bool(self.story) and card.startswith(f"{self.story}/")

    def sleeps(self, card: str, memory: Memory) -> bool:
        """Say whether a card, named by its id, is not asked any more."""
        return self.has(card) and (self.is_over or memory.repetitions >= PASSES)
