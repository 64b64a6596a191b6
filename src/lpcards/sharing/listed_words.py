"""Where the words of a list stand in a text, in all their forms, and words that are to stay.

It is as fast with ten thousand of them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from lpcards.english.letter_runs import LetterRun, letter_runs_of
from lpcards.english.slugs import slug

LONGEST_GAP = 16
"""What may stand between two parts of a name: `Anna\\n  Berg`, `anna.berg`, `Anna **Berg**`."""

_SIGNS = r"*_`~\\'\u2019\u2018\u02bc\"\u201c\u201d&+/|\-\u2010-\u2015\u00b7"
_WIDE = re.compile(rf"(?!\.\s)[\s{_SIGNS}.]{{1,{LONGEST_GAP}}}")
_NARROW = re.compile(r"[-_\u2010-\u2013]")
_MARKUP = re.compile(r"[*`]{1,3}")
_SPACE = re.compile(r"\s+")
_HISS = ("s", "x", "z", "ch", "sh")
_VOWELS = "aeiou"


class WordForm(NamedTuple):
    """One way to write a word. `gaps`: where it may be parted, and how it is in the list.

    A gap that is "" there parts small letters from capitals, or (None) letters from digits.
    """

    word: int
    gaps: dict[int, str | None]
    plural: bool


class FoundWord(NamedTuple):
    """A word of the list in a text, by its number."""

    start: int
    end: int
    word: int
    plural: bool


class WordIndex:
    """The words of a list, ready to be looked for. Words come by their numbers in it."""

    def __init__(self, words: Iterable[str]) -> None:
        """Work out the forms of the words; of two words alike the first counts."""
        self._forms: dict[str, list[WordForm]] = {}
        plurals: list[tuple[str, WordForm]] = []
        for number, word in enumerate(words):
            for key, gaps in _keys_of(word):
                self._forms.setdefault(key, []).append(WordForm(number, gaps, plural=False))
                plurals += [(form, WordForm(number, gaps, plural=True)) for form in _plurals(key)]
        for key, form in plurals:
            self._forms.setdefault(key, []).append(form)
        self._begun = {key[:length] for key in self._forms for length in range(1, len(key) + 1)}

    def found_in(self, text: str) -> Iterator[FoundWord]:
        """Yield the words in a text from left to right, the longest first, none in another."""
        runs = list(letter_runs_of(text)) if self._forms else []
        at = 0
        while at < len(runs):
            found, after = self._longest(text, runs, at)
            if found:
                yield found
            at = after

    def _longest(self, text: str, runs: list[LetterRun], at: int) -> tuple[FoundWord | None, int]:
        """Return the longest word that begins with a run, and the run behind it."""
        best, behind, key = None, at + 1, ""
        parted: list[tuple[int, str]] = []
        for last in range(at, len(runs)):
            if last > at and (gap := _gap(text, runs[last - 1], runs[last])):
                parted.append((len(key), gap))
            key += runs[last].key
            if key not in self._begun:
                break
            if form := self._form(key, parted):
                best = FoundWord(runs[at].start, runs[last].end, form.word, form.plural)
                behind = last + 1
        return best, behind

    def _form(self, key: str, parted: list[tuple[int, str]]) -> WordForm | None:
        forms = self._forms.get(key, ())
        return next((form for form in forms if _may_be(form.gaps, parted)), None)


def _gap(text: str, before: LetterRun, after: LetterRun) -> str:
    """Return what stands between two runs; "" for the dots of `A.C.M.E.`."""
    gap = text[before.end : after.start]
    return "" if gap == "." and len(before.key) == len(after.key) == 1 else gap


def _may_be(gaps: dict[int, str | None], parted: list[tuple[int, str]]) -> bool:
    return all(_MARKUP.fullmatch(gap) or _fits(gap, gaps.get(at, False)) for at, gap in parted)


def _fits(gap: str, listed: str | bool | None) -> bool:
    """Say whether a word may be parted by `gap` where in the list it is by `listed` (False: no)."""
    if listed is False:
        return False
    if listed is None:
        return bool(_NARROW.fullmatch(gap))
    return bool(_WIDE.fullmatch(gap)) or _bare(gap) == _bare(str(listed))


def _bare(gap: str) -> str:
    return _SPACE.sub("", gap)


def _keys_of(word: str) -> Iterator[tuple[str, dict[int, str | None]]]:
    """Yield the keys of a word with their gaps: each way to spell it once."""
    known = set()
    for spelled in _spellings(word):
        key, gaps = _joined(spelled)
        if key and key not in known:
            known.add(key)
            yield key, gaps


def _spellings(word: str) -> Iterator[str]:
    """Yield a word as it is, with "and" for "&", as ids have it, and without umlauts."""
    yield word
    if "&" in word:
        yield word.replace("&", " and ")
    if not word.isascii():
        yield slug(word, len(word))
        yield unicodedata.normalize("NFC", word).translate(_UMLAUTS)


_UMLAUTS = str.maketrans(
    {"\xe4": "ae", "\xf6": "oe", "\xfc": "ue", "\xf8": "oe", "\xe5": "aa"}
    | {"\xc4": "Ae", "\xd6": "Oe", "\xdc": "Ue", "\xd8": "Oe", "\xc5": "Aa"}
)


def _joined(word: str) -> tuple[str, dict[int, str | None]]:
    runs = list(letter_runs_of(word))
    key, gaps = "", dict[int, str | None]()
    for before, after in pairwise(runs):
        key += before.key
        gap = word[before.end : after.start]
        is_figure = before.key.isdecimal() or after.key.isdecimal()
        gaps[len(key)] = None if is_figure and not gap else gap
    return key + (runs[-1].key if runs else ""), gaps


def _plurals(key: str) -> Iterator[str]:
    """Yield the forms of several of that name: Bergs, Joneses, Kennedies; of an initial none."""
    if len(key) < 2 or key[-1].isdecimal():  # noqa: PLR2004
        return
    yield f"{key}es" if key.endswith(_HISS) else f"{key}s"
    if key[-1] == "y" and key[-2] not in _VOWELS:
        yield f"{key[:-1]}ies"


class KeptWords:
    """Words that stay as they are written, capitals and all."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words, composed or not."""
        self._by_first: dict[str, set[tuple[str, int]]] = {}
        for word in words:
            for form in {unicodedata.normalize(way, word) for way in ("NFC", "NFD")} | {word}:
                first = next(letter_runs_of(form), None)
                if first:
                    same = self._by_first.setdefault(form[first.start : first.end], set())
                    same.add((form, first.start))

    def spans_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of what stays."""
        for run in letter_runs_of(text) if self._by_first else ():
            for word, before in self._by_first.get(text[run.start : run.end], ()):
                start = run.start - before
                if start >= 0 and text.startswith(word, start) and _is_whole(text, start, word):
                    yield start, start + len(word)


def _is_whole(text: str, start: int, word: str) -> bool:
    end = start + len(word)
    before = start > 0 and word[0].isalnum() and text[start - 1].isalnum()
    after = end < len(text) and word[-1].isalnum() and text[end].isalnum()
    return not before and not after
