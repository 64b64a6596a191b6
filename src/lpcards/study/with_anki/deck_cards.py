"""Which cards a deck holds: by default what a review teaches, in the order of learning."""

from collections.abc import Iterator
from hashlib import blake2b

from lpcards.cards.card import Outline
from lpcards.index.selection import Selection
from lpcards.study.naming import selection_of
from lpcards.study.places import is_of_library
from lpcards.study.workspace import Workspace


def deck_cards(
    workspace: Workspace, folder: str, named: Selection | None, *, everything: bool = False
) -> list[Outline]:
    """Return the cards of a build into `folder`, in the order of learning.

    They are what a review teaches: cards to be met by the settings, and those that were begun. Of
    those `named` and with `everything` all come, the others behind these.
    """
    index = workspace.index
    chosen = selection_of(index, named) if named and any(named) else None
    taught = {card.id: card for card in _taught(workspace, folder)}
    if not (everything or chosen):
        return [*taught.values()]
    every = {card.id: card for card in index.outlines(chosen) if card.note}
    first = (every.pop(name) for name in taught if name in every)
    return [*first, *every.values()]


def _taught(workspace: Workspace, folder: str) -> Iterator[Outline]:
    """Yield the cards to be met, then those that were begun and the settings leave out."""
    index = workspace.index
    met = {card.id: card for card in index.study_order(but=index.asleep) if card.note}
    yield from met.values()
    begun = _begun(workspace, folder) - index.asleep - met.keys()
    others = sorted(name for name in begun if not index.worked_example.has(name))
    yield from (card for card in index.outlines_of(others).values() if card.note)


def _begun(workspace: Workspace, folder: str) -> set[str]:
    """Return the cards that were begun; for the library's decks nobody's count."""
    return set() if is_of_library(folder) else workspace.reading().known()


def digest_of_begun(workspace: Workspace, folder: str) -> str:
    """Return what changes when other cards have been begun."""
    return blake2b("\n".join(sorted(_begun(workspace, folder))).encode()).hexdigest()[:20]
