"""Leeches: cards that are failed again and again. Not the memory is at fault but the card."""

from collections.abc import Callable

from lpcards.cards.card import Card
from lpcards.memory.sm2 import LEAST_EASE, Memory

LAPSES = 8
LAPSES_AT_FLOOR = 4
"""Lapses that make a leech: of any card, and of one whose ease has sunk to the floor."""

LONG_BACK, LONG_FRONT, LONG_ITEM, MANY_ITEMS = 80, 120, 45, 4


def is_leech(memory: Memory | None) -> bool:
    """Say whether a card was failed so often that it should be written anew."""
    if memory is None:
        return False
    at_floor = memory.ease <= LEAST_EASE and memory.lapses >= LAPSES_AT_FLOOR
    return memory.lapses >= LAPSES or at_floor


def tip_for(card: Card) -> str:
    """Return what would make this very card better, in one sentence. It tells no answer."""
    for fits, tip in _TIPS:
        if fits(card):
            return tip
    return _OF_KIND.get(card.kind, "Ask for one fact, in a question that has one answer.")


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
_OF_KIND = {
    "disqualifier": "Say it in your own words, as you would say it in this very story.",
    "result": "Tie the figure to a picture: the graph, the invoice, the face.",
    "probe": "Write the points as you would say them, each beginning with another word.",
    "step": "Give each item its own picture, in the order in which it happened.",
    "phrase": "Blank something else, or let the cue say what sort of thing is missing.",
    "ask": "Tie the question to the first picture of the story, not to its name.",
    "mistake": "Put in the mistake that you make yourself.",
    "reflection": "Name the gap by one noun, and begin with it.",
    "weak": "Leave out the faults that you see at once.",
    "quiz": "Ask for the reason, not for the option.",
    "pivot": "Begin the sentence with the one who was waiting.",
    "level": "Think of one person who has just that level.",
}
