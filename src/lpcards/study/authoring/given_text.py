"""Text that is given to a command: by a file's name, or pasted at standard input."""

import sys

import click

from lpcards.story.decoding import text_of_paste
from lpcards.study.messages import note
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
