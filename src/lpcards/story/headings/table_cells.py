"""A table whose first row names the steps of a story: its cells, and what each of them means."""

from collections.abc import Sequence

from lpcards.story.headings.decoration import bare_span
from lpcards.story.headings.heading_line import heading_of
from lpcards.story.headings.heading_words import LETTERS, OBSTACLE, ORDER

_MOST_COLUMNS = 30
_FEWEST_STEPS = 3
"""So many steps side by side are the head of a table of stories."""


def cells_of(row: str) -> list[tuple[int, int, str]]:
    """Return the cells of a table's row, each with what it means as a heading."""
    sign = "|" if "|" in row else "\t"
    if row.count(sign) < 2 or row.count(sign) > _MOST_COLUMNS:  # noqa: PLR2004
        return []
    cells, start = [], 0
    for part in row.split(sign):
        begin, end = bare_span(part)
        cells.append((start + begin, start + max(begin, end), part))
        start += len(part) + 1
    if sign == "|":
        cells = cells[not row.partition("|")[0].strip() :]
        cells = cells[: len(cells) - (not row.rpartition("|")[2].strip())]
    found = []
    for begin, end, part in cells:
        heading = heading_of(part)
        alone = heading is not None and heading.stands_alone and bool(heading.kinds)
        letter = heading.letter.lower() if heading and heading.stands_alone else ""
        kind = heading.kinds[0] if heading and alone else LETTERS.get(letter, "")
        found.append((begin, end, kind))
    return found


def is_head(row: str, later: Sequence[str]) -> bool:
    """Say whether a row names steps, and one of the `later` rows is long enough to tell them."""
    cells = cells_of(row)
    kinds = [kind for *_, kind in cells if kind in ORDER or kind == OBSTACLE]
    return (
        len({*kinds}) >= _FEWEST_STEPS
        and len(kinds) * 2 >= len(cells)
        and any(len(cells_of(one)) >= len(kinds) for one in later)
    )
