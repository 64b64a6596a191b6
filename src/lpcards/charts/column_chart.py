"""Columns over days: values stacked on one another, each with its own pattern."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lpcards.charts.axis import labels_below, numbers_beside, round_steps, rules
from lpcards.charts.drawing import TEXT, Drawing, element, fitting, label, text_width, tip

PLOT, HEAD, FOOT, MARGIN = 150, 26, 22, 4


class Column(NamedTuple):
    """A column: the words below it, its values from the bottom up, and what it says in words."""

    name: str
    values: tuple[float, ...]
    words: str


def column_chart(
    heading: str, columns: Sequence[Column], patterns: Sequence[str], width: float
) -> Drawing:
    """Draw the columns under a `heading`; `patterns` are the classes of a column's values."""
    steps = round_steps(max((sum(column.values) for column in columns), default=0))
    words = [f"{step:,.0f}" for step in steps]
    left = max(map(text_width, words)) + 6
    right, top, bottom = width - MARGIN, HEAD, HEAD + PLOT
    each = (right - left) / max(1, len(columns))
    unit = PLOT / steps[-1]
    places = [left + each * (at + 0.5) for at in range(len(columns))]
    bars = (
        _bar(column, patterns, place - each / 2, each, (bottom, unit))
        for column, place in zip(columns, places, strict=True)
    )
    return Drawing(
        width,
        bottom + FOOT,
        "".join(
            (
                label(fitting(heading, width), 0, TEXT, "strong"),
                rules(steps, left, right, bottom, top),
                *numbers_beside(words, left - 4, bottom, top),
                *bars,
                *labels_below(
                    [column.name for column in columns], places, bottom + 16, left, right
                ),
            )
        ),
    )


def _bar(
    column: Column, patterns: Sequence[str], x: float, each: float, scale: tuple[float, float]
) -> str:
    """Return a column with its values one on another."""
    gap = min(4.0, each * 0.2)
    parts = _parts(column.values, patterns, (x + gap / 2, each - gap), scale)
    return element("g", tip(column.words), *parts)


def _parts(
    values: Sequence[float],
    patterns: Sequence[str],
    across: tuple[float, float],
    scale: tuple[float, float],
) -> Iterator[str]:
    bottom, unit = scale
    for value, pattern in zip(values, patterns, strict=True):
        if value > 0:
            height = value * unit
            bottom -= height
            yield element(
                "rect", x=across[0], y=bottom, width=across[1], height=height, class_=pattern
            )
