"""`lpcards flag`: cards to come back to."""

from typing import Any

import click

from lpcards.study.marking import cards_argument, mark, say_marked
from lpcards.study.open_content import Desk
from lpcards.study.saying import json_option


@click.command("flag")
@cards_argument
@click.option("--note", "words", default="", help="Why; shown with the card.")
@click.option("--off", is_flag=True, help="Take the flag away.")
@json_option
@click.pass_obj
def flag_command(desk: Desk, cards: tuple[str, ...], words: str, off: bool, as_json: bool) -> None:
    """Mark cards to come back to."""
    details: dict[str, Any] = {"off": True} if off else {"note": words}
    say_marked(
        mark(desk, "flag", cards, details),
        "flag taken away" if off else "flagged",
        as_json=as_json,
    )
