"""The room of a study day: how many cards still fit, of each principle, and into its minutes."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from typing import NamedTuple, Self

from lpcards.cards.card import Outline
from lpcards.day.pace import Pace


class Box(NamedTuple):
    """Seconds to fill at a pace. What was answered `before` it began takes nothing of it."""

    seconds: int
    pace: Pace
    before: frozenset[str] = frozenset()


class Purse:
    """The seconds that are left, spent at the expected pace: real seconds would move the goal.

    The first card always fits. Once a card did not fit none does, and `cut` counts them.
    """

    def __init__(self, box: Box | None) -> None:
        """Begin with all of the box; without one everything fits."""
        self._box = box
        self.left = box.seconds if box else 0
        self.cut = 0
        self._spent: dict[str, int] = {}
        self._held = 0
        self._is_closed = False

    def copied(self) -> Self:
        """Return a purse with the same in it, to try something out."""
        return copy(self)

    def spend(self, sort: str, cards: Iterable[Outline]) -> None:
        """Take off what was answered already."""
        for price in self._prices(sort, cards):
            self._take(sort, price)

    def hold(self, sort: str, cards: Iterable[Outline]) -> None:
        """Keep seconds back for `cards` of a sort, of which some may have been answered.

        Half of the box is the most, but it is enough for one card.
        """
        prices = self._prices(sort, cards)
        if self._box and prices:
            kept = min(sum(prices), max(*prices, self._box.seconds // 2))
            self._held = max(0, kept - self._spent.get(sort, 0))

    def release(self) -> None:
        """Let what was kept back be spent, by whatever fits."""
        self._held, self._is_closed = 0, False

    def paid(self, sort: str, cards: Iterable[Outline]) -> list[Outline]:
        """Return those of `cards` that still fit; their seconds are spent."""
        return [card for card in cards if self._pays(sort, card)]

    def _pays(self, sort: str, card: Outline) -> bool:
        if self._box is None:
            return True
        price = self._box.pace.of(sort, card.kind)
        is_first = not self._spent and not self._held
        if self._is_closed or (price > self.left - self._held and not is_first):
            self._is_closed = True
            self.cut += 1
            return False
        self._take(sort, price)
        return True

    def _prices(self, sort: str, cards: Iterable[Outline]) -> list[int]:
        if self._box is None:
            return []
        charged = (card for card in cards if card.id not in self._box.before)
        return [self._box.pace.of(sort, card.kind) for card in charged]

    def _take(self, sort: str, seconds: int) -> None:
        self.left -= seconds
        self._spent = {**self._spent, sort: self._spent.get(sort, 0) + seconds}


class Room:
    """How many cards of one sort may still come, in all and of each principle."""

    def __init__(
        self, cards: int, most: Callable[[str], int | None], done: Iterable[Outline]
    ) -> None:
        """Leave room for `cards`; `most` tells a principle's limit, `done` what it had today."""
        self._cards = cards
        self._most = most
        self._had = Counter(card.principle for card in done)

    def admits(self, card: Outline) -> bool:
        """Say whether the card's principle may have one more."""
        most = self._most(card.principle)
        return most is None or self._had[card.principle] < most

    def fitting(self, cards: Iterable[Outline]) -> Iterator[Outline]:
        """Yield those of `cards` that fit, in their order; they are read no further than needed."""
        if self._cards <= 0:
            return
        for card in cards:
            if not self.admits(card):
                continue
            yield card
            self._had[card.principle] += 1
            self._cards -= 1
            if self._cards <= 0:
                return
