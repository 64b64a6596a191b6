"""What an edit did to the cards: card by card, word by word."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from lpcards.cards.card import Card
from lpcards.english.difference import marked, word_runs
from lpcards.english.printable import counted
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.system.problem import Problem

MOST_LISTED = 50
"""Changes of a kind that are listed one by one: what brings more is no edit of a story."""


class Look(NamedTuple):
    """Cards by id and problems, as they were at one moment."""

    cards: Mapping[str, Card]
    problems: tuple[Problem, ...]


def look_at(
    index: CardIndex, paths: frozenset[str] | None = None, before: Look | None = None
) -> Look:
    """Return how things stand in the files at `paths` (None: in all).

    A file that cannot be loaded keeps the cards that it had `before`.
    """
    cards = index.cards(Selection())
    found = {card.id: card for card in cards if paths is None or card.path in paths}
    found_problems = [*index.problems(), *index.advice()]
    problems = tuple(
        problem for problem in found_problems if paths is None or problem.path in paths
    )
    faulty = {problem.path for problem in problems if problem.severity == "error"}
    held = before.cards.values() if before else ()
    return Look({card.id: card for card in held if card.path in faulty} | found, problems)


def change_lines(before: Look, after: Look) -> Iterator[str]:
    """Yield what is new between two looks: errors, then cards, then a sum."""
    errors = [problem for problem in after.problems if problem.severity == "error"]
    yield from map(str, errors)
    if errors:
        yield "Stories with errors keep their last good cards."
    new = [card for name, card in after.cards.items() if name not in before.cards]
    gone = [name for name in before.cards if name not in after.cards]
    changed = _changed(before.cards, after.cards)
    yield from _first(f"new      {card.id}: {_line(card.front)}" for card in new)
    yield from _first(
        "\n".join([f"changed  {card.id}", *(f"         {words}" for words in _words(old, card))])
        for old, card in changed
    )
    yield from _first(f"retired  {name}" for name in gone)
    advice = len(after.problems) - len(errors)
    yield (
        f"{counted(len(after.cards), 'card')}: {len(new)} new, {len(changed)} changed, "
        f"{len(gone)} retired; {advice} to improve"
    )


def _changed(before: Mapping[str, Card], after: Mapping[str, Card]) -> list[tuple[Card, Card]]:
    """Return the cards whose content, or a picture in it, is another one: before and after."""
    both = ((before[name], card) for name, card in after.items() if name in before)
    return [(old, card) for old, card in both if _content(old) != _content(card)]


def _content(card: Card) -> tuple[object, ...]:
    return card.fingerprint, card.media


def _first(lines: Iterable[str]) -> Iterator[str]:
    """Yield the first of many lines, and how many more there are."""
    rest = iter(lines)
    yield from islice(rest, MOST_LISTED)
    if more := sum(1 for _ in rest):
        yield f"         and {more:,} more"


def _words(old: Card, new: Card) -> Iterator[str]:
    """Yield each text of a card that changed, what is gone and what is fresh marked."""
    texts = (
        (old.front, new.front),
        (old.back, new.back),
        (" / ".join(old.items), " / ".join(new.items)),
        (old.below, new.below),
    )
    for before, after in texts:
        if before != after:
            runs = word_runs(_line(before), _line(after))
            yield " ".join(marked(kind, words) for kind, words in runs)


def _line(text: str) -> str:
    return " ".join(text.split())
