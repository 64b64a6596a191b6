"""How commands speak: JSON for scripts, printable lines for people."""

import json
import os
import sys
from collections.abc import Iterable
from typing import TextIO

import click

from lpcards.english.printable import printable

NARROWEST = 20
"""Columns that a terminal has at least, whatever it says."""


def say(words: str) -> None:
    """Print a sentence for people."""
    click.echo(wrapped(printable(words), sys.stdout))


def note(words: str) -> None:
    """Print a remark beside the outcome, to standard error."""
    click.echo(wrapped(printable(words), sys.stderr), err=True)


def wrapped(words: str, stream: TextIO) -> str:
    """Return what is said with its lines broken between words, where a terminal would not care."""
    width = columns_of(stream)
    return "\n".join(_broken(line, width) for line in words.split("\n")) if width else words


def columns_of(stream: TextIO) -> int:
    """Return how many columns the terminal has that is written to; 0 if it is none."""
    if not stream.isatty():
        return 0
    return max(os.get_terminal_size(stream.fileno()).columns or 80, NARROWEST)


def _broken(line: str, width: int) -> str:
    """Return a line broken to a width; a command to paste stays in one piece."""
    if len(line) <= width or line.lstrip().startswith("lpcards "):
        return line
    import textwrap  # here: most lines fit

    return textwrap.fill(
        line,
        width,
        subsequent_indent="    " if line.startswith(" ") else "",
        break_long_words=False,
        break_on_hyphens=False,
    )


def say_json(value: object) -> None:
    """Print `value` as one line of JSON, in ASCII: nothing in it can reach a terminal raw."""
    click.echo(json.dumps(value))


def say_lines(lines: Iterable[str]) -> None:
    """Print rows as they are, stopping quietly when nobody reads on."""
    for line in lines:
        sys.stdout.write(printable(line) + "\n")
