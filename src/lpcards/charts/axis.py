"""Axes: round numbers up to the largest value, and labels that do not touch one another."""

from collections.abc import Iterator, Sequence
from math import ceil, floor, log10

from lpcards.charts.drawing import TEXT, element, label, text_width

PART = 1e-9


def round_steps(most: float, count: int = 4, least: float = 1) -> list[float]:
    """Return round numbers from 0 until one is not below `most`, about `count` of them.

    The steps are 1, 2 or 5 times a power of ten, `least` at the smallest.
    """
    step = least
    if most > 0:
        rough = most / count
        power = 10.0 ** floor(log10(rough)) if rough > least else least
        step = (
            next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough - PART)
            if rough > least
            else least
        )
    top = max(1, ceil(most / step - PART))
    return [at * step for at in range(top + 1)]


def rules(values: Sequence[float], left: float, right: float, bottom: float, top: float) -> str:
    """Return thin lines across at the values, the first at the `bottom`, with their numbers."""
    span = (values[-1] - values[0]) or 1
    parts = []
    for value in values:
        y = bottom - (bottom - top) * (value - values[0]) / span
        class_ = "base" if value == values[0] else "rule"
        parts.append(element("line", x1=left, y1=y, x2=right, y2=y, class_=class_))
    return "".join(parts)


def numbers_beside(words: Sequence[str], right: float, bottom: float, top: float) -> Iterator[str]:
    """Yield the numbers of an axis, the first at the `bottom`, before the place `right`."""
    span = max(1, len(words) - 1)
    for at, text in enumerate(words):
        y = bottom - (bottom - top) * at / span + TEXT / 3
        yield label(text, right, y, "soft", "end")


def labels_below(
    words: Sequence[str], places: Sequence[float], y: float, left: float, right: float
) -> Iterator[str]:
    """Yield the labels that have room, at even steps; none leaves `left` and `right`."""
    widest = max(map(text_width, words), default=0) + TEXT / 2
    each = places[1] - places[0] if len(places) > 1 else widest
    free = left
    for text, x in [*zip(words, places, strict=True)][:: max(1, ceil(widest / each))]:
        half = text_width(text) / 2
        start = min(max(x - half, left), right - 2 * half)
        if start >= free:
            yield label(text, start, y, "soft")
            free = start + 2 * half + TEXT / 2
