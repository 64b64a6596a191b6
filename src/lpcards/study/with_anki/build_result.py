"""What a build came to, or would: as words, as JSON, and remembered until something changes.

Where nothing has changed since the last build nothing need be compared.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from lpcards.english.printable import counted
from lpcards.index.scan import stat_of
from lpcards.study.messages import say, say_json
from lpcards.study.places import PACKAGE
from lpcards.system.trace import trace

if TYPE_CHECKING:
    from lpcards.anki.decks import Built
    from lpcards.anki.edition import Edition
    from lpcards.index.card_index import CardIndex

MANIFEST = "manifest"


class BuildResult(NamedTuple):
    """What a build says, by the names that JSON has: cards by id, note types, files removed."""

    packages: tuple[dict[str, Any], ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    unchanged: int
    types: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def result_of(edition: "Edition", built: "Sequence[Built]", removed: Sequence[str]) -> BuildResult:
    """Return what an edition, the packages written of it and those removed come to."""
    for package in built:
        trace("written: %s", package.path)
    packages = tuple(package._asdict() for package in built)
    return BuildResult(packages, *edition[:4], edition.changed_types, tuple(removed))


def say_result(
    result: BuildResult, *, as_json: bool, more: Mapping[str, object] | None = None
) -> None:
    """Say what a build came to, and `more` in JSON."""
    if as_json:
        say_json({**result._asdict(), **(more or {})})
        return
    for package in result.packages:
        say(f"{package['path']}: {counted(package['notes'], 'note')}")
    for path in result.removed:
        say(f"{path}: removed, nothing is left for it")
    say(", ".join(_counts(result)))


def _counts(result: BuildResult) -> Iterator[str]:
    lists = (("added", result.added), ("changed", result.changed), ("retired", result.retired))
    yield from (f"{len(names):,} {word}" for word, names in lists if names)
    if result.types:
        yield "card layout changed"
    yield f"{result.unchanged:,} unchanged"


def known_result(
    index: "CardIndex", folder: str, way: str, authors: Iterable[str]
) -> BuildResult | None:
    """Return what a build in the same `way` would say if nothing at all has changed since the last.

    None where anything may have: the content, the settings, the code, a file among the decks, or
    one of the `authors` (paths).
    """
    memo = index.memo(_key(folder, way))
    if not memo:
        trace("decks: the content, or how it is built, changed since they were built")
        return None
    kept = json.loads(memo)
    if kept["state"] != state_of_decks(folder, authors):
        trace("decks: the code or a file in %s changed since they were built", folder)
        return None
    trace("decks: nothing changed since they were built")
    return BuildResult(tuple(kept["packages"]), (), (), (), kept["cards"])


def keep_result(
    index: "CardIndex", folder: str, way: str, authors: Iterable[str], result: BuildResult
) -> None:
    """Keep what a build came to until the content changes; where that fails nothing is lost."""
    cards = len(result.added) + len(result.changed) + result.unchanged
    kept = {"state": state_of_decks(folder, authors), "packages": result.packages, "cards": cards}
    index.keep_memo(_key(folder, way), json.dumps(kept))


def _key(folder: str, way: str) -> str:
    return f"{os.path.abspath(folder)} {way}"


def state_of_decks(folder: str, authors: Iterable[str]) -> dict[str, str]:
    """Return what identifies the decks in a folder, their authors, and the code that makes them."""
    names = (
        *authors,
        *_decks_in(folder),
        *_files_in(os.path.join(PACKAGE, "anki"), (".py", ".css")),
    )
    return {name: stat_of(name) for name in sorted(names)}


def _decks_in(folder: str) -> list[str]:
    return [os.path.join(folder, MANIFEST), *_files_in(folder, (".apkg",))]


def _files_in(folder: str, endings: tuple[str, ...]) -> list[str]:
    if not os.path.isdir(folder):
        return []
    return [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(endings)]
