"""`lpcards set`: settings without YAML."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from lpcards.cli.options import json_option
from lpcards.story.settings_json import settings_json
from lpcards.study.messages import say_json, say_lines
from lpcards.study.own_commands import COMMANDS, own_command
from lpcards.study.workspace import Workspace
from lpcards.system.folders import with_tilde
from lpcards.system.installed import fsrs_version
from lpcards.system.problem import UserFault

if TYPE_CHECKING:
    from lpcards.study.written_interviews import NamedInterview

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
    from lpcards.study.written_interviews import KEY, interviews_named, interviews_typed
    from lpcards.study.written_settings import written_setting

    workspace.keep_quiet()
    today = workspace.moment().day
    more, named = _added(values)
    written = dict(written_setting(one, today) for one in named)
    added = [one for words in more for one in interviews_named(words, today)]
    files = _keep(workspace.sources.settings, written, added)
    settings = workspace.reload().settings
    now = settings_json(settings)
    now |= {name: own_command(workspace, name) or "" for name in COMMANDS if name in written}
    if added or written.get(KEY):
        written[KEY] = interviews_typed(settings.interviews)
    if as_json:
        kept = {key: now[key] for key in written}
        say_json({"settings": kept, "file": workspace.sources.settings, "files": files})
        return
    say_lines(f"{key}: {value or 'not set'}" for key, value in written.items())
    say_lines(f"Kept in {with_tilde(file)}." for file in files)
    say_lines(_remarks(workspace, written))


def _keep(path: str, written: dict[str, str | None], added: list["NamedInterview"]) -> list[str]:
    """Write settings, and add interviews; return into which files. Raises UserFault."""
    from lpcards.study.written_interviews import with_interviews
    from lpcards.study.written_settings import (
        keep_settings,
        rewrite_settings,
        unwritten,
        written_by_file,
    )

    files = written_by_file(path, written)
    for file, some in files.items():
        if fault := keep_settings(file, some):
            raise UserFault(unwritten(file, some, fault))
    if not added:
        return [*files]
    if fault := rewrite_settings(path, lambda data: with_interviews(data, added)):
        raise UserFault(f"could not add {', '.join(one.words for one in added)}: {fault}")
    return [*dict.fromkeys([*files, path])]


def _remarks(workspace: Workspace, written: dict[str, str | None]) -> Iterator[str]:
    """Yield what is to be known of some settings once they are set."""
    from lpcards.study.written_settings import example_words

    if written.get("scheduler") == "fsrs" and not fsrs_version():
        yield "It needs the package fsrs, version 6: `pip install 'lpcards[fsrs]'`."
    if "role" in written and (words := example_words(workspace.index)):
        yield words
