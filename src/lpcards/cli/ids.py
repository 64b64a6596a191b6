"""`lpcards ids`: the ids that a content file still lacks."""

import os
from collections.abc import Mapping

import click

from lpcards.cli.options import complete_stories, json_option
from lpcards.english.printable import counted
from lpcards.story.new_ids import with_ids
from lpcards.story.reading import problems_of, read_source
from lpcards.story.tree import tree_of
from lpcards.study.content_files import path_of
from lpcards.study.messages import say, say_json
from lpcards.study.workspace import Workspace
from lpcards.system.private_files import write_whole
from lpcards.system.problem import UserFault


@click.command("ids")
@click.argument(
    "files", nargs=-1, required=True, metavar="STORY...", shell_complete=complete_stories
)
@click.option("--dry-run", is_flag=True, help="Say what would be added; write nothing.")
@json_option
@click.pass_obj
def ids_command(workspace: Workspace, files: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Add missing ids to stories and change nothing else.

    STORY is an id or a file.
    """
    given = {path: _with_ids(path) for path in (_file_named(workspace, name) for name in files)}
    added = {path: ids for path, (_, ids) in given.items()}
    for path, (text, ids) in given.items():
        if ids and not dry_run:
            write_whole(path, text)
    if as_json:
        say_json(
            {
                path: [{"line": line, "id": name} for line, name in ids]
                for path, ids in added.items()
            }
        )
        return
    _say_added(added)


def _file_named(workspace: Workspace, name: str) -> str:
    path = name if os.path.isfile(name) else path_of(workspace.index, name)
    if path is None:
        raise click.UsageError(f"there is no file and no story {name!r}")
    return path


def _say_added(added: Mapping[str, list[tuple[int, str]]]) -> None:
    for path, ids in added.items():
        for line, name in ids:
            say(f"{path}:{line}: {name}")
    say(f"{counted(sum(map(len, added.values())), 'id')} added")


def _with_ids(path: str) -> tuple[bytes, list[tuple[int, str]]]:
    """Return a file's text with ids, and the ids; raise UserFault where it is not to be read."""
    with open(path, "rb") as file:
        before = file.read()
    problems = (*problems_of(path, [*tree_of(before).faults]), *read_source(path, before).problems)
    for problem in problems:
        if problem.severity == "error" and problem.rule != "required":
            raise UserFault(f"{problem} (fix that first: an id, once given, stays)")
    return with_ids(before)
