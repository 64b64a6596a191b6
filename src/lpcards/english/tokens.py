"""A text as what it says, words and figures, however written; and when two of them are the same."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from lpcards.english.figures import (
    CURRENCIES,
    EITHER,
    SCALES,
    UNITS,
    Readings,
    any_same,
    number_of,
    readings_of,
    spelled,
)
from lpcards.english.verbs import stem
from lpcards.english.vocabulary import DENIALS, SMALL_WORDS

CONTENT, SMALL = 4, 1
"""How much a word counts: one that carries a fact, one that joins."""

LONGEST_NUMBER = 16
"""Words that a spelled number takes at most."""


class Token(NamedTuple):
    """A word or a figure. `written` is how it stands in the text.

    `figures` are what a figure may mean, empty for a word; a figure must be there as it is.
    """

    written: str
    word: str
    root: str
    weight: int
    figures: Readings = ()

    @property
    def is_strict(self) -> bool:
        """Say whether it is a figure that nothing else can stand for. A lone "one" is none."""
        return bool(self.figures) and self.weight == CONTENT

    @property
    def denies(self) -> bool:
        """Say whether it is a word like `no`, `never`, `nobody`, or a nought."""
        return self.word in DENIALS or any(figure.number == 0 for figure in self.figures)


_DIGITS = r"\d{1,3}(?:[,'’_ ]\d{3})+(?:\.\d+)?(?![\d]|[.,]\d)"
_DIGITS += r"|(?<!\d[.,])\d+[.,]\d+(?![.,]?\d)|(?<![\w.])\.\d+|\d+"
_LEXEME = re.compile(
    r"(?P<time>\b\d{1,2}:\d{2}\b)"
    rf"|(?P<sign>(?<![^\s($€£¥])-(?=[$€£¥]?\d))?(?P<currency>[{CURRENCIES}]\s?)?"
    rf"(?P<number>{_DIGITS})|(?P<word>[^\W\d_]+|[%{CURRENCIES}])"
)


class _Lexeme(NamedTuple):
    """A number with its sign and currency, or a word, or the sign of a unit."""

    start: int
    end: int
    word: str = ""
    number: str = ""
    unit: str = ""


def folded(text: str) -> str:
    """Return `text` without accents, case and typographic signs."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return unicodedata.normalize("NFKC", plain).casefold().translate(_SIGNS)


_SIGNS = str.maketrans({"’": "'", "‘": "'", "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-"})
_DENIED = re.compile(r"\b(ca|do|does|did|is|was|are|were|wo|would|could|should|has|had|have)n't\b")


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the words and figures of `text`."""
    plain = _DENIED.sub(r"\1 not", folded(text))
    return tuple(_joined(plain, list(_lexemes(plain))))


def _lexemes(text: str) -> Iterator[_Lexeme]:
    for found in _LEXEME.finditer(text):
        start, end = found.span()
        if found["word"]:
            yield _Lexeme(start, end, word=found["word"])
        elif found["time"]:
            hours, minutes = found["time"].split(":")
            yield _Lexeme(start, end, number=f"{int(hours) * 60 + int(minutes)}", unit="clock")
        else:
            number, unit = f"{found['sign'] or ''}{found['number']}", found["currency"] or ""
            yield _Lexeme(start, end, number=number, unit=unit.strip())


def _joined(text: str, lexemes: list[_Lexeme]) -> Iterator[Token]:
    """Yield the tokens: a number is one with its scale and its unit."""
    at = 0
    while at < len(lexemes):
        figure = _figure(text, lexemes, at)
        if figure is not None:
            token, taken = figure
            yield token
            at += taken
            continue
        if lexemes[at].word[0].isalpha():
            yield _word(lexemes[at].word)
        at += 1


def _word(word: str) -> Token:
    is_small = word in SMALL_WORDS or len(word) == 1
    return Token(word, word, stem(word), SMALL if is_small else CONTENT)


def _figure(text: str, lexemes: list[_Lexeme], at: int) -> tuple[Token, int] | None:
    """Return the figure that begins there and how many lexemes it takes; None if none does."""
    here = lexemes[at]
    words = list(_run(text, lexemes[at : at + LONGEST_NUMBER]))
    found = _digits(here) or spelled(words)
    if found is None:
        return None
    number, taken = found
    scale, unit, more = _measured(words[taken : taken + 3])
    last = lexemes[at + taken + more - 1]
    lone = taken + more == 1 and here.word in {"one", "zero"}
    word = here.word if lone else ""
    weight = SMALL if word == "one" else CONTENT
    figures = readings_of(number, scale, here.unit or unit)
    return Token(text[here.start : last.end], word, word, weight, figures), taken + more


def _run(text: str, lexemes: list[_Lexeme]) -> Iterator[str]:
    """Yield the words up to the first that is set off by more than a blank or a hyphen."""
    end = lexemes[0].end
    for lexeme in lexemes:
        if text[end : lexeme.start].strip(" -"):
            return
        yield lexeme.word
        end = lexeme.end


def _digits(lexeme: _Lexeme) -> tuple[Fraction, int] | None:
    if not lexeme.number:
        return None
    number = number_of(lexeme.number.lstrip("-"))
    return (-number if lexeme.number.startswith("-") else number), 1


def _measured(words: list[str]) -> tuple[str, str, int]:
    """Return the scale and the unit that `words` begin with, and how many words they take."""
    scale = words[0] if words and (words[0] in SCALES or words[0] in EITHER) else ""
    rest = words[bool(scale) :]
    if rest[:2] == ["per", "cent"]:
        return scale, "%", bool(scale) + 2
    unit = rest[0] if rest and rest[0] in UNITS else ""
    return scale, unit, bool(scale) + bool(unit)


ONE_TYPO, TWO_TYPOS = 4, 8
"""Letters from which a word may have one typo, and two."""
TOO_MANY = 2
LONGEST_WORD = 40
"""Letters of a word up to which slips are counted."""
FEWEST_INITIALS = 3
SHORTEST_BASE = 5
_ENDINGS = frozenset("ment ments ion ions ation ations al ally ly er ers or ors able".split())


def same(wanted: Token, typed: Token) -> bool:
    """Say whether `typed` says what `wanted` does."""
    if wanted.figures and typed.figures and any_same(wanted.figures, typed.figures):
        return True
    if wanted.is_strict:
        return bool(wanted.word) and wanted.denies and typed.denies and not typed.is_strict
    if wanted.denies and typed.denies:
        return True
    if not wanted.word or not typed.word:
        return False
    return (
        wanted.root == typed.root
        or is_derived(wanted.word, typed.word)
        or is_typo(wanted.word, typed.word)
    )


def is_derived(word: str, other: str) -> bool:
    """Say whether one word is made of the other: `deploy` and `deployment`."""
    short, long = sorted((word, other), key=len)
    base = short.removesuffix("e")
    return len(base) >= SHORTEST_BASE and long.startswith(base) and long[len(base) :] in _ENDINGS


def is_typo(wanted: str, typed: str) -> bool:
    """Say whether `typed` is `wanted` with a slip or two: one from 4 letters on, two from 8.

    The first letter must be right: `increase` is no slip of `decrease`, nor `cost` of `lost`.
    """
    most = (len(wanted) >= ONE_TYPO) + (len(wanted) >= TWO_TYPOS)
    if not most or wanted[0] != typed[0] or abs(len(wanted) - len(typed)) > most:
        return False
    return max(len(wanted), len(typed)) <= LONGEST_WORD and _slips(wanted, typed) <= most


@lru_cache(4096)
def _slips(word: str, other: str) -> int:
    """Return how many letters to add, drop, change or swap with the next make them the same.

    More than TOO_MANY are not counted further.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(word, 1):
        last, before, row = before, row, [at]
        for to, wanted in enumerate(other, 1):
            cost = min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != wanted))
            swapped = at > 1 and to > 1 and letter == other[to - 2] and word[at - 2] == wanted
            row.append(min(cost, last[to - 2] + 1) if swapped else cost)
        if min(*row, *before) > TOO_MANY:
            return TOO_MANY + 1
    return row[-1]


def as_one(parts: Sequence[Token]) -> Iterator[str]:
    """Yield how several words are written as one: `postmortem`, and by their initials: `slo`."""
    words = [part.word for part in parts]
    if len(words) > 1 and all(words):
        yield "".join(words)
        if len(words) >= FEWEST_INITIALS:
            yield "".join(word[0] for word in words)
