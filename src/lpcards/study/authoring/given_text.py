"""Text that is given: by a file's name, which may be typed or dragged, or at standard input."""

import os
import shlex
import sys
from collections.abc import Iterator

import click

from lpcards.story.decoding import text_of_paste
from lpcards.study.messages import note
from lpcards.system.folders import with_tilde
from lpcards.system.problem import UserFault

STDIN = "-"


def given_text(source: str, most: int, too_much: str, invitation: str) -> str:
    """Return the text of a file or, for `-`, of standard input.

    At a terminal the `invitation` is said first. Raises UserFault, in the words `too_much`, for
    more than `most` bytes, and for what is no text; FileNotFoundError where there is no file.
    """
    if source == STDIN and sys.stdin.isatty():
        note(invitation)
    with click.open_file(source, "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise UserFault(f"{name_of_source(source)}: {too_much}")
    text, faults = text_of_paste(data)
    if text is None:
        raise UserFault(str(faults[0].at(name_of_source(source))))
    return text


def name_of_source(source: str) -> str:
    """Return what to call it in a sentence."""
    return "standard input" if source == STDIN else source


def file_typed(words: str) -> str:
    """Return the path of the file that somebody typed, or dragged into the terminal.

    Raises UserFault for what is no file.
    """
    paths = [os.path.expanduser(path) for path in _meant(words.strip())]
    path = next(filter(os.path.exists, paths), paths[-1])
    if os.path.isdir(path):
        raise UserFault(f"{with_tilde(path)} is a folder. Name a file in it.")
    if not os.path.isfile(path):
        raise UserFault(f"There is no file {with_tilde(path)}.")
    return path


def _meant(words: str) -> Iterator[str]:
    """Yield the paths that may be meant: as it is written, then as a shell or a browser reads it.

    Terminals put a file that is dragged into them in quotes, or a backslash before each blank.
    """
    yield words
    try:
        [path] = shlex.split(words)
    except ValueError:
        return
    yield path
    if path.startswith("file://"):
        from urllib.parse import unquote  # here: hardly any terminal pastes such

        yield unquote(path.removeprefix("file://"))
