"""`lpcards edit`: a story in the editor, and what that changed in its cards."""

import os
from shlex import quote

import click

from lpcards.cli.options import complete_stories
from lpcards.study.authoring.edit_changes import Look, change_lines, look_at
from lpcards.study.content_files import named_path
from lpcards.study.messages import say, say_lines
from lpcards.study.own_commands import own_command
from lpcards.study.reviewing.editor import edit, editable
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


@click.command("edit")
@click.argument("story", shell_complete=complete_stories)
@click.pass_context
def edit_command(ctx: click.Context, story: str) -> None:
    """Open a story in your editor.

    Then it is checked, and you see what changed in its cards. An example is copied into your
    folder first. Exits with 1 on errors.
    """
    workspace = ctx.ensure_object(Workspace)
    path = named_path(workspace.index, story)
    before = look_at(workspace.index, frozenset([path]))
    mine, failed = _edited(workspace, path, before)
    after = look_at(workspace.reload(), frozenset([mine]), before)
    if mine != path:
        say(f"Your copy: {mine}")
    if failed is None or mine != path or after != before:
        say_lines(change_lines(before, after))
        if after.problems:
            say(f"`lpcards check {quote(story)}` lists it.")
    if failed is not None:
        raise failed
    ctx.exit(any(problem.severity == "error" for problem in after.problems))


def _edited(workspace: Workspace, path: str, before: Look) -> tuple[str, UserFault | None]:
    """Have a file edited; return where it is now, and what the editor failed with.

    Such an editor may have saved before, so what it did is shown all the same.
    """
    failed: UserFault | None = None
    with editable(path, workspace.sources) as mine:
        line = next((problem.line for problem in before.problems if problem.severity == "error"), 1)
        try:
            edit(mine, line, own_command(workspace, "editor"))
        except UserFault as fault:
            failed = fault
    return (mine if os.path.exists(mine) else path), failed
