"""The words of the content files in tables, kept ready to be looked for.

They lie beside the compiled cards in a file of their own (mode 0600): a prompt never opens it. A
file's texts are read again when its bytes changed, and all of it can be thrown away.
"""

import json
import sqlite3
from collections.abc import Sequence

from lpcards.english.search_words import terms_in
from lpcards.index.file_index import FileIndex, SearchedFile
from lpcards.index.processes import shared
from lpcards.index.scan import bytes_of, digest
from lpcards.story.text_on_lines import TextOnLines
from lpcards.system.trace import trace

SCHEMA = """
DROP TABLE IF EXISTS meta;
DROP TABLE IF EXISTS files;
DROP TABLE IF EXISTS texts;
DROP TABLE IF EXISTS words;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    n INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, sha TEXT NOT NULL, story TEXT NOT NULL,
    own INTEGER NOT NULL, place INTEGER NOT NULL, principles TEXT NOT NULL);
CREATE TABLE texts (
    n INTEGER PRIMARY KEY, text TEXT NOT NULL, lines TEXT NOT NULL, heading INTEGER NOT NULL);
"""
MOST_TEXTS = 1 << 24
"""More than a file has: a text's number divided by it is that of its file."""
RANKED = """
CREATE VIRTUAL TABLE words USING fts5 (heading, rest, content='', tokenize="ascii tokenchars '+#'")
"""
PLAIN = "CREATE TABLE words (heading TEXT NOT NULL, rest TEXT NOT NULL)"
"""Without FTS5. In both a text's words are parted and folded by us: FTS5 only splits at spaces."""


def schema_of(*, ranked: bool) -> str:
    """Return what makes the tables: `ranked` with FTS5."""
    return SCHEMA + (RANKED if ranked else PLAIN)


def has_full_text() -> bool:
    """Say whether this Python's SQLite has FTS5."""
    tables = sqlite3.connect(":memory:")
    try:
        tables.execute(RANKED)
    except sqlite3.OperationalError:
        return False
    finally:
        tables.close()
    return True


def bring_up_to_date(tables: sqlite3.Connection, index: FileIndex, *, ranked: bool) -> None:
    """Read what changed, all or nothing; where nothing was compiled since, look at no file."""
    stamp = tables.execute("SELECT value FROM meta WHERE key = 'content'").fetchone()
    if stamp == (index.stamp,):
        return
    files = index.searched_files()
    tables.execute("BEGIN IMMEDIATE")
    try:
        is_whole = _replace(tables, files, ranked=ranked)
        stamp = (index.stamp if is_whole else "",)
        tables.execute("INSERT OR REPLACE INTO meta VALUES ('content', ?)", stamp)
    except BaseException:
        if tables.in_transaction:  # a full disk ends it by itself
            tables.execute("ROLLBACK")
        raise
    tables.execute("COMMIT")


def _replace(tables: sqlite3.Connection, files: Sequence[SearchedFile], *, ranked: bool) -> bool:
    """Read what changed; say whether all of it still is what the cards were made of."""
    known = dict(tables.execute("SELECT path, sha FROM files"))
    there = {file.path: file.sha for file in files}
    old = [path for path, sha in known.items() if there.get(path) != sha]
    new = [(path, sha) for path, sha in there.items() if known.get(path) != sha]
    trace("search: %d files to read, %d to forget", len(new), len(old))
    if new:
        from lpcards.index.unplugged import without_plugins

        with without_plugins():  # here, so that no child need import it
            import lpcards.story.texts_on_lines  # noqa: F401
    for path in old:
        _forget(tables, path, ranked=ranked)
    is_whole = True
    for (path, sha), texts in zip(new, shared(_texts_at, new), strict=True):
        if texts is None:
            is_whole = False
        else:
            _keep(tables, path, sha, texts)
    tables.executemany(
        "UPDATE files SET story = ?, own = ?, place = ?, principles = ? WHERE path = ?",
        [
            (file.story, file.own, place, f" {' '.join(file.principles)} ", file.path)
            for place, file in enumerate(files)
        ],
    )
    return is_whole


_KeptText = tuple[str, str, bool, str]
"""A text, its lines in JSON, whether it is a heading, and its words."""


def _texts_at(path: str, sha: str) -> list[_KeptText] | None:
    """Return the texts of the file at `path`; None if it is no longer what it was.

    Raises OSError where it cannot be read: that nothing was found must be true.
    """
    try:
        data = bytes_of(path)
    except FileNotFoundError:
        return None
    if digest(data) != sha:
        return None
    from lpcards.story.texts_on_lines import texts_on_lines  # here: mostly nothing has changed

    return [
        (text, json.dumps(lines), is_heading, " ".join(terms_in(text)))
        for text, lines, is_heading in texts_on_lines(data)
    ]


def _keep(tables: sqlite3.Connection, path: str, sha: str, texts: list[_KeptText]) -> None:
    made = tables.execute("INSERT INTO files VALUES (NULL, ?, ?, '', 0, 0, '')", [path, sha])
    first = (made.lastrowid or 0) * MOST_TEXTS
    tables.executemany(
        "INSERT INTO texts VALUES (?, ?, ?, ?)",
        [(n, *text[:3]) for n, text in enumerate(texts, first)],
    )
    tables.executemany(
        "INSERT INTO words (rowid, heading, rest) VALUES (?, ?, ?)",
        [
            (n, *_columns(words, is_heading=is_heading))
            for n, (_, _, is_heading, words) in enumerate(texts, first)
        ],
    )


def _forget(tables: sqlite3.Connection, path: str, *, ranked: bool) -> None:
    [(file,)] = tables.execute("SELECT n FROM files WHERE path = ?", [path])
    among = "n >= ?1 * ?2 AND n < (?1 + 1) * ?2"
    numbers = [file, MOST_TEXTS]
    rows = tables.execute(f"SELECT n, text, heading FROM texts WHERE {among}", numbers).fetchall()  # noqa: S608
    if ranked:  # FTS5 keeps no text: it has to be given what it is to forget
        tables.executemany(
            "INSERT INTO words (words, rowid, heading, rest) VALUES ('delete', ?, ?, ?)",
            [
                (n, *_columns(" ".join(terms_in(text)), is_heading=bool(heading)))
                for n, text, heading in rows
            ],
        )
    else:
        tables.executemany("DELETE FROM words WHERE rowid = ?", [row[:1] for row in rows])
    tables.execute(f"DELETE FROM texts WHERE {among}", numbers)  # noqa: S608
    tables.execute("DELETE FROM files WHERE n = ?", [file])


def _columns(words: str, *, is_heading: bool) -> tuple[str, str]:
    return (words, "") if is_heading else ("", words)


def text_kept(text: str, lines: str, heading: int) -> TextOnLines:
    """Return a text as it was read, from the columns of `texts`."""
    return TextOnLines(text, tuple(map(tuple, json.loads(lines))), bool(heading))
