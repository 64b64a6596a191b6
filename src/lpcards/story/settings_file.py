"""The settings file: read like a story, with the same kind of messages; written into with care."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import ValidationError
from yaml.nodes import MappingNode

from lpcards.story.fault import Fault
from lpcards.story.reading import any_error, problems_of, validated
from lpcards.story.settings import Settings
from lpcards.story.tree import Tree, tree_of
from lpcards.story.yaml_editing import YamlText, yaml_text
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


def with_settings(data: bytes, values: Mapping[str, str | int | None]) -> bytes | None:
    """Return `data` with these settings in it and all else byte for byte as it was.

    A setting that stands there gets the new value, and goes where that is None; others get a line
    at the end. None where that would not set just these: the file takes no more lines, or cannot
    be read.
    """
    before, faults = read_settings("", data)
    written = data
    try:
        for key, value in values.items():
            written = _with_setting(yaml_text(written), key, value)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        return None
    after, more = read_settings("", written)
    has_new_faults = Counter(one.message for one in more) - Counter(one.message for one in faults)
    named = {key: _alone(key, value) for key, value in values.items()}
    is_right = not has_new_faults and after == before.model_copy(update=named)
    takes_lines = isinstance(tree_of(written).data or {}, dict)
    return written if is_right and takes_lines else None


def _alone(key: str, value: str | int | None) -> Any:  # noqa: ANN401  whatever a setting may be
    data = b"" if value is None else f"{key}: {value}".encode()
    return getattr(read_settings("", data)[0], key)


def _with_setting(file: YamlText, key: str, value: str | int | None) -> bytes:
    """Return the file with one setting in its place, at the end, or gone."""
    text = file.text
    pairs = file.root.value if isinstance(file.root, MappingNode) else []
    found = [pair for pair in pairs if pair[0].value == key]
    if not found:
        joint = file.newline if text and not text.endswith(("\n", "\r")) else ""
        line = "" if value is None else f"{joint}{key}: {value}{file.newline}"
        return file.mark + f"{text}{line}".encode()
    [name, old], *_ = found
    start, end = name.start_mark.index, max(file.end_of(old), file.colon_behind(name) or 0)
    if value is not None:
        return file.mark + f"{text[:start]}{key}: {value}{text[end:]}".encode()
    rest = text[end:].lstrip(" \t")  # a comment behind it stays
    rest = rest.removeprefix("\r").removeprefix("\n") if rest[:1] in {"\r", "\n"} else rest
    return file.mark + f"{text[:start]}{rest}".encode()
