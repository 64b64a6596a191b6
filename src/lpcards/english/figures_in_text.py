"""Figures in a text, by how they are written: with a currency, a share, in words, as money."""

import re
from collections.abc import Iterator

from lpcards.english.figures import CURRENCIES
from lpcards.english.vocabulary import NUMBERS, TENS

DIGITS = r"(?>\d+(?:[.,:]\d+)*)"
"""Digits with what parts them: `1,200.50`, `9:30`."""
WRITTEN = rf"(?<![\w.,])(?<!\d:)[{CURRENCIES}]?{DIGITS}"
"""A figure as it is written in digits, its currency before it."""
SHARE = r"\d\s?(?:%|percent\b)"
_WORDS = "|".join(word for word in (*NUMBERS, *TENS) if word not in {"zero", "one"})
_COUNTED = (
    rf"{WRITTEN}|\b(?:{_WORDS}|"
    r"hundreds?|thousands?|millions?|dozens?|half|halved|quarter|third|twice|doubled?|tripled?)\b"
)
FIGURE = re.compile(_COUNTED, re.IGNORECASE)
AMOUNT = re.compile(
    rf"{_COUNTED}|\b(?:zero|none|nothing|nobody|no|never|one|once|all|every|each|first|last)\b",
    re.IGNORECASE,
)
"""A figure, or a word that is one in a Result: nobody waited any more."""
MONEY = re.compile(
    rf"[{CURRENCIES}]\s?\d|(?:{_COUNTED})\s?(?:dollars|euros|pounds)\b", re.IGNORECASE
)
_WITH_UNIT = re.compile(rf"(?:{_COUNTED})(?:\s?%|[a-z]{{1,2}}\b)?", re.IGNORECASE)


def figures_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where each figure goes, with the sign or letters of its unit."""
    return (found.span() for found in _WITH_UNIT.finditer(text))
