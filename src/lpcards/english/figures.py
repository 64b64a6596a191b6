"""What figures mean: `8k`, `$8,000`, `8 000` and "eight thousand" are the same."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from lpcards.english.vocabulary import NUMBERS, TENS

SCALES = {"k": 10**3, "thousand": 10**3, "grand": 10**3, "hundred": 100}
SCALES |= dict.fromkeys(("million", "mn", "mio"), 10**6) | dict.fromkeys(("billion", "bn"), 10**9)
EITHER = {"m": 10**6, "b": 10**9}
"""Letters that are a scale or a unit: both are tried."""

_UNITS = {
    "%": (("%", "percent", "percents", "pct"), 1),
    "pp": (("pp",), 1),
    "$": (("$", "dollar", "dollars", "usd", "bucks"), 1),
    "€": (("€", "euro", "euros", "eur"), 1),
    "£": (("£", "pound", "pounds", "gbp"), 1),
    "¥": (("¥", "yen"), 1),
    "x": (("x", "times", "fold"), 1),
    "month": (("month", "months"), 1),
    "year": (("year", "years", "yr", "yrs"), 1),
    "time": (("clock",), 1),
    "ms": (("ms", "millisecond", "milliseconds", "msec"), 1),
    "s": (("s", "sec", "secs", "second", "seconds"), 1_000),
    "min": (("min", "mins", "minute", "minutes", "m"), 60_000),
    "h": (("h", "hr", "hrs", "hour", "hours"), 3_600_000),
    "d": (("d", "day", "days"), 86_400_000),
    "w": (("w", "wk", "week", "weeks"), 604_800_000),
    "kb": (("kb",), 1),
    "mb": (("mb",), 1_000),
    "gb": (("gb",), 1_000_000),
    "tb": (("tb",), 1_000_000_000),
}
_MEASURES = dict.fromkeys(("ms", "s", "min", "h", "d", "w"), "ms")
_MEASURES |= dict.fromkeys(("kb", "mb", "gb", "tb"), "kb")
UNITS = {
    word: (_MEASURES.get(name, name), factor)
    for name, (words, factor) in _UNITS.items()
    for word in words
}
"""Word -> what it measures, and how many of the smallest unit it is."""

CURRENCIES = "$€£¥"


class Figure(NamedTuple):
    """A number, what its unit measures ("": it has no unit), and the factor of the unit."""

    number: Fraction
    measure: str = ""
    factor: int = 1

    def is_same(self, other: "Figure") -> bool:
        """Say whether both say the same. A unit may be left out, but not be another one."""
        if self.measure and other.measure:
            mine, theirs = self.number * self.factor, other.number * other.factor
            return self.measure == other.measure and mine == theirs
        return self.number == other.number and "time" not in {self.measure, other.measure}


Readings = tuple[Figure, ...]
"""What a figure may mean: `5m` is five million or five minutes."""


def readings_of(number: Fraction, scale: str, unit: str) -> Readings:
    """Return what a number with a scale and a unit, or their letter, may mean."""
    measure, factor = UNITS.get(unit, ("", 1))
    if scale in EITHER and unit:
        return (Figure(number * EITHER[scale], measure, factor),)
    if scale in EITHER:
        small = Figure(number, *UNITS.get(scale, (scale, 1)))
        return (Figure(number * EITHER[scale]), small)
    return (Figure(number * SCALES.get(scale, 1), measure, factor),)


def any_same(readings: Readings, others: Readings) -> bool:
    """Say whether some reading of both is the same."""
    return any(mine.is_same(theirs) for mine in readings for theirs in others)


LONGEST = 60
"""Signs of a number that count: whatever has more is no figure of a story."""
_GROUPED = re.compile(r"\d{1,3}(?:[,'’_ ]\d{3})+(?:\.\d+)?")


def number_of(digits: str) -> Fraction:
    """Return the number that digits with separators stand for; a comma alone is a decimal one."""
    if _GROUPED.fullmatch(digits) and not digits.startswith("0"):
        plain = re.sub(r"[,'’_ ]", "", digits)
    else:
        plain = digits.replace(",", ".")
    return Fraction(plain[:LONGEST].rstrip("."))


DIGIT = 9
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


def spelled(words: Sequence[str]) -> tuple[Fraction, int] | None:
    """Return the number that `words` begin with and how many of them it takes; None if none."""
    total = taken = 0
    for _ in words:
        value, count = _under_thousand(words[taken:])
        scale = _LARGE.get(_word(words, taken + count), 0)
        total += (value if count or not scale else 1) * (scale or 1)
        taken += count + bool(scale)
        if not scale:
            break
    return _with_decimals(Fraction(total), words, taken) if taken else None


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""


def _under_thousand(words: Sequence[str]) -> tuple[int, int]:
    """Return the number below a thousand that `words` begin with, and how many it takes."""
    value, taken = _under_hundred(words)
    if _word(words, taken) != "hundred":
        return value, taken
    value, taken = (value if taken else 1) * 100, taken + 1
    joint = _word(words, taken) == "and"
    more, count = _under_hundred(words[taken + joint :])
    return (value + more, taken + joint + count) if count else (value, taken)


def _under_hundred(words: Sequence[str]) -> tuple[int, int]:
    first, second = _word(words, 0), NUMBERS.get(_word(words, 1), 0)
    if first in TENS:
        return (TENS[first] + second, 2) if 0 < second <= DIGIT else (TENS[first], 1)
    return (NUMBERS[first], 1) if first in NUMBERS else (0, 0)


def _with_decimals(whole: Fraction, words: Sequence[str], taken: int) -> tuple[Fraction, int]:
    """Take in "point three" behind a number."""
    if _word(words, taken) != "point":
        return whole, taken
    digits = ""
    for word in words[taken + 1 :]:
        if NUMBERS.get(word, DIGIT + 1) > DIGIT:
            break
        digits += str(NUMBERS[word])
    if not digits:
        return whole, taken
    return whole + Fraction(int(digits), 10 ** len(digits)), taken + 1 + len(digits)
