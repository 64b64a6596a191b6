"""The settings that go from machine to machine, each by itself; the others stay where they are."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from lpcards.story.reading import any_error
from lpcards.story.settings import Settings
from lpcards.story.settings_file import read_settings, with_settings
from lpcards.story.settings_json import entry_json
from lpcards.story.tree import tree_of
from lpcards.story.yaml_emitter import scalar
from lpcards.sync.content_names import SETTING

CARRIED = (
    *("new", "reviews", "new_per_story", "interview", "interviews", "cards_a_day"),
    *("per_principle", "minutes", "new_order", "catch_up", "pause", "balance", "kinds"),
    *("principles", "role", "level", "buttons", "rollover", "scheduler", "retention", "follow"),
    *("lapse_ease", "max_interval", "library", "examples", "deck", "type", "screen_reader"),
)
"""They say how one learns. None of them runs a program, names a file, or sends anything away."""
AT_HOME = ("editor", "listen", "sync", "sync_key", "sync_whole", "sync_content")
"""They belong to one machine, and are taken from nobody."""


def carried_settings(data: bytes) -> tuple[dict[str, bytes], frozenset[str]]:
    """Return the settings in a file by the names that they are carried under, and those at fault.

    The latter neither go nor come. A value is a line of YAML, the same for all machines.
    """
    settings, _ = read_settings("", data)
    tree = tree_of(data)
    written = tree.data if isinstance(tree.data, dict) else {}
    is_read = bool(written) or not any_error(tree.faults)
    sound = [key for key in CARRIED if key in settings.model_fields_set]
    held = [key for key in CARRIED if key not in sound and (key in written or not is_read)]
    values = {SETTING + key: _text(getattr(settings, key)).encode() for key in sound}
    return values, frozenset(SETTING + key for key in held)


def _text(value: Any) -> str:  # noqa: ANN401  whatever a setting may be
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_entry, value))}]"
    if isinstance(value, dict):
        limits = {name: one.model_dump(exclude_none=True) for name, one in sorted(value.items())}
        return json.dumps(limits)
    return scalar(value) if isinstance(value, str) else str(value)


def _entry(value: Any) -> str:  # noqa: ANN401  a text, or an interview
    entry = entry_json(value)
    if isinstance(entry, dict):
        entry = {name: one for name, one in entry.items() if one}
    return json.dumps(entry)


def fault_of_setting(name: str, value: bytes) -> str:
    """Return why a setting from elsewhere is not taken, in words; "": it is."""
    key = name.removeprefix(SETTING)
    if key not in CARRIED:
        return "this setting stays on its machine" if key in Settings.model_fields else UNKNOWN
    try:
        text = value.decode()
        written = with_settings(b"", {key: text})
    except ValueError:
        return "it is no value for this setting"
    if "\n" in text or not written or carried_settings(written)[0].get(name) != value:
        return "it is no value for this setting"
    return ""


UNKNOWN = "a newer lpcards wrote this setting: update this one"


def with_carried(data: bytes, values: Mapping[str, bytes | None]) -> bytes | None:
    """Return a settings file with these values in it (None: taken out), all else as it was.

    None where that cannot be done, because the file has faults.
    """
    texts = {
        name.removeprefix(SETTING): None if value is None else value.decode()
        for name, value in values.items()
    }
    return with_settings(data, texts)
