"""`lpcards undo`: the last answer or mark taken back, or all that a wrong clock dated."""

import click

from lpcards.cli.options import json_option
from lpcards.english.printable import counted
from lpcards.memory.event import event_json
from lpcards.study.card_record import undone_words
from lpcards.study.future_events import future_words
from lpcards.study.messages import say, say_json
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

FIFTH = 5


@click.command("undo")
@click.option("--future", is_flag=True, help="Take back whatever is dated ahead of the clock.")
@click.option("--yes", is_flag=True, help="With --future: take back more than a fifth of the log.")
@json_option
@click.pass_obj
def undo_command(workspace: Workspace, future: bool, yes: bool, as_json: bool) -> None:
    """Take back the last answer or mark on this machine.

    Run it again for the one before. Cards marked together are unmarked together. --future takes
    back everything, from any machine, that a wrong clock dated more than a day ahead of this one.
    """
    if future:
        _undo_future(workspace, yes=yes, as_json=as_json)
        return
    undone = workspace.writing().undo(workspace.moment())
    if undone is None:
        raise UserFault("there is nothing to undo on this machine")
    event, taken = undone
    if as_json:
        say_json({"event": event_json(event), "undone": event_json(taken)})
        return
    say(f"Undone: {undone_words(event, taken, workspace.index)}.")


def _undo_future(workspace: Workspace, *, yes: bool, as_json: bool) -> None:
    """Take back what is more than a day later than the clock, or say why not."""
    log, now = workspace.writing(), workspace.moment()
    count, words = future_words(log, now)
    if not count:
        raise UserFault("nothing is dated more than a day ahead of this machine's clock")
    if not yes and count * FIFTH > log.count():
        raise UserFault(
            f"{words}. That is more than a fifth of the log; if the clock is right, "
            "`lpcards undo --future --yes` takes it all back"
        )
    events = log.undo_ahead(now)
    if as_json:
        undos = [event_json(event) for event in events]
        say_json({"event": undos[-1], "events": undos, "undone": count})
    else:
        ahead = "dated more than a day ahead of this machine's clock"
        say(f"Undone: {counted(count, 'event')} {ahead}.")
