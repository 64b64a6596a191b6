"""Which of the files that Anki keeps on this machine is to be read: the learner is asked."""

import os
import shlex
from collections.abc import Iterator, Sequence
from datetime import timedelta

import click
from rich.text import Text

from lpcards.anki.own_files import COLLECTION, AnkiFile, files_of_anki
from lpcards.english.printable import ago, printable
from lpcards.study import clock
from lpcards.study.workspace import Workspace
from lpcards.system.folders import anki_folders, with_tilde
from lpcards.system.problem import UserFault
from lpcards.terminal.conversation import Left, conversation
from lpcards.terminal.text_lines import hanging

MOST = 9


def which_file(workspace: Workspace, *, asks: bool) -> str:
    """Return the path of the file that the learner chooses of Anki's own.

    Without anybody who could be asked, or any such file: a UsageError that names what there is.
    Raises Abort where the learner leaves.
    """
    files = files_of_anki(anki_folders())
    if not files:
        raise click.UsageError(
            "FILE is missing, and Anki keeps nothing in "
            f"{' or '.join(map(with_tilde, anki_folders()))}"
        )
    now = workspace.moment().at
    if not asks:
        commands = "\n".join(_commands(files[:MOST], now))
        raise click.UsageError(f"FILE is missing. Anki's own{_newest(files)}:\n{commands}")
    return _asked(files, now, plain=workspace.index.settings.screen_reader)


def _asked(files: Sequence[AnkiFile], now: int, *, plain: bool) -> str:
    shown = files[:MOST]

    def meant(line: str) -> str:
        if line.isdecimal():
            if not 1 <= int(line) <= len(shown):
                raise UserFault(f"The numbers go from 1 to {len(shown)}.")
            return shown[int(line) - 1].path
        path = os.path.expanduser(line)
        if not os.path.isfile(path):
            raise UserFault(f"There is no file {line}.")
        return path

    with conversation(clock.monotonic, plain=plain) as talk:
        talk.say(f"Which of Anki's files{_newest(files)}?")
        try:
            lines = _list(shown, now, talk.width)
            return talk.ask(meant, *lines, "A number or a path. Enter takes 1.") or shown[0].path
        except Left:
            raise click.Abort from None


def _newest(files: Sequence[AnkiFile]) -> str:
    return f" (the newest {MOST} of {len(files)})" if len(files) > MOST else ""


def _list(files: Sequence[AnkiFile], now: int, width: int) -> Iterator[Text]:
    for number, file in enumerate(files, 1):
        yield from hanging(Text(f"  {number} "), Text(printable(_words(file, now))), width)


def _words(file: AnkiFile, now: int) -> str:
    what = "collection, saved" if file.kind == COLLECTION else "backup, made"
    return f"{file.profile}: {what} {_age(file, now)}"


def _age(file: AnkiFile, now: int) -> str:
    return ago(timedelta(milliseconds=max(now - file.saved, 0)))


def _commands(files: Sequence[AnkiFile], now: int) -> Iterator[str]:
    for file in files:
        yield f"  lpcards pull {printable(shlex.quote(file.path))}  # {_age(file, now)}"
