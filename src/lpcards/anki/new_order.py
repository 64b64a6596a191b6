"""The order of new cards in Anki: story by story, siblings as far apart as the story allows.

Anki does not bury separate notes of one subject, so only their order keeps them apart.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from lpcards.cards.card import Outline


def new_order(cards: Iterable[Outline]) -> Iterator[Outline]:
    """Yield the cards in the order in which Anki is to introduce them.

    The cards come story by story. Within one the cards of a group are spread evenly, otherwise
    the study order counts; wholes come behind all parts.
    """
    for _, story in groupby(cards, lambda card: card.scenario):
        yield from (card for *_, card in sorted(_places(list(story))))


def _places(story: list[Outline]) -> Iterator[tuple[bool, float, int, Outline]]:
    """Yield each card's place, from 0 to 1: `n` siblings are 1/n apart. No two places are equal."""
    sizes = Counter(card.group for card in story)
    first: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for at, card in enumerate(story):
        begins = first.setdefault(card.group, at) / len(story)
        yield bool(card.after), (seen[card.group] + begins) / sizes[card.group], at, card
        seen[card.group] += 1
