"""Files that a command adds to the learner's folder: their ids, and the schema beside them."""

import json
import os
import re

from lpcards.study.workspace import Workspace
from lpcards.system.disk import write_new
from lpcards.system.private_files import private_folder, write_whole
from lpcards.system.problem import UserFault

SCHEMA_NAME = "lpcards.schema.json"
DEFAULT = "ownership"
"""The principle of a story where nobody names one."""


def refuse_bad_id(story_id: str) -> None:
    """Raise UserFault for what is no id, with the one that may have been meant."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", story_id):
        slug = "-".join(re.findall(r"[a-z0-9]+", story_id.lower()))
        meant = f"; did you mean {slug!r}?" if slug else ""
        raise UserFault(
            f"{story_id!r} is not an id: write lower-case words joined by hyphens{meant}"
        )


def refuse_taken(workspace: Workspace, story_id: str, path: str = "") -> None:
    """Raise UserFault where a story has that id, or something is in the place of its file.

    A story that cannot be read has its id, too.
    """
    taken = next((file.path for file in workspace.index.files() if file.id == story_id), None)
    if os.path.lexists(path) or taken:
        raise UserFault(
            f"there is already a story {story_id!r}: {taken or path} "
            f"(`lpcards edit {story_id}` opens it; or give another id)"
        )


def place_of(workspace: Workspace, story_id: str, principle: str) -> str:
    """Return where a new story goes; raise UserFault where it cannot."""
    refuse_bad_id(story_id)
    path = os.path.join(first_folder(workspace), principle or DEFAULT, f"{story_id}.yaml")
    refuse_taken(workspace, story_id, path)
    return path


def write_story(workspace: Workspace, path: str, text: str) -> None:
    """Write a new story at its place, and the schema beside it."""
    private_folder(os.path.dirname(path))
    write_schema(first_folder(workspace))
    write_new(path, text.encode())


def first_folder(workspace: Workspace) -> str:
    """Return the folder that new files go into."""
    return workspace.sources.folders[0].path


def write_schema(folder: str) -> None:
    """Put the JSON Schema beside the stories, so that editors complete and check them."""
    from lpcards.advice.registry import described
    from lpcards.story.editor_schema import editor_schema

    text = json.dumps(editor_schema(described()), indent=1, ensure_ascii=False) + "\n"
    write_whole(os.path.join(folder, SCHEMA_NAME), text.encode())
