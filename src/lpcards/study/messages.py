"""How commands speak: JSON for scripts, printable lines for people."""

import json
import os
import sys
from collections.abc import Iterable

import click

from lpcards.english.printable import printable


def say(words: str) -> None:
    """Print a line for people."""
    click.echo(printable(words))


def wrapped(line: str) -> str:
    """Return a line broken between its words, where a terminal would break them anywhere."""
    if not sys.stdout.isatty():
        return line
    import textwrap

    indent = "    " if line.startswith(" ") else ""
    return textwrap.fill(
        line,
        max(os.get_terminal_size(sys.stdout.fileno()).columns or 80, 20),
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def note(words: str) -> None:
    """Print a remark beside the outcome, to standard error."""
    click.echo(printable(words), err=True)


def say_json(value: object) -> None:
    """Print `value` as one line of JSON, in ASCII: nothing in it can reach a terminal raw."""
    click.echo(json.dumps(value))


def say_lines(lines: Iterable[str]) -> None:
    """Print many lines, stopping quietly when nobody reads on."""
    for line in lines:
        sys.stdout.write(printable(line) + "\n")
