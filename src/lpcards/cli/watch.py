"""`lpcards watch`: what each saving of a story changes in its cards."""

import sys
from time import sleep

import click

from lpcards.cli.options import complete_stories
from lpcards.index.scan import files_in, stat_of
from lpcards.study.authoring.edit_changes import Look, change_lines, look_at
from lpcards.study.clock import local
from lpcards.study.content_files import named_path
from lpcards.study.messages import say, say_lines
from lpcards.study.workspace import Workspace

PAUSE = 0.3
"""Seconds between two looks at the files."""

SETTLED = 0.05
"""Seconds without a change after which a file is taken to be written."""

LONGEST = 40
"""How often that is waited for: what is written to without end is looked at all the same."""


@click.command("watch")
@click.argument("story", required=False, shell_complete=complete_stories)
@click.pass_obj
def watch_command(workspace: Workspace, story: str | None) -> None:
    """Check stories whenever you save them.

    After each save of STORY, or of any story, it says what changed in the cards. Ctrl-C ends it.
    """
    paths = frozenset([named_path(workspace.index, story)]) if story else None
    state = _state(workspace, paths)
    look = look_at(workspace.reload(), paths)
    errors = [str(problem) for problem in look.problems if problem.severity == "error"]
    say_lines([*errors, f"Watching {story or 'all stories'}. Ctrl-C ends it."])
    try:
        _watch(workspace, paths, state, look)
    except KeyboardInterrupt:
        say("")


def _watch(
    workspace: Workspace, paths: frozenset[str] | None, state: tuple[str, ...], look: Look
) -> None:
    while True:
        sys.stdout.flush()
        sleep(PAUSE)
        if (now := _settled(workspace, paths, state)) != state:
            state = now
            after = look_at(workspace.reload(), paths, look)
            moment = workspace.moment()
            at = local(moment.at, moment.offset).partition(" ")[2]
            say_lines(["", f"{at}  saved", *change_lines(look, after)])
            look = after


def _settled(
    workspace: Workspace, paths: frozenset[str] | None, state: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the files' state, once nothing writes to them any more."""
    for _ in range(LONGEST):
        if (now := _state(workspace, paths)) == state:
            break
        state = now
        sleep(SETTLED)
    return state


def _state(workspace: Workspace, paths: frozenset[str] | None) -> tuple[str, ...]:
    """Return what changes when one of the files, or a picture of one, is saved, comes or goes."""
    shown = [one.path for some in workspace.index.media().values() for one in some.values()]
    if paths is not None:
        return tuple(map(stat_of, [*sorted(paths), *shown]))
    files = (f"{one.path} {one.stat}" for one in files_in(workspace.sources.folders))
    return (*files, *map(stat_of, shown))
