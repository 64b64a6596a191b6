"""Charts out of characters: bars, columns, a heat map. No colour; ASCII where need be."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lpcards.charts.heat_map import heat_level


class Ink(NamedTuple):
    """The characters that a terminal can show.

    `bars` and `columns` are parts of a cell from nothing to full, `heat` shades from none to most.
    """

    bars: str
    columns: str
    heat: str
    more: str


BLOCKS = Ink(" ▏▎▍▌▋▊▉█", " ▁▂▃▄▅▆▇█", "·░▒▓█", "…")
ASCII = Ink(" #", " #", ".-+*#", "~")


def ink_for(encoding: str) -> Ink:
    """Return block characters where `encoding` has them, else ASCII."""
    try:
        "".join(BLOCKS).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return BLOCKS


def cells(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def fitted(text: str, width: int, ink: Ink) -> str:
    """Return `text` in exactly `width` columns: cut with a mark, or filled with blanks."""
    text = " ".join(text.split())
    room = width - cells(text)
    if room >= 0:
        return text + " " * room
    while text and cells(text) > width - 1:
        text = text[:-1]
    return text + ink.more + " " * (width - 1 - cells(text))


def bar(share: float, width: int, ink: Ink) -> str:
    """Return a bar as long as `share` (0 to 1) of `width` columns, filled up with blanks."""
    steps = len(ink.bars) - 1
    length = round(max(0.0, min(1.0, share)) * width * steps)
    whole, part = divmod(length, steps)
    return (ink.bars[-1] * whole + (ink.bars[part] if part else "")).ljust(width)


def columns(values: Sequence[float], height: int, wide: int, ink: Ink) -> Iterator[str]:
    """Yield lines of a column chart from the top; each column is `wide` characters."""
    most, steps = max(values, default=0) or 1, len(ink.columns) - 1
    lengths = [_at_least_one(value / most * height * steps) for value in values]
    for row in reversed(range(height)):
        parts = (max(0, min(steps, length - row * steps)) for length in lengths)
        yield "".join(ink.columns[part] * max(1, wide - 1) + " " * (wide > 1) for part in parts)


def _at_least_one(length: float) -> int:
    """Something, however little, is seen."""
    return max(1, round(length)) if length else 0


def shade(value: float, most: float, ink: Ink) -> str:
    """Return the heat of `value`: the first shade is for nothing at all."""
    return ink.heat[heat_level(value, most, len(ink.heat) - 1)]
