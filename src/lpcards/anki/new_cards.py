"""The order in which Anki is to introduce new cards: ours, with siblings a day apart."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import chain

from lpcards.cards.card import Outline

DAY = 20
"""So many new cards a day come with Anki's default options."""


def new_order(cards: Iterable[Outline]) -> Iterator[Outline]:
    """Yield the cards, which come in the order of learning, as Anki is to introduce them.

    Anki buries no separate notes of one subject: only their order keeps siblings from one day. So
    a DAY of cards lies between two of a group, and between a whole and the last of its parts; who
    has to wait is passed over, as in a review. Where the cards are too few for that, siblings
    stand as far apart as all of them can.
    """
    queue = _Queue(list(cards))
    while card := queue.next():
        yield card


def _distance(sizes: Counter[int], cards: int) -> int:
    """Return how far apart siblings can be, at most a DAY: `sizes` counts the groups by theirs."""
    largest = max(sizes, default=1)
    if largest == 1:
        return DAY
    return max(1, min(DAY, (cards - sizes[largest]) // (largest - 1)))


class _Queue:
    """The cards that are left, by group; of each group only the first can be next.

    A group is ready (`_by_order`, `_by_size`), waits for a place in the order (`_waiting`) or for
    the parts of its whole (`_held`).
    """

    def __init__(self, cards: Sequence[Outline]) -> None:
        self._cards = cards
        self._groups: dict[str, deque[int]] = {}
        for at in sorted(range(len(cards)), key=lambda at: bool(cards[at].after)):
            self._groups.setdefault(cards[at].group, deque()).append(at)
        sizes = Counter(len(group) for group in self._groups.values())
        self._apart = _distance(sizes, len(cards))
        self._missing = {card.id for card in cards}
        self._free: dict[str, int] = {}
        self._held: dict[str, list[str]] = {}
        self._place = 0
        self._ready: set[str] = set()
        self._by_order: list[tuple[int, str]] = []
        self._by_size: list[tuple[int, int, str]] = []
        self._waiting: list[tuple[int, int, str]] = []
        for name in self._groups:
            self._queue(name, 0)

    def next(self) -> Outline | None:
        """Take out the card that comes next; None if none is left."""
        while self._waiting and (self._waiting[0][0] <= self._place or not self._ready):
            self._make_ready(heappop(self._waiting)[-1])
        if not self._ready:  # wholes of one another: none has parts that come first
            for name in chain.from_iterable(self._held.values()):
                self._make_ready(name)
            self._held.clear()
        if not self._ready:
            return None
        name = self._chosen()
        self._ready.remove(name)
        card = self._cards[self._groups[name].popleft()]
        self._missing.remove(card.id)
        self._place += 1
        self._free[card.id] = self._place + self._apart - 1
        if self._groups[name]:
            self._queue(name, self._free[card.id])
        for held in self._held.pop(card.id, ()):
            self._queue(held, 0)
        return card

    def _queue(self, name: str, free: int) -> None:
        """Let a group wait until its next card may come, at the place `free` at the earliest."""
        at = self._groups[name][0]
        parts = self._cards[at].after
        first = next((part for part in parts if part in self._missing), None)
        if first is not None and first != self._cards[at].id:
            self._held.setdefault(first, []).append(name)
            return
        free = max((free, *(self._free.get(part, 0) for part in parts)))
        heappush(self._waiting, (free, at, name))

    def _make_ready(self, name: str) -> None:
        group = self._groups[name]
        self._ready.add(name)
        heappush(self._by_order, (group[0], name))
        heappush(self._by_size, (-len(group), group[0], name))

    def _chosen(self) -> str:
        """Return the first group, or the largest if its cards only just fit into what is left."""
        while not self._is_first(*self._by_order[0]):
            heappop(self._by_order)
        while not self._is_first(*self._by_size[0][1:]):
            heappop(self._by_size)
        size, _, largest = self._by_size[0]
        left = len(self._cards) - self._place
        presses = size < -1 and -size * self._apart >= left
        return largest if presses else self._by_order[0][1]

    def _is_first(self, at: int, name: str) -> bool:
        """Say whether a card is the first of a group that is ready."""
        return name in self._ready and self._groups[name][0] == at
