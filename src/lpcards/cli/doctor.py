"""`lpcards doctor`: is the log sound, and which cards are retired."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from lpcards.cli.options import json_option
from lpcards.index.card_index import CardIndex
from lpcards.study.future_events import future_words
from lpcards.study.messages import say, say_json, say_lines
from lpcards.study.question_words import question_of, quoted_words
from lpcards.study.retired_cards import Retired, retired_cards
from lpcards.study.sync_standing import standing_json, standing_lines, standings
from lpcards.system.synced_folders import syncing, warning

if TYPE_CHECKING:
    from lpcards.study.workspace import Workspace


WAY_OUT = "If the clock is right, `lpcards undo --future` takes back what a wrong one dated."


SOUND = "The log is fine: it gives exactly what is remembered."


@click.command("doctor")
@json_option
@click.pass_context
def doctor_command(ctx: click.Context, as_json: bool) -> None:
    """Check the log, and list cards that no longer exist.

    All answers are worked out anew and compared with what is remembered. Nothing is changed.
    """
    workspace: Workspace = ctx.obj
    log = workspace.reading()
    future, words = future_words(log, workspace.moment())
    faults = [*log.verify(), *([f"{words}. {WAY_OUT}"] if future else [])]
    retired = retired_cards(workspace.index, log)
    meetings = standings(workspace)
    if as_json:
        gone = [card._asdict() for card in retired]
        synced = syncing(workspace.database) or None
        meets = [standing_json(one) for one in meetings]
        say_json(
            {"faults": faults, "future": future, "synced": synced, "retired": gone, "sync": meets}
        )
    else:
        synced = warning(workspace.database)
        for words in (*(faults or [SOUND]), *([synced] if synced else [])):
            say(words)
        for words in (line for one in meetings for line in standing_lines(one)):
            say(words)
        say_lines(line for card in retired for line in _lines(card, workspace.index))
    ctx.exit(1 if faults else 0)


def _lines(retired: Retired, index: CardIndex) -> Iterator[str]:
    """Yield what became of a card, and last its id, or the command that names it."""
    question = f"{quoted_words(retired.front)}: " if retired.front else ""
    if retired.waiting:
        yield f"{question}its story could not be loaded"
    elif retired.match is None:
        yield f"{question}retired, no story here has it"
    else:
        match = question_of(index, retired.match)
        yield f"{question}retired; {retired.likeness:.0%} like {match}. To give that its history:"
        yield f"    lpcards adopt {retired.card} {retired.match}"
        return
    yield f"    {retired.card}"
