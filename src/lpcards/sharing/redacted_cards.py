"""Whole cards without what is listed: texts, ids, paths. No two ids become one."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from lpcards.cards.card import Card, card_json, fingerprint_of
from lpcards.english.slugs import slug
from lpcards.sharing.redactor import DATES, Redactor, Replaced, as_address
from lpcards.story.markup import in_words
from lpcards.story.principles import PRINCIPLES

_PIECE = re.compile(r"[^/.]+")
_YEAR = re.compile(r"(?<![^-])(?:19[5-9]|20[0-4])\d(?![^-])")


class RedactedIds:
    """What ids become. Whatever is chosen to be shared, an id always becomes the same.

    They are taken to pieces at `/` and `.`: `acme/probe/who` stays `company-a/probe/who` beside
    `company-a`.
    """

    def __init__(self, redactor: Redactor, ids: Iterable[str], words: Iterable[str]) -> None:
        """Take all the ids that there are; `words` are the program's own, which stay."""
        self._redactor = redactor
        pieces = sorted({piece for name in ids for piece in _PIECE.findall(name)})
        own = {*words, *PRINCIPLES}
        self.replaced = {piece: self._piece(piece) for piece in pieces if piece not in own}
        changed = {piece: to for piece, (to, _) in self.replaced.items() if to != piece}
        taken = {*pieces, *own} - changed.keys()
        self._new: dict[str, str] = {}
        for piece, to in changed.items():
            self._new[piece] = self._free(to, taken)
            taken.add(self._new[piece])

    def of(self, name: str) -> str:
        """Return what an id, or a path, becomes."""
        return _PIECE.sub(lambda found: self._new.get(found[0], found[0]), name)

    def replaced_in(self, name: str) -> list[Replaced]:
        """Return what was replaced in an id."""
        pieces = (piece for piece in _PIECE.findall(name) if piece in self._new)
        return [replaced for piece in pieces for replaced in self.replaced[piece][1]]

    def _piece(self, piece: str) -> tuple[str, list[Replaced]]:
        """Return what a piece becomes by itself; hyphens are spaces, as dates have them."""
        words, replaced = self._redactor.redacted(piece, is_id=True)
        words, more = self._redactor.redacted(words.replace("-", " "), is_id=True)
        replaced += more
        if years := _YEAR.findall(words := words.replace(" ", "-")):
            date = self._redactor.standins.date
            words = _YEAR.sub(as_address(date), words)
            replaced += [Replaced(DATES, year, date, year) for year in years]
        return (self._as_id(words), replaced) if replaced else (piece, [])

    def _as_id(self, words: str) -> str:
        """Return words as an id. What an id has no letters for must not uncover a name."""
        name = slug(words, len(words))
        if name and not self._redactor.finds(name):
            return name
        return as_address(self._redactor.standins.date)

    def _free(self, wanted: str, taken: set[str]) -> str:
        """Return the id that is wanted, with a letter behind it where another has it."""
        more = (f"{wanted}-{label.lower()}" for label in self._redactor.standins.labels())
        return next(name for name in chain([wanted], more) if name not in taken)


TEXTS = ("top", "front", "back", "hint", "below")
LISTS = ("items", "options")
IDS = ("id", "scenario", "principle", "group", "level", "path")
LISTS_OF_IDS = ("after", "was")


class SharedCard(NamedTuple):
    """A card fit to be shared, and what was replaced in it."""

    card: Card
    replaced: tuple[Replaced, ...]


def ids_in(card: Card) -> Iterator[str]:
    """Yield all ids and paths in a card."""
    yield from (getattr(card, name) for name in IDS)
    for name in LISTS_OF_IDS:
        yield from getattr(card, name)


def in_words_alone(card: Card) -> Card:
    """Return a card without its pictures and sounds: words tell what each shows."""
    values: dict[str, Any] = {name: in_words(getattr(card, name)) for name in TEXTS}
    for name in LISTS:
        values[name] = tuple(map(in_words, getattr(card, name)))
    return card._replace(**values, media=())


def shared_cards(
    cards: Iterable[Card], redactor: Redactor, ids: RedactedIds
) -> Iterator[SharedCard]:
    """Yield cards without what is listed, contact data, money and dates.

    A fingerprint would let a guess be proved; so a card that changes gets one of what it is now.
    """
    for card in cards:
        replaced: list[Replaced] = []
        values = _texts(card, redactor, replaced)
        for name in IDS:
            values[name] = ids.of(getattr(card, name))
        for name in LISTS_OF_IDS:
            values[name] = tuple(map(ids.of, getattr(card, name)))
        replaced += ids.replaced_in(card.id)
        after = card._replace(**values)
        if after != card:
            words = (after.id, after.top, after.front, after.back, *after.items)
            after = after._replace(fingerprint=fingerprint_of(card.kind, words))
        yield SharedCard(after, tuple(replaced))


def shared_json(shared: SharedCard) -> dict[str, Any]:
    """Return a card as scripts read it, and how much was replaced in it."""
    return card_json(shared.card) | {"redacted": len(shared.replaced)}


def _texts(card: Card, redactor: Redactor, replaced: list[Replaced]) -> dict[str, Any]:
    def without(text: str) -> str:
        after, more = redactor.redacted(text)
        replaced.extend(more)
        return after

    values: dict[str, Any] = {name: without(getattr(card, name)) for name in TEXTS}
    for name in LISTS:
        values[name] = tuple(map(without, getattr(card, name)))
    values["accept"] = tuple(tuple(map(without, others)) for others in card.accept)
    return values


def without_folder(path: str, folders: Iterable[str]) -> str:
    """Return a path as seen from the folder of content it lies in: the rest names its owner."""
    inside = (path.removeprefix(f"{folder.rstrip('/')}/") for folder in folders)
    return next((rest for rest in inside if rest != path), path.rpartition("/")[2])
