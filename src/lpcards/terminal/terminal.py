"""The terminal that lpcards runs in: taken for a sitting and given back, or only printed to."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, NoReturn

from rich.console import Console, ConsoleDimensions
from rich.text import Text

from lpcards.terminal.keys import Keys
from lpcards.terminal.modes import Modes, RunningClock, modes_of
from lpcards.terminal.screen import PlainLines, Surface, whole_screen
from lpcards.terminal.text_lines import MARGIN, text_width

UNMARKED = {"linux", "cons25", "vt100", "vt220"}
"""Terminals that can redraw a screen, but not mark what is pasted."""


class Terminal(NamedTuple):
    """A terminal taken for a sitting: what to draw on, the keys, and seconds that only grow."""

    surface: Surface
    keys: Keys
    monotonic: Callable[[], float]


@contextlib.contextmanager
def at_terminal(monotonic: Callable[[], float], *, plain: bool) -> Iterator[Terminal]:
    """Take the terminal for a sitting, and give it back; `plain` lines where nothing else works.

    Its clock stands still while the program is stopped.
    """
    clock = RunningClock(monotonic)
    with (
        modes_of(sys.stdin.fileno(), clock) as modes,
        _surface(console_here(), modes, plain=plain) as surface,
    ):
        marks = marks_pastes(plain=surface.plain)
        yield Terminal(surface, Keys(modes.fd, modes.woken, surface.fresh, marks=marks), clock)


def is_plain(console: Console) -> bool:
    """Say whether a terminal can show nothing but lines, one below the other."""
    return console.is_dumb_terminal or os.environ.get("TERM", "") in {"", "dumb", "unknown"}


def marks_pastes(*, plain: bool) -> bool:
    """Say whether the terminal marks what is pasted; with `plain` lines none is asked to."""
    return not plain and os.environ.get("TERM") not in UNMARKED


def console_here() -> Console:
    """Return the terminal as rich knows it, in the width that it has."""
    asked = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES"}}
    how: dict[str, Any] = {"highlight": False, "markup": False, "emoji": False, "_environ": asked}
    console = Console(**how)
    return _DumbConsole(**how) if console.is_dumb_terminal else console


class _DumbConsole(Console):
    """A dumb terminal in the size that it has just now; rich says 80 columns, always."""

    @property
    def size(self) -> ConsoleDimensions:
        columns, rows = os.get_terminal_size(sys.stdout.fileno())
        return ConsoleDimensions(columns or 80, rows or 25)

    @size.setter
    def size(self, size: tuple[int, int]) -> None:
        """Let nobody else say what it is."""


@contextlib.contextmanager
def _surface(console: Console, modes: Modes, *, plain: bool) -> Iterator[Surface]:
    if plain or is_plain(console):
        yield PlainLines(console, modes)
        return
    with whole_screen(console, modes) as screen:
        yield screen


class _Printer(Console):
    def on_broken_pipe(self) -> NoReturn:
        """Leave it to the door that nobody reads on; rich would end with 1."""
        raise BrokenPipeError


def print_lines(lines: Callable[[int], Iterable[Text]]) -> None:
    """Print what `lines` makes for a number of columns, in the terminal's width."""
    columns, rows = _size()  # rich takes every dumb terminal for 80 columns wide
    console = _Printer(width=columns, height=rows, highlight=False, markup=False, emoji=False)
    for line in lines(text_width(columns)):
        console.print(Text(MARGIN) + line if line else line, soft_wrap=True)


def _size() -> tuple[int, int]:
    """Return the terminal's size; `COLUMNS` has a say only where there is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        from shutil import get_terminal_size  # here: its import costs the first card's time

        return get_terminal_size()
