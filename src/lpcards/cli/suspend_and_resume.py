"""`lpcards suspend` and `lpcards resume`: cards that are not asked, and asked again."""

import click

from lpcards.cli.options import json_option, selecting
from lpcards.index.selection import Selection
from lpcards.study.marking import mark, report_marked
from lpcards.study.workspace import Workspace


@click.command("suspend")
@selecting
@json_option
@click.pass_obj
def suspend_command(workspace: Workspace, named: Selection, as_json: bool) -> None:
    """Stop asking cards until `resume`.

    A story's id or a pattern such as `last-bus/probe/*` names many.
    """
    marked = mark(workspace, "suspend", named, {})
    report_marked(workspace.index, marked, "suspended", as_json=as_json)


@click.command("resume")
@selecting
@json_option
@click.pass_obj
def resume_command(workspace: Workspace, named: Selection, as_json: bool) -> None:
    """Ask suspended cards again."""
    marked = mark(workspace, "resume", named, {})
    report_marked(workspace.index, marked, "asked again", as_json=as_json)
