"""Advice on the content, for `check` only: made when it asks, and kept with the compiled cards.

A file's advice is kept until its bytes or the rules change; what the rules between files find,
until any file does. Prompts neither make it nor look at it.
"""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from lpcards.advice.file_advice import PROPOSED, advice_on
from lpcards.advice.finding import FileSummary, PlacedWords
from lpcards.advice.ignoring import RULE, without_ignored
from lpcards.advice.registry import described, problems_between
from lpcards.cards.card import Card
from lpcards.cards.kinds import cards_from
from lpcards.index.cache_file import version_of_rules
from lpcards.index.processes import shared
from lpcards.index.scan import digest
from lpcards.story.reading import Source, read_source
from lpcards.story.together import Summary
from lpcards.system.problem import Problem

OF_READING = {
    "comment": "A text that YAML cuts off at ` #`.",
    PROPOSED: "A line that `new --from` proposed, and that nobody has confirmed yet.",
}
"""Advice that only the reader of a file can give."""
OF_IGNORES = {RULE: "An `ignore` that is not needed, or names no rule."}


class AdviceRow(NamedTuple):
    """A file's advice as it is kept: JSON, but for the runs' codes (eight bytes each)."""

    path: str
    sha: str
    code: str
    problems: str
    ignored: str
    mentions: str
    runs: bytes


def rules() -> dict[str, str]:
    """Return all that gives advice by name, each with what it finds, in one line."""
    return dict(sorted({**described(), **OF_READING, **OF_IGNORES}.items()))


def row_of(source: Source, cards: Iterable[Card], sha: str) -> AdviceRow:
    """Return the advice on a file that could be loaded."""
    advice = advice_on(source, tuple(cards))
    return AdviceRow(
        source.path,
        sha,
        version_of_rules(),
        _json([problem[1:] for problem in advice.problems]),
        _json(advice.ignored),
        _json(advice.mentions),
        array("q", advice.runs).tobytes(),
    )


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def keep(tables: sqlite3.Connection, row: AdviceRow) -> None:
    """Keep a file's advice in the place of what was kept of it before."""
    tables.execute("INSERT OR REPLACE INTO advice VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def advised(tables: sqlite3.Connection) -> list[Problem]:
    """Return the advice on all files, by path and place. Files are read that have none yet."""
    try:
        _catch_up(tables, "BEGIN IMMEDIATE")
    except sqlite3.OperationalError:  # locked or read-only: keep it in memory
        tables.execute("PRAGMA temp_store = MEMORY")
        tables.execute(
            "CREATE TEMP TABLE advice AS SELECT a.* FROM main.advice a JOIN files f"
            " ON a.path = f.path AND a.sha = f.sha WHERE a.code = ?",
            [version_of_rules()],
        )
        _catch_up(tables, "BEGIN")
    return _problems(tables)


def _catch_up(tables: sqlite3.Connection, begin: str) -> None:
    """Make the advice that is missing, and forget that on files that are gone."""
    rows = tables.execute(
        "SELECT f.path, f.sha FROM files f LEFT JOIN advice a"
        " ON a.path = f.path AND a.sha = f.sha AND a.code = ? WHERE f.id != '' AND a.path IS NULL",
        [version_of_rules()],
    ).fetchall()
    gone = tables.execute(
        "SELECT path FROM advice EXCEPT SELECT path FROM files WHERE id != ''"
    ).fetchall()
    if rows or gone:
        tables.execute(begin)
        with tables:
            tables.executemany("DELETE FROM advice WHERE path = ?", gone)
            for row in shared(_row_at, rows):
                if row:
                    keep(tables, row)


def _row_at(path: str, sha: str) -> AdviceRow | None:
    """Return the advice on the file at `path`; None if it is no longer what it was."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return None
    source = read_source(path, data)
    if source.file is None or digest(data) != sha:
        return None
    return row_of(source, cards_from(source.file), sha)


def _problems(tables: sqlite3.Connection) -> list[Problem]:
    rows = tables.execute("SELECT path, problems, ignored FROM advice ORDER BY path").fetchall()
    found = [Problem(path, *problem) for path, text, _ in rows for problem in json.loads(text)]
    ignored = {path: [PlacedWords(*words) for words in json.loads(text)] for path, _, text in rows}
    found += problems_between(_summaries(tables))
    return without_ignored(found, ignored, rules())


def _summaries(tables: sqlite3.Connection) -> Iterator[FileSummary]:
    """Yield what files have to know of one another: of those that are shown.

    Of two that are too much alike the later is at fault: the library's come first.
    """
    rows = tables.execute(
        "SELECT f.path, f.id, f.summary, a.mentions, a.runs FROM files f JOIN advice a"
        " ON a.path = f.path WHERE f.position >= 0 ORDER BY f.root DESC, f.path"
    )
    for path, story, summary, mentions, runs in rows:
        known = Summary(*json.loads(summary))
        principle = known.principles[0][0]
        noted = {
            rule: [PlacedWords(*words) for words in several]
            for rule, several in json.loads(mentions).items()
        }
        text = partial(_text_of, path)
        yield FileSummary(path, story, known.type, principle, noted, array("q", runs), text)


def _text_of(path: str) -> str:
    """Return a file's text; "" if it is gone."""
    try:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            return file.read()
    except OSError:
        return ""
