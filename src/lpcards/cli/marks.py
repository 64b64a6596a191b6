"""`undo`, `suspend`, `resume`, `bury`, `flag`: what is said of a card without answering it."""

from typing import Any

import click

from lpcards.cli.future import undo_future
from lpcards.memory.event import Event
from lpcards.memory.event import as_json as event_json
from lpcards.study.card_json import undone_words
from lpcards.study.naming import cards_named, complete_cards
from lpcards.study.open_content import Desk
from lpcards.study.saying import json_option, say, say_json
from lpcards.system.problem import UserFault

MOST_LINES, FIRST_LINES = 10, 5
"""So many cards are all listed; of more only the first ones are."""

cards_argument = click.argument(
    "cards", nargs=-1, required=True, metavar="CARD...", shell_complete=complete_cards
)


@click.command("undo")
@click.option("--future", is_flag=True, help="Take back whatever is later than the clock.")
@click.option("--yes", is_flag=True, help="With --future: take back more than a fifth of the log.")
@json_option
@click.pass_obj
def undo_command(desk: Desk, future: bool, yes: bool, as_json: bool) -> None:
    """Take back the last answer or mark made on this machine; again takes the one before.

    What was marked at once is taken back at once. With --future, take back all that a wrong clock
    dated more than a day later than this one shows, on any machine.
    """
    if future:
        undo_future(desk, yes=yes, as_json=as_json)
        return
    undone = desk.writing().undo(desk.moment())
    if undone is None:
        raise UserFault("there is nothing to undo on this machine")
    event, taken = undone
    if as_json:
        say_json({"event": event_json(event), "undone": event_json(taken)})
        return
    say(f"undone: {undone_words(event, taken)}")


def _marked(desk: Desk, kind: str, names: tuple[str, ...], details: dict[str, Any]) -> list[Event]:
    cards = [card.id for card in cards_named(desk.compiled, names)]
    return desk.writing().note_all(kind, cards, desk.moment(), details)


def _tell(events: list[Event], words: str, *, as_json: bool) -> None:
    if as_json:
        told = [event_json(event) for event in events]
        say_json({"event": told[-1], "events": told})
        return
    shown = events if len(events) <= MOST_LINES else events[:FIRST_LINES]
    for event in shown:
        say(f"{event.card}: {words}")
    if len(events) > len(shown):
        say(f"and {len(events) - len(shown):,} more: {words}")


@click.command("suspend")
@cards_argument
@json_option
@click.pass_obj
def suspend_command(desk: Desk, cards: tuple[str, ...], as_json: bool) -> None:
    """Stop asking cards until `resume`. A story or a glob names many."""
    _tell(_marked(desk, "suspend", cards, {}), "suspended", as_json=as_json)


@click.command("resume")
@cards_argument
@json_option
@click.pass_obj
def resume_command(desk: Desk, cards: tuple[str, ...], as_json: bool) -> None:
    """Ask suspended cards again."""
    _tell(_marked(desk, "resume", cards, {}), "asked again", as_json=as_json)


@click.command("bury")
@cards_argument
@json_option
@click.pass_obj
def bury_command(desk: Desk, cards: tuple[str, ...], as_json: bool) -> None:
    """Leave cards alone until tomorrow."""
    _tell(_marked(desk, "bury", cards, {}), "left alone until tomorrow", as_json=as_json)


@click.command("flag")
@cards_argument
@click.option("--note", "words", default="", help="Why; shown with the card.")
@click.option("--off", is_flag=True, help="Take the flag away.")
@json_option
@click.pass_obj
def flag_command(desk: Desk, cards: tuple[str, ...], words: str, off: bool, as_json: bool) -> None:
    """Mark cards to come back to."""
    details: dict[str, Any] = {"off": True} if off else {"note": words}
    _tell(
        _marked(desk, "flag", cards, details),
        "flag taken away" if off else "flagged",
        as_json=as_json,
    )
