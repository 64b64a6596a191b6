"""`lpcards flag`: cards to come back to."""

from typing import Any

import click

from lpcards.cli.options import json_option, selecting
from lpcards.index.selection import Selection
from lpcards.study.marking import mark, report_marked
from lpcards.study.workspace import Workspace


@click.command("flag")
@selecting
@click.option("--note", "words", default="", help="Why; shown with the card.")
@click.option("--off", is_flag=True, help="Take the flag off.")
@json_option
@click.pass_obj
def flag_command(
    workspace: Workspace, named: Selection, words: str, off: bool, as_json: bool
) -> None:
    """Mark cards to come back to."""
    details: dict[str, Any] = {"off": True} if off else {"note": words}
    marked = mark(workspace, "flag", named, details)
    now = "no longer flagged" if off else "flagged"
    report_marked(workspace.index, marked, now, as_json=as_json)
