"""Cards that are remembered and that the content no longer has."""

from difflib import SequenceMatcher
from typing import NamedTuple

from lpcards.cards.card import Card
from lpcards.index.card_index import CardIndex
from lpcards.log import Log, Shown

ALIKE = 0.6


class Retired(NamedTuple):
    """A remembered card that the content no longer has, and the card it may have become.

    `front` is what it asked the last time, "" where that was not kept.
    """

    card: str
    waiting: bool
    match: str | None
    likeness: float
    front: str = ""


def retired_cards(index: CardIndex, log: Log) -> list[Retired]:
    """Return the remembered cards that no content file makes, each with its likeliest heir."""
    remembered = dict(log.remembered())
    gone = sorted(remembered.keys() - index.outlines_of(remembered).keys())
    if not gone:
        return []
    unseen = [card for card in index.cards() if card.id not in remembered]
    loaded = {story.id for story in index.stories()}
    return [
        _retired(card, log.text(remembered[card].fingerprint), unseen)
        if card.partition("/")[0] in loaded or not index.faulty
        else Retired(card, True, None, 0.0, _front(log.text(remembered[card].fingerprint)))
        for card in gone
    ]


def _retired(card: str, text: Shown | None, unseen: list[Card]) -> Retired:
    kind = card.split("/")[1] if card.count("/") > 1 else ""
    words = f"{text.front}\n{text.back}" if text else ""
    heirs = [(_likeness(card, words, heir), heir.id) for heir in unseen if heir.kind == kind]
    likeness, match = max(heirs, default=(0.0, ""))
    if likeness < ALIKE:
        return Retired(card, False, None, 0.0, _front(text))
    return Retired(card, False, match, round(likeness, 2), _front(text))


def _front(text: Shown | None) -> str:
    return text.front if text else ""


def _likeness(card: str, words: str, heir: Card) -> float:
    """Compare the words last shown; where none were kept, the ids."""
    if not words.strip():
        return SequenceMatcher(None, card, heir.id).ratio()
    return SequenceMatcher(None, words.split(), f"{heir.front}\n{heir.back}".split()).ratio()
