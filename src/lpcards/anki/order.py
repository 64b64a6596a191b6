"""The order of new cards in Anki: story by story, siblings as far apart as the story allows.

Anki does not bury separate notes of one subject, so only their order keeps them apart.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from lpcards.card import Card


def new_order(cards: Iterable[Card]) -> list[str]:
    """Return the card ids in the order in which Anki is to introduce them.

    Within a story the cards of a group are spread evenly, otherwise the study order counts;
    wholes come behind all parts.
    """
    stories: dict[str, list[Card]] = {}
    for card in cards:
        stories.setdefault(card.scenario, []).append(card)
    return [name for story in stories.values() for *_, name in sorted(_places(story))]


def _places(story: list[Card]) -> Iterator[tuple[bool, float, int, str]]:
    """Yield each card's place, from 0 to 1: `n` siblings are 1/n apart."""
    sizes = Counter(card.group for card in story)
    first: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for at, card in enumerate(story):
        begins = first.setdefault(card.group, at) / len(story)
        yield bool(card.after), (seen[card.group] + begins) / sizes[card.group], at, card.id
        seen[card.group] += 1
