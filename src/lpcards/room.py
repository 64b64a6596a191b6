"""The room of a study day: how many cards still fit, of each principle, and into its minutes."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol, Self, TypeVar

from lpcards.pace import Pace


class _Asked(Protocol):
    """What has an id, a kind and a principle."""

    @property
    def id(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def principle(self) -> str: ...


Asked = TypeVar("Asked", bound=_Asked)


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
        self.untouched = True
        self.cut = 0

    def copied(self) -> Self:
        """Return a purse with the same in it, to try something out."""
        other = type(self)(self._box)
        other.left, other.untouched, other.cut = self.left, self.untouched, self.cut
        return other

    def spend(self, sort: str, cards: Iterable[_Asked]) -> None:
        """Take off what was answered already."""
        for card in cards:
            if self._box and card.id not in self._box.before:
                self._take(self._box.pace.of(sort, card.kind))

    def pays(self, sort: str, card: _Asked) -> bool:
        """Say whether the card still fits; if so its seconds are spent."""
        if self._box is None:
            return True
        price = self._box.pace.of(sort, card.kind)
        if self.cut or (price > self.left and not self.untouched):
            self.cut += 1
            return False
        self._take(price)
        return True

    def _take(self, seconds: int) -> None:
        self.left -= seconds
        self.untouched = False


class Room:
    """How many cards of one sort may still come, in all and of each principle."""

    def __init__(
        self, sort: str, cards: int, most: Callable[[str], int | None], done: Iterable[_Asked]
    ) -> None:
        """Leave room for `cards`; `most` tells a principle's limit, `done` what it had today."""
        self._sort = sort
        self._cards = cards
        self._most = most
        self._had = Counter(card.principle for card in done)

    def admits(self, card: _Asked) -> bool:
        """Say whether the card's principle may have one more."""
        most = self._most(card.principle)
        return most is None or self._had[card.principle] < most

    def fitting(self, cards: Iterable[Asked], purse: Purse) -> Iterator[Asked]:
        """Yield those of `cards` that fit, in their order; they are read no further than needed."""
        if self._cards <= 0:
            return
        for card in cards:
            if not self.admits(card):
                continue
            if purse.pays(self._sort, card):
                yield card
            self._had[card.principle] += 1
            self._cards -= 1
            if self._cards <= 0:
                return
