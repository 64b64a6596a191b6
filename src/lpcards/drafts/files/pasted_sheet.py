"""A sheet, pasted or saved as CSV, to plain lines: a story a row, or one story a column."""

import csv
import re
from collections.abc import Iterator, Sequence

from lpcards.drafts.files.step_names import is_part_name, is_step, is_title
from lpcards.drafts.files.table_lines import table_lines
from lpcards.system.problem import UserFault

Row = list[str]
_DELIMITERS = "\t;,"
_SEPARATOR = re.compile(r"sep=(.)\r?\n")
_SHORT = 8
"""Words of a cell that stands behind its name."""
_FEWEST = 2


def is_sheet(text: str) -> bool:
    """Say whether a text without a name is a sheet: tabs, and a header of steps."""
    first, _, others = text.lstrip("\r\n").partition("\n")
    return "\t" in first and bool(others.strip()) and _names_steps(first.split("\t"))


def lines_of_sheet(text: str) -> str:
    """Return the lines of a sheet. Raises UserFault for what is none."""
    begun = _SEPARATOR.match(text)
    text = text[begun.end() :] if begun else text
    ways = [_rows(text, delimiter) for delimiter in (begun[1] if begun else _DELIMITERS)]
    rows = next(filter(_has_names, ways), None) or max(ways, key=lambda rows: len(rows[0]))
    at = next((at for at, row in enumerate(rows[:-1]) if _names_steps(row)), None)
    if at is not None:
        above = [" ".join(filter(None, row)) for row in rows[:at]]
        stories = ["\n".join(_story(rows[at], row)).strip("\n") for row in rows[at + 1 :]]
        return "\n\n".join((*above, *stories))
    if _names_steps([row[0] for row in rows]):
        lines = [line for row in rows for line in ("", f"## {row[0]}", *filter(None, row[1:]))]
        return "\n".join(lines).strip("\n")
    return "\n".join(table_lines([[cell.split("\n") for cell in row] for row in rows]))


def _rows(text: str, delimiter: str) -> list[Row]:
    """Return the rows that are not empty, and one row at least."""
    try:
        rows = [*csv.reader(text.splitlines(keepends=True), delimiter=delimiter)]
    except (csv.Error, TypeError, ValueError) as fault:
        raise UserFault(f"this sheet cannot be read: {fault}") from fault
    rows = [[cell.strip() for cell in row] for row in rows]
    return [row for row in rows if any(row)] or [[""]]


def _has_names(rows: Sequence[Row]) -> bool:
    return any(map(_names_steps, rows)) or _names_steps([row[0] for row in rows])


def _names_steps(cells: Sequence[str]) -> bool:
    return len({cell.casefold() for cell in cells if is_step(cell)}) >= _FEWEST


def _story(names: Row, cells: Row) -> Iterator[str]:
    """Yield the lines of a row: its title, what is short, its steps, and the rest."""
    names = [*names, *[""] * (len(cells) - len(names))]
    filled = [(name, cell) for name, cell in zip(names, cells, strict=False) if cell]
    titles = [cell for name, cell in filled if is_title(name)]
    others = [pair for pair in filled if not is_title(pair[0]) and not is_step(pair[0])]
    short = [pair for pair in others if _is_short(pair[1])]
    steps = [pair for pair in filled if is_step(pair[0])]
    yield from map(_title, titles)
    yield from [""] if titles and short else []
    yield from (f"{name}: {cell}" if name else cell for name, cell in short)
    for name, cell in (*steps, *(pair for pair in others if not _is_short(pair[1]))):
        yield from ("", f"## {name}" if name else "---", *cell.splitlines())


def _title(cell: str) -> str:
    """Return the line of a title, which may be a word that is a heading elsewhere: `Labels`."""
    title = " ".join(cell.split())
    return f"Title: {title}" if is_part_name(title) else f"# {title}"


def _is_short(cell: str) -> bool:
    return "\n" not in cell and len(cell.split()) <= _SHORT
