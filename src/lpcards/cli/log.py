"""`lpcards log`: the events themselves."""

import json
from itertools import chain

import click

from lpcards.cli.options import complete_cards
from lpcards.memory.event import event_json
from lpcards.study.messages import say_lines
from lpcards.study.naming import named_card
from lpcards.study.workspace import Workspace


@click.command("log")
@click.argument("card", required=False, shell_complete=complete_cards)
@click.option("--json", "_", is_flag=True, help="The default: one JSON object a line.")
@click.pass_obj
def log_command(workspace: Workspace, card: str | None, _: bool) -> None:
    """Print every event, oldest first.

    One JSON object per line; with CARD, only that card's.
    """
    events = workspace.reading().events(card)
    first = next(events, None)
    if first is None and card is not None:
        named_card(workspace.index, card)
    every = chain([first] if first else [], events)
    say_lines(json.dumps(event_json(event)) for event in every)
