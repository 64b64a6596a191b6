"""The settings file: read like a story, with the same kind of messages; written into with care."""

import re
from collections.abc import Mapping

from lpcards.content.fault import Fault
from lpcards.content.reading import any_error, problems_of, validated
from lpcards.content.tree import Tree, tree_of
from lpcards.problem import Problem
from lpcards.settings import Settings


def read_settings(path: str, data: bytes) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings in `data` and its problems; with a fault, the default settings.

    An empty file is in order: it sets nothing.
    """
    tree = tree_of(data)
    settings, faults = _settings_of(tree)
    return settings or Settings(), problems_of(path, [*tree.faults, *faults])


def _settings_of(tree: Tree) -> tuple[Settings | None, list[Fault]]:
    if tree.data is None or tree.data == "" or () in tree.spoiled:
        return None, []
    if not isinstance(tree.data, dict):
        said = "settings are keys with values: write lines such as `new: 10`"
        return None, [Fault(*tree.marks.position(()), "type", said)]
    settings, faults = validated(Settings, tree)
    return (None if any_error([*faults, *tree.faults]) else settings), faults


def with_settings(data: bytes, values: Mapping[str, str | int]) -> bytes | None:
    """Return `data` with these settings in it and all else byte for byte as it was.

    A key that stands there without a value gets it; others get a line at the end. None where that
    would not set just these: the file has faults, or a shape that takes no more lines.
    """
    before, faults = read_settings("", data)
    written = data
    for key, value in values.items():
        written = _with_line(written, f"{key}:".encode(), f"{key}: {value}".encode())
    after, more = read_settings("", written)
    sound = not faults and not more and after == before.model_copy(update={**values})
    return written if sound else None


def _with_line(data: bytes, key: bytes, line: bytes) -> bytes:
    empty = re.compile(rb"^" + key + rb"(?P<gap>[ \t]*)(?=(#.*)?\r?$)", re.MULTILINE)
    if empty.search(data):
        return empty.sub(lambda found: line + found["gap"], data, count=1)
    end = b"\r\n" if b"\r\n" in data else b"\n"
    joint = end if data and not data.endswith((b"\n", b"\r")) else b""
    return data + joint + line + end
