"""A heat map of days: a column a week, a row a weekday; the more on a day, the larger its square.

Size and not shade, so that it can be read in black and white.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from lpcards.charts.drawing import NARROW, TALLEST, TEXT, Drawing, element, label, tip
from lpcards.english.vocabulary import MONTHS

LEVELS = 4
WEEK = 7
LEFT, HEAD, APART = 30, 18, 10
SIZES = (0.17, 0.38, 0.54, 0.7, 0.86)
"""The sides of the squares, as shares of a cell: of a day with nothing, and of each level."""
NAMED = {0: "Mon", 3: "Thu", 6: "Sun"}


def heat_level(value: float, most: float, levels: int = LEVELS) -> int:
    """Return the level of a value from 1 to `levels`, 0 for nothing."""
    if value <= 0:
        return 0
    return min(levels, 1 + int((value - 1) * levels / max(most, 1)))


def heat_maps(
    days: Mapping[date, int], first: date, last: date, words_of: Callable[[date], str], width: float
) -> list[Drawing]:
    """Draw the days from `first` to `last`, in bands of weeks that fit the width.

    There are as many drawings as it takes for none to be higher than a page.
    """
    cell = 10.7 if width <= NARROW else 12.2  # so that a year takes two rows, or one
    bands = _bands(first, last, int((width - LEFT) // cell))
    high = HEAD + WEEK * cell + APART
    many = max(1, int(TALLEST // high))
    most = max(days.values(), default=0)

    def square(day: date) -> tuple[int, str]:
        return heat_level(days.get(day, 0), most), words_of(day)

    return [
        Drawing(
            width,
            high * len(some),
            "".join(
                _band(weeks, (first, last), square, (cell, at * high))
                for at, weeks in enumerate(some)
            ),
        )
        for some in (bands[at : at + many] for at in range(0, len(bands), many))
    ]


def _bands(first: date, last: date, most: int) -> list[list[int]]:
    """Return the weeks, by the number of their Monday, in bands; only the first one is short."""
    start = first.toordinal() - first.weekday()
    mondays = [*range(start, last.toordinal() + 1, WEEK)]
    short = len(mondays) % most
    cuts = [*([0, short] if short else [0]), *range(short + most, len(mondays) + 1, most)]
    return [mondays[a:b] for a, b in pairwise(cuts)]


def _band(
    mondays: Sequence[int],
    span: tuple[date, date],
    square: Callable[[date], tuple[int, str]],
    place: tuple[float, float],
) -> str:
    cell, y = place
    parts = [label(name, 0, y + HEAD + row * cell + 10) for row, name in NAMED.items()]
    parts += _months(mondays, place)
    for at, monday in enumerate(mondays):
        for row in range(WEEK):
            if span[0].toordinal() <= monday + row <= span[1].toordinal():
                day = date.fromordinal(monday + row)
                level, words = square(day)
                size, half = SIZES[level] * cell, cell / 2
                parts.append(
                    element(
                        "rect",
                        tip(words),
                        x=LEFT + at * cell + half - size / 2,
                        y=y + HEAD + row * cell + half - size / 2,
                        width=size,
                        height=size,
                        class_="heat" if level else "none",
                    )
                )
    return "".join(parts)


def _months(mondays: Sequence[int], place: tuple[float, float]) -> list[str]:
    """Return the months above the weeks in which they begin; a January is told by its year."""
    cell, y = place
    found, free = [], 0.0
    for at, monday in enumerate(mondays):
        day = date.fromordinal(min(monday + WEEK - 1, date.max.toordinal()))
        x = LEFT + at * cell
        begins = day.day <= WEEK or at == 0
        if begins and x >= free and x + 3 * TEXT <= LEFT + len(mondays) * cell + TEXT:
            words = f"{day.year}" if day.month == 1 else MONTHS[day.month - 1][:3]
            found.append(label(words, x, y + TEXT, "soft"))
            free = x + 3 * TEXT
    return found
