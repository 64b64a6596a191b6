"""Texts looked for by their words, in all content files. Only `search` makes and reads the index.

Where this Python's SQLite has no FTS5 each text is looked at: the same ones are found, in the order
of the files.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from lpcards.english.search_words import Wanted
from lpcards.index.cache_file import CACHES, discard, in_memory, open_tables
from lpcards.index.file_index import FileIndex
from lpcards.index.scan import Sources
from lpcards.index.search_tables import MOST_TEXTS, bring_up_to_date, schema_of, text_kept
from lpcards.index.selection import Condition, Selection, marks
from lpcards.story.text_on_lines import TextOnLines
from lpcards.system.trace import trace

DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CORRUPT_VTAB, sqlite3.SQLITE_NOTADB)
FOUND = f"words JOIN files f ON f.n = words.rowid / {MOST_TEXTS}"
BY_RANK = "f.own DESC, bm25(words, 4.0, 1.0), f.place, words.rowid"
"""One's own stories first; a word in a title or a question weighs four times as much."""
BY_PLACE = "f.own DESC, f.place, words.rowid"


class FoundText(NamedTuple):
    """A text that has the words: `story` is the id of its story or guide, `path` its file."""

    story: str
    path: str
    text: TextOnLines


class Findings(NamedTuple):
    """The texts that were found, the best first, and how many more there are.

    `apart`: no text has all the words; these are of stories that have them in several. Where there
    are no texts at all, `missing` are the words that none has.
    """

    texts: list[FoundText]
    more: int = 0
    apart: bool = False
    missing: tuple[Wanted, ...] = ()


def open_search(
    index: FileIndex, sources: Sources, cache: str | None, *, ranked: bool
) -> "SearchIndex":
    """Return the words of the files in `index`, brought up to date.

    `cache` is the cache's folder; None keeps everything in memory. `ranked` takes FTS5.
    """
    name, schema = CACHES[1] + ("" if ranked else "plain-"), schema_of(ranked=ranked)
    try:
        return _up_to_date(index, open_tables(sources, cache, name, schema), ranked=ranked)
    except sqlite3.Error as fault:
        if cache is None:
            raise
        trace("search: kept in memory (%s)", fault)
        if fault.sqlite_errorcode in {sqlite3.SQLITE_ERROR, *DAMAGED}:
            discard(cache)  # locked or read-only ones are left alone
        return _up_to_date(index, in_memory(schema), ranked=ranked)


def _up_to_date(index: FileIndex, tables: sqlite3.Connection, *, ranked: bool) -> "SearchIndex":
    try:
        bring_up_to_date(tables, index, ranked=ranked)
    except BaseException:
        tables.close()
        raise
    return SearchIndex(tables, ranked=ranked)


class SearchIndex:
    """What can be looked for. Close it, or use it as a context manager."""

    def __init__(self, tables: sqlite3.Connection, *, ranked: bool) -> None:
        """Take tables that are up to date."""
        self._tables, self._is_ranked = tables, ranked

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._tables.close()

    def found(
        self, wanted: Sequence[Wanted], chosen: Selection, most: int | None = None
    ) -> Findings:
        """Return the texts that have all the words, `most` of them, the best first.

        Where there are none, those texts with any of them whose story has all.
        """
        condition = _condition(chosen)
        found = self._texts(wanted, "AND", condition, most)
        if found.texts:
            return found
        having = {one: self._files_with(one, condition) for one in wanted}
        files = [*set.intersection(*having.values())]
        if not files or len(wanted) == 1:
            return Findings([], missing=tuple(one for one, some in having.items() if not some))
        where, values = condition
        of_these = f"{where} AND f.n IN (SELECT value FROM json_each(?))"  # noqa: S608  our own words
        among = (of_these, [*values, str(files)])
        return self._texts(wanted, "OR", among, most)._replace(apart=True)

    def _files_with(self, one: Wanted, condition: Condition) -> set[int]:
        """Return the numbers of the chosen files that have it."""
        where, values = condition
        match, words = self._match([one], "AND")
        source = f"FROM {FOUND} WHERE {match} AND {where}"
        rows = self._tables.execute(f"SELECT DISTINCT f.n {source}", [*words, *values])
        return {n for (n,) in rows}

    def _texts(
        self, wanted: Sequence[Wanted], joined: str, condition: Condition, most: int | None
    ) -> Findings:
        where, values = condition
        match, words = self._match(wanted, joined)
        source = f"FROM {FOUND} WHERE {match} AND {where}"
        order = BY_RANK if self._is_ranked else BY_PLACE
        best = self._tables.execute(
            f"SELECT f.story, f.path, words.rowid {source} ORDER BY {order} LIMIT ?",
            [*words, *values, -1 if most is None else most],
        )
        found = [FoundText(story, path, self._text(number)) for story, path, number in best]
        if most is None or len(found) < most:
            return Findings(found)
        rows = self._tables.execute(f"SELECT count(*) {source}", [*words, *values])
        return Findings(found, rows.fetchone()[0] - len(found))

    def _text(self, number: int) -> TextOnLines:
        """Return a text. Only the best are read: to sort thousands of them takes no look at any."""
        query = "SELECT text, lines, heading FROM texts WHERE n = ?"
        [kept] = self._tables.execute(query, [number])
        return text_kept(*kept)

    def _match(self, wanted: Sequence[Wanted], joined: str) -> tuple[str, list[str]]:
        """Return the condition in SQL for texts with the words, and its values."""
        if self._is_ranked:
            return "words MATCH ?", [_expression(wanted, joined)]
        has = "instr(' ' || words.heading || words.rest || ' ', ?)"
        phrases = [f" {' '.join(one.terms)}{' ' * one.whole}" for one in wanted]
        return f"({f' {joined} '.join([has] * len(phrases))})", phrases


def _condition(chosen: Selection) -> Condition:
    """Return the condition for files of the chosen stories and principles, and its values."""
    parts: list[str] = ["1"]
    values: list[str | int] = [*chosen.scenarios]
    if chosen.scenarios:
        parts.append(f"f.story IN ({marks(chosen.scenarios)})")
    if chosen.principles:
        parts.append(f"({' OR '.join(['instr(f.principles, ?)'] * len(chosen.principles))})")
        values += [f" {name} " for name in chosen.principles]
    return " AND ".join(parts), values


def _expression(wanted: Sequence[Wanted], joined: str) -> str:
    """Return what FTS5 is to find; whole words, and words that stand together, weigh more."""
    each = f" {joined} ".join(map(_phrases, wanted))
    if len(wanted) == 1:
        return each
    return f"({each}) OR {_quoted(term for one in wanted for term in one.terms)}"


def _phrases(one: Wanted) -> str:
    phrase = _quoted(one.terms)
    return phrase if one.whole else f"({phrase} OR {phrase} *)"


def _quoted(terms: Iterable[str]) -> str:
    return f'"{" ".join(terms)}"'
