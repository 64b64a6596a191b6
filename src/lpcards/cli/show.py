"""`lpcards show`: all there is to know of a card."""

import click

from lpcards.cards.card import Card
from lpcards.cli.options import complete_cards, json_option
from lpcards.story.markup import in_words
from lpcards.study.card_record import card_with_memory
from lpcards.study.card_words import memory_lines
from lpcards.study.messages import say, say_json
from lpcards.study.naming import named_card
from lpcards.study.workspace import Workspace


@click.command("show")
@click.argument("card", shell_complete=complete_cards)
@json_option
@click.pass_obj
def show_command(workspace: Workspace, card: str, as_json: bool) -> None:
    """Show one card with its memory and history."""
    found = named_card(workspace.index, card)
    log = workspace.reading()
    if as_json:
        say_json(card_with_memory(found, log))
    else:
        for words in (
            *_text_lines(found),
            "",
            *memory_lines(found, log, workspace.rules),
            "",
            *_place(found),
        ):
            say(words)


def _text_lines(card: Card) -> list[str]:
    marks = ("*" if place in card.must else "-" for place in range(len(card.items)))
    parts = [
        card.top,
        "",
        card.front,
        *(f"  ( ) {option}" for option in card.options),
        *([f"Hint: {card.hint}"] if card.hint else []),
        "",
        *([card.back] if card.back else []),
        *(f"  {mark} {item}" for mark, item in zip(marks, card.items, strict=True)),
        *([card.below] if card.below else []),
    ]
    return in_words("\n".join(parts)).splitlines()


def _place(card: Card) -> tuple[str, str]:
    return f"{card.path}:{card.line}", card.id
