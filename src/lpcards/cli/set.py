"""`lpcards set`: settings without YAML."""

import click

from lpcards.cli.options import json_option
from lpcards.story.settings_json import settings_json
from lpcards.study.messages import say, say_json, say_lines
from lpcards.study.own_commands import COMMANDS, own_command
from lpcards.study.workspace import Workspace
from lpcards.system.folders import with_tilde
from lpcards.system.installed import installed_version
from lpcards.system.problem import UserFault

ADDING = "interviews+"
"""The key that adds to a list."""


def _keys(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    from lpcards.story.settings import Settings

    return [f"{key}=" for key in Settings.model_fields if key.startswith(incomplete)]


def _added(values: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return what is to be added to the interviews, and all other settings."""
    pairs = [(one, *map(str.strip, one.partition("=")[::2])) for one in values]
    more = [value for _, key, value in pairs if key == ADDING and value]
    return more, [one for one, key, _ in pairs if key != ADDING]


@click.command("set")
@click.argument("values", metavar="KEY=VALUE...", nargs=-1, required=True, shell_complete=_keys)
@json_option
@click.pass_obj
def set_command(workspace: Workspace, values: tuple[str, ...], as_json: bool) -> None:
    """Change settings: `set minutes=15 interview="Dec 12"`.

    KEY= takes a setting out, `interviews+="Acme Dec 20"` adds an interview to those that there are.
    `lpcards docs settings` says what each does.
    """
    from lpcards.study.written_interviews import (
        KEY,
        add_interviews,
        interviews_named,
        interviews_typed,
    )
    from lpcards.study.written_settings import (
        example_words,
        keep_settings,
        unwritten,
        written_by_file,
        written_setting,
    )

    workspace.keep_quiet()
    today, path = workspace.moment().day, workspace.sources.settings
    more, named = _added(values)
    written = dict(written_setting(one, today) for one in named)
    added = [one for words in more for one in interviews_named(words, today)]
    files = written_by_file(path, written)
    for file, some in files.items():
        if fault := keep_settings(file, some):
            raise UserFault(unwritten(file, some, fault))
    if added and (fault := add_interviews(path, added)):
        raise UserFault(f"could not add {', '.join(one.words for one in added)}: {fault}")
    settings = workspace.reload().settings
    now = settings_json(settings)
    now |= {name: own_command(workspace, name) or "" for name in COMMANDS if name in written}
    if added or written.get(KEY):
        written[KEY] = interviews_typed(settings.interviews)
    if as_json:
        say_json({"settings": {key: now[key] for key in written}, "file": path})
        return
    say_lines(f"{key}: {value or 'not set'}" for key, value in written.items())
    for file in dict.fromkeys([*files, *([path] if added else [])]):
        say(f"Kept in {with_tilde(file)}.")
    if written.get("scheduler") == "fsrs" and not installed_version("fsrs"):
        say("It needs a package that is missing: `pip install 'lpcards[fsrs]'`.")
    if "role" in written and (words := example_words(workspace.index)):
        say(words)
