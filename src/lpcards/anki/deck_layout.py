"""Which package each card goes into, and which packages nothing goes into any more."""

import os
from collections.abc import Collection, Iterable

from lpcards.anki.edition_draft import ALL, MAIN, RETIRED
from lpcards.anki.note_types import TYPE
from lpcards.anki.package_reading import packages_in, readable_in
from lpcards.cards.card import Outline

BEGIN, END = "lpcards-", ".apkg"
OTHERWISE = {"retired": "lpcards.retired.apkg", "all": "lpcards.all.apkg"}
"""The parts of stories or principles with names of ours; no id has a full stop."""


def package_of(card: Outline, split: str | None, *, everything: bool = False) -> str:
    """Return the file name of the package that a card is in; `split`: by principle or scenario."""
    if split is None:
        return ALL if everything else MAIN
    return _file(card.principle if split == "principle" else card.scenario)


def _file(name: str) -> str:
    return OTHERWISE.get(name, f"{BEGIN}{name}{END}")


def left_over(folder: str, packages: Collection[str], cards: Iterable[Outline]) -> list[str]:
    """Return the paths of packages of ours that nothing in the content makes any more.

    `packages` are the names of those that are built now. The others of a cut stay as long as one
    of `cards`, selected or not, would be in them.
    """
    there = {os.path.basename(path): path for path in packages_in(folder)}
    others = there.keys() - {MAIN, ALL, *packages}
    if others:
        others -= {_file(name) for card in cards for name in (card.principle, card.scenario)}
    left = (name for name in there if name in others)
    return [there[name] for name in left if name == RETIRED or _is_part(there[name])]


def _is_part(path: str) -> bool:
    """Say whether a build wrote this part: all that is in it belongs to what it is named for."""
    name = os.path.basename(path)
    ours = {file: named for named, file in OTHERWISE.items()}
    named = ours.get(name, name.removeprefix(BEGIN).removesuffix(END))
    signs = {f"lpcards::principle::{named}", f"lpcards::scenario::{named}"}
    tags = [shipped.tags for shipped in readable_in(path) if shipped.type != TYPE]
    return bool(tags) and any(all(sign in some for some in tags) for sign in signs)
