"""`lpcards flag`: cards to come back to."""

from typing import Any

import click

from lpcards.cli.options import cards_argument, json_option
from lpcards.study.marking import mark, report_marked
from lpcards.study.workspace import Workspace


@click.command("flag")
@cards_argument
@click.option("--note", "words", default="", help="Why; shown with the card.")
@click.option("--off", is_flag=True, help="Take the flag away.")
@json_option
@click.pass_obj
def flag_command(
    workspace: Workspace, cards: tuple[str, ...], words: str, off: bool, as_json: bool
) -> None:
    """Mark cards to come back to."""
    details: dict[str, Any] = {"off": True} if off else {"note": words}
    report_marked(
        mark(workspace, "flag", cards, details),
        "flag taken away" if off else "flagged",
        as_json=as_json,
    )
