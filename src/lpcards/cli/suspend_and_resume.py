"""`lpcards suspend` and `lpcards resume`: cards that are not asked, and asked again."""

import click

from lpcards.cli.options import cards_argument, json_option
from lpcards.study.marking import mark, report_marked
from lpcards.study.workspace import Workspace


@click.command("suspend")
@cards_argument
@json_option
@click.pass_obj
def suspend_command(workspace: Workspace, cards: tuple[str, ...], as_json: bool) -> None:
    """Stop asking cards until `resume`.

    A story or a glob names many.
    """
    report_marked(mark(workspace, "suspend", cards, {}), "suspended", as_json=as_json)


@click.command("resume")
@cards_argument
@json_option
@click.pass_obj
def resume_command(workspace: Workspace, cards: tuple[str, ...], as_json: bool) -> None:
    """Ask suspended cards again."""
    report_marked(mark(workspace, "resume", cards, {}), "asked again", as_json=as_json)
