"""The last build, remembered: where nothing has changed since, nothing need be compared."""

import json
import os
from typing import Any, NamedTuple

from lpcards.cli.places import PACKAGE
from lpcards.compiled import Compiled
from lpcards.compiled.scan import stat_of

MANIFEST = "manifest"


class Outcome(NamedTuple):
    """What a build says, as JSON has it."""

    packages: tuple[dict[str, Any], ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    unchanged: int
    types: tuple[str, ...] = ()


def unchanged(compiled: Compiled, folder: str, way: str) -> Outcome | None:
    """Return what a build in the same `way` would say if nothing at all has changed since the last.

    None where anything may have: the content, the settings, the code, or a file among the decks.
    """
    told = compiled.memo(_key(folder, way))
    if not told:
        return None
    kept = json.loads(told)
    if kept["state"] != _state(folder):
        return None
    return Outcome(tuple(kept["packages"]), (), (), (), kept["cards"])


def remember(compiled: Compiled, folder: str, way: str, outcome: Outcome) -> None:
    """Keep what a build came to until the content changes; where that fails nothing is lost."""
    cards = len(outcome.added) + len(outcome.changed) + outcome.unchanged
    kept = {"state": _state(folder), "packages": outcome.packages, "cards": cards}
    compiled.keep_memo(_key(folder, way), json.dumps(kept))


def _key(folder: str, way: str) -> str:
    return f"{os.path.abspath(folder)} {way}"


def _state(folder: str) -> dict[str, str]:
    """Return what identifies the decks in a folder, and the code that makes them."""
    names = (*_decks_in(folder), *_files_in(os.path.join(PACKAGE, "anki"), (".py", ".css")))
    return {name: stat_of(name) for name in sorted(names)}


def _decks_in(folder: str) -> list[str]:
    return [os.path.join(folder, MANIFEST), *_files_in(folder, (".apkg",))]


def _files_in(folder: str, endings: tuple[str, ...]) -> list[str]:
    if not os.path.isdir(folder):
        return []
    return [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(endings)]
