"""Answers of made-up learners to the library's cards, day after day, on several devices."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import NamedTuple

from world import GRADES, TODAY, nine_o_clock

from lpcards.index.card_index import open_index
from lpcards.index.scan import Folder, Sources
from lpcards.log import Shown
from lpcards.log.event_ids import next_id
from lpcards.memory.event import Event, Moment
from lpcards.memory.sm2 import PASS
from lpcards.study.card_record import shown
from lpcards.study.places import library_folder

A_DAY, NEW = 60, 12
"""Answers of a usual day, and how many cards of them are met for the first time."""
PAUSE = 14_000


class Deck(NamedTuple):
    """The library's cards in study order, and the words of each."""

    cards: Sequence[str]
    texts: dict[str, Shown]


def library_deck() -> Deck:
    """Return all cards of the library."""
    sources = Sources((), Folder(library_folder(), own=False))
    with open_index(sources, None) as index:
        texts = {card.id: shown(card) for card in index.cards()}
        first = [card for card in (one.id for one in index.study_order()) if card in texts]
    return Deck([*first, *(card for card in texts if card not in set(first))], texts)


class Learner:
    """A learner who has answered so many cards a day on so many devices, up to the day before TODAY."""

    def __init__(
        self, deck: Deck, seed: int, days: int, devices: int = 2, *, first: int = 0
    ) -> None:
        """Begin with the day of that number."""
        self._chance = Random(f"{seed} {first}")
        self._first = first
        self._deck, self._days, self._seed = deck, days, seed
        self._devices = [f"{seed:04x}{number:04x}" for number in range(devices)]
        self._last = ""

    def days(self) -> Iterator[list[Event]]:
        """Yield the events of each day."""
        for number in range(self._first, self._days):
            yield [*self._day(number)]

    def _day(self, number: int) -> Iterator[Event]:
        on = TODAY - timedelta(days=self._days - number)
        moment = nine_o_clock(on)
        device = self._devices[number % len(self._devices)]
        at = moment.at + self._chance.randrange(8 * 3600_000)
        kind, card = "review", ""
        for turn in range(A_DAY):
            at += self._chance.randrange(4000, PAUSE)
            if kind == "review":
                card = self._card(number, turn)
            grade = self._chance.choice(GRADES)
            yield self._event(moment._replace(at=at), device, kind, card, grade)
            kind = "review" if grade >= PASS or kind == "drill" else "drill"

    def _card(self, number: int, turn: int) -> str:
        cards = self._deck.cards
        met = number * NEW
        if turn < NEW and met + turn < len(cards):
            return cards[met + turn]
        return cards[self._chance.randrange(min(met + NEW, len(cards)))]

    def _event(self, moment: Moment, device: str, kind: str, card: str, grade: int) -> Event:
        self._last = next_id(self._last, moment.at)
        seconds = self._chance.randrange(20, 300) / 10
        mark = self._deck.texts[card].fingerprint
        return Event(self._last, *moment, device, kind, card, grade, seconds, mark)


def texts_of(deck: Deck, events: Sequence[Event], known: set[str]) -> list[Shown]:
    """Return the words of the events' cards that are not `known` yet, which they are then."""
    new = dict.fromkeys(event.card for event in events if event.card not in known)
    known.update(new)
    return [deck.texts[card] for card in new]
