"""Two lines of shares over time, told apart by their marks: dots on one, dashes of the other."""

from collections.abc import Sequence
from typing import NamedTuple

from lpcards.charts.axis import labels_below, numbers_beside, rules
from lpcards.charts.drawing import TEXT, Drawing, element, number, text_width, tip
from lpcards.english.printable import percent

PLOT, HEAD, FOOT, MARGIN = 170, 12, 22, 8
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
UPPER = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Where no share is lower there is no need to draw the lower half."""


class SharePoint(NamedTuple):
    """What was seen and what was expected at one time, shares from 0 to 1, and it all in words."""

    name: str
    seen: float
    expected: float
    words: str


def line_chart(points: Sequence[SharePoint], width: float) -> Drawing:
    """Draw both lines from left to right."""
    shares = _shares(points)
    words = [percent(share) for share in shares]
    left = max(map(text_width, words)) + 8
    right, bottom = width - MARGIN, HEAD + PLOT
    each = (right - left) / max(1, len(points))

    def height(share: float) -> float:
        return bottom - (share - shares[0]) / (1 - shares[0]) * PLOT

    places = [left + each * (at + 0.5) for at in range(len(points))]
    seen = [(x, height(point.seen)) for x, point in zip(places, points, strict=True)]
    expected = [(x, height(point.expected)) for x, point in zip(places, points, strict=True)]
    radius = min(3.5, max(1.5, each / 4))
    return Drawing(
        width,
        bottom + FOOT,
        "".join(
            (
                rules(shares, left, right, bottom, HEAD),
                *numbers_beside(words, left - 6, bottom, HEAD),
                _line(expected, "expected"),
                _line(seen, "seen"),
                *(
                    element("circle", tip(point.words), cx=x, cy=y, r=radius, class_="dot")
                    for (x, y), point in zip(seen, points, strict=True)
                ),
                *labels_below(
                    [point.name for point in points], places, bottom + TEXT + 4, left, right
                ),
            )
        ),
    )


def _shares(points: Sequence[SharePoint]) -> tuple[float, ...]:
    """Return the shares that lines are drawn at: from 0, or from the half, to all."""
    least = min((min(point.seen, point.expected) for point in points), default=0.0)
    return UPPER if least >= UPPER[0] else SHARES


def _line(places: Sequence[tuple[float, float]], class_: str) -> str:
    """Return a line through the places; of a single one a short line across it."""
    if len(places) == 1:
        [(x, y)] = places
        places = [(x - TEXT, y), (x + TEXT, y)]
    points = " ".join(f"{number(x)},{number(y)}" for x, y in places)
    return element("polyline", points=points, class_=class_)
