"""A table to lines: in `|` where each cell is a line, else with a heading above each cell."""

from collections.abc import Iterator, Sequence

from lpcards.drafts.files.step_names import is_part_name, is_step

Cell = Sequence[str]
"""The lines of a cell."""
_PAIR = 2
LABEL = 6
"""Words that a heading may have."""


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return the lines of a table, each word of it once (headings of columns once a row)."""
    table = [[tuple(line for line in cell if line.strip()) for cell in row] for row in rows]
    table = [row for row in table if any(row)]
    width = max(map(len, table), default=0)
    table = [[*row, *((),) * (width - len(row))] for row in table]
    if width < _PAIR:  # it was a frame around something
        return [line for [cell] in table for line in ("", *cell)]
    if all(len(cell) < _PAIR and "|" not in "".join(cell) for row in table for cell in row):
        cells = [["".join(cell) for cell in row] for row in table]
        if width == _PAIR and _is_property(cells[0][0]):
            return [": ".join(filter(None, row)) for row in cells]
        lines = [_row(row) for row in cells]
        first = _row([""] * width) if _has_no_header(table) else lines.pop(0)
        return [first, _row(["---"] * width), *lines]
    return ["", *_headed(table, width)]


def _is_property(name: str) -> bool:
    """Say whether a first cell is like those of Notion: `Principle | Dive Deep`."""
    return is_part_name(name) and not is_step(name)


def _has_no_header(table: Sequence[Sequence[Cell]]) -> bool:
    """Say whether the first row is one like the others: `Situation | It stood still.`."""
    first, *others = ("".join(cell) for cell in table[0])
    return is_part_name(first) and not any(map(is_part_name, others))


def _row(cells: Iterator[str] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _headed(table: list[list[tuple[str, ...]]], width: int) -> Iterator[str]:
    """Yield each cell below the heading of its column, or of its row, if they have headings."""
    names = table[0]
    if width > _PAIR and len(table) > 1 and all(map(_is_label, names)):
        for row in table[1:]:
            for name, cell in zip(names, row, strict=True):
                yield from ("", f"## {_bare(name)}", *cell)
        return
    if len(table) > 1 and all(map(_is_label, names)):
        yield from (_row("".join(cell) for cell in names), _row(["---"] * width))
        table = table[1:]
    for first, *cells in table:
        yield from ("", f"## {_bare(first)}") if _is_label(first) else ("", *first)
        for cell in cells:
            yield from ("", *cell)


def _is_label(cell: tuple[str, ...]) -> bool:
    return len(cell) == 1 and len(cell[0].split()) <= LABEL and "|" not in cell[0]


def _bare(cell: tuple[str, ...]) -> str:
    return cell[0].strip("#*:- ") or cell[0]
