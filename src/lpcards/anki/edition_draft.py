"""An edition on its way to disk: a scratch database that holds its lines, and sorts them.

The notes go through memory one at a time; what the packages and the manifest need in an order of
their own SQLite sorts on disk. A copy of the last build's is kept in the cache, for its owner
alone: the next build need not make anew what did not change. Behind it stands what must be the same
for its lines to be trusted, and a digest of all: one that was cut short or damaged is none.
"""

import contextlib
import json
import os
import shutil
import sqlite3
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import IO, Any, NamedTuple, Self

from lpcards.anki.edition import Carried
from lpcards.anki.guids import CARD, NOTE, Identity, deck_number, number_of, numbers_of
from lpcards.anki.manifest import SEPARATOR, Manifest, Shipped, line_of, shipped_of
from lpcards.anki.note_types import TYPE, TYPE_IDS
from lpcards.anki.notes import Note
from lpcards.anki.progress import ExportedCard
from lpcards.system.disk import replacing, scratch_folder

MAIN, ALL, RETIRED = "lpcards.apkg", "lpcards-all.apkg", "lpcards-retired.apkg"
PAGE = 32_768
LINES = """CREATE TABLE lines (
    key TEXT, guid TEXT, mod INTEGER, model INTEGER, deck TEXT, tags TEXT, card TEXT,
    part TEXT, due INTEGER, place INTEGER, note_number INTEGER, card_number INTEGER,
    home TEXT, deck_number INTEGER, fields TEXT, since INTEGER NOT NULL DEFAULT 0)"""
HAS_TIMES = "SELECT 1 FROM pragma_table_info('lines') WHERE name = 'since'"
ADD_TIMES = "ALTER TABLE lines ADD since INTEGER NOT NULL DEFAULT 0"
ADD_LINE = f"INSERT INTO lines VALUES ({', '.join('?' * 16)})"  # noqa: S608  question marks only
SHIPPED = "key, guid, mod, since, part, model, deck, tags, card, fields"
LIVE = f"part NOT IN ('', '{RETIRED}')"
OF_STORIES = """part != ?
    AND substr(card, 1, instr(card, '/') - 1) IN (SELECT value FROM json_each(?))"""
INDEX = "CREATE INDEX IF NOT EXISTS"
NUMBERS = {"note_number": NOTE, "card_number": CARD}
TYPES = {number: name for name, number in TYPE_IDS.items()}


class Place(NamedTuple):
    """Where a card stands among the new cards, counted from 1: in its package, and in all."""

    part: str
    due: int
    place: int


NOWHERE = Place("", 0, 0)


class Drafted(NamedTuple):
    """A note of an edition, and the deck that its card goes into where it is new.

    `chosen`: it is in a package to study; `retired`: it is a tombstone.
    """

    guid: str
    mod: int
    note: Note
    home: str
    retired: bool
    chosen: bool


class EditionDraft:
    """The lines of an edition, taken one by one. Use it as a context manager."""

    def __init__(
        self,
        places: Mapping[str, Place],
        kept: str | None = None,
        state: str = "",
        deck: str = "",
    ) -> None:
        """Begin with nothing or, where one was `kept` (a path) in this `state`, with its lines.

        `places` has the cards that go into a package, `files` gets the digests of the stories that
        the kept lines were made of, by their ids. In the packages all cards are in this `deck`
        ("": each in the deck of its line).
        """
        self._places, self._deck = places, deck
        self._retired = 0
        self.parts: dict[str, int] = {}
        self._folder = scratch_folder()
        self.path = os.path.join(self._folder.name, "draft")
        self.files = restore_draft(kept, state, self.path) if kept else {}
        self._db = sqlite3.connect(self.path, isolation_level=None)
        self._db.execute(f"PRAGMA page_size = {PAGE}")
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("BEGIN")
        if not self.files:
            self._db.execute(LINES)
        elif not self._db.execute(HAS_TIMES).fetchone():
            self._db.execute(ADD_TIMES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Remove the scratch file."""
        self._db.close()
        self._folder.cleanup()

    def carry(self, stories: Collection[str]) -> tuple[Manifest, Carried]:
        """Go on with the kept lines of these stories' cards; take out and return all others."""
        values = [RETIRED, json.dumps([*stories])]
        (newest,) = self._db.execute("SELECT max(mod) FROM lines").fetchone()
        query = f"SELECT {SHIPPED} FROM lines WHERE NOT ({OF_STORIES})"  # noqa: S608
        others = {row[0]: _shipped(row) for row in self._db.execute(query, values)}
        self._db.execute(f"DELETE FROM lines WHERE NOT ({OF_STORIES})", values)  # noqa: S608
        return others, Carried(self._placed(), self._identities(), newest)

    def forget(self) -> None:
        """Begin with nothing after all."""
        self._retired, self.files = 0, {}
        self._db.execute("DELETE FROM lines")

    def _placed(self) -> frozenset[str]:
        """Give the cards that are there their places; return their ids."""
        rows = self._db.execute("SELECT card, part, due, place, rowid FROM lines").fetchall()
        places = ((self._places.get(card, NOWHERE), place, row) for card, *place, row in rows)
        moved = [(*now, row) for now, place, row in places if now != tuple(place)]
        self._db.executemany("UPDATE lines SET part = ?, due = ?, place = ? WHERE rowid = ?", moved)
        return frozenset(row[0] for row in rows)

    def _identities(self) -> Iterator[Identity]:
        yield from map(Identity._make, self._db.execute("SELECT guid, since FROM lines"))

    def take(self, key: str, identity: Identity, mod: int, note: Note, retired: bool) -> None:
        """Take one line of the new manifest; tombstones come sorted by their key."""
        card, name, fields, tags, deck = note
        place = self._buried() if retired else self._places.get(card, NOWHERE)
        home = self._deck or deck
        numbers = _numbers(identity, home) if name != TYPE else (None, None, "", None)
        line = (key, identity.guid, mod, TYPE_IDS.get(name, 0), deck, " ".join(tags), card)
        values = (*line, *place, *numbers, SEPARATOR.join(fields), identity.since)
        self._db.execute(ADD_LINE, values)

    def _buried(self) -> Place:
        self._retired += 1
        return Place(RETIRED, self._retired, 0)

    def end(self) -> None:
        """Let the lines be read: nothing more is taken."""
        self._keep_apart()
        self.parts = self._parts()
        if len(self.parts) > 1:
            self._db.execute(f"{INDEX} lines_by_part ON lines (part, note_number)")
        self._db.execute("COMMIT")

    def _keep_apart(self) -> None:
        """Give ids of their own to guids that share one: a merge may have brought them."""
        for column, kind in NUMBERS.items():
            if self._do_meet(column):
                rows = self._db.execute("SELECT guid, since FROM lines WHERE model > 0")
                numbers = numbers_of(dict(rows.fetchall()), kind)
                self._db.executemany(
                    f"UPDATE lines SET {column} = ?1 WHERE guid = ?2 AND {column} != ?1",  # noqa: S608
                    [(number, guid) for guid, number in numbers.items()],
                )

    def _do_meet(self, column: str) -> bool:
        rows = f"SELECT 1 FROM lines WHERE model > 0 GROUP BY {column} HAVING count(*) > 1"  # noqa: S608
        return self._db.execute(rows).fetchone() is not None

    def _parts(self) -> dict[str, int]:
        """Return how many notes each package has, in study order, the retired ones last."""
        rows = self._db.execute(
            "SELECT part, count(*) FROM lines WHERE part != '' GROUP BY part"
            " ORDER BY part = ?, min(place)",
            [RETIRED],
        )
        return dict(rows.fetchall())

    def exported(self) -> dict[str, ExportedCard]:
        """Return, by card, how it stands in a package of all but the retired ones."""
        rows = f"SELECT card, guid, place, card_number FROM lines WHERE {LIVE}"  # noqa: S608
        return {card: ExportedCard(*numbers) for card, *numbers in self._db.execute(rows)}

    def lines(self) -> Iterator[str]:
        """Yield the manifest's lines, sorted by key."""
        rows = self._db.execute(f"SELECT {SHIPPED} FROM lines ORDER BY key")  # noqa: S608
        for key, guid, mod, since, part, *note in rows:
            yield line_of(key, guid, mod, _note(note), retired=part == RETIRED, since=since)

    def drafted(self) -> Iterator[Drafted]:
        """Yield what there is of each card, live ones and tombstones."""
        rows = self._db.execute(f"SELECT home, {SHIPPED} FROM lines WHERE model > 0")  # noqa: S608
        for home, _, guid, mod, _, part, *note in rows:
            retired = part == RETIRED
            yield Drafted(guid, mod, _note(note), home, retired, bool(part) and not retired)

    def part_for(self, decks: Mapping[str, str], path: str) -> None:
        """Write a draft to `path` that has of these guids alone, each for the deck named."""
        shutil.copyfile(self.path, path)
        with contextlib.closing(sqlite3.connect(path)) as db, db:
            db.execute("CREATE TEMP TABLE chosen (guid PRIMARY KEY, deck, number)")
            rows = ((guid, deck, deck_number(deck)) for guid, deck in decks.items())
            db.executemany("INSERT INTO chosen VALUES (?, ?, ?)", rows)
            db.execute(
                "DELETE FROM lines WHERE model > 0 AND guid NOT IN (SELECT guid FROM chosen)"
            )
            db.execute(
                "UPDATE lines SET (home, deck_number) ="
                " (SELECT deck, number FROM chosen WHERE chosen.guid = lines.guid) WHERE model > 0"
            )

    def notes(self, keys: Container[str]) -> dict[str, tuple[str, Note]]:
        """Return the guid and the note of the lines `keys`."""
        rows = self._db.execute("SELECT key, guid, model, deck, tags, card, fields FROM lines")
        return {key: (guid, _note(note)) for key, guid, *note in rows if key in keys}


def _numbers(identity: Identity, deck: str) -> tuple[int, int, str, int]:
    guid, since = identity
    return number_of(guid, NOTE, since), number_of(guid, CARD, since), deck, deck_number(deck)


def _shipped(row: Sequence[Any]) -> Shipped:
    _, guid, mod, since, part, *note = row
    return shipped_of(guid, mod, _note(note), retired=part == RETIRED, since=since)


def _note(row: Sequence[Any]) -> Note:
    model, deck, tags, card, fields = row
    name = TYPES.get(model, TYPE)
    return Note(card, name, tuple(fields.split(SEPARATOR)), tuple(tags.split()), deck)


BLOCK = 1 << 20
LENGTH, DIGEST = 8, 32
"""How many hex digits tell the length of what stands behind the draft, and the digest."""

NO_DRAFT = (ValueError, TypeError, RecursionError)
"""What reading the end of some other file raises."""


def restore_draft(path: str, state: str, into: str) -> dict[str, str]:
    """Copy the draft at `path` to `into` if it was kept in this `state`.

    Returns the digests of the stories that it was made of, by their ids; {} if there is no draft
    of use.
    """
    with contextlib.suppress(OSError, *NO_DRAFT), open(path, "rb") as kept:
        size, end, digest = _ends(kept)
        before, files = json.loads(end[:-LENGTH])
        with open(into, "wb") as copy:
            if before == state and _digest(_copied(kept, size, copy), end) == digest:
                return dict(files)
    with contextlib.suppress(OSError):
        os.unlink(into)
    return {}


def keep_draft(path: str, draft: str, state: str, files: Mapping[str, str]) -> None:
    """Keep the file `draft` at `path`, in this `state`, made of stories of these digests.

    Where nothing can be written nothing is kept.
    """
    end = json.dumps([state, files]).encode()
    end += b"%0*x" % (LENGTH, len(end))
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with replacing(path, 0o600, durable=False) as beside, open(beside, "wb") as copy:
            with open(draft, "rb") as source:
                digest = _copied(source, os.path.getsize(draft), copy)
            copy.write(end + _digest(digest, end))


def _copied(source: IO[bytes], size: int, into: IO[bytes]) -> blake2b:
    """Copy so many bytes, or as many as there are; return their digest."""
    digest = blake2b(digest_size=DIGEST // 2)
    while block := source.read(min(BLOCK, size)):
        size -= len(block)
        digest.update(block)
        into.write(block)
    return digest


def _digest(of_draft: blake2b, end: bytes) -> bytes:
    """Return the digest of a draft and of what stands behind it."""
    of_draft.update(end)
    return of_draft.hexdigest().encode()


def _ends(kept: IO[bytes]) -> tuple[int, bytes, bytes]:
    """Return the draft's size, what stands behind it, and the digest; leave the file at its start.

    Raises ValueError or OSError if there is no such thing.
    """
    place = kept.seek(-LENGTH - DIGEST, os.SEEK_END)
    length = int(kept.read(LENGTH), 16)
    size = kept.seek(place - length)
    end, digest = kept.read(length + LENGTH), kept.read(DIGEST)
    kept.seek(0)
    return size, end, digest
