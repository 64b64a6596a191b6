"""Hints, a little more each time: the cue, the first letters, then one piece after another."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lpcards.cards.card import Card
from lpcards.practice.ways_to_say import first_line
from lpcards.story.markup import words_asked

AFTER_CUE, AFTER_LETTERS, AFTER_PIECE = 4, 3, 2
"""The best grade that may be proposed after each kind of hint."""


class Hint(NamedTuple):
    """One step: what it shows, the best grade after it, and the item that it gave away.

    `item` is a position among the items asked, None if nothing was given away whole.
    """

    words: str
    cap: int
    item: int | None = None


def hints_of(card: Card, items: Sequence[int]) -> tuple[Hint, ...]:
    """Return the hints for a card of which `items` are asked, in the order of asking.

    An item that was shown counts as missed, which caps the grade by itself; the last one is
    never shown. Of a single answer the last hint shows the first half.
    """
    return tuple(_hints(card, items))


def _hints(card: Card, items: Sequence[int]) -> Iterator[Hint]:
    if card.hint:
        yield Hint(card.hint, AFTER_CUE)
    if card.options:
        return
    asked = [words_asked(card.items[item]) for item in items]
    if asked:
        yield Hint("\n".join(letters_of(item) for item in asked), AFTER_LETTERS)
        for at, item in enumerate(asked[:-1]):
            yield Hint(item, AFTER_LETTERS, at)
        return
    answer = words_asked(first_line(card.back))
    words = answer.split()
    if answer.strip():
        yield Hint(letters_of(answer), AFTER_LETTERS)
    if len(words) > 1:
        yield Hint(" ".join(words[: len(words) // 2]) + " ...", AFTER_PIECE)


_WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")


def letters_of(text: str) -> str:
    """Return the first letters of the words in `text`; a figure is only said to be one."""
    return " ".join(part for word in _WORD.findall(text) if (part := _first(word)))


def _first(word: str) -> str:
    if word[0].isdigit():
        return "#"
    return word[0] if word[0].isalpha() else word if word in "-/:,%$€£" else ""
