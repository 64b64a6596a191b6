"""The settings file: read like a story, with the same kind of messages; written into with care."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from lpcards.story.fault import Fault
from lpcards.story.reading import any_error, problems_of, validated
from lpcards.story.settings import Settings
from lpcards.story.tree import Tree, tree_of
from lpcards.system.problem import Problem


def read_settings(path: str, data: bytes) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings in `data` and its problems; those at fault have their defaults.

    An empty file is in order: it sets nothing.
    """
    tree = tree_of(data)
    settings, faults = _settings_of(tree)
    problems = problems_of(path, [*tree.faults, *faults])
    if any_error([*tree.faults, *faults]):
        settings = _what_is_sound(data)
    return settings or Settings(), problems


def _settings_of(tree: Tree) -> tuple[Settings | None, list[Fault]]:
    if tree.data is None or tree.data == "" or () in tree.spoiled:
        return None, []
    if not isinstance(tree.data, dict):
        message = "settings are keys with values: write lines such as `new: 10`"
        return None, [Fault(*tree.marks.position(()), "type", message)]
    return validated(Settings, tree)


def _what_is_sound(data: bytes) -> Settings:
    """Return the settings that are in order, each looked at alone: one fault spoils no other.

    A key that is there twice does not count: nobody knows which of its values is meant.
    """
    found: dict[str, Any] = {}
    twice: set[str] = set()
    for part in _KEYS.split(data):
        tree = tree_of(part)
        if isinstance(tree.data, dict) and not any_error(tree.faults):
            twice |= found.keys() & tree.data.keys()
            found |= tree.data
    sound = {
        key: value for key, value in found.items() if key not in twice and _is_sound(key, value)
    }
    return Settings.model_validate(sound)


_KEYS = re.compile(rb"^(?=[^\s#\]}-])", re.MULTILINE)
"""Before each key that stands at the start of a line."""


def _is_sound(key: str, value: Any) -> bool:  # noqa: ANN401  whatever the author wrote
    try:
        Settings.model_validate({key: value})
    except ValidationError:
        return False
    return True


def with_settings(data: bytes, values: Mapping[str, str | int]) -> bytes | None:
    """Return `data` with these settings in it and all else byte for byte as it was.

    A key that stands there without a value gets it; others get a line at the end. None where that
    would not set just these: they are there and at fault, or the file takes no more lines.
    """
    before, faults = read_settings("", data)
    written = data
    for key, value in values.items():
        written = _with_line(written, f"{key}:".encode(), f"{key}: {value}".encode())
    after, more = read_settings("", written)
    is_as_faulty = [fault.message for fault in faults] == [fault.message for fault in more]
    meant = vars(Settings.model_validate(values))
    wanted = before.model_copy(update={key: meant[key] for key in values})
    is_right = is_as_faulty and after == wanted
    return written if is_right and isinstance(tree_of(written).data, dict) else None


def _with_line(data: bytes, key: bytes, line: bytes) -> bytes:
    empty = re.compile(rb"^" + key + rb"(?P<gap>[ \t]*)(?=(#.*)?\r?$)", re.MULTILINE)
    if empty.search(data):
        return empty.sub(lambda found: line + found["gap"], data, count=1)
    end = b"\r\n" if b"\r\n" in data else b"\n"
    joint = end if data and not data.endswith((b"\n", b"\r")) else b""
    return data + joint + line + end
