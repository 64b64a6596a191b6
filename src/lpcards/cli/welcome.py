"""`lpcards welcome`: the first minute once more."""

import sys

import click

from lpcards.study.workspace import Workspace


@click.command("welcome")
@click.pass_obj
def welcome_command(workspace: Workspace) -> None:
    """Ask for your interview's date and your minutes again.

    As in the first minute; Enter keeps what is set.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "welcome wants a terminal; without one use `lpcards set interview=DATE minutes=N`"
        )
    from lpcards.study.reviewing.first_minute import FirstMinute
    from lpcards.terminal.keys import Keys
    from lpcards.terminal.modes import modes_of
    from lpcards.terminal.terminal import console_here

    with modes_of(sys.stdin.fileno()) as modes:
        FirstMinute(workspace, console_here(), Keys(modes.fd, modes.woken)).ask_again()
