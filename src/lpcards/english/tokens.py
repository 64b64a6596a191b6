"""A text as what it says: words and figures, whatever their case, accents and punctuation."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from lpcards.english.figures import (
    CURRENCIES,
    EITHER,
    SCALES,
    UNITS,
    Readings,
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
    """A word or a figure. `said` is how it was written, `place` where it begins in the text.

    `figures` are what a figure may mean, empty for a word; a figure must be there as it is.
    """

    said: str
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
