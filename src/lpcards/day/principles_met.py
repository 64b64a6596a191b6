"""Which principles are met: what is noted for one is known, and one of its questions."""

from collections import defaultdict
from collections.abc import Iterable

from lpcards.cards.card import Outline
from lpcards.memory.recall import is_known
from lpcards.memory.sm2 import Memory
from lpcards.story.principles import EVERY_STORY

ASKED = {"signals": "signals", "question": "question", "ask": "question"}
"""The kinds of card that meet a principle. A question for which a story of one's own is named
sleeps; the story's `ask` is asked in its place."""


def principles_met(remembered: Iterable[tuple[Outline, Memory]]) -> frozenset[str]:
    """Return the principles that are met by what is remembered of these cards."""
    known: dict[str, set[str]] = defaultdict(set)
    for card, memory in remembered:
        is_asked = card.kind in ASKED and (card.kind != "ask" or card.own)
        if is_asked and card.principle != EVERY_STORY and is_known(memory):
            known[card.principle].add(ASKED[card.kind])
    whole = len({*ASKED.values()})
    return frozenset(name for name, parts in known.items() if len(parts) == whole)
