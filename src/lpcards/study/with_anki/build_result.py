"""What a build came to, or would: as words, as JSON, and remembered until something changes.

Where nothing has changed since the last build nothing need be compared.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from lpcards.english.printable import counted
from lpcards.index.scan import stat_of
from lpcards.study.messages import say, say_json
from lpcards.study.places import PACKAGE
from lpcards.system.trace import trace

if TYPE_CHECKING:
    from lpcards.anki.decks import Built
    from lpcards.anki.edition import Edition
    from lpcards.index.card_index import Compiled

MANIFEST = "manifest"


class Outcome(NamedTuple):
    """What a build says, by the names that JSON has: cards by id, note types, files removed."""

    packages: tuple[dict[str, Any], ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    unchanged: int
    types: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def outcome_of(edition: "Edition", built: "Sequence[Built]", removed: Sequence[str]) -> Outcome:
    """Return what an edition, the packages written of it and those removed come to."""
    for one in built:
        trace("written: %s", one.path)
    packages = tuple(one._asdict() for one in built)
    return Outcome(packages, *edition[:4], edition.changed_types, tuple(removed))


def tell(outcome: Outcome, *, as_json: bool, more: Mapping[str, object] | None = None) -> None:
    """Say what a build came to, and `more` in JSON."""
    if as_json:
        say_json({**outcome._asdict(), **(more or {})})
        return
    for one in outcome.packages:
        say(f"{one['path']}: {counted(one['notes'], 'note')}")
    for path in outcome.removed:
        say(f"{path}: removed, nothing is left for it")
    say(", ".join(_counts(outcome)))


def _counts(outcome: Outcome) -> Iterator[str]:
    told = (("added", outcome.added), ("changed", outcome.changed), ("retired", outcome.retired))
    yield from (f"{len(names):,} {word}" for word, names in told if names)
    if outcome.types:
        yield "card layout changed"
    yield f"{outcome.unchanged:,} unchanged"


def unchanged(compiled: "Compiled", folder: str, way: str) -> Outcome | None:
    """Return what a build in the same `way` would say if nothing at all has changed since the last.

    None where anything may have: the content, the settings, the code, or a file among the decks.
    """
    told = compiled.memo(_key(folder, way))
    if not told:
        trace("decks: the content, or how it is built, changed since they were built")
        return None
    kept = json.loads(told)
    if kept["state"] != state_of_decks(folder):
        trace("decks: the code or a file in %s changed since they were built", folder)
        return None
    trace("decks: nothing changed since they were built")
    return Outcome(tuple(kept["packages"]), (), (), (), kept["cards"])


def remember(compiled: "Compiled", folder: str, way: str, outcome: Outcome) -> None:
    """Keep what a build came to until the content changes; where that fails nothing is lost."""
    cards = len(outcome.added) + len(outcome.changed) + outcome.unchanged
    kept = {"state": state_of_decks(folder), "packages": outcome.packages, "cards": cards}
    compiled.keep_memo(_key(folder, way), json.dumps(kept))


def _key(folder: str, way: str) -> str:
    return f"{os.path.abspath(folder)} {way}"


def state_of_decks(folder: str) -> dict[str, str]:
    """Return what identifies the decks in a folder, and the code that makes them."""
    names = (*_decks_in(folder), *_files_in(os.path.join(PACKAGE, "anki"), (".py", ".css")))
    return {name: stat_of(name) for name in sorted(names)}


def _decks_in(folder: str) -> list[str]:
    return [os.path.join(folder, MANIFEST), *_files_in(folder, (".apkg",))]


def _files_in(folder: str, endings: tuple[str, ...]) -> list[str]:
    if not os.path.isdir(folder):
        return []
    return [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(endings)]
