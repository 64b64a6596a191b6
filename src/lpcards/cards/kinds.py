"""The kinds of cards, one module each, and the cards that a file makes."""

from collections.abc import Iterator
from typing import Protocol

from lpcards.cards import (
    ask,
    disqualifier,
    level,
    mistake,
    phrase,
    pivot,
    probe,
    quiz,
    reflection,
    result,
    step,
    weak,
)
from lpcards.cards import open as unanswered
from lpcards.cards.card import Card
from lpcards.cards.making import File


class Kind(Protocol):
    """A module of this package: the kind's name, and the cards of that kind."""

    KIND: str

    def cards(self, file: File) -> Iterator[Card]:
        """Yield the cards of this kind that `file` makes."""


KINDS: tuple[Kind, ...] = (
    disqualifier,
    result,
    probe,
    unanswered,
    step,
    ask,
    phrase,
    mistake,
    reflection,
    weak,
    quiz,
    pivot,
    level,
)
"""All kinds, in study order."""


def cards_from(file: File) -> Iterator[Card]:
    """Yield the file's cards in study order; a part that is missing makes none."""
    for kind in KINDS:
        yield from kind.cards(file)
