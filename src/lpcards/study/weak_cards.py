"""The weakest cards and items; nobody has to know an example's for their interview."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from lpcards.cards.card import Outline
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.log import Log
from lpcards.memory.event import COUNTED, Event
from lpcards.memory.totals import Missed

LOOKED_AT = 200
"""So many missed items and lapsed cards: of them some have changed, gone, or do not count."""


class MissedItem(NamedTuple):
    """An item of a checklist: how often it was asked as it is now, and how often missed.

    `front` is the question that asks for it.
    """

    card: str
    item: str
    missed: int
    asked: int
    front: str


class LapsedCard(NamedTuple):
    """A card that lapsed; `ease` is in hundredths, 0 where the scheduler has none."""

    card: str
    front: str
    lapses: int
    ease: int


def may_be_weak(index: CardIndex, card: Outline) -> bool:
    """Say whether a card counts among the weakest where no story is named.

    Of the worked example none does, and of other examples none once there is a whole own story.
    """
    if card.own or card.guide:
        return True
    example = index.worked_example
    return not (example.is_over or example.has(card.id))


def is_named(chosen: Selection) -> bool:
    """Say whether a selection names stories or cards: then even an example's are meant."""
    return bool(chosen.scenarios or chosen.globs)


class WeakCards(NamedTuple):
    """The cards that can be among the weakest, `left_out` aside; `named`: an example's can, too."""

    cards: CardIndex
    left_out: set[str]
    named: bool

    def missed(self, log: Log, found: Iterable[tuple[Missed, int]]) -> Iterator[MissedItem]:
        """Yield the items of today's wording that were missed, the most often missed first."""
        ours = ((key, count) for key, count in found if self._has(key[0]))
        for (name, fingerprint, position), count in islice(ours, LOOKED_AT):
            card = self.cards.card(name)
            if card and card.fingerprint == fingerprint and position < len(card.items):
                times = _times_asked(log.live(name), fingerprint)
                yield MissedItem(name, card.items[position], count, times, card.front)

    def lapsed(self, log: Log) -> Iterator[LapsedCard]:
        """Yield the cards that lapsed, the most often first."""
        for name, lapses, ease in log.most_lapsed(LOOKED_AT, self.left_out):
            if self._has(name):
                yield LapsedCard(name, self.cards.front(name), lapses, ease)

    def _has(self, card: str) -> bool:
        if self.named or card in self.left_out:
            return card not in self.left_out
        return all(may_be_weak(self.cards, one) for one in self.cards.outlines_of([card]).values())


def _times_asked(events: Iterable[Event], fingerprint: str) -> int:
    """Count the answers that counted and were given to these words."""
    last, times = date.min, 0
    for event in events:
        if event.kind in COUNTED and event.day > last:
            last = event.day
            times += event.fingerprint == fingerprint
    return times
