"""Ids, names of files and the like, without the names that are in them: no two become one."""

import re
from collections.abc import Iterable
from itertools import chain

from lpcards.english.slugs import slug
from lpcards.sharing.redactor import DATES, Redactor, Replaced
from lpcards.sharing.standins import as_address
from lpcards.story.principles import PRINCIPLES

_PIECE = re.compile(r"[^/.]+")
_YEAR = re.compile(r"(?<![^-])(?:19[5-9]|20[0-4])\d(?![^-])")


class Ids:
    """What ids become. Whatever is chosen to be shared, an id always becomes the same.

    They are taken to pieces at `/` and `.`: `acme/probe/who` stays `company-a/probe/who` beside
    `company-a`.
    """

    def __init__(self, redactor: Redactor, ids: Iterable[str], words: Iterable[str]) -> None:
        """Take all the ids that there are; `words` are the program's own, which stay."""
        self._redactor = redactor
        pieces = sorted({piece for one in ids for piece in _PIECE.findall(one)})
        own = {*words, *PRINCIPLES}
        self.replaced = {one: self._piece(one) for one in pieces if one not in own}
        changed = {one: to for one, (to, _) in self.replaced.items() if to != one}
        taken = {*pieces, *own} - changed.keys()
        self._told: dict[str, str] = {}
        for one, to in changed.items():
            self._told[one] = self._free(to, taken)
            taken.add(self._told[one])

    def of(self, name: str) -> str:
        """Return what an id, or a path, becomes."""
        return _PIECE.sub(lambda found: self._told.get(found[0], found[0]), name)

    def told_of(self, name: str) -> list[Replaced]:
        """Return what was replaced in an id."""
        pieces = _PIECE.findall(name)
        return [told for one in pieces if one in self._told for told in self.replaced[one][1]]

    def _piece(self, piece: str) -> tuple[str, list[Replaced]]:
        """Return what a piece becomes by itself; hyphens are spaces, as dates have them."""
        words, told = self._redactor.redacted(piece, is_id=True)
        words, more = self._redactor.redacted(words.replace("-", " "), is_id=True)
        told += more
        if years := _YEAR.findall(words := words.replace(" ", "-")):
            date = self._redactor.standins.date
            words = _YEAR.sub(as_address(date), words)
            told += [Replaced(DATES, year, date, year) for year in years]
        return (self._as_id(words), told) if told else (piece, [])

    def _as_id(self, words: str) -> str:
        """Return words as an id. What an id has no letters for must not uncover a name."""
        told = slug(words, len(words))
        if told and not self._redactor.finds(told):
            return told
        return as_address(self._redactor.standins.date)

    def _free(self, wanted: str, taken: set[str]) -> str:
        """Return the id that is wanted, with a letter behind it where another has it."""
        more = (f"{wanted}-{label.lower()}" for label in self._redactor.standins.labels())
        return next(one for one in chain([wanted], more) if one not in taken)
