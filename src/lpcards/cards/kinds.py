"""The kinds of cards, one module each, and the cards that a file makes."""

from collections.abc import Iterator
from typing import Protocol

from lpcards.cards import (
    ask,
    disqualifier,
    followup,
    level,
    mistake,
    phrase,
    pivot,
    probe,
    question,
    quiz,
    reflection,
    result,
    signals,
    step,
    weak,
)
from lpcards.cards import open as unanswered
from lpcards.cards.card import Card
from lpcards.cards.kind import Kind
from lpcards.cards.making import File


class KindModule(Protocol):
    """A module of this package: what is peculiar to a kind, and the cards of that kind."""

    KIND: Kind

    def cards(self, file: File) -> Iterator[Card]:
        """Yield the cards of this kind that `file` makes."""


KINDS: tuple[KindModule, ...] = (
    disqualifier,
    result,
    probe,
    unanswered,
    step,
    ask,
    signals,
    question,
    followup,
    phrase,
    mistake,
    reflection,
    weak,
    quiz,
    pivot,
    level,
)
"""All kinds, in study order."""

_BY_NAME = {module.KIND.name: module.KIND for module in KINDS}


def kind_named(name: str) -> Kind:
    """Return the kind of that name; one that there is no more has nothing peculiar to it."""
    return _BY_NAME.get(name) or Kind(name)


def cards_from(file: File) -> Iterator[Card]:
    """Yield the file's cards in study order; a part that is missing makes none."""
    for module in KINDS:
        yield from module.cards(file)
