"""Whole cards without what is listed: texts, ids, paths."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lpcards.cards.card import Card, fingerprint_of
from lpcards.sharing.redacted_ids import Ids
from lpcards.sharing.redactor import Redactor, Replaced

TEXTS = ("top", "front", "back", "hint", "below")
LISTS = ("items", "options")
IDS = ("id", "scenario", "principle", "group", "level", "path")
LISTS_OF_IDS = ("after", "was")


class Shared(NamedTuple):
    """A card fit to be shared, and what was replaced in it."""

    card: Card
    replaced: tuple[Replaced, ...]


def ids_in(card: Card) -> Iterator[str]:
    """Yield all ids and paths in a card."""
    yield from (getattr(card, name) for name in IDS)
    for name in LISTS_OF_IDS:
        yield from getattr(card, name)


def shared(cards: Iterable[Card], redactor: Redactor, ids: Ids) -> Iterator[Shared]:
    """Yield cards without what is listed, money and dates.

    A fingerprint would let a guess be proved; so a card that changes gets one of what it is now.
    """
    for card in cards:
        told: list[Replaced] = []
        values = _texts(card, redactor, told)
        for name in IDS:
            values[name] = ids.of(getattr(card, name))
        for name in LISTS_OF_IDS:
            values[name] = tuple(map(ids.of, getattr(card, name)))
        told += ids.told_of(card.id)
        after = card._replace(**values)
        if after != card:
            words = (after.id, after.top, after.front, after.back, *after.items)
            after = after._replace(fingerprint=fingerprint_of(card.kind, words))
        yield Shared(after, tuple(told))


def _texts(card: Card, redactor: Redactor, told: list[Replaced]) -> dict[str, Any]:
    def without(text: str) -> str:
        after, more = redactor.redacted(text)
        told.extend(more)
        return after

    values: dict[str, Any] = {name: without(getattr(card, name)) for name in TEXTS}
    for name in LISTS:
        values[name] = tuple(map(without, getattr(card, name)))
    values["accept"] = tuple(tuple(map(without, others)) for others in card.accept)
    return values


def without_folder(path: str, folders: Iterable[str]) -> str:
    """Return a path as seen from the folder of content it lies in: the rest names its owner."""
    inside = (path.removeprefix(f"{one.rstrip('/')}/") for one in folders)
    return next((one for one in inside if one != path), path.rpartition("/")[2])
