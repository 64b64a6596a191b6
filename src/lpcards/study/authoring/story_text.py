"""A story's file as one text, and how what somebody made of it is put in its place."""

import os
from hashlib import blake2b
from typing import NamedTuple

from lpcards.index.scan import Sources, bytes_of
from lpcards.story.reading import read_source
from lpcards.study.content_files import named_path
from lpcards.study.places import library_folder
from lpcards.study.reviewing.editor import editable, place_of_copy
from lpcards.study.workspace import Workspace
from lpcards.system.private_files import rewrite
from lpcards.system.problem import Problem, UserFault

LONGEST = 200_000
"""Bytes of a file that is edited as one text; stories have a tenth of that."""


class StoryText(NamedTuple):
    """A file's `text`, its lines ended by newlines, and what tells it from any other (`edition`).

    `path` is where it lies; an example is copied from there when it is saved.
    """

    path: str
    text: str
    edition: str
    is_example: bool = False


class SavedText(NamedTuple):
    """What came of saving: the `story`, by id or path, and its `edition`; or why nothing was saved.

    That are the `faults` of the text, or how the file stands `now` that somebody else saved it.
    """

    story: str = ""
    edition: str = ""
    faults: tuple[Problem, ...] = ()
    now: StoryText | None = None


class _SavedElsewhere(Exception):  # noqa: N818  it is no fault
    """Somebody saved the file meanwhile: `data` are its bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.data = data


def story_text(workspace: Workspace, story: str) -> StoryText:
    """Return the file of a story or guide. Raises UserFault where it cannot be edited so."""
    path = named_path(workspace.index, story)
    _refuse_strange(path, workspace.sources)
    found = _text_of(path, bytes_of(path))
    return found._replace(is_example=place_of_copy(path, workspace.sources) is not None)


def saved_text(workspace: Workspace, story: str, text: str, edition: str) -> SavedText:
    """Put a text in the place of a story's file, if the file is still that `edition`.

    A text with faults is not written. Raises UserFault where the file cannot be edited so, OSError
    where it cannot be written.
    """
    path = named_path(workspace.index, story)
    _refuse_strange(path, workspace.sources)
    faults = _faults_in(path, text)
    if faults:
        return SavedText(faults=faults)

    def change(before: bytes) -> bytes:
        data = _bytes_of(text, before)
        if edition_of(before) != edition and before != data:
            raise _SavedElsewhere(before)
        return data

    try:
        with editable(path, workspace.sources) as mine:
            rewrite(mine, change)
    except _SavedElsewhere as other:
        return SavedText(now=_text_of(path, other.data))
    finally:
        index = workspace.reload()
    mine = mine if os.path.exists(mine) else path  # a copy that nothing was changed in is gone
    named = next((one.id for one in index.stories() if one.path == mine), mine)
    return SavedText(named, edition_of(bytes_of(mine)))


def edition_of(data: bytes) -> str:
    """Return what tells a file's bytes from any others."""
    return blake2b(data, digest_size=16).hexdigest()


def _text_of(path: str, data: bytes) -> StoryText:
    if len(data) > LONGEST:
        raise UserFault(f"{path} is too long to be edited here; open it in your editor")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise UserFault(f"{path} is not UTF-8, so it cannot be edited here") from None
    return StoryText(path, text.replace("\r\n", "\n"), edition_of(data))


def _bytes_of(text: str, before: bytes) -> bytes:
    """Return a text's bytes, its lines ended as those of the file are.

    Where that has both ends the lines before and behind what was changed keep theirs.
    """
    lines, old = text.encode("utf-8", "replace").split(b"\n"), before.split(b"\n")
    bare = [line.removesuffix(b"\r") for line in old]
    head = _equal(lines, bare)
    tail = _equal(lines[head:][::-1], bare[head:][::-1])
    end = b"\r" if 2 * before.count(b"\r\n") >= len(old) else b""
    changed = [line + end for line in lines[head : len(lines) - tail]]
    return b"\n".join([*old[:head], *changed, *old[len(old) - tail :]])


def _equal(some: list[bytes], others: list[bytes]) -> int:
    """Return how many of the first lines are the same."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(some), len(others)))


def _faults_in(path: str, text: str) -> tuple[Problem, ...]:
    data = text.encode("utf-8", "replace")
    if len(data) > LONGEST:
        most = f"this text is too long: at most {LONGEST:,} bytes"
        return (Problem(path, 1, 1, "length", "error", most),)
    return tuple(one for one in read_source(path, data).problems if one.severity == "error")


def _refuse_strange(path: str, sources: Sources) -> None:
    """Raise UserFault for a file that is not the learner's, nor an example that can be copied."""
    mine = [folder.path for folder in sources.folders if folder.own]
    if sources.folders and sources.folders[0].own:  # where a copy goes
        mine.append(library_folder())
    roots = [os.path.join(os.path.realpath(folder), "") for folder in mine]
    if not os.path.realpath(path).startswith((*roots,)):
        raise UserFault(f"{path} is not in your own folder, so it is not edited here")
