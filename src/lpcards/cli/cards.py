"""`lpcards cards`: the cards, or those of them that are failed again and again."""

from collections.abc import Iterable

import click

from lpcards.cards.card import Card, card_json
from lpcards.cards.leech import is_leech
from lpcards.cli.options import json_option, selecting
from lpcards.english.printable import counted
from lpcards.index.selection import Selection
from lpcards.log import Log
from lpcards.story.markup import in_words
from lpcards.study.messages import note, say, say_json
from lpcards.study.naming import selection_of
from lpcards.study.notices import notice_of
from lpcards.study.workspace import Workspace


@click.command("cards")
@selecting
@click.option("--leeches", is_flag=True, help="Only cards that are failed again and again.")
@json_option
@click.pass_obj
def cards_command(workspace: Workspace, named: Selection, leeches: bool, as_json: bool) -> None:
    """List the cards: all of them, or those selected."""
    index = workspace.index
    chosen = index.cards(selection_of(index, named))
    if leeches:
        _list_leeches(chosen, workspace.reading(), as_json=as_json)
        return
    for words in notice_of(index):
        note(words)
    if as_json:
        say_json([card_json(card) for card in chosen])
    else:
        for card in chosen:
            say(f"{in_words(card.front)}\n    {card.id}")


def _list_leeches(cards: Iterable[Card], log: Log, *, as_json: bool) -> None:
    """List those of the cards that are leeches, the worst first, each with its place."""
    lapses = {card: memory.lapses for card, memory in log.remembered() if is_leech(memory)}
    found = sorted((card for card in cards if card.id in lapses), key=lambda one: -lapses[one.id])
    if as_json:
        say_json([card_json(card) for card in found])
        return
    for card in found:
        say(f"{in_words(card.front)}  ({counted(lapses[card.id], 'lapse')})")
        say(f"    {card.path}:{card.line}")
        say(f"    {card.id}")
