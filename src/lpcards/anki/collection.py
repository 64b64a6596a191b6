"""Open what Anki wrote or we did: `.apkg`, `.colpkg` (old and new format) or a bare collection."""

import lzma
import os
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import IO

from lpcards.anki.collection_copy import copy_collection
from lpcards.system.disk import SQLITE_MAGIC, is_of_the_disk, naming, scratch_folder
from lpcards.system.problem import UserFault

NEW, OLD = ("collection.anki21b",), ("collection.anki21", "collection.anki2")
MOST_BYTES = 4 << 30
"""No collection is larger; what unpacks to more is an attack or damaged."""

DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, ValueError, NotImplementedError, RuntimeError),
)
"""What the zip library raises on a damaged file, or on one locked with a password."""

SENSELESS = (LookupError, ValueError, TypeError, AttributeError, RecursionError, OverflowError)
"""What reading another program's values raises."""

BLOCK = 1 << 20
LONGEST_TEXT = 100 << 20
"""No text in a collection is longer, in bytes; a column that makes its own may be without end."""

READ = ("notes", "cards", "revlog", "col", "config")


@contextmanager
def open_collection(path: str) -> Iterator[sqlite3.Connection]:
    """Open the collection inside `path` for reading, as a copy that cannot harm the original.

    A bare collection may be open in Anki, or left by an Anki that crashed. Raises UserFault with a
    sentence if there is none to be read.
    """
    if not os.path.isfile(path):
        raise UserFault(f"there is no file {path}")
    with scratch_folder() as folder:
        copy = os.path.join(folder, "collection")
        _extract(path, copy)
        with closing(sqlite3.connect(copy)) as db:
            db.execute("PRAGMA trusted_schema = OFF")
            db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_TEXT)
            db.text_factory = lambda raw: raw.decode("utf-8", "replace")
            db.create_collation("unicase", _unicase)
            try:
                _refuse_others(db, path)
                yield db
            except sqlite3.DatabaseError as fault:
                if is_of_the_disk(fault):
                    raise
                raise UserFault(f"{path} has no intact Anki collection: {fault}") from None


def _unicase(first: str, second: str) -> int:
    """Compare as Anki does; its tables cannot be read without it."""
    a, b = first.casefold(), second.casefold()
    return (a > b) - (a < b)


def _extract(path: str, copy: str) -> None:
    if zipfile.is_zipfile(path):
        try:
            _unzip(path, copy)
        except DAMAGE as fault:
            if getattr(fault, "filename", None):
                raise
            raise UserFault(f"{path} is damaged: {fault}") from None
        return
    copy_collection(path, copy)


def _fill(copy: str, blocks: Iterator[bytes]) -> None:
    """Write the blocks into a new file; a full disk is that of the file, not of the blocks."""
    with open(copy, "wb") as into:
        for block in blocks:
            with naming(copy):
                into.write(block)
                into.flush()


def _unzip(path: str, copy: str) -> None:
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        new = next((name for name in NEW if name in names), None)
        name = new or next((name for name in OLD if name in names), None)
        if name is None:
            raise UserFault(f"{path} is not an Anki package: there is no collection in it")
        with archive.open(name) as source:
            blocks = _decompressed(source, path) if new else _blocks(source)
            _fill(copy, _bounded(blocks, path))


def _bounded(blocks: Iterator[bytes], path: str) -> Iterator[bytes]:
    """Yield the blocks of a database; refuse what is none, or grows beyond all measure."""
    size = 0
    for block in blocks:
        if not size and not block.startswith(SQLITE_MAGIC):
            raise UserFault(f"{path} has no intact Anki collection")
        size += len(block)
        if size > MOST_BYTES:
            raise UserFault(f"{path} holds more than {MOST_BYTES >> 30} GiB: refused")
        yield block


def _blocks(source: IO[bytes]) -> Iterator[bytes]:
    while block := source.read(BLOCK):
        yield block


def _decompressed(source: IO[bytes], path: str) -> Iterator[bytes]:
    from zstandard import ZstdDecompressor, ZstdError

    try:
        with ZstdDecompressor().stream_reader(source) as reader:
            yield from _blocks(reader)
    except ZstdError as fault:
        raise UserFault(f"{path} is damaged: {fault}") from None


def _refuse_others(db: sqlite3.Connection, path: str) -> None:
    """Raise UserFault where what is read is no plain table: a view or a column may never end."""
    tables = dict(db.execute("SELECT name, type = 'table' AND rootpage > 0 FROM sqlite_master"))
    plain = {name for name in READ if tables.get(name) and not _makes_values(db, name)}
    if plain | {"config"} != {*READ} or ("config" in tables and "config" not in plain):
        raise UserFault(f"{path} is not an Anki collection")


def _makes_values(db: sqlite3.Connection, table: str) -> bool:
    """Say whether a table has columns that are worked out when they are read."""
    columns = db.execute("SELECT hidden FROM pragma_table_xinfo(?)", [table])
    return any(hidden for (hidden,) in columns)
