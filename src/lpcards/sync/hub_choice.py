"""What may go to a hub: all of the log, or what is about the library's cards and nothing typed.

An event goes as it is or not at all: one without its words would be another event.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lpcards.log.card_texts import Shown
from lpcards.log.card_texts import row_of as text_row
from lpcards.log.event_rows import row_of
from lpcards.log.exchange import Exchange
from lpcards.memory.event import ALOUD, DEBRIEF, Event
from lpcards.memory.history import source_of, undoes
from lpcards.sync.hub_schema import LONGEST_NAME, LONGEST_TEXT

UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
WORDS = frozenset(("note", "typed"))
"""Details that hold what the learner wrote."""


class Choice(NamedTuple):
    """What goes, and how many events `held` back stay."""

    events: list[Event]
    texts: list[Shown]
    held: int


def all_of(events: Sequence[Event], texts: Sequence[Shown]) -> Choice:
    """Choose all that a hub can hold."""
    going = [event for event in events if _fits(event)]
    return Choice(going, [*filter(_text_fits, texts)], len(events) - len(going))


class LibraryOnly:
    """The choice of what is about the cards of the library."""

    def __init__(self, cards: Mapping[str, str], account: Exchange) -> None:
        """Go by the library's cards: each one's id, and the fingerprint of its words as they are.

        A retired card is nobody's, and stays. So do other words than the library's: they may be
        of a story of one's own that had the same id, here or on another machine.
        """
        self._cards = cards
        self._account = account

    def chosen(self, events: Sequence[Event], texts: Sequence[Shown]) -> Choice:
        """Choose of what waits."""
        going = all_of([event for event in events if self._may_go(event)], self._of_library(texts))
        return going._replace(held=len(events) - len(going.events))

    def _may_go(self, event: Event) -> bool:
        if event.kind == "undo":
            undone = self._account.events_named(undoes(event))
            return any(other.kind != "undo" and self._may_go(other) for other in undone)
        if event.kind == "pause":
            return not event.card
        if (
            event.kind in ALOUD | {DEBRIEF}
            or event.card not in self._cards
            or event.details.keys() & WORDS
        ):
            return False
        return event.kind != "adopt" or source_of(event) in self._cards

    def _of_library(self, texts: Iterable[Shown]) -> list[Shown]:
        listed = [*texts]
        cards = self._account.cards_of(text.fingerprint for text in listed)
        return [
            text
            for text in listed
            if (known := cards[text.fingerprint])
            and all(self._cards.get(card) == text.fingerprint for card in known)
        ]


def _fits(event: Event) -> bool:
    """Say whether a hub has room for the event."""
    row = row_of(event)
    names = (event.zone, event.device, event.kind, event.card, event.fingerprint)
    return bool(UUID.fullmatch(event.id)) and _fit(names, LONGEST_NAME) and _has_room(row[-1])


def _text_fits(shown: Shown) -> bool:
    fingerprint, *parts = text_row(shown)
    return _fit([fingerprint], LONGEST_NAME) and all(map(_has_room, parts))


def _fit(names: Iterable[str], most: int) -> bool:
    return all(len(name) <= most and "\0" not in name for name in names)


def _has_room(text: object) -> bool:
    """Say whether a text is short enough; PostgreSQL knows no NUL."""
    return not isinstance(text, str) or ("\0" not in text and len(text.encode()) <= LONGEST_TEXT)
