"""`lpcards bury`: cards left alone until tomorrow."""

import click

from lpcards.cli.options import cards_argument, json_option
from lpcards.study.marking import mark, report_marked
from lpcards.study.workspace import Workspace


@click.command("bury")
@cards_argument
@json_option
@click.pass_obj
def bury_command(workspace: Workspace, cards: tuple[str, ...], as_json: bool) -> None:
    """Leave cards alone until tomorrow."""
    report_marked(mark(workspace, "bury", cards, {}), "left alone until tomorrow", as_json=as_json)
