"""Texts as rules compare them: words, what carries meaning in them, amounts, runs of five."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from zlib import crc32

from lpcards.english.verbs import stem
from lpcards.english.vocabulary import NUMBERS, SMALL_WORDS

RUN = 5
"""So many words in a row are somebody's own; fewer are everybody's."""

_EDGES = ".,:;!?'’‘\"“”„«»()[]{}<>*_`~#&^@=+|…"

_FIGURES = {word: str(value) for word, value in NUMBERS.items() if word != "one"} | {"twenty": "20"}
"""Number words, but "one": as a rule it is no figure."""
_SMALL = SMALL_WORDS | {"not", "no", "isn't", "wasn't", "didn't", "don't", "can't", "it's"}
_SMALL |= {
    f"{word}{tail}"
    for word in ("i", "we", "they", "he", "she", "you", "that", "there")
    for tail in ("'d", "'m", "'re", "'ve", "'ll", "'s")
}


class _Roots(dict[str, str]):
    """Word -> what its forms have in common; "" for words that only join others."""

    def __missing__(self, word: str) -> str:
        root = self[word] = _root(bare(word))
        return root


def bare(word: str) -> str:
    """Return a word without the signs around it."""
    return word.strip(_EDGES).replace("’", "'")


def _root(word: str) -> str:
    if word in _FIGURES:
        return _FIGURES[word]
    if word[:1].isdigit() or word[1:2].isdigit():
        return word.replace(",", "").rstrip("%")
    plain = word.removesuffix("'s")
    return "" if word in _SMALL or plain in _SMALL or len(plain) <= 1 else stem(plain)


class _Codes(dict[str, int]):
    """Word -> a number for it, the same in every process."""

    def __missing__(self, word: str) -> int:
        code = self[word] = crc32(bare(word).encode("utf-8", "surrogatepass"))
        return code


ROOTS = _Roots()
CODES = _Codes()


def words_of(text: str) -> list[str]:
    """Return the words and figures of `text` in lower case, some with a comma or a bracket.

    Splitting at blanks is ten times as fast as looking for words, and there are many.
    """
    return _apart(text).split()


def _apart(text: str) -> str:
    """Return `text` with blanks between the parts of compounds."""
    low = text.lower().replace("-", " ").replace("/", " ")
    return low if low.isascii() else low.replace("–", " ").replace("—", " ").replace("→", " ")


def words_of_each(texts: Sequence[str]) -> list[list[str]]:
    """Return the words of many texts at once, which takes half the time."""
    if not texts:
        return []
    return [text.split() for text in _apart("\0".join(texts)).split("\0")]


def roots_of(words: Iterable[str]) -> frozenset[str]:
    """Return what carries the meaning of a text: its words without endings, and its figures."""
    found = set(map(ROOTS.__getitem__, words))
    found.discard("")
    return frozenset(found)


def sequence_of(text: str) -> list[str]:
    """Return the same, one after the other."""
    return [root for word in words_of(text) if (root := ROOTS[word])]


def code_of(roots: Iterable[str]) -> int:
    """Return a number for a set of words: the same for the same words in any order."""
    return hash(frozenset(map(CODES.__getitem__, roots)))  # numbers' hashes are the same everywhere


def runs_of(words: Iterable[str]) -> list[int]:
    """Return a number for each run of five words, in their order."""
    codes = list(map(CODES.__getitem__, words))
    return list(map(hash, zip(codes, codes[1:], codes[2:], codes[3:], codes[4:])))  # noqa: B905


_WORD = re.compile(r"\w+")
MOST_TRIED = 1000
"""Places with the same letters that are looked at: elsewhere they are parted into other words."""


def lowered(text: str) -> str:
    """Return `text` in lower case, every character in its place."""
    low = text.lower()
    return low if len(low) == len(text) else text


def spot_of(words: str, low: str) -> tuple[int, int] | None:
    """Return where `words` stand in a lower-case text: from where to where, or None.

    Whatever stands between words counts as blank: line ends, indentation, quotes written twice.
    """
    return FlatText(low).spot_of(words)


class FlatText:
    """A lower-case text in which words are looked for, whatever stands between them."""

    def __init__(self, low: str) -> None:
        """Join the words of the text, once, however often words are looked for."""
        found = list(_WORD.finditer(low))
        self._low = low
        self._joined = "".join([match[0] for match in found])
        self._starts = [match.start() for match in found]
        self._offsets = list(accumulate((len(match[0]) for match in found), initial=0))

    def spot_of(self, words: str, start: int = 0, end: int = sys.maxsize) -> tuple[int, int] | None:
        """Return from where to where `words` stand in a part of the text, or None."""
        wanted = _WORD.findall(words.lower())
        joined = "".join(wanted)
        at = self._joined.find(joined, self._offset_of(start)) if wanted else -1
        for _ in range(MOST_TRIED):
            if at < 0 or (place := self._place_of(at)) + len(wanted[0]) > end:
                break
            if last := _end_of(wanted, self._low, place):
                return place, last
            at = self._joined.find(joined, at + 1)
        return None

    def _offset_of(self, place: int) -> int:
        """Return how many characters of words stand before a place."""
        word = bisect_right(self._starts, place)
        inside = place - self._starts[word - 1] if word else 0
        return min(self._offsets[word - 1] + inside, self._offsets[word]) if word else 0

    def _place_of(self, offset: int) -> int:
        word = bisect_right(self._offsets, offset) - 1
        return self._starts[word] + offset - self._offsets[word]


def _end_of(wanted: Sequence[str], low: str, at: int) -> int:
    """Return where the words end that begin at `at`; 0 if others stand there."""
    for word in wanted:
        while at < len(low) and not (low[at].isalnum() or low[at] == "_"):
            at += 1
        if not low.startswith(word, at):
            return 0
        at += len(word)
    return at
