"""Texts printed for reading, in the terminal's width."""

import os
import sys
from collections.abc import Callable, Iterable
from shutil import get_terminal_size
from typing import NoReturn

from rich.console import Console
from rich.text import Text

from lpcards.terminal.card_text import MARGIN, text_width


class _Printer(Console):
    def on_broken_pipe(self) -> NoReturn:
        """Leave it to the door that nobody reads on; rich would end with 1."""
        raise BrokenPipeError


def print_lines(lines: Callable[[int], Iterable[Text]]) -> None:
    """Print what `lines` makes for a number of columns."""
    columns, rows = _size()  # rich takes every dumb terminal for 80 columns wide
    console = _Printer(width=columns, height=rows, highlight=False, markup=False, emoji=False)
    for line in lines(text_width(columns)):
        console.print(Text(MARGIN) + line if line else line, soft_wrap=True)


def _size() -> tuple[int, int]:
    """Return the terminal's size; `COLUMNS` has a say only where there is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        return get_terminal_size()
