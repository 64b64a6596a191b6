"""Decks cut into packages: which part a card is in, and parts whose story or principle is gone."""

import os
from collections.abc import Collection, Iterable

from lpcards.anki.readback import packages_in, readable_in
from lpcards.anki.scratch import MAIN, RETIRED
from lpcards.anki.types import TYPE
from lpcards.cards.card import Outline

BEGIN, END = "lpcards-", ".apkg"
NAMED_RETIRED = "lpcards.retired.apkg"
"""The part of a story or principle that is called `retired`; no id has a full stop."""


def part_of(card: Outline, split: str | None) -> str:
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
    tags = [one.tags for one in readable_in(path) if one.type != TYPE]
    return bool(tags) and any(all(sign in some for some in tags) for sign in signs)
