"""Open what Anki wrote or we did: `.apkg`, `.colpkg` (old and new format) or a bare collection."""

import fcntl
import lzma
import os
import shutil
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from lpcards.files import scratch_folder
from lpcards.problem import UserFault

NEW, OLD = ("collection.anki21b",), ("collection.anki21", "collection.anki2")
MOST_BYTES = 4 << 30
"""No collection is larger; what unpacks to more is an attack or damaged."""

DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, EOFError, ValueError, NotImplementedError, RuntimeError),
)
"""What the zip library raises on a damaged file, or on one locked with a password."""

MAGIC = b"SQLite format 3\0"
BLOCK = 1 << 20
SQLITE_LOCK = (510, (1 << 30) + 2)
"""Length and place of the bytes that SQLite locks while a program writes or keeps a file."""


@contextmanager
def opened(path: str) -> Iterator[sqlite3.Connection]:
    """Open the collection inside `path` for reading, as a copy that cannot harm the original.

    Raises UserFault with a sentence if there is none to be read.
    """
    if not os.path.isfile(path):
        raise UserFault(f"there is no file {path}")
    with scratch_folder() as folder:
        copy = os.path.join(folder, "collection")
        _extract(path, copy)
        db = sqlite3.connect(copy)
        db.text_factory = lambda told: told.decode("utf-8", "replace")
        db.create_collation("unicase", _unicase)
        try:
            _refuse_others(db, path)
            yield db
        except sqlite3.DatabaseError as fault:
            raise UserFault(f"{path} holds no sound Anki collection: {fault}") from None
        finally:
            db.close()


def _unicase(one: str, other: str) -> int:
    """Compare as Anki does; its tables cannot be read without it."""
    a, b = one.casefold(), other.casefold()
    return (a > b) - (a < b)


def _extract(path: str, copy: str) -> None:
    if zipfile.is_zipfile(path):
        try:
            _unzip(path, copy)
        except DAMAGE as fault:
            raise UserFault(f"{path} is damaged: {fault}") from None
        return
    before = _state(path)
    shutil.copyfile(path, copy)
    if _is_in_use(path) or _state(path) != before:  # asked last: Anki may have begun meanwhile
        raise UserFault(f"{path} is in use; close Anki first, or export the deck from there")


def _state(path: str) -> tuple[int, int]:
    stat = os.stat(path)
    return stat.st_mtime_ns, stat.st_size


def _is_in_use(path: str) -> bool:
    """Say whether a program has the collection open, or left it without closing it."""
    beside = (path + end for end in ("-wal", "-journal"))
    if any(os.path.exists(one) and os.path.getsize(one) for one in beside):
        return True
    with open(path, "rb") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, *SQLITE_LOCK)
        except OSError:
            return True
    return False


def _unzip(path: str, copy: str) -> None:
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        new = next((name for name in NEW if name in names), None)
        name = new or next((name for name in OLD if name in names), None)
        if name is None:
            raise UserFault(f"{path} is no Anki package: there is no collection in it")
        with archive.open(name) as source, open(copy, "wb") as into:
            blocks = _decompressed(source, path) if new else _blocks(source)
            into.writelines(_bounded(blocks, path))


def _bounded(blocks: Iterator[bytes], path: str) -> Iterator[bytes]:
    """Yield the blocks of a database; refuse what is none, or grows beyond all measure."""
    size = 0
    for block in blocks:
        if not size and not block.startswith(MAGIC):
            raise UserFault(f"{path} holds no sound Anki collection")
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
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"notes", "cards", "revlog", "col"} <= tables:
        raise UserFault(f"{path} is no Anki collection")
