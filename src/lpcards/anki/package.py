"""Write an Anki package: the same notes give the same bytes, whatever the clock says.

The legacy format (`collection.anki2` in a zip): every Anki reads it, and AnkiConnect. genanki
gives the schema and the note types; the rows are written here, because its own numbers and times
change with every build.
"""

import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from lpcards.anki.manifest import Shipped
from lpcards.anki.notes import CLOZE, QUESTION, deck_number
from lpcards.anki.numbers import CARD as OF_CARDS
from lpcards.anki.numbers import NOTE as OF_NOTES
from lpcards.anki.numbers import numbers_of
from lpcards.anki.progress import Progress
from lpcards.anki.types import IDS, model_json

SQLITE_VERSION_AT = 96
SQLITE_VERSION = 3_040_000
"""Stands in every database header in the place of the version that wrote it."""

FIRST_EDITION = 1_763_900_000
CREATED = 1_411_099_200
"""`col.crt`: 04:00 UTC of a day, as Anki wants it."""

SCHEDULER = {"schedVer": 2, "sched2021": True, "creationOffset": 0}
"""Without these Anki takes the buttons for those of its first scheduler, and days for hours."""


COL = "INSERT INTO col VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
CARD = "INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"


class Row(NamedTuple):
    """A note in a package: its place among the new cards, counted from 1."""

    shipped: Shipped
    due: int


def write_package(
    path: str,
    rows: Sequence[Row],
    types: dict[str, int],
    *,
    level: int = 1,
    progress: Progress | None = None,
) -> None:
    """Write the package at `path` in one step.

    `types` holds the last change of each note type. `level` 0 stores, 1-9 deflates. With a
    learner's `progress` nobody else may read the file.
    """
    with _database(rows, types, progress) as database:
        _zip(path, database, level, 0o600 if progress else 0o644)


@contextmanager
def _database(
    rows: Sequence[Row], types: dict[str, int], progress: Progress | None
) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="lpcards-") as folder:
        path = os.path.join(folder, "collection.anki2")
        db = sqlite3.connect(path, isolation_level=None)
        try:
            _fill(db, rows, types)
            if progress:
                _carry(db, progress)
        finally:
            db.close()
        _hide_version(path)
        yield path


def _fill(db: sqlite3.Connection, rows: Sequence[Row], types: dict[str, int]) -> None:
    from genanki.apkg_schema import APKG_SCHEMA

    tables, index, indices = APKG_SCHEMA.partition("CREATE INDEX")
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    for statement in filter(str.strip, tables.split(";")):
        db.execute(statement)
    db.execute(COL, _collection(rows, types))
    guids = [row.shipped.guid for row in rows]
    ids, cards = numbers_of(guids, OF_NOTES), numbers_of(guids, OF_CARDS)
    ordered = sorted(rows, key=lambda row: ids[row.shipped.guid])
    db.executemany(NOTE, (_note_row(row, ids) for row in ordered))
    db.executemany(CARD, sorted(_card_row(row, ids, cards) for row in rows))
    for statement in filter(str.strip, (index + indices).split(";")):
        db.execute(statement)
    db.execute("COMMIT")


def _carry(db: sqlite3.Connection, progress: Progress) -> None:
    """Put a learner's progress into the cards, and what Anki needs to read their due days."""
    db.execute("BEGIN")
    (told,) = db.execute("SELECT conf FROM col").fetchone()
    conf = {**json.loads(told), **SCHEDULER, "rollover": progress.rollover}
    db.execute("UPDATE col SET conf = ?", (json.dumps(conf, sort_keys=True),))
    cards = numbers_of(progress.states, OF_CARDS)
    states = ((*state, cards[guid]) for guid, state in progress.states.items())
    db.executemany(
        "UPDATE cards SET type = ?, queue = ?, due = ?, ivl = ?, factor = ?, reps = ?, lapses = ?,"
        " data = ? WHERE id = ?",
        states,
    )
    db.executemany("INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", progress.reviews)
    db.execute("COMMIT")


def _note_row(row: Row, ids: Mapping[str, int]) -> tuple[Any, ...]:
    shipped, note = row.shipped, row.shipped.note
    tags = f" {' '.join(note.tags)} "
    fields = "\x1f".join(note.fields)
    number, model = ids[shipped.guid], IDS[note.type]
    return number, shipped.guid, model, shipped.mod, tags, fields, note.fields[0]


def _card_row(row: Row, ids: Mapping[str, int], cards: Mapping[str, int]) -> tuple[int, ...]:
    shipped = row.shipped
    number, deck = cards[shipped.guid], deck_number(shipped.note.deck)
    return number, ids[shipped.guid], deck, shipped.mod, row.due


def _collection(rows: Iterable[Row], types: dict[str, int]) -> tuple[Any, ...]:
    """Return the one row of `col`: genanki's, with our note types and decks, and fixed times."""
    conf, decks, dconf = _genankis("conf", "decks", "dconf")
    rows = list(rows)
    names = sorted({row.shipped.note.deck for row in rows})
    default = decks["1"]
    for name in {part for deck in names for part in _with_parents(deck)}:
        number = deck_number(name)
        decks[str(number)] = {
            **default,
            "id": number,
            "name": name,
            "mod": FIRST_EDITION,
            "usn": -1,
        }
    used = {row.shipped.note.type for row in rows}
    models = {
        str(IDS[sort]): model_json(sort, types[sort]) for sort in (QUESTION, CLOZE) if sort in used
    }
    newest = max((row.shipped.mod for row in rows), default=FIRST_EDITION)
    conf["nextPos"] = len(rows) + 1
    told = (json.dumps(value, sort_keys=True) for value in (conf, models, decks, dconf))
    return (1, CREATED, newest * 1000, FIRST_EDITION * 1000, 11, 0, 0, 0, *told, "{}")


def _with_parents(name: str) -> Iterator[str]:
    parts = name.split("::")
    return ("::".join(parts[: at + 1]) for at in range(len(parts)))


def _genankis(*columns: str) -> list[dict[str, Any]]:
    from genanki.apkg_col import APKG_COL
    from genanki.apkg_schema import APKG_SCHEMA

    scratch = sqlite3.connect(":memory:")
    scratch.executescript(APKG_SCHEMA + APKG_COL)
    row = scratch.execute(f"SELECT {', '.join(columns)} FROM col").fetchone()  # noqa: S608
    scratch.close()
    return [json.loads(value) for value in row]


def _hide_version(path: str) -> None:
    with open(path, "r+b") as file:
        file.seek(SQLITE_VERSION_AT)
        file.write(SQLITE_VERSION.to_bytes(4))


def _zip(path: str, database: str, level: int, mode: int) -> None:
    folder = os.path.dirname(path)
    handle, beside = tempfile.mkstemp(dir=folder, prefix=f".{os.path.basename(path)}-")
    os.close(handle)
    try:
        with zipfile.ZipFile(beside, "w") as archive:
            with (
                open(database, "rb") as source,
                archive.open(_entry("collection.anki2", level), "w") as into,
            ):
                while block := source.read(1 << 20):
                    into.write(block)
            archive.writestr(_entry("media", 0), "{}")
        os.chmod(beside, mode)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def _entry(name: str, level: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
    entry._compresslevel = level or None  # type: ignore[attr-defined]  # noqa: SLF001
    return entry
