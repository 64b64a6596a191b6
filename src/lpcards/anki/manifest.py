"""The manifest: what was shipped last of each card, one sorted line a card, made for git.

There is no header, no counter and no time that would make two branches conflict. A line is JSON
with the card's id first. `retired` lines are tombstones, kept for learners who still have the card.
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple

from lpcards.anki.guids import Identity
from lpcards.anki.note_types import TYPE, TYPE_IDS
from lpcards.anki.notes import FIELDS, Note
from lpcards.system.problem import UserFault

NAME = "manifest"
SEPARATOR = "\x1f"
TYPES_OF_VALUES = [str, str, str, str, int, list, list]
"""What JSON makes of a line's card, guid, type, deck, mod, tags and fields."""
LATEST_MOD = 253_402_300_799
"""The last second that a date can hold."""
MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
"""How git begins the lines that it puts between two sides of a merge."""


_json = json.JSONEncoder(ensure_ascii=False).encode


class Shipped(NamedTuple):
    """A card's last edition: its guid for ever, when it last changed (Unix seconds), what it was.

    `digest` stands for type, fields and tags. The fields themselves are kept of tombstones only:
    no card goes on to say what they were. `since` is when its first edition was built, Unix
    seconds too; 0: nobody kept that.
    """

    guid: str
    mod: int
    card: str
    type: str
    deck: str
    tags: tuple[str, ...]
    digest: str
    retired: bool = False
    fields: tuple[str, ...] = ()
    since: int = 0

    @property
    def identity(self) -> Identity:
        """What Anki knows it by."""
        return Identity(self.guid, self.since)


def shipped_of(
    guid: str, mod: int, note: Note, *, retired: bool = False, since: int = 0
) -> Shipped:
    """Return the edition of a note."""
    kept = note.fields if retired else ()
    return Shipped(
        guid, mod, note.card, note.type, note.deck, note.tags, note.digest, retired, kept, since
    )


Manifest = dict[str, Shipped]
"""By card id; a card that changed its type leaves a second line under `id#guid`."""


def line_of(
    key: str, guid: str, mod: int, note: Note, *, retired: bool = False, since: int = 0
) -> str:
    """Return one line of the manifest."""
    _, name, fields, tags, deck = note
    began = {"since": since} if since else {}
    line = {"card": key, "guid": guid, "mod": mod, **began, "type": name, "deck": deck}
    more = {"retired": True} if retired else {}
    return _json({**line, "tags": tags, "fields": fields, **more})


def read_manifest(lines: Iterable[str], path: str) -> tuple[Manifest, bool]:
    """Return the manifest and whether it had to be repaired after a merge.

    Where a merge left both sides, of each guid the later edition counts. Raises UserFault for a
    line that cannot be read: a manifest is never silently begun anew.
    """
    count, manifest, found = 0, {}, []
    for at, line in enumerate(lines, 1):
        if line.strip():
            count += 1
            if not line.startswith(MARKS):
                key, line_read, _ = read_line(line, at, path)
                manifest[key] = line_read
                found.append(line_read)
    if len(manifest) == len({line_read.guid for line_read in found}) == count:
        return manifest, False
    return keyed(latest(found).values()), True


def latest(lines: Iterable[Shipped]) -> dict[str, Shipped]:
    """Return each guid's latest edition; of two beginnings the earlier counts."""
    found: dict[str, Shipped] = {}
    for line in lines:
        other = found.get(line.guid, line)
        later = line if other.mod < line.mod else other
        found[line.guid] = later._replace(since=min(line.since, other.since))
    return found


def read_line(line: str, number: int, path: str) -> tuple[str, Shipped, tuple[str, ...]]:
    """Return a line's key, the edition it tells of, and its fields; UserFault if it is none."""
    try:
        return _shipped(json.loads(line))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UserFault(
            f"{path}:{number}: this line cannot be read (did a later lpcards write it?); restore "
            "the manifest from git, or delete it: the next build reads it back from the packages"
        ) from None


def _shipped(values: dict[str, Any]) -> tuple[str, Shipped, tuple[str, ...]]:
    """Return what a line says; raise TypeError, KeyError or ValueError if it is wrong.

    That fields and tags are texts shows when their digest is made.
    """
    key, guid, note_type, deck = values["card"], values["guid"], values["type"], values["deck"]
    mod, tags, fields = values["mod"], values["tags"], values["fields"]
    since = values.get("since", 0)
    if [*map(type, (key, guid, note_type, deck, mod, tags, fields))] != TYPES_OF_VALUES:
        raise TypeError(values)
    if type(since) is not int or not (0 <= mod <= LATEST_MOD and 0 <= since <= LATEST_MOD):
        raise ValueError(mod, since)
    if key[1:] not in TYPE_IDS if note_type == TYPE else len(FIELDS[note_type]) != len(fields):
        raise KeyError(key)
    f"{key}{guid}{deck}".encode()
    marks, texts = _shared(tuple(tags)), tuple(fields)
    note = Note(name_of(key), intern(note_type), texts, marks, intern(deck))
    retired = values.get("retired") is True
    return key, shipped_of(guid, mod, note, retired=retired, since=since), texts


@lru_cache(maxsize=4096)
def _shared(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return equal tags as one object: a story's cards share them."""
    return tags


def name_of(key: str) -> str:
    """Return the card (or, from its `#`, the note type) that a line is about."""
    return key[:1] + key[1:].partition("#")[0]


def keyed(lines: Iterable[Shipped]) -> Manifest:
    """Return lines by card; a second one of a card, the earlier or retired, by `id#guid`."""
    manifest: Manifest = {}
    for line in sorted(lines, key=lambda line: (line.retired, -line.mod, line.guid)):
        name = line.card
        manifest[f"{name}#{line.guid}" if name in manifest else name] = line
    return manifest
