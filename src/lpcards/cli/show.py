"""`lpcards show`: all there is to know of a card."""

import click

from lpcards.cards.card import Card
from lpcards.cli.options import complete_cards, json_option
from lpcards.english.printable import counted, span
from lpcards.log import Log
from lpcards.memory.sm2 import Rules
from lpcards.story.markup import in_words
from lpcards.study.card_record import card_with_memory, described, history_of
from lpcards.study.followed import own_day
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
            *_memory_lines(found, log, workspace.rules),
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


def _memory_lines(card: Card, log: Log, rules: Rules) -> list[str]:
    memory = log.memory([card.id]).get(card.id)
    if memory is None:
        lines = ["new: not answered yet"]
    else:
        own = own_day(log, card.id, rules)
        anki_s = f" (Anki's day; its own is {own})" if own else ""
        interval, ease = span(memory.interval), f"{memory.ease / 100:.2f}"
        lines = [
            f"due {memory.due}{anki_s}, interval {interval}, ease {ease}",
            f"{memory.repetitions} right in a row, {counted(memory.lapses, 'lapse')}",
        ]
    if card.id in log.suspended():
        lines.append("suspended")
    if (flag := log.flags().get(card.id)) is not None:
        lines.append(f"flagged: {flag}" if flag else "flagged")
    return lines + [described(event) for event in history_of(log, card.id)]
