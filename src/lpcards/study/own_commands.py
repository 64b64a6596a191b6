"""Commands that the settings name: run only where the learner alone wrote them.

An `lpcards.yaml` beside stories comes with them, from whoever shared the folder.
"""

import os

from lpcards.study.places import user_settings
from lpcards.study.workspace import Workspace
from lpcards.system.folders import with_tilde

COMMANDS = ("editor", "listen")
"""The settings that name a command."""


def own_command(workspace: Workspace, setting: str) -> str | None:
    """Return the command of a setting as the learner's own file has it; None: it has none.

    One that only stands beside stories is said, and not run.
    """
    named: str | None = getattr(workspace.index.settings, setting)
    path, used = user_settings(), workspace.sources.settings
    if os.path.realpath(used) == os.path.realpath(path):
        return named
    mine = _in_file(path, setting)
    if named and named != mine:
        workspace.remark(
            f"{with_tilde(used)}: `{setting}` is not run from there, it may come from somebody "
            f"else. Put it into {with_tilde(path)}."
        )
    return mine


def _in_file(path: str, setting: str) -> str | None:
    from lpcards.story.settings_file import read_settings  # here: few have a project's settings

    try:
        with open(path, "rb") as file:
            settings, _ = read_settings(path, file.read())
    except OSError:
        return None
    command: str | None = getattr(settings, setting)
    return command
