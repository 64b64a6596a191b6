"""Write an Anki package: the same notes give the same bytes, whatever the clock says.

The legacy format (`collection.anki2` in a zip): every Anki reads it, and AnkiConnect. genanki
gives the schema and the note types; the rows are written here, because its own numbers and times
change with every build.
"""

import json
import os
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any, NamedTuple

from lpcards.anki.deck_description import described
from lpcards.anki.edition_draft import LIVE
from lpcards.anki.fields import NO_MEDIA
from lpcards.anki.genanki_parts import APKG_COL, APKG_SCHEMA
from lpcards.anki.guids import EARLIEST, deck_number
from lpcards.anki.media_files import bytes_of, media_in
from lpcards.anki.note_types import TYPE_IDS, model_json
from lpcards.anki.progress import Progress
from lpcards.system.disk import naming, replacing, scratch_folder

SQLITE_VERSION_AT = 96
SQLITE_VERSION = 3_040_000
"""Stands in every database header in the place of the version that wrote it."""

CREATED = 1_411_099_200
"""`col.crt`: 04:00 UTC of a day, as Anki wants it."""

SCHEDULER = {"schedVer": 2, "sched2021": True, "creationOffset": 0}
"""Without these Anki takes the buttons for those of its first scheduler, and days for hours."""


COL = "INSERT INTO col VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
NOTES = """INSERT INTO notes SELECT note_number, guid, model, mod, -1, ' ' || tags || ' ', fields,
    card, 0, 0, '' FROM draft.lines WHERE {} ORDER BY note_number"""
CARDS = """INSERT INTO cards SELECT card_number, note_number, deck_number, 0, mod, -1, 0, 0, {}, 0,
    0, 0, 0, 0, 0, 0, 0, '' FROM draft.lines WHERE {} ORDER BY card_number"""


WITH_MEDIA = "SELECT flds FROM notes WHERE flds LIKE '%lp-%'"


class Content(NamedTuple):
    """Which lines of a draft go into a package, and which number is a card's place in it."""

    draft: str
    condition: str
    values: tuple[str, ...]
    place: str


def part_of(draft: str, part: str) -> Content:
    """Return one package of the draft (its file)."""
    return Content(draft, "part = ?", (part,), "due")


def all_of(draft: str) -> Content:
    """Return all cards of the draft but the retired ones, in one package."""
    return Content(draft, LIVE, (), "place")


def write_package(
    path: str,
    content: Content,
    types: Mapping[str, int],
    *,
    media: Mapping[str, str] = NO_MEDIA,
    level: int = 1,
    progress: Progress | None = None,
) -> None:
    """Write the package at `path` in one step.

    `types` holds the last change of each note type, `media` the paths of pictures and sounds by
    their names in decks: those that the notes show go into the package. `level` 0 stores, 1-9
    deflates. With a learner's `progress` nobody else may read the file.
    """
    with scratch_folder() as folder:
        database = os.path.join(folder, "collection.anki2")
        with closing(sqlite3.connect(database, isolation_level=None)) as db:
            _fill(db, content, types)
            if progress:
                _carry(db, progress)
            shown = media_in(text for (text,) in db.execute(WITH_MEDIA))
        _hide_version(database)
        files = bytes_of(shown, media)
        _zip(path, database, files, level, 0o600 if progress else 0o644)


def _fill(db: sqlite3.Connection, content: Content, types: Mapping[str, int]) -> None:
    tables, index, indices = APKG_SCHEMA.partition("CREATE INDEX")
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("ATTACH ? AS draft", [content.draft])
    db.execute("BEGIN")
    for statement in filter(str.strip, tables.split(";")):
        db.execute(statement)
    db.execute(COL, _collection(db, content, types))
    db.execute(NOTES.format(content.condition), content.values)
    db.execute(CARDS.format(content.place, content.condition), content.values)
    for statement in filter(str.strip, (index + indices).split(";")):
        db.execute(statement)
    db.execute("COMMIT")


def _carry(db: sqlite3.Connection, progress: Progress) -> None:
    """Put a learner's progress into the cards, and what Anki needs to read their due days."""
    db.execute("BEGIN")
    (text,) = db.execute("SELECT conf FROM col").fetchone()
    conf = {**json.loads(text), **SCHEDULER, "rollover": progress.rollover}
    db.execute("UPDATE col SET conf = ?", (json.dumps(conf, sort_keys=True),))
    ids = dict(db.execute("SELECT n.guid, c.id FROM notes n JOIN cards c ON c.nid = n.id"))
    db.executemany(
        "UPDATE cards SET type = ?, queue = ?, due = ?, ivl = ?, factor = ?, reps = ?, lapses = ?,"
        " data = ? WHERE id = ?",
        ((*state, ids[guid]) for guid, state in progress.states.items()),
    )
    db.executemany("INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", progress.reviews)
    db.execute("COMMIT")


def _collection(
    db: sqlite3.Connection, content: Content, types: Mapping[str, int]
) -> tuple[Any, ...]:
    """Return the one row of `col`: genanki's, with our note types and decks, and fixed times."""
    conf, decks, dconf = _genankis("conf", "decks", "dconf")
    lines = f"FROM draft.lines WHERE {content.condition}"
    query = f"SELECT home, model, count(*), max(mod) {lines} GROUP BY home, model"
    rows = db.execute(query, content.values).fetchall()
    count, newest = sum(row[2] for row in rows), max((row[3] for row in rows), default=0)
    default = decks["1"]
    homes = {deck for deck, *_ in rows}
    for name in {part for deck in homes for part in _with_parents(deck)}:
        number = deck_number(name)
        decks[str(number)] = {
            **default,
            **described(name, homes),
            "id": number,
            "name": name,
            "mod": EARLIEST,
            "usn": -1,
        }
    used = {model for _, model, *_ in rows}
    models = {
        str(number): model_json(name, types[name])
        for name, number in TYPE_IDS.items()
        if number in used
    }
    conf["nextPos"] = count + 1
    columns = (json.dumps(value, sort_keys=True) for value in (conf, models, decks, dconf))
    changed = (newest or EARLIEST) * 1000
    return (1, CREATED, changed, EARLIEST * 1000, 11, 0, 0, 0, *columns, "{}")


def _with_parents(name: str) -> Iterator[str]:
    parts = name.split("::")
    return ("::".join(parts[: at + 1]) for at in range(len(parts)))


def _genankis(*columns: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(":memory:")) as scratch:
        scratch.executescript(APKG_SCHEMA + APKG_COL)
        row = scratch.execute(f"SELECT {', '.join(columns)} FROM col").fetchone()  # noqa: S608
    return [json.loads(value) for value in row]


def _hide_version(path: str) -> None:
    with naming(path), open(path, "r+b") as file:
        file.seek(SQLITE_VERSION_AT)
        file.write(SQLITE_VERSION.to_bytes(4))


def _zip(
    path: str, database: str, media: Iterable[tuple[str, bytes]], level: int, mode: int
) -> None:
    with replacing(path, mode) as beside, zipfile.ZipFile(beside, "w") as archive:
        with (
            open(database, "rb") as source,
            archive.open(_entry("collection.anki2", level), "w") as into,
        ):
            while block := source.read(1 << 20):
                into.write(block)
        names = {}
        for at, (name, data) in enumerate(media):
            names[str(at)] = name
            archive.writestr(_entry(str(at), 0), data)
        archive.writestr(_entry("media", 0), json.dumps(names))


def _entry(name: str, level: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
    entry._compresslevel = level or None  # type: ignore[attr-defined]  # noqa: SLF001
    return entry
