"""Styled lines of text for a width. No keys, no clock, no terminal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from lpcards.english.printable import printable
from lpcards.story.markup import name_of_run, runs_of

WIDEST = 76
MARGIN = "  "
BULLET = "- "
STYLES = {"strong": "bold", "em": "italic", "code": "cyan"}
LABEL = "bold cyan"
QUIET = "dim"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROW_NAME = 26
"""Columns for the name before a row of signs."""
_measure = Console(width=WIDEST, color_system=None)


def text_width(width: int) -> int:
    """Return how many columns of text a terminal of `width` columns shows."""
    return max(10, min(WIDEST, width - 2 * len(MARGIN)))


def inline(words: str, style: str = "") -> Text:
    """Return `words` made printable, with its Markdown emphasis and code as styles.

    What a picture shows is told in words, and a link says where it leads.
    """
    text = Text(style=style)
    for run in runs_of(printable(words)):
        text.append(name_of_run(run), STYLES.get(run.kind, ""))
    return text


def wrapped(text: Text, width: int) -> list[Text]:
    """Break `text` into lines of at most `width` columns; what follows a bullet hangs."""
    lines: list[Text] = []
    for paragraph in text.split("\n", allow_blank=True):
        if paragraph.plain.startswith(BULLET) and width > len(BULLET) + 4:
            lines += hanging(Text(BULLET), paragraph[len(BULLET) :], width)
        else:
            lines += paragraph.wrap(_measure, max(4, width))
    for line in lines:
        line.rstrip()
    return lines


def hanging(mark: Text, text: Text, width: int) -> list[Text]:
    """Break `text` into lines behind `mark`, the further ones indented by its width."""
    lines = wrapped(text, width - mark.cell_len)
    blank = Text(" " * mark.cell_len)
    return [(blank if at else mark) + line for at, line in enumerate(lines)]


def rule(width: int) -> Text:
    """Return a line across."""
    return Text("─" * width, QUIET)


def flowed(parts: Iterable[str], width: int) -> list[Text]:
    """Put `parts` side by side, as many to a line as fit."""
    lines: list[str] = []
    for part in map(str.strip, parts):
        if lines and len(lines[-1]) + 3 + len(part) <= width:
            lines[-1] += f"   {part}"
        else:
            lines.append(part)
    return [short for line in lines for short in wrapped(Text(line), width)]


def column_letters(columns: Sequence[str]) -> dict[str, str]:
    """Return a letter for each column, or two where there are more than twenty-six, or three."""
    repeat = 1
    while len(LETTERS) ** repeat < len(columns):
        repeat += 1
    labels = product(LETTERS, repeat=repeat)
    return {name: "".join(label) for name, label in zip(columns, labels, strict=False)}


def sign_table(
    letters: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], width: int
) -> Iterator[str]:
    """Yield a table of signs: a name before each row, `letters` above the columns.

    Its lines are at most `width` wide: as many columns at a time as fit.
    """
    names = min(ROW_NAME, width * 3 // 5)
    step = max(map(len, letters)) + 1
    at_a_time = max(1, (width - names) // step)
    for start in range(0, len(letters), at_a_time):
        if start:
            yield ""
        chosen = slice(start, start + at_a_time)
        yield _table_row("", letters[chosen], names, step)
        for name, signs in rows:
            yield _table_row(name, signs[chosen], names, step)


def _table_row(name: str, cells: Sequence[str], names: int, step: int) -> str:
    short = name if cell_len(name) < names else f"{set_cell_size(name, names - 2)}~"
    return (set_cell_size(short, names) + "".join(cell.ljust(step) for cell in cells)).rstrip()
