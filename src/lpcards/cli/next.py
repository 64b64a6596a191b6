"""`lpcards next`: the card that `review` would ask now, without a terminal."""

import click

from lpcards.cards.card import worded
from lpcards.cli.options import json_option, selecting, sitting_options
from lpcards.day.queue import Queue
from lpcards.index.selection import Selection
from lpcards.story.markup import in_words
from lpcards.study.card_record import card_with_memory, is_open
from lpcards.study.day_words import pause_words
from lpcards.study.messages import note, say, say_json
from lpcards.study.naming import selection_of
from lpcards.study.notices import notice_of
from lpcards.study.today import SittingOptions, cards_failed, day_of, trace_next
from lpcards.study.workspace import Workspace
from lpcards.system.trace import is_heard


def first_of(queue: Queue, *, gradable: bool = False) -> str | None:
    """Return the id of the card that is asked first, of those `gradable`; None if none is left."""
    cards = (
        *(one.id for one in (*queue.reviews, *queue.new)),
        *(drill.card for drill in queue.drills),
    )
    return next((card for card in cards if not (gradable and is_open(card))), None)


def _part_of(card: str, queue: Queue) -> str:
    if card in {entry.id for entry in queue.reviews}:
        return "ahead" if card in queue.early else "review"
    return "new" if card in {entry.id for entry in queue.new} else "drill"


@click.command("next")
@selecting
@sitting_options
@click.option("--gradable", is_flag=True, help="Leave out open questions, which `grade` refuses.")
@json_option
@click.pass_obj
def next_command(
    workspace: Workspace,
    named: Selection,
    options: SittingOptions,
    failed_today: bool,
    gradable: bool,
    as_json: bool,
) -> None:
    """Show the card that `review` would ask now."""
    index, log, on = workspace.index, workspace.reading(), workspace.moment().day
    chosen = selection_of(index, named)
    day = day_of(index, log, on, chosen, options)
    name = first_of(day.queue, gradable=gradable)
    if failed_today:
        name = next(iter(cards_failed(index, log, on, chosen)), None)
    if name and is_heard():
        trace_next(log, name, _part_of(name, day.queue))
    found = index.card(name) if name else None
    card = worded(found, on) if found else None
    for words in notice_of(index):
        note(words)
    if as_json:
        say_json(card_with_memory(card, log) if card else None)
    elif card is None:
        say(next(pause_words(day, on), "Nothing is left for today."))
    else:
        say(f"{card.top}\n{in_words(card.front)}\n{card.id}")
