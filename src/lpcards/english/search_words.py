"""The words that a text is found by, and those that somebody looks for."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lpcards.english.tokens import folded

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_UNSPACED += "\U00020000-\U0003ffff"
"""Scripts that put no spaces between words: each of their letters is a word here."""
_LETTER = rf"(?![{_UNSPACED}])[^\W_]"
_ACCENT = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f"
_WORD = re.compile(
    rf"[{_UNSPACED}]|{_LETTER}(?:{_LETTER}|[{_ACCENT}])*+(?:(?<=[^\W\d_])[+#]++(?![^\W_]))?"
)
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:(?<=[a-z])[+#]++(?![a-z0-9]))?")
_PHRASE = re.compile(r"[\"“”„«»]")


class TextWord(NamedTuple):
    """A word without accents and case, and where in its text it stands; `C++` and `C#` are two."""

    term: str
    start: int
    end: int


class Wanted(NamedTuple):
    """Words that must stand one behind the other; unless `whole`, the last may go on."""

    terms: tuple[str, ...]
    whole: bool

    def stands_at(self, at: int, terms: Sequence[str]) -> bool:
        """Say whether these are the words of a text from number `at` on."""
        here = tuple(terms[at : at + len(self.terms)])
        if here[:-1] != self.terms[:-1] or len(here) < len(self.terms):
            return False
        return here[-1] == self.terms[-1] or (
            not self.whole and here[-1].startswith(self.terms[-1])
        )


def words_in(text: str) -> list[TextWord]:
    """Return the words of a text. One letter may stand for several words: `½` for 1 and 2."""
    return [
        TextWord(term, found.start(), found.end())
        for found in _WORD.finditer(text)
        for term in _terms(found[0])
    ]


def terms_in(text: str) -> list[str]:
    """Return the words of a text without their places; of many texts it takes less time."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return [term for word in _WORD.findall(text) for term in _terms(word)]


@functools.lru_cache(1 << 16)
def _terms(word: str) -> tuple[str, ...]:
    if word.isascii():
        return (word.lower(),)
    return tuple(_WORD.findall(folded(word)))


def wanted_in(query: str) -> tuple[Wanted, ...]:
    """Return what is looked for: words, each once; between quotation marks several as they stand.

    A word may go on (`deploy` finds `deployed`), one of a single letter may not. Signs that are no
    part of a word mean nothing: a quotation mark that is never closed, `*`, `OR`'s capitals.
    """
    found: dict[Wanted, None] = {}
    parts = _PHRASE.split(query)
    for at, part in enumerate(parts):
        is_phrase = at % 2 == 1 and at < len(parts) - 1
        for words in [part] if is_phrase else part.split():
            if terms := tuple(terms_in(words)):
                found[Wanted(terms, whole=is_phrase or len(terms[-1]) == 1)] = None
    return tuple(found)


def spans_of(wanted: Iterable[Wanted], text: str) -> list[tuple[int, int]]:
    """Return where what is wanted stands in a text, start and end, in order.

    Letters that are words of their own and stand together are one span.
    """
    words = words_in(text)
    terms = [word.term for word in words]
    found = {
        (word.start, word.end)
        for one in wanted
        for at in range(len(words))
        if one.stands_at(at, terms)
        for word in words[at : at + len(one.terms)]
    }
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if spans and spans[-1][1] == start:
            start, _ = spans.pop()  # noqa: PLW2901  it goes on
        spans.append((start, end))
    return spans


def parted(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Yield a text in pieces, each with whether it is one of these `spans`."""
    ends = [0, *(at for span in spans for at in span), len(text)]
    for number, (start, end) in enumerate(pairwise(ends)):
        if start < end:
            yield text[start:end], number % 2 == 1
