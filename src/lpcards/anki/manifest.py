"""The manifest: what was shipped last of each card, one sorted line a card, made for git.

There is no header, no counter and no time that would make two branches conflict. A line is JSON
with the card's id first. `retired` lines are tombstones, kept for learners who still have the card.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from lpcards.anki.notes import FIELDS, Note
from lpcards.anki.types import IDS, TYPE
from lpcards.problem import UserFault

NAME = "manifest"
MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
"""How git begins the lines that it puts between two sides of a merge."""


class Shipped(NamedTuple):
    """A card's last edition: its guid for ever, when it last changed (Unix seconds), its note."""

    guid: str
    mod: int
    note: Note
    retired: bool = False


Manifest = dict[str, Shipped]
"""By card id; a card that changed its type leaves a second line under `id#guid`."""


def line_of(key: str, shipped: Shipped) -> str:
    """Return one line of the manifest."""
    note = shipped.note
    told: dict[str, object] = {
        "card": key,
        "guid": shipped.guid,
        "mod": shipped.mod,
        "type": note.type,
        "deck": note.deck,
        "tags": list(note.tags),
        "fields": list(note.fields),
    }
    if shipped.retired:
        told["retired"] = True
    return json.dumps(told, ensure_ascii=False, separators=(", ", ": "))


def written(manifest: Manifest) -> str:
    """Return the manifest's text, sorted by card."""
    return "".join(f"{line_of(key, manifest[key])}\n" for key in sorted(manifest))


def read_manifest(text: str, path: str) -> tuple[Manifest, bool]:
    """Return the manifest and whether it had to be repaired after a merge.

    Where a merge left both sides, of each guid the later edition counts. Raises UserFault for a
    line that cannot be read: a manifest is never silently begun anew.
    """
    told = [(at, line) for at, line in enumerate(text.split("\n"), 1) if line.strip()]
    lines = [_read_line(line, at, path) for at, line in told if not line.startswith(MARKS)]
    manifest, guids = dict(lines), {one.guid for _, one in lines}
    if len(manifest) == len(guids) == len(told):
        return manifest, False
    return keyed(latest(one for _, one in lines).values()), True


def latest(lines: Iterable[Shipped]) -> dict[str, Shipped]:
    """Return each guid's latest edition."""
    found: dict[str, Shipped] = {}
    for one in lines:
        if one.guid not in found or found[one.guid].mod < one.mod:
            found[one.guid] = one
    return found


def _read_line(line: str, number: int, path: str) -> tuple[str, Shipped]:
    try:
        return _shipped(json.loads(line))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UserFault(
            f"{path}:{number}: this line cannot be read (did a later lpcards write it?); restore "
            "the manifest from git, or delete it: the next build reads it back from the packages"
        ) from None


def _shipped(told: dict[str, Any]) -> tuple[str, Shipped]:
    """Return a line's key and what it says; raise TypeError or KeyError if it is wrong."""
    key, guid, sort, deck = (_of_sort(str, told[name]) for name in ("card", "guid", "type", "deck"))
    fields, tags = (_texts(told[name]) for name in ("fields", "tags"))
    if key[1:] not in IDS if sort == TYPE else len(FIELDS[sort]) != len(fields):
        raise KeyError(key)
    note = Note(name_of(key), sort, fields, tags, deck)
    return key, Shipped(guid, _of_sort(int, told["mod"]), note, told.get("retired") is True)


Value = TypeVar("Value")


def _of_sort(sort: type[Value], value: object) -> Value:
    if type(value) is not sort:
        raise TypeError(value)
    return value


def _texts(values: object) -> tuple[str, ...]:
    return tuple(_of_sort(str, value) for value in _of_sort(list, values))


def name_of(key: str) -> str:
    """Return the card (or, from its `#`, the note type) that a line is about."""
    return key[:1] + key[1:].partition("#")[0]


def keyed(lines: Iterable[Shipped]) -> Manifest:
    """Return lines by card; a second one of a card, the earlier or retired, by `id#guid`."""
    manifest: Manifest = {}
    for one in sorted(lines, key=lambda one: (one.retired, -one.mod, one.guid)):
        name = one.note.card
        manifest[f"{name}#{one.guid}" if name in manifest else name] = one
    return manifest


def write_manifest(path: str, manifest: Manifest) -> None:
    """Put the manifest in its place in one step."""
    replace_file(path, (written(manifest).encode(),))


def replace_file(path: str, parts: Iterable[bytes]) -> None:
    """Write `parts` to a file beside `path`, then put it in its place."""
    folder = os.path.dirname(path)
    handle, beside = tempfile.mkstemp(dir=folder, prefix=f".{os.path.basename(path)}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def live(manifest: Manifest) -> Iterator[tuple[str, Shipped]]:
    """Yield the cards that are not retired."""
    return ((key, shipped) for key, shipped in manifest.items() if not shipped.retired)
