"""Leeches: cards that are failed again and again. Not the memory is at fault but the card."""

from collections.abc import Callable

from lpcards.cards.card import Card
from lpcards.memory.sm2 import LEAST_EASE, Memory

LAPSES = 8
LAPSES_AT_FLOOR = 4
"""Lapses that make a leech: of any card, and of one whose ease, if any, is at the floor."""

LONG_BACK, LONG_FRONT, LONG_ITEM, MANY_ITEMS = 80, 120, 45, 4


def is_leech(memory: Memory | None) -> bool:
    """Say whether a card was failed so often that it should be written anew."""
    if memory is None:
        return False
    at_floor = 0 < memory.ease <= LEAST_EASE and memory.lapses >= LAPSES_AT_FLOOR
    return memory.lapses >= LAPSES or at_floor


def tip_for(card: Card) -> str:
    """Return what would make this very card better, in one sentence. It tells no answer."""
    for fits, tip in _TIPS:
        if fits(card):
            return tip
    from lpcards.cards.kinds import kind_named  # here: hardly any card is failed that often

    return kind_named(card.kind).leech_tip


def _first_line(card: Card) -> str:
    return card.back.partition("\n")[0]


_TIPS: tuple[tuple[Callable[[Card], bool], str], ...] = (
    (
        lambda card: len(card.items) > MANY_ITEMS,
        "Five items are many: split the list in two, or drop what nobody would ask for.",
    ),
    (
        lambda card: any(len(item) > LONG_ITEM for item in card.items),
        "Its items are long: one fact each, the key phrase first, 45 characters at most.",
    ),
    (
        lambda card: not card.items and len(_first_line(card)) > LONG_BACK,
        "Its answer is long: one sentence of 80 characters; move the rest to `points`.",
    ),
    (
        lambda card: len(card.front) > LONG_FRONT,
        "Its question is long: 120 characters at most, the question last.",
    ),
    (
        lambda card: not card.hint,
        "It has no hint: add a cue, such as how many things, or of what sort.",
    ),
)
