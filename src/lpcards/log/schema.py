"""The tables, and the numbered steps that lead to them. A step, once released, never changes."""

import sqlite3
from contextlib import closing
from typing import NamedTuple

from lpcards.log.database import transaction

APPLICATION_ID = 0x6C706364  # "lpcd": how `file` and we tell our files from others

# What follows from the log. It may be dropped at any time; a log opened for reading keeps its own
# in TEMP tables of the same names, which hide these.
REMEMBERED = (
    """TABLE memory (
        card TEXT PRIMARY KEY,
        repetitions INTEGER NOT NULL,
        ease INTEGER NOT NULL,
        interval INTEGER NOT NULL,
        due TEXT NOT NULL,
        lapses INTEGER NOT NULL,
        last TEXT NOT NULL,
        first TEXT NOT NULL,
        fingerprint TEXT NOT NULL
    ) WITHOUT ROWID""",
    """TABLE marks (
        card TEXT NOT NULL,
        mark TEXT NOT NULL CHECK (mark IN ('suspended', 'flag')),
        words TEXT NOT NULL,
        PRIMARY KEY (mark, card)
    ) WITHOUT ROWID""",
    "TABLE undone (id TEXT PRIMARY KEY) WITHOUT ROWID",
    """TABLE derived (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        made TEXT NOT NULL,
        head TEXT NOT NULL,
        entries INTEGER NOT NULL,
        newest TEXT NOT NULL,
        newest_at INTEGER NOT NULL
    )""",
)
REMEMBERED_TOO = (
    "was_due TEXT NOT NULL DEFAULT ''",
    "stability REAL NOT NULL DEFAULT 0.0",
    "difficulty REAL NOT NULL DEFAULT 0.0",
)
"""Columns that `memory` has from the fourth step on."""
NOTHING_DERIVED = "INSERT INTO derived VALUES (1, '', '', 0, '', 0)"
SUMMED = (
    """TABLE days (
        day TEXT NOT NULL,
        sort TEXT NOT NULL,
        count INTEGER NOT NULL,
        passed INTEGER NOT NULL,
        milliseconds INTEGER NOT NULL,
        PRIMARY KEY (day, sort)
    ) WITHOUT ROWID""",
    """TABLE stories (
        story TEXT NOT NULL,
        kind TEXT NOT NULL,
        count INTEGER NOT NULL,
        passed INTEGER NOT NULL,
        milliseconds INTEGER NOT NULL,
        PRIMARY KEY (story, kind)
    ) WITHOUT ROWID""",
    """TABLE missed (
        card TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        item INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (card, fingerprint, item)
    ) WITHOUT ROWID""",
)
DERIVED = (*REMEMBERED, *SUMMED)

FIRST = (
    """CREATE TABLE events (
        id TEXT NOT NULL PRIMARY KEY CHECK (
            length(id) = 36 AND id NOT GLOB '*[^0-9a-f-]*'
            AND id GLOB '????????-????-7???-[89ab]???-????????????'
            AND id < 'e677d220'
        ),
        at INTEGER NOT NULL CHECK (typeof(at) = 'integer' AND at BETWEEN 0 AND 253402300799999),
        offset INTEGER NOT NULL
            CHECK (typeof(offset) = 'integer' AND offset BETWEEN -1440 AND 1440),
        zone TEXT NOT NULL CHECK (typeof(zone) = 'text'),
        day TEXT NOT NULL CHECK (day IS date(day)),
        device TEXT NOT NULL CHECK (typeof(device) = 'text'),
        kind TEXT NOT NULL CHECK (typeof(kind) = 'text'),
        card TEXT NOT NULL CHECK (typeof(card) = 'text'),
        grade INTEGER CHECK (grade IS NULL OR typeof(grade) = 'integer' AND grade BETWEEN 0 AND 5),
        seconds REAL CHECK (seconds IS NULL OR typeof(seconds) = 'real' AND seconds >= 0),
        fingerprint TEXT NOT NULL CHECK (typeof(fingerprint) = 'text'),
        details TEXT CHECK (details IS NULL OR typeof(details) = 'text')
    )""",
    "CREATE INDEX events_by_day ON events (day)",
    "CREATE INDEX events_by_card ON events (card)",
    "CREATE INDEX events_apart ON events (kind) WHERE kind IN ('undo', 'adopt')",
    """CREATE TRIGGER events_stay BEFORE UPDATE ON events
        BEGIN SELECT RAISE (ABORT, 'an event never changes'); END""",
    """CREATE TRIGGER events_remain BEFORE DELETE ON events
        BEGIN SELECT RAISE (ABORT, 'an event is never deleted'); END""",
    """CREATE TABLE texts (
        fingerprint TEXT NOT NULL PRIMARY KEY,
        front TEXT NOT NULL,
        back TEXT NOT NULL,
        items TEXT NOT NULL
    )""",
    "CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    *(f"CREATE {table}" for table in REMEMBERED),
    "CREATE INDEX memory_by_due ON memory (due)",
    NOTHING_DERIVED,
)

SECOND = (
    "UPDATE derived SET made = ''",  # the new tables are empty until a replay fills them
    *(f"CREATE {table}" for table in SUMMED),
    "CREATE INDEX memory_by_lapses ON memory (lapses DESC, ease, card) WHERE lapses > 0",
    "CREATE INDEX events_pausing ON events (kind) WHERE kind = 'pause'",
)

THIRD = (  # where logs meet: what has to go there still, and what was read there
    """CREATE TABLE places (
        place TEXT NOT NULL PRIMARY KEY,
        events INTEGER NOT NULL,
        texts INTEGER NOT NULL,
        cursor TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE waiting (
        place TEXT NOT NULL,
        what TEXT NOT NULL CHECK (what IN ('event', 'text')),
        name TEXT NOT NULL,
        PRIMARY KEY (place, what, name)
    ) WITHOUT ROWID""",
    """CREATE TABLE files (
        place TEXT NOT NULL,
        name TEXT NOT NULL,
        size INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        own INTEGER NOT NULL,
        again INTEGER NOT NULL,
        fault TEXT NOT NULL,
        PRIMARY KEY (place, name)
    ) WITHOUT ROWID""",
)

FOURTH = (
    *(f"ALTER TABLE memory ADD COLUMN {column}" for column in REMEMBERED_TOO),
    "UPDATE derived SET made = ''",
)

ALL = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"

MIGRATIONS = (FIRST, SECOND, THIRD, FOURTH)
VERSION = len(MIGRATIONS)


def version_of(db: sqlite3.Connection) -> int:
    """Return the number of the last step taken by this file (0: none yet)."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


class Stamp(NamedTuple):
    """What tells whose file it is: its application id, our format, whether it holds nothing."""

    application: int
    version: int
    empty: bool

    @property
    def ours(self) -> bool:
        """Say whether the file is a log of ours, or an empty one that may become one."""
        if self.application == 0 and self.version == 0:
            return self.empty
        return self.application == APPLICATION_ID


def stamp_of(db: sqlite3.Connection) -> Stamp:
    """Read the stamp in one snapshot: another program may be making the tables just now."""
    with transaction(db, "DEFERRED"):
        (application,) = db.execute("PRAGMA application_id").fetchone()
        (empty,) = db.execute("SELECT count(*) = 0 FROM sqlite_master").fetchone()
        return Stamp(application, version_of(db), bool(empty))


def migrate(db: sqlite3.Connection) -> None:
    """Take the steps that are missing, all or none. The caller holds the transaction."""
    for step in MIGRATIONS[version_of(db) :]:
        for statement in step:
            db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def known_tables() -> set[tuple[str, str, str]]:
    """Return type, name and SQL of all that a file of any format may hold."""
    with closing(sqlite3.connect(":memory:")) as db:
        known = set()
        for step in MIGRATIONS:
            for statement in step:
                db.execute(statement)
            known |= {*tables(db)}
        return known


def tables(db: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return type, name and SQL of all that the file holds, to compare with what it should hold."""
    return db.execute(ALL).fetchall()
