"""Bars, one below the other: a name, a length, and the number in words beside it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lpcards.charts.drawing import (
    TALLEST,
    TEXT,
    Drawing,
    element,
    fitting,
    label,
    text_width,
    tip,
    upright,
)

HEAD, LOW, THICK, APART, MARGIN = 20, 4, 14, 9, 4
LABELS = 0.44
"""The share of the width that names take at most."""


class Bar(NamedTuple):
    """A bar or several of one name: values (None: there is none) with words, and a mark besides."""

    name: str
    values: tuple[float | None, ...]
    words: tuple[str, ...]
    mark: float | None = None


class BarScale(NamedTuple):
    """Up to which value bars go, and a line across all of them: its value and its words."""

    most: float
    line: float | None = None
    words: str = ""


def bar_charts(
    bars: Sequence[Bar], patterns: Sequence[str], scale: BarScale, width: float
) -> list[Drawing]:
    """Draw the bars, on as many drawings as it takes for none to be higher than a page."""
    high = THICK * len(patterns) + APART
    many = max(1, int((TALLEST - HEAD) // high))
    return [
        _drawing(bars[at : at + many], patterns, scale, width) for at in range(0, len(bars), many)
    ]


def _drawing(
    bars: Sequence[Bar], patterns: Sequence[str], scale: BarScale, width: float
) -> Drawing:
    left = min(width * LABELS, max(text_width(bar.name) for bar in bars) + 8)
    right = width - MARGIN - max(text_width(word) for bar in bars for word in bar.words) - 6
    head = LOW if scale.line is None else HEAD
    high = THICK * len(patterns) + APART
    unit = (right - left) / (scale.most or 1)
    rows = (_row(bar, patterns, (left, unit), head + at * high) for at, bar in enumerate(bars))
    height = head + len(bars) * high
    base = element("line", x1=left, y1=head, x2=left, y2=height, class_="base")
    line = "" if scale.line is None else _line(scale, (left, unit), height, width)
    return Drawing(width, height, "".join((*rows, base, line)))


def _line(scale: BarScale, across: tuple[float, float], height: float, width: float) -> str:
    left, unit = across
    x = left + (scale.line or 0) * unit
    start = min(x - text_width(scale.words) / 2, width - text_width(scale.words) - MARGIN)
    return upright(x, HEAD - 4, height, "goal") + label(scale.words, max(0, start), TEXT, "soft")


def _row(bar: Bar, patterns: Sequence[str], across: tuple[float, float], y: float) -> str:
    left, unit = across
    thick = THICK * len(patterns)
    middle = y + thick / 2 + TEXT / 3
    parts = [label(fitting(bar.name, left - 6), left - 6, middle, "", "end")]
    parts += _lengths(bar, patterns, across, y)
    if bar.mark is not None:
        x = left + bar.mark * unit
        parts.append(upright(x, y - 2, y + thick + 2, "mark"))
    return element("g", tip(f"{bar.name}: {', '.join(filter(None, bar.words))}"), *parts)


def _lengths(
    bar: Bar, patterns: Sequence[str], across: tuple[float, float], y: float
) -> Iterator[str]:
    left, unit = across
    for value, words, pattern in zip(bar.values, bar.words, patterns, strict=True):
        length = (value or 0) * unit
        if length:
            yield element("rect", x=left, y=y + 1, width=length, height=THICK - 2, class_=pattern)
        mark = (bar.mark or 0) * unit
        is_near = length - 4 <= mark <= length + text_width(words) + 8
        yield label(words, left + (mark if is_near else length) + 5, y + THICK / 2 + TEXT / 3)
        y += THICK
