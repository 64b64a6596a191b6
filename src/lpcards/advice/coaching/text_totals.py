"""What a text comes to: words, seconds, whose deeds it tells, figures."""

import re
from typing import NamedTuple

from lpcards.advice.coaching.text_parts import Draft
from lpcards.advice.rules.seconds import WORDS_A_MINUTE
from lpcards.english.figures import figures_in
from lpcards.english.vocabulary import DENIALS, SMALL_WORDS


class Figure(NamedTuple):
    """A figure, and from where to where it stands in the text."""

    words: str
    start: int
    end: int


class Totals(NamedTuple):
    """What a text comes to. `seconds` at WORDS_A_MINUTE, `mine` are its "I", `ours` its "we"."""

    words: int
    seconds: int
    target: int
    mine: int
    ours: int
    figures: tuple[Figure, ...]


_I = re.compile(r"\bi(?:['’](?:m|ve|d|ll))?\b(?![./]\w)", re.IGNORECASE)
_WE = re.compile(r"\bwe(?:['’](?:re|ve|d|ll))?\b", re.IGNORECASE)


def totals_of(draft: Draft) -> Totals:
    """Return what the parts of a text come to."""
    texts = [heard.text for heard in draft.heard]
    words = sum(len(text.split()) for text in texts)
    return Totals(
        words,
        seconds_for(words),
        sum(draft.steps.values()),
        sum(len(_I.findall(text)) for text in texts),
        sum(len(_WE.findall(text)) for text in texts),
        tuple(_figures(draft)),
    )


def seconds_for(words: int) -> int:
    """Return the seconds in which so many words are said."""
    return round(words * 60 / WORDS_A_MINUTE)


def _figures(draft: Draft) -> list[Figure]:
    spans = (
        (heard.start + start, heard.start + end)
        for heard in draft.heard
        for start, end in figures_in(heard.text)
    )
    return [Figure(draft.text[start:end], start, end) for start, end in spans]


FEWEST_WORDS = 12
LEAST = 0.2
"""The share of small words, such as `the` and `of`, that English has at the very least; a third
to a half is usual."""
_WORD = re.compile(r"[^\W\d_]+")


def reads_as_english(text: str) -> bool:
    """Say whether a text may be English: most of it in Latin letters, and enough small words.

    Short texts always may.
    """
    letters = [char for char in text if char.isalpha()]
    if len(letters) > 2 * sum(char < "\u0250" for char in letters):
        return False
    words = _WORD.findall(text.lower())
    small = sum(word in SMALL_WORDS or word in DENIALS for word in words)
    return len(words) < FEWEST_WORDS or small >= LEAST * len(words)
