"""What is to stay although it looks like something to replace."""

import unicodedata
from collections.abc import Iterable, Iterator

from lpcards.english.atoms import atoms_of


class Kept:
    """Words that stay as they are written, capitals and all."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words, composed or not."""
        self._by_first: dict[str, set[tuple[str, int]]] = {}
        for word in words:
            for form in {unicodedata.normalize(way, word) for way in ("NFC", "NFD")} | {word}:
                first = next(atoms_of(form), None)
                if first:
                    told = self._by_first.setdefault(form[first.start : first.end], set())
                    told.add((form, first.start))

    def spans_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of what stays."""
        for atom in atoms_of(text) if self._by_first else ():
            for word, before in self._by_first.get(text[atom.start : atom.end], ()):
                start = atom.start - before
                if start >= 0 and text.startswith(word, start) and _is_whole(text, start, word):
                    yield start, start + len(word)


def _is_whole(text: str, start: int, word: str) -> bool:
    end = start + len(word)
    before = start > 0 and word[0].isalnum() and text[start - 1].isalnum()
    after = end < len(text) and word[-1].isalnum() and text[end].isalnum()
    return not before and not after
