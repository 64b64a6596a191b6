"""`lpcards adopt`: a retired card's history goes on with another card."""

import click

from lpcards.cli.options import complete_cards, json_option
from lpcards.memory.event import event_json
from lpcards.study.messages import say, say_json
from lpcards.study.naming import named_card
from lpcards.study.question_words import quoted_words
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


@click.command("adopt")
@click.argument("old")
@click.argument("new", shell_complete=complete_cards)
@json_option
@click.pass_obj
def adopt_command(workspace: Workspace, old: str, new: str, as_json: bool) -> None:
    """Give a retired card's history to another card.

    OLD is the retired card, NEW the one that goes on with its history; `undo` takes it back.
    """
    index, log = workspace.index, workspace.writing()
    heir = named_card(index, new)
    if index.card(old) is not None:
        raise UserFault(f"{old} is not retired: your stories still have it")
    if not log.memory([old]):
        raise UserFault(f"{old} was never answered: there is no history to adopt")
    event = log.note("adopt", heir.id, workspace.moment(), {"from": old})
    if as_json:
        say_json({"event": event_json(event)})
    else:
        say(f"{quoted_words(heir.front)} goes on with the history of {old}.")
