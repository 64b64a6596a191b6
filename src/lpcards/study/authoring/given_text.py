"""Text that is given: by the name of a file of any sort, typed or dragged, or at standard input."""

import os
import shlex
import sys
from collections.abc import Callable, Iterator

import click

from lpcards.drafts.files import MOST_FILE_BYTES, FileText, refused, text_of_file
from lpcards.story.markup import media_in, media_in_words
from lpcards.story.media_kinds import counted_media
from lpcards.study.messages import note
from lpcards.system.folders import with_tilde
from lpcards.system.problem import UserFault

STDIN = "-"


def given_text(
    source: str,
    most: int,
    too_much: str,
    invitation: str = "",
    tell: Callable[[str], None] = note,
) -> FileText:
    """Return the text of a file of any sort or, for `-`, of standard input, as plain lines.

    At a terminal the `invitation` is said first; `tell` is told what the lines do not hold of the
    file. Raises UserFault, in the words `too_much`, for more than `most` bytes, and for what is no
    text; FileNotFoundError where there is no file.
    """
    if invitation and source == STDIN and sys.stdin.isatty():
        note(invitation)
    with click.open_file(source, "rb") as file:
        data = file.read(MOST_FILE_BYTES + 1)
    name = name_of_source(source)
    if len(data) > MOST_FILE_BYTES:
        raise UserFault(f"{name}: {refused(data, name) or too_much}")
    found = text_of_file(data, name)
    if len(data if found.is_plain else found.text.encode()) > most:
        raise UserFault(f"{name}: {too_much}")
    for remark in found.remarks:
        tell(remark)
    return found


def words_for_pictures(text: str, tell: Callable[[str], None]) -> str:
    """Return a text with words for its pictures and sounds, whose files nobody gave; `tell` so."""
    media = [run for run, _ in media_in(text)]
    if media:
        tell(f"Left out: {counted_media(run.target for run in media)}; words stand for each.")
    return media_in_words(text)


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
