"""`lpcards undo`: the last answer or mark taken back, or all that a wrong clock dated."""

import click

from lpcards.cli.future import undo_future
from lpcards.memory.event import event_json
from lpcards.study.card_record import undone_words
from lpcards.study.messages import json_option, say, say_json
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


@click.command("undo")
@click.option("--future", is_flag=True, help="Take back whatever is later than the clock.")
@click.option("--yes", is_flag=True, help="With --future: take back more than a fifth of the log.")
@json_option
@click.pass_obj
def undo_command(workspace: Workspace, future: bool, yes: bool, as_json: bool) -> None:
    """Take back the last answer or mark made on this machine.

    Again takes the one before. What was marked at once is taken back at once. With --future,
    take back all that a wrong clock dated more than a day later than this one shows, on any
    machine.
    """
    if future:
        undo_future(workspace, yes=yes, as_json=as_json)
        return
    undone = workspace.writing().undo(workspace.moment())
    if undone is None:
        raise UserFault("there is nothing to undo on this machine")
    event, taken = undone
    if as_json:
        say_json({"event": event_json(event), "undone": event_json(taken)})
        return
    say(f"undone: {undone_words(event, taken)}")
