"""`lpcards settings`: what is in force, and where it is written."""

import click

from lpcards.cli.options import json_option
from lpcards.story.settings_json import settings_json
from lpcards.study.messages import say_json, say_lines
from lpcards.study.own_commands import COMMANDS, own_command
from lpcards.study.workspace import Workspace


@click.command("settings")
@json_option
@click.pass_obj
def settings_command(workspace: Workspace, as_json: bool) -> None:
    """Show the settings in use.

    `lpcards docs settings` says what each does.
    """
    settings, sources = workspace.index.settings, workspace.sources
    folders = [folder.path for folder in sources.using(library=settings.library)]
    values = settings_json(settings)
    values |= {name: own_command(workspace, name) or "" for name in COMMANDS}
    if as_json:
        say_json(
            {
                "settings": values,
                "file": sources.settings,
                "content": folders,
                "log": workspace.database,
            }
        )
        return
    say_lines(
        [
            f"file:    {sources.settings or '(none)'}",
            *(f"content: {folder}" for folder in folders),
            f"log:     {workspace.database}",
            "",
            *(f"{key}: {_written(value)}" for key, value in values.items()),
        ]
    )


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        entries = (f"{key}: {_written(one)}" for key, one in value.items() if one is not None)
        return f"{{{', '.join(entries)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return "" if value is None else str(value)
