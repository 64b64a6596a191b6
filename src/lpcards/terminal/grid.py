"""A table of signs: a name before each row, a letter above each column; broken where it is wide."""

from collections.abc import Iterator, Sequence
from itertools import product
from string import ascii_lowercase

from rich.cells import cell_len, set_cell_size

NAME = 26


def labels_of(columns: Sequence[str]) -> dict[str, str]:
    """Return a letter for each column, or two where there are more than twenty-six, or three."""
    letters, repeat = len(ascii_lowercase), 1
    while letters**repeat < len(columns):
        repeat += 1
    labels = product(ascii_lowercase, repeat=repeat)
    return {name: "".join(label) for name, label in zip(columns, labels, strict=False)}


def block_lines(
    labels: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], width: int
) -> Iterator[str]:
    """Yield the table's lines, at most `width` wide; as many columns at a time as fit."""
    names = min(NAME, width * 3 // 5)
    step = max(map(len, labels)) + 1
    at_a_time = max(1, (width - names) // step)
    for start in range(0, len(labels), at_a_time):
        if start:
            yield ""
        chosen = slice(start, start + at_a_time)
        yield _line("", labels[chosen], names, step)
        for name, signs in rows:
            yield _line(name, signs[chosen], names, step)


def _line(name: str, cells: Sequence[str], names: int, step: int) -> str:
    short = name if cell_len(name) < names else f"{set_cell_size(name, names - 2)}~"
    return (set_cell_size(short, names) + "".join(cell.ljust(step) for cell in cells)).rstrip()
