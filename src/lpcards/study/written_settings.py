"""Settings named by the learner, put into their file."""

import os
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from lpcards.english.dates import dates_meant, unread
from lpcards.story.fault import closest
from lpcards.story.settings import PASSWORD, Settings
from lpcards.story.settings_file import read_settings, with_settings
from lpcards.story.yaml_emitter import scalar
from lpcards.study.own_commands import COMMANDS
from lpcards.study.places import user_settings
from lpcards.system.folders import here, with_tilde
from lpcards.system.private_files import private_folder, write_whole
from lpcards.system.problem import UserFault

if TYPE_CHECKING:
    from lpcards.index.card_index import CardIndex

DAYS = frozenset({"interview"})
"""Settings whose value is a day: what people write is kept as a date."""
PRINCIPLES = frozenset({"principles"})
"""Settings whose value is principles: what people call them is kept as ids."""
PATHS = frozenset({"sync", "sync_key"})
"""Settings whose value is paths: one that was typed is meant from here, not from their file."""


def written_setting(named: str, today: date) -> tuple[str, str | None]:
    """Return the setting in `KEY=VALUE` as its file has it; None takes it out.

    Raises UserFault for a setting that there is not, or a value that it cannot have.
    """
    key, sign, value = (part.strip() for part in named.partition("="))
    if not sign:
        raise UserFault(f"{named!r} sets nothing: write KEY=VALUE, such as `minutes=15`")
    if key not in Settings.model_fields:
        guess = closest(key, Settings.model_fields)
        hint = f"did you mean `{guess}`?" if guess else "`lpcards settings` lists them"
        raise UserFault(f"there is no setting {key!r}; {hint}")
    if not value:
        return key, None
    if key in DAYS:
        return key, _dated(value, today)
    if key == "interviews" and not value.startswith("["):
        from lpcards.study.written_interviews import written_interviews  # here: few name any

        return key, _taken(key, written_interviews(value, today))
    if key in PATHS:
        places = value.split(",") if key == "sync" else [value]
        is_yaml = value.startswith(("[", '"', "'"))
        return key, _taken(key, value if is_yaml else ",".join(map(_from_here, places)))
    return key, _taken(key, _with_ids(value) if key in PRINCIPLES else value)


def written_by_file(
    path: str, written: Mapping[str, str | None]
) -> dict[str, dict[str, str | None]]:
    """Return the settings by the file that takes them: `path`, for commands the learner's own."""
    files: dict[str, dict[str, str | None]] = {}
    for key, value in written.items():
        files.setdefault(user_settings() if key in COMMANDS else path, {})[key] = value
    return files


def _from_here(place: str) -> str:
    """Return a path with the folders it lies in; what is no path as it is."""
    name = place.strip()
    if name in {"", "anki"} or name.startswith(("~", os.path.sep)) or "://" in name:
        return name
    return with_tilde(os.path.normpath(os.path.join(here(), name)))


def _dated(words: str, today: date) -> str:
    readings = dates_meant(words, today)
    if len(readings) != 1:
        raise UserFault(unread(words, readings))
    return readings[0].isoformat()


def _with_ids(value: str) -> str:
    """Return names of principles, parted by commas, by their ids where one alone is meant."""
    from lpcards.story.principle_naming import principles_meant  # here: few need it

    names = [name.strip() for name in value.strip("[] ").split(",")]
    meant = [principles_meant(name) for name in names]
    ids = [found[0] if len(found) == 1 else name for name, found in zip(names, meant, strict=True)]
    return f"[{', '.join(ids)}]"


def _taken(key: str, value: str) -> str:
    """Return the value as YAML has it: as it was typed, or in quotes where only that is right.

    Commas part the values of a setting that may have several.
    """
    several = isinstance(Settings.model_fields[key].default, tuple)
    if several and "," in value and not value.startswith("["):
        value = f"[{value}]"
    for text in (value,) if several and value.startswith("[") else (value, scalar(value)):
        _, problems = read_settings(
            "", with_settings(b"", {key: text}) or f"{key}: {text}".encode()
        )
        if not problems and "\n" not in text:
            return text
    [problem, *_] = problems
    shown = "..." if PASSWORD.search(value) else value
    raise UserFault(f"{key}={shown}: {problem.message}")


def unwritten(path: str, values: Mapping[str, str | None], fault: str) -> str:
    """Return that settings could not be put into their file, and why."""
    lines = ", ".join(f"`{key}: {value or ''}`" for key, value in values.items())
    return f"could not write {lines} into {with_tilde(path)}: {fault}"


def example_words(index: "CardIndex") -> str:
    """Return that nobody wrote a worked example for the learner's role; "" if somebody did."""
    role, example = index.settings.role, index.worked_example
    if not example.story or example.is_over or example.role == role:
        return ""
    trade = f"one for {example.role}" if example.role else "another one"
    return f"There is no worked example for {role} yet; you learn from {trade}."


def keep_settings(path: str, values: Mapping[str, str | int | None]) -> str:
    """Put settings into the file at `path`, which may be made for it; return why not, or ""."""
    return rewrite_settings(path, lambda before: with_settings(before, values))


def rewrite_settings(path: str, changed: Callable[[bytes], bytes | None]) -> str:
    """Put what `changed` makes of the settings file into its place; return why not, or ""."""
    try:
        data = changed(_read(path))
        if data is None:
            return "it cannot take more lines, or it has errors"
        private_folder(os.path.dirname(path))
        write_whole(path, data)
    except OSError as fault:
        return fault.strerror or str(fault)
    return ""


def _read(path: str) -> bytes:
    """Return the file's bytes; none if it is not there."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""
