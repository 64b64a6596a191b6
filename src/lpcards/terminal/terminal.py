"""The terminal of a sitting: its keys, and a surface that suits it."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

from rich.console import Console, ConsoleDimensions

from lpcards.terminal.keys import Keys
from lpcards.terminal.modes import Modes, RunningClock, modes_of
from lpcards.terminal.screen import Lines, Surface, whole_screen

UNMARKED = {"linux", "cons25", "vt100", "vt220"}
"""Terminals that can redraw a screen, but not mark what is pasted."""


@contextlib.contextmanager
def at_terminal(
    monotonic: Callable[[], float], *, plain: bool
) -> Iterator[tuple[Surface, Keys, RunningClock]]:
    """Take the terminal for a sitting, and give it back; `plain` lines where nothing else works.

    Its clock stands still while the program is stopped.
    """
    clock = RunningClock(monotonic)
    with (
        modes_of(sys.stdin.fileno(), clock) as modes,
        _surface(console_here(), modes, plain=plain) as surface,
    ):
        marks = not surface.plain and os.environ.get("TERM") not in UNMARKED
        yield surface, Keys(modes.fd, modes.woken, surface.fresh, marks=marks), clock


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
    if plain or console.is_dumb_terminal or os.environ.get("TERM", "") in {"", "dumb", "unknown"}:
        yield Lines(console, modes)
        return
    with whole_screen(console, modes) as screen:
        yield screen
