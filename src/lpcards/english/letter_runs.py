"""Texts as runs of letters or of digits, and what remains of them however they are written.

`AcmeCloud`, `acme-cloud` and `ACME Cloud` have the same two: words are compared by them.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_ALL = tuple(map(chr, range(0x80, 0x20000)))
_MARKS = "".join(char for char in _ALL if unicodedata.category(char)[0] == "M")
_UNSEEN = "\xad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff"
_RUN = re.compile(rf"(?:[^\W_]|[{re.escape(_MARKS)}{_UNSEEN}])+")
_NONE_OF_IT = re.compile(rf"[{re.escape(_MARKS)}{_UNSEEN}\W_]+")
_SPELLED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
CURRENCY = "".join(char for char in ("$", *_ALL) if unicodedata.category(char) == "Sc")


class LetterRun(NamedTuple):
    """A run of letters or of digits: where it stands, and its letters folded."""

    start: int
    end: int
    key: str


def letter_runs_of(text: str) -> Iterator[LetterRun]:
    """Yield the runs in a text. A capital in a word begins a run: `AcmeCloud` has two."""
    for found in _RUN.finditer(text):
        start, run = found.start(), found[0]
        cuts = (0, *_cuts(run), len(run))
        for begin, end in pairwise(cuts):
            if key := bare_letters(run[begin:end]):
                yield LetterRun(start + begin, start + end, key)


def _cuts(run: str) -> tuple[int, ...]:
    """Return where a run changes from letters to digits, or a capital begins another word."""
    if run.isascii() and run.isalpha() and (run[1:].islower() or run.isupper() or len(run) == 1):
        return ()
    return _cuts_between(run)


@functools.lru_cache(1 << 14)
def _cuts_between(run: str) -> tuple[int, ...]:
    places = [at for at, char in enumerate(run) if char.isalnum()]  # marks belong to a letter
    classes = "".join(_class_of(run[at]) for at in places)
    return tuple(places[found.start()] for found in _CUT.finditer(classes))


_CUT = re.compile(r"(?<=d)[ul]|(?<=[ul])d|(?<=l)u|(?<=u)u(?=l)")


def _class_of(char: str) -> str:
    """Return whether a character is a digit, a capital or another letter: d, u, l."""
    return "d" if char.isdecimal() else "u" if char.isupper() else "l"


@functools.lru_cache(1 << 16)
def bare_letters(word: str) -> str:
    """Return a word in small letters without accents and marks, however it was composed."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return _NONE_OF_IT.sub("", plain.translate(_SPELLED))
