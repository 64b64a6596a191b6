"""Where each card goes: in which package, and at which place among its new cards."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from lpcards.anki.edition_draft import MAIN, RETIRED
from lpcards.anki.note_types import TYPE
from lpcards.anki.package_reading import packages_in, readable_in
from lpcards.cards.card import Outline

BEGIN, END = "lpcards-", ".apkg"
NAMED_RETIRED = "lpcards.retired.apkg"
"""The part of a story or principle that is called `retired`; no id has a full stop."""

APART = 2
"""So many cards, at least, stand between siblings where that is possible."""


def new_order(cards: Iterable[Outline]) -> Iterator[Outline]:
    """Yield the cards in the order in which Anki is to introduce them.

    Anki does not bury separate notes of one subject, so only their order keeps them apart. The
    cards come story by story. Within one the cards of a group are spread evenly, otherwise
    the study order counts; wholes come behind all parts.
    """
    for _, story in groupby(cards, lambda card: card.scenario):
        placed = [card for *_, card in sorted(_places(list(story)))]
        parts = [card for card in placed if not card.after]
        ordered = _kept_apart(parts, [])
        yield from _kept_apart([card for card in placed if card.after], ordered)


def _kept_apart(cards: list[Outline], before: list[Outline]) -> list[Outline]:
    """Return `before` and then `cards`, each the first that is no sibling of the APART before."""
    left, ordered = list(cards), list(before)
    while left:
        recent = {card.group for card in ordered[-APART:]}
        ordered.append(
            left.pop(next((n for n, card in enumerate(left) if card.group not in recent), 0))
        )
    return ordered


def _places(story: list[Outline]) -> Iterator[tuple[bool, float, int, Outline]]:
    """Yield each card's place, from 0 to 1: `n` siblings are 1/n apart. No two places are equal."""
    sizes = Counter(card.group for card in story)
    first: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for at, card in enumerate(story):
        begins = first.setdefault(card.group, at) / len(story)
        yield bool(card.after), (seen[card.group] + begins) / sizes[card.group], at, card
        seen[card.group] += 1


def package_of(card: Outline, split: str | None) -> str:
    """Return the file name of the package that a card is in; `split`: by principle or scenario."""
    if split is None:
        return MAIN
    return _file(card.principle if split == "principle" else card.scenario)


def _file(name: str) -> str:
    return NAMED_RETIRED if name == "retired" else f"{BEGIN}{name}{END}"


def left_over(folder: str, packages: Collection[str], cards: Iterable[Outline]) -> list[str]:
    """Return the paths of packages of ours that nothing in the content makes any more.

    `packages` are the names of those that are built now. The others of a cut stay as long as one
    of `cards`, selected or not, would be in them.
    """
    there = {os.path.basename(path): path for path in packages_in(folder)}
    others = there.keys() - {MAIN, *packages}
    if others:
        others -= {_file(name) for card in cards for name in (card.principle, card.scenario)}
    left = (name for name in there if name in others)
    return [there[name] for name in left if name == RETIRED or _is_part(there[name])]


def _is_part(path: str) -> bool:
    """Say whether a build wrote this part: all that is in it belongs to what it is named for."""
    name = os.path.basename(path)
    named = "retired" if name == NAMED_RETIRED else name.removeprefix(BEGIN).removesuffix(END)
    signs = {f"lpcards::principle::{named}", f"lpcards::scenario::{named}"}
    tags = [shipped.tags for shipped in readable_in(path) if shipped.type != TYPE]
    return bool(tags) and any(all(sign in some for some in tags) for sign in signs)
