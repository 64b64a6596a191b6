"""Lines on a telling, printed for the terminal's width."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from lpcards.english.printable import printable
from lpcards.study.messages import say_lines
from lpcards.study.rehearsing.telling_words import MarkedLine
from lpcards.terminal.text_lines import hanging, text_width


def say_marked(lines: Iterable[MarkedLine]) -> None:
    """Print the lines, broken where the terminal ends."""
    width = text_width(Console().width)
    for mark, words in lines:
        rows = hanging(Text(printable(mark)), Text(printable(words)), width) if words else []
        say_lines([row.plain.rstrip() for row in rows] or [mark])
