"""`lpcards doctor`: is the log sound, and which cards are retired."""

from typing import TYPE_CHECKING

import click

from lpcards.cli.options import json_option
from lpcards.study.future_events import future_words
from lpcards.study.messages import say_json, say_lines
from lpcards.study.retired_cards import Retired, retired_cards
from lpcards.system.synced_folders import syncing, warning

if TYPE_CHECKING:
    from lpcards.study.workspace import Workspace


WAY_OUT = "If the clock is right, `lpcards undo --future` takes back what a wrong one dated."


@click.command("doctor")
@json_option
@click.pass_context
def doctor_command(ctx: click.Context, as_json: bool) -> None:
    """Prove the log sound, and find retired cards.

    It is replayed against the derived tables. Nothing is changed.
    """
    workspace: Workspace = ctx.obj
    log = workspace.reading()
    future, words = future_words(log, workspace.moment())
    faults = [*log.verify(), *([f"{words}. {WAY_OUT}"] if future else [])]
    retired = retired_cards(workspace.index, log)
    if as_json:
        gone = [card._asdict() for card in retired]
        synced = syncing(workspace.database) or None
        say_json({"faults": faults, "future": future, "synced": synced, "retired": gone})
    else:
        say_lines(faults or ["The log is sound: a replay gives what is remembered."])
        say_lines(filter(None, [warning(workspace.database)]))
        say_lines(_line(card) for card in retired)
    ctx.exit(1 if faults else 0)


def _line(retired: Retired) -> str:
    if retired.waiting:
        return f"{retired.card}: waits for a content file that could not be loaded"
    if retired.match is None:
        return f"{retired.card}: retired"
    return (
        f"{retired.card}: retired; {retired.likeness:.0%} like {retired.match}"
        f" (lpcards adopt {retired.card} {retired.match})"
    )
