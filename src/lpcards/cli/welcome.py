"""`lpcards welcome`: the first minute once more."""

import sys

import click

from lpcards.study import clock
from lpcards.study.workspace import Workspace


@click.command("welcome")
@click.pass_obj
def welcome_command(workspace: Workspace) -> None:
    """Ask for your interview's date and your notes again.

    As in the first minute; Enter keeps the date, and adds no story.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "welcome needs a terminal; without one use `lpcards set interview=DATE minutes=N`"
        )
    from lpcards.study.reviewing.first_minute import FirstMinute
    from lpcards.terminal.conversation import conversation

    plain = workspace.index.settings.screen_reader
    with conversation(clock.monotonic, plain=plain) as talk:
        FirstMinute(workspace, talk).ask_again()
