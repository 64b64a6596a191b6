"""`lpcards cards` and `lpcards show`: the cards, and all there is to know of one."""

from collections.abc import Iterable
from typing import Any

import click

from lpcards.cards.card import Card
from lpcards.cards.card import as_json as card_json
from lpcards.cards.leech import is_leech
from lpcards.english.printable import counted, span
from lpcards.log import Log
from lpcards.study.card_json import card_with_memory, described, history_of
from lpcards.study.naming import complete_cards, named_card, selecting, selection_of
from lpcards.study.noticing import notice_of
from lpcards.study.open_content import Desk
from lpcards.study.saying import json_option, note, say, say_json, say_lines


@click.command("cards")
@selecting
@click.option("--leeches", is_flag=True, help="Only cards that are failed again and again.")
@json_option
@click.pass_obj
def cards_command(desk: Desk, /, leeches: bool, as_json: bool, **told: Any) -> None:  # noqa: ANN401
    """List the cards: all of them, or those selected."""
    compiled = desk.compiled
    chosen = compiled.cards(selection_of(compiled, told))
    if leeches:
        _list_leeches(chosen, desk.reading(), as_json=as_json)
        return
    for words in notice_of(compiled):
        note(words)
    if as_json:
        say_json([card_json(card) for card in chosen])
    else:
        say_lines(f"{card.id}\n    {card.front}" for card in chosen)


def _list_leeches(cards: Iterable[Card], log: Log, *, as_json: bool) -> None:
    """List those of the cards that are leeches, the worst first, each with its place."""
    lapses = {card: memory.lapses for card, memory in log.remembered() if is_leech(memory)}
    found = sorted((card for card in cards if card.id in lapses), key=lambda one: -lapses[one.id])
    if as_json:
        say_json([card_json(card) for card in found])
        return
    for card in found:
        say(f"{card.id}  ({counted(lapses[card.id], 'lapse')}; {card.path}:{card.line})")
        say(f"    {card.front}")


@click.command("show")
@click.argument("card", shell_complete=complete_cards)
@json_option
@click.pass_obj
def show_command(desk: Desk, card: str, as_json: bool) -> None:
    """Show one card with its memory and history."""
    found = named_card(desk.compiled, card)
    log = desk.reading()
    if as_json:
        say_json(card_with_memory(found, log))
    else:
        say_lines([*_text_lines(found), "", *_memory_lines(found, log)])


def _text_lines(card: Card) -> list[str]:
    marks = ("*" if place in card.must else "-" for place in range(len(card.items)))
    parts = [
        f"{card.id}  ({card.path}:{card.line})",
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
    return "\n".join(parts).splitlines()


def _memory_lines(card: Card, log: Log) -> list[str]:
    memory = log.memory([card.id]).get(card.id)
    if memory is None:
        told = ["new: not answered yet"]
    else:
        told = [
            f"due {memory.due}, interval {span(memory.interval)}, ease {memory.ease / 100:.2f}",
            f"{memory.repetitions} in a row, lapses {memory.lapses}",
        ]
    if card.id in log.suspended():
        told.append("suspended")
    if (flag := log.flags().get(card.id)) is not None:
        told.append(f"flagged: {flag}" if flag else "flagged")
    return told + [described(event) for event in history_of(log, card.id)]
