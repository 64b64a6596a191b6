"""`lpcards restore`: the copies of the log, and one of them taken back."""

import os
from collections.abc import Iterator
from datetime import timedelta

import click

from lpcards.cli.options import json_option
from lpcards.english.printable import ago, counted
from lpcards.log.copies import Copy, copies_of, copy_json, copy_named, restore
from lpcards.memory.event import Moment
from lpcards.study.clock import local
from lpcards.study.messages import say, say_json, say_lines
from lpcards.study.workspace import Workspace


@click.command("restore")
@click.argument("copy", required=False, metavar="COPY")
@json_option
@click.pass_obj
def restore_command(workspace: Workspace, copy: str | None, as_json: bool) -> None:
    """List the copies of the log, or go back to one.

    COPY is one from the list, or a file that `backup` wrote. The present log is kept among the
    copies, so you can go back to it the same way.
    """
    real, now = os.path.realpath(workspace.database), workspace.moment()
    if copy is None:
        _list(real, now, as_json=as_json)
        return
    chosen = copy_named(real, copy)
    kept = restore(real, chosen, now)
    if as_json:
        say_json({"restored": copy_json(chosen), "kept": kept})
    else:
        for words in _restored(chosen, kept):
            say(words)


def _list(real: str, now: Moment, *, as_json: bool) -> None:
    copies = list(copies_of(real))
    if as_json:
        say_json({"copies": [copy_json(copy) for copy in copies]})
    elif copies:
        width = max(len(copy.name) for copy in copies)
        say_lines(f"{copy.name:{width}}  {_words(copy, now)}" for copy in copies)
    else:
        say("There is no copy yet: the first command of a day that writes makes one.")


def _words(copy: Copy, now: Moment) -> str:
    """Return how old a copy is and what it holds."""
    age = ago(timedelta(milliseconds=max(now.at - copy.made, 0)))
    return f"{age:>14}  {copy.fault or _holds(copy)}"


def _holds(copy: Copy) -> str:
    last = f", last answer {local(*copy.answered)}" if copy.answered else ""
    return f"{counted(copy.events, 'event')}{last}"


def _restored(copy: Copy, kept: str | None) -> Iterator[str]:
    yield f"Restored {copy.name}: {_holds(copy)}."
    if kept:
        yield f"The log as it was is kept: `lpcards restore {kept}` goes back to it."
