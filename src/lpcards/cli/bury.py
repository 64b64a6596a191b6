"""`lpcards bury`: cards left alone until tomorrow."""

import click

from lpcards.cli.options import json_option, selecting
from lpcards.index.selection import Selection
from lpcards.study.marking import mark, report_marked
from lpcards.study.workspace import Workspace


@click.command("bury")
@selecting
@json_option
@click.pass_obj
def bury_command(workspace: Workspace, named: Selection, as_json: bool) -> None:
    """Leave cards alone until tomorrow."""
    marked = mark(workspace, "bury", named, {})
    report_marked(workspace.index, marked, "left alone until tomorrow", as_json=as_json)
