"""A matrix of signs: rows by name, columns by number, and how many signs a row has."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lpcards.charts.drawing import TALLEST, TEXT, Drawing, element, fitting, label, text_width, tip

CELL, HEAD, MARGIN = 21, 20, 4
LABELS, TOTAL = 0.45, 30
TOTAL_HEAD = "all"


class MatrixRow(NamedTuple):
    """A row: its name, a sign for each column (a class of the sign, "": none), and its words.

    Of a row that `is_thin` the number of signs stands out.
    """

    name: str
    signs: tuple[str, ...]
    words: str
    is_thin: bool = False

    @property
    def served(self) -> int:
        """How many signs it has."""
        return sum(map(bool, self.signs))


def matrix_charts(rows: Sequence[MatrixRow], width: float) -> list[Drawing]:
    """Draw the rows against the columns, numbered from 1; what does not fit comes on more drawings.

    Each one has the names of its rows, and how many signs these have in all.
    """
    left = min(width * LABELS, max((text_width(row.name) for row in rows), default=0) + 8)
    across = max(1, int((width - MARGIN - left - TOTAL) // CELL))
    down = int((TALLEST - HEAD) // CELL)
    columns = max((len(row.signs) for row in rows), default=0)
    return [
        _drawing(rows[y : y + down], (x, min(x + across, columns)), left, width)
        for x in range(0, columns, across)
        for y in range(0, len(rows), down)
    ]


def _drawing(
    rows: Sequence[MatrixRow], span: tuple[int, int], left: float, width: float
) -> Drawing:
    heads = (
        label(f"{at + 1}", left + TOTAL + (at - span[0] + 0.5) * CELL, TEXT, "soft", "middle")
        for at in range(*span)
    )
    right = left + TOTAL + (span[1] - span[0]) * CELL
    body = (_row(row, span, (left, right), HEAD + at * CELL) for at, row in enumerate(rows))
    total = label(TOTAL_HEAD, left + TOTAL / 2, TEXT, "soft", "middle")
    return Drawing(width, HEAD + len(rows) * CELL, "".join((total, *heads, *body)))


def _row(row: MatrixRow, span: tuple[int, int], across: tuple[float, float], y: float) -> str:
    left, right = across
    low = y + CELL / 2 + TEXT / 3
    parts = (
        element("line", x1=0, y1=y, x2=right, y2=y, class_="rule"),
        label(fitting(row.name, left - 6), left - 6, low, "", "end"),
        label(f"{row.served}", left + TOTAL / 2, low, "strong" if row.is_thin else "", "middle"),
        *_signs(row.signs[slice(*span)], left + TOTAL + CELL / 2, y + CELL / 2),
    )
    return element("g", tip(row.words), *parts)


def _signs(signs: Sequence[str], x: float, y: float) -> Iterator[str]:
    for sign in signs:
        yield sign_drawn(sign, x, y)
        x += CELL


def sign_drawn(sign: str, x: float, y: float, size: float = 6) -> str:
    """Return a sign around a place: `told` a square, `pivot` a plus, `also` a ring, else a dot."""
    if sign == "told":
        return element(
            "rect", x=x - size, y=y - size, width=2 * size, height=2 * size, class_="told"
        )
    if sign == "pivot":
        arms = (
            element("line", x1=x - size, y1=y, x2=x + size, y2=y, class_="pivot"),
            element("line", x1=x, y1=y - size, x2=x, y2=y + size, class_="pivot"),
        )
        return element("g", *arms)
    if sign == "also":
        return element("circle", cx=x, cy=y, r=size - 1, class_="also")
    return element("circle", cx=x, cy=y, r=1, class_="none")
