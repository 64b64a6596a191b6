"""`lpcards backup`: a copy of the log."""

import os

import click

from lpcards.cli.options import json_option
from lpcards.log.copy_names import path_of
from lpcards.study.messages import say, say_json
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


@click.command("backup")
@click.argument("file", required=False, type=click.Path(dir_okay=False))
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@json_option
@click.pass_obj
def backup_command(workspace: Workspace, file: str | None, force: bool, as_json: bool) -> None:
    """Copy the log to a file.

    To FILE, or into the folder of the daily backups beside the log.
    """
    if not os.path.exists(workspace.database):
        raise UserFault(f"there is no log yet at {workspace.database}")
    path = file or _beside(workspace)
    workspace.reading().backup(path, replace=force)
    say_json({"path": path}) if as_json else say(f"Copied to {path}")


def _beside(workspace: Workspace) -> str:
    moment = workspace.moment()
    path = path_of(os.path.abspath(workspace.database), f"by-hand-{moment.day}-{moment.at}.db")
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    return path
