"""How large a page's type may be so that all of it stands on one side of paper.

A browser alone knows how wide a text is, but a page without a script cannot ask it. So widths are
worked out from Arial's, with some air for wider fonts; every length in `sheet.css` is in the
page's own `em`, or named here.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lpcards.sharing.story_sheet import SheetBlock, SheetLine, SheetPage, shortened

SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
"""Sizes of type in points; a page's class names its place here."""

POINTS = 72 / 25.4
MARGIN, GAP = 13.0, 8.0
LEADING = 1.32
TITLE, ABOUT, HEADLINE, HEADING, SMALL = 1.7, 0.95, 1.08, 0.82, 0.88
PICTURE = 9.0
"""The height of a picture, in em."""
AIR = 1.08
"""So much wider than Arial a font may be whose small letters are as high (DejaVu Sans is)."""

_WIDTHS = {
    0.23: "ijl'|",
    0.28: " ft.,:;!/\\I[]",
    0.34: 'r-()`"\u201c\u201d\u2018\u2019',
    0.5: "cksvxyzJ",
    0.72: "wABCDEFGHKNPRSTUVXYZ&",
    0.78: "OQ",
    0.84: "mM",
    0.95: "W%",
    1.02: "@—…",
}
_WIDTH_OF = {char: width for width, chars in _WIDTHS.items() for char in chars}
OTHER, WIDE = 0.56, 1.0
SPREAD = 1.08
"""How much wider bold letters are."""


class Paper(NamedTuple):
    """A sheet of paper, in millimetres."""

    name: str
    width: float
    height: float

    @property
    def column(self) -> float:
        """The width of one of two columns, in points."""
        return (self.width - 2 * MARGIN - GAP) / 2 * POINTS

    @property
    def line(self) -> float:
        """The width between the margins, in points."""
        return (self.width - 2 * MARGIN) * POINTS

    @property
    def room(self) -> float:
        """The height between the margins, in points, a little left free."""
        return (self.height - 2 * MARGIN - 4) * POINTS


PAPERS = {"a4": Paper("A4", 210, 297), "letter": Paper("letter", 215.9, 279.4)}

Columns = tuple[tuple[SheetBlock, ...], tuple[SheetBlock, ...]]


class FittedPage(NamedTuple):
    """A page as it fits: its `size`'s place in SIZES, and what stands in which column."""

    page: SheetPage
    size: int
    columns: Columns


def fitted(page: SheetPage, paper: Paper) -> FittedPage:
    """Return the page in the largest type in which it fits; cut where the smallest is too large."""
    for at in range(len(SIZES)):
        columns = _columns(page, paper, at)
        if columns is not None:
            return FittedPage(page, at, columns)
    less = shortened(page)
    while less is not None:
        columns = _columns(less, paper, len(SIZES) - 1)
        if columns is not None:
            return FittedPage(less, len(SIZES) - 1, columns)
        page, less = less, shortened(less)
    return FittedPage(page, len(SIZES) - 1, ((), ()))


def _columns(page: SheetPage, paper: Paper, at: int) -> Columns | None:
    """Return the blocks in two columns of the most equal heights; None if they do not fit."""
    size = SIZES[at]
    pieces = page.blocks if all(block.heading for block in page.blocks) else _lines_of(page)
    heights = [_height(block, paper.column / size) for block in pieces]
    ways = _subsets(len(pieces)) if pieces is page.blocks else _breaks(len(pieces))
    lowest, right = min((_higher(heights, right), right) for right in ways)
    if (_head(page, paper.line / size) + lowest) * size > paper.room:
        return None
    sides: Columns = (
        tuple(block for at, block in enumerate(pieces) if not right >> at & 1),
        tuple(block for at, block in enumerate(pieces) if right >> at & 1),
    )
    return sides


def _lines_of(page: SheetPage) -> tuple[SheetBlock, ...]:
    """Return a page without headings in pieces: it may be broken between any two lines."""
    return tuple(SheetBlock("", (line,)) for block in page.blocks for line in block.lines)


def _subsets(count: int) -> Iterator[int]:
    """Yield which of `count` blocks stand on the right, as bits; the first stands on the left."""
    return (right << 1 for right in range(1 << max(0, count - 1)))


def _breaks(count: int) -> Iterator[int]:
    """Yield, as bits, the ends of a row of `count` that may stand on the right."""
    return ((1 << count) - (1 << left) for left in range(1, count + 1))


def _higher(heights: Sequence[float], right: int) -> float:
    """Return the height of the higher column."""
    there = sum(height for at, height in enumerate(heights) if right >> at & 1)
    return max(there, sum(heights) - there)


def _head(page: SheetPage, width: float) -> float:
    """Return the height, in em, of what stands above the columns, and of the note below them."""
    lines = [
        (page.title, TITLE * SPREAD, TITLE),
        (page.about, ABOUT, ABOUT),
        (page.headline, HEADLINE, HEADLINE),
    ]
    height = sum(_lines(text, width / wide) * tall * LEADING for text, wide, tall in lines)
    return height + 3.0 + LEADING


def _height(block: SheetBlock, width: float) -> float:
    """Return the height of a block, in em, as is the `width` of its column."""
    heading = (HEADING * LEADING + 1.5) if block.heading else 0.0
    return heading + sum(_line_height(line, width) for line in block.lines)


@lru_cache(4096)
def _line_height(line: SheetLine, width: float) -> float:
    """Return the height of a line in em, `width` too."""
    rows = _lines(line.mark, width / SPREAD) + _lines(line.text, width)
    picture = PICTURE + 0.2 if line.picture else 0.0
    return (rows + _lines(line.more, width / SMALL) * SMALL) * LEADING + picture + 0.45


def _lines(text: str, width: float) -> int:
    """Return on how many lines of `width` (in em) a text stands, broken between words."""
    if not text:
        return 0
    rows, used = 1, 0.0
    for word in text.split(" "):
        long = _width(word)
        if used and used + long > width:
            rows, used = rows + 1, 0.0
        rows += int(long / width)
        used += long % width + _width(" ")
    return rows


def _width(text: str) -> float:
    return AIR * sum(_WIDTH_OF.get(char) or _other(char) for char in text)


def _other(char: str) -> float:
    return OTHER if char < "\u1100" else WIDE if unicodedata.combining(char) == 0 else 0.0
