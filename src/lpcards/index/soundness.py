"""What a cache holds, to be compared with one made anew when something went wrong."""

import sqlite3
from typing import Any

META = "SELECT key, value FROM meta WHERE key NOT IN ('compiled', 'code') ORDER BY key"
FILES = """SELECT path, sha, id, own, guide, position, aliases, summary, problems, story, text,
    bodies FROM files ORDER BY path"""
CARDS = """SELECT f.path, c.seq, c.id, c.kind, c.scenario, c.principle, c.grp, c.level, c.parts,
    c.was FROM cards c JOIN files f ON c.file = f.n ORDER BY f.path, c.seq"""
STUDY = """SELECT f.path, s.story, s.principle, s.ids FROM study s JOIN files f ON s.file = f.n
    ORDER BY f.path"""


def contents_of(tables: sqlite3.Connection) -> list[list[tuple[Any, ...]]]:
    """Return the rows that the content decides, in an order of their own."""
    return [tables.execute(query).fetchall() for query in (META, FILES, CARDS, STUDY)]
