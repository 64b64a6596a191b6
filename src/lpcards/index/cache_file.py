"""The cache's file: found, made, or replaced by memory where it cannot be."""

import contextlib
import functools
import os
import sqlite3
import sys
from binascii import crc32
from collections.abc import Iterable
from errno import ELOOP
from typing import Any

from lpcards import __version__
from lpcards.index.scan import Sources
from lpcards.system.trace import trace

FORMAT = 13
CACHES = ("cards-", "search-")
"""What the names of the caches' files begin with."""
PACKAGE = os.path.dirname(os.path.dirname(__file__))
SCHEMA = """
DROP TABLE IF EXISTS meta;
DROP TABLE IF EXISTS files;
DROP TABLE IF EXISTS cards;
DROP TABLE IF EXISTS memos;
DROP TABLE IF EXISTS advice;
CREATE TABLE memos (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
DROP TABLE IF EXISTS study;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    n INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, root INTEGER NOT NULL, stat TEXT NOT NULL,
    young INTEGER NOT NULL, sha TEXT NOT NULL, media TEXT NOT NULL,
    id TEXT NOT NULL, own INTEGER NOT NULL, guide INTEGER NOT NULL,
    position INTEGER NOT NULL DEFAULT -1, aliases TEXT NOT NULL,
    summary TEXT NOT NULL, problems TEXT NOT NULL, story TEXT NOT NULL, text TEXT NOT NULL,
    passages TEXT NOT NULL, bodies TEXT NOT NULL);
CREATE INDEX files_by_position ON files (position);
CREATE TABLE cards (
    file INTEGER NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,
    scenario TEXT NOT NULL, principle TEXT NOT NULL, grp TEXT NOT NULL, level TEXT NOT NULL,
    parts TEXT NOT NULL, was TEXT NOT NULL, own_only INTEGER NOT NULL,
    carries_over INTEGER NOT NULL, level_above INTEGER NOT NULL, note TEXT NOT NULL,
    seconds INTEGER NOT NULL, reading INTEGER NOT NULL,
    part TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (file, seq)) WITHOUT ROWID;
CREATE INDEX cards_by_id ON cards (id);
CREATE TABLE study (file INTEGER PRIMARY KEY, story TEXT NOT NULL, principle TEXT NOT NULL,
    turn TEXT NOT NULL, ids TEXT NOT NULL);
CREATE TABLE advice (
    path TEXT PRIMARY KEY, sha TEXT NOT NULL, code TEXT NOT NULL, problems TEXT NOT NULL,
    ignored TEXT NOT NULL, mentions TEXT NOT NULL, runs BLOB NOT NULL)
"""

CONTENTS = {
    "meta": "key, value FROM meta WHERE key NOT IN ('compiled', 'code') ORDER BY key",
    "files": """path, sha, id, own, guide, position, aliases, summary, problems, story, text,
        passages, bodies FROM files ORDER BY path""",
    "cards": """f.path, c.seq, c.id, c.kind, c.scenario, c.principle, c.grp, c.level, c.parts,
        c.was, c.own_only, c.carries_over, c.level_above, c.note, c.seconds,
        c.reading, c.part, c.place
        FROM cards c JOIN files f ON c.file = f.n ORDER BY f.path, c.seq""",
    "study": """f.path, s.story, s.principle, s.turn, s.ids
        FROM study s JOIN files f ON s.file = f.n ORDER BY f.path""",
}
"""All that the content decides, each in an order of its own."""


def open_tables(
    sources: Sources, cache: str | None, name: str = CACHES[0], schema: str = SCHEMA
) -> sqlite3.Connection:
    """Open a cache of `sources`, empty if it is new, of other code, or damaged.

    Its `name` begins as one of CACHES, and `schema` makes its tables, `meta` among them.
    """
    if cache is not None:
        path = os.path.join(cache, _name(name, sources))
        try:
            tables = _on_disk(path, schema)
        except (OSError, sqlite3.Error) as fault:
            trace("cache %s: cannot be used (%s)", path, fault)
        else:
            trace("cache %s: opened", path)
            return tables
    return in_memory(schema)


def in_memory(schema: str = SCHEMA) -> sqlite3.Connection:
    """Return empty tables that vanish with the process."""
    return _opened(":memory:", schema)


def _name(name: str, sources: Sources) -> str:
    """Name the cache after its sources; should two ever share a name, each is read anew."""
    key = repr(sources).encode("utf-8", "surrogateescape")
    return f"{name}{crc32(key):08x}.db"


def _on_disk(path: str, schema: str) -> sqlite3.Connection:
    if os.path.islink(path):
        raise OSError(ELOOP, "a link may lead to somebody's file", path)
    if not os.path.exists(path):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600))
    try:
        return _opened(path, schema)
    except sqlite3.OperationalError:
        raise  # locked, read-only, no room: nothing that a new file would mend
    except sqlite3.DatabaseError:
        os.unlink(path)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_EXCL, 0o600))
        return _opened(path, schema)


def _opened(path: str, schema: str) -> sqlite3.Connection:
    tables = sqlite3.connect(path, timeout=2, isolation_level=None)
    try:
        tables.execute("PRAGMA synchronous = OFF")
        tables.execute("PRAGMA trusted_schema = OFF")
        return tables if _code_of(tables) == code_version() else _fresh(tables, schema)
    except BaseException:
        tables.close()
        raise


def _code_of(tables: sqlite3.Connection) -> str:
    """Return which code made the tables, "" if none did; DatabaseError for what we never make."""
    made = "SELECT 1 FROM sqlite_master WHERE type IN ('view', 'trigger')"
    if tables.execute(made).fetchone():
        raise sqlite3.DatabaseError("there are views or triggers in it")
    try:
        rows = tables.execute("SELECT value FROM meta WHERE key = 'code'").fetchall()
    except sqlite3.OperationalError:
        return ""
    return str(rows[0][0]) if rows else ""


def _fresh(tables: sqlite3.Connection, schema: str = SCHEMA) -> sqlite3.Connection:
    """Make the tables anew, unless another process did so while we waited for the lock."""
    code = code_version()
    tables.execute("BEGIN IMMEDIATE")
    if (before := _code_of(tables)) != code:
        trace("cache: begun afresh, %s", "of another version" if before else "it is new")
        for statement in schema.split(";"):
            tables.execute(statement)
        tables.execute("INSERT INTO meta VALUES ('code', ?)", [code])
    tables.execute("COMMIT")
    return tables


def discard(cache: str) -> None:
    """Throw all caches in the folder `cache` away: the next command makes them anew."""
    trace("caches thrown away: %s", cache)
    with contextlib.suppress(OSError):
        for name in os.listdir(cache):
            if name.startswith(CACHES):
                os.unlink(os.path.join(cache, name))


def contents_of(tables: sqlite3.Connection) -> list[list[tuple[Any, ...]]]:
    """Return the rows that the content decides, to be compared with those of another cache."""
    return [tables.execute(f"SELECT {rows}").fetchall() for rows in CONTENTS.values()]


def code_version() -> str:
    """Return what changes when the code that makes cards does."""
    folders = (
        PACKAGE,
        *(
            os.path.join(PACKAGE, name)
            for name in ("cards", "day", "english", "index", "memory", "story")
        ),
    )
    return f"{FORMAT} {__version__} {version_of_code(folders)}"


@functools.cache
def version_of_rules() -> str:
    """Return what changes when the rules of advice do, or how this Python puts numbers together."""
    names = ("advice", os.path.join("advice", "rules"), "english", "practice")
    folders = [os.path.join(PACKAGE, name) for name in names]
    return f"{version_of_code(folders)} {sys.implementation.cache_tag} {sys.maxsize}"


def version_of_code(folders: Iterable[str]) -> str:
    """Return what changes when one of the modules in `folders` does."""
    found = (entry for folder in folders for entry in os.scandir(folder))
    stats = [entry.stat() for entry in found if entry.name.endswith(".py")]
    newest = max(stat.st_mtime_ns for stat in stats)
    return f"{newest} {sum(stat.st_size for stat in stats)}"
