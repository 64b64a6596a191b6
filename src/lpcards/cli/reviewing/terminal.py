"""The terminal of a sitting: its keys, and a surface that suits it."""

import contextlib
import os
import sys
from collections.abc import Iterator

from rich.console import Console

from lpcards.cli.reviewing.keys import Keys, keys_of
from lpcards.cli.reviewing.screen import Lines, Surface, whole_screen


@contextlib.contextmanager
def at_terminal(*, plain: bool) -> Iterator[tuple[Surface, Keys]]:
    """Take the terminal for a sitting, and give it back; `plain` lines where nothing else works."""
    asked = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES"}}
    console = Console(highlight=False, markup=False, emoji=False, _environ=asked)
    with keys_of(sys.stdin.fileno()) as keys, _surface(console, plain=plain) as surface:
        yield surface, keys


@contextlib.contextmanager
def _surface(console: Console, *, plain: bool) -> Iterator[Surface]:
    if plain or console.is_dumb_terminal or os.environ.get("TERM", "") in {"", "dumb", "unknown"}:
        yield Lines(console, sys.stdin.fileno())
        return
    with whole_screen(console, sys.stdin.fileno()) as screen:
        yield screen
