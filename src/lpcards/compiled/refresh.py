"""Compile what changed: read the files, make the cards, put the stories in study order."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from lpcards.card import Card
from lpcards.cards import cards_from
from lpcards.compiled.scan import (
    Changes,
    Found,
    Sources,
    bytes_of,
    changes_in,
    digest,
    is_young,
    named,
    state_of,
    version_of,
)
from lpcards.content.reading import Source, read_source
from lpcards.content.settings import read_settings
from lpcards.content.together import Summary, problems_together, summary_of
from lpcards.principles import PRINCIPLES
from lpcards.problem import Problem
from lpcards.scenario import Guide, Scenario
from lpcards.settings import Settings, plain
from lpcards.story import sections_of


def refresh(tables: sqlite3.Connection, sources: Sources, changes: Changes) -> None:
    """Bring the tables up to date, all or nothing."""
    tables.execute("BEGIN IMMEDIATE")
    try:
        if changes.settings:
            _read_settings(tables, sources.settings)
        if changes.settings or version_of(tables) != changes.version:
            changes = changes_in(tables, sources)
        _read_files(tables, sources, changes)
        _link(tables)
    except BaseException:
        if tables.in_transaction:  # a full disk ends it by itself
            tables.execute("ROLLBACK")
        raise
    tables.execute("COMMIT")


def _read_settings(tables: sqlite3.Connection, path: str) -> None:
    state = state_of(path)
    settings = Settings()
    problems: Sequence[Problem] = ()
    if state:
        data, fault = _bytes_of(path)
        settings, problems = (settings, fault) if fault else read_settings(path, data)
    told = plain(settings)
    _tell(tables, "settings", told)
    _tell(tables, "fault", [problem._replace(path=named(path)) for problem in problems])
    _say(tables, "settings_state", state)
    _say(tables, "library", "yes" if told["library"] else "no")


def _tell(tables: sqlite3.Connection, key: str, value: object) -> None:
    _say(tables, key, json.dumps(value, ensure_ascii=False))


def _say(tables: sqlite3.Connection, key: str, value: str) -> None:
    tables.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])


def _read_files(tables: sqlite3.Connection, sources: Sources, changes: Changes) -> None:
    for path in (*changes.gone, *(found.path for found in changes.read)):
        tables.execute(
            "DELETE FROM cards WHERE file = (SELECT n FROM files WHERE path = ?)", [path]
        )
        tables.execute("DELETE FROM files WHERE path = ?", [path])
    folders = sources.using(library=True)
    for found in changes.read:
        _write(tables, found, compiled_file(found, own=folders[found.root].own))


class CompiledFile(NamedTuple):
    """One file's outcome."""

    own: bool
    source: Source
    cards: tuple[Card, ...]
    sha: str
    young: bool


def compiled_file(found: Found, *, own: bool) -> CompiledFile:
    """Read one content file and make its cards."""
    data, fault = _bytes_of(found.path)
    young = is_young(found.stat)
    source = Source(found.path, None, fault) if fault else read_source(found.path, data)
    file = source.file
    cards = tuple(_placed(card, source) for card in cards_from(file)) if file else ()
    stated = getattr(file, "own", None)
    return CompiledFile(
        own if stated is None else stated,
        source,
        cards,
        "" if fault else digest(data),
        young,
    )


def _bytes_of(path: str) -> tuple[bytes, tuple[Problem, ...]]:
    """Return a file's bytes, or why there are none."""
    try:
        return bytes_of(path), ()
    except OSError as fault:
        words = f"this cannot be read: {fault.strerror}"
        if isinstance(fault, FileNotFoundError) and "\\udc" in path:
            words = "this name is not UTF-8: rename the file"
        return b"", (Problem(path, 1, 1, "file", "error", words),)


def _placed(card: Card, source: Source) -> Card:
    line, _ = source.position(card.place)
    return card._replace(path=source.path, line=line)


def _write(tables: sqlite3.Connection, found: Found, compiled: CompiledFile) -> None:
    file, source = compiled.source.file, compiled.source
    summary = list(summary_of(source, found.root)) if file else []
    row = {
        "path": found.path,
        "root": found.root,
        "stat": found.stat,
        "young": compiled.young,
        "sha": compiled.sha,
        "id": file.id if file else "",
        "own": compiled.own,
        "guide": isinstance(file, Guide),
        "story": _json(_listed(file)) if file else "",
        "text": _json(sections_of(file)) if file else "",
        "summary": _json(summary),
        "aliases": _json({old: card.id for card in compiled.cards for old in card.was}),
        "problems": _json(source.problems),
    }
    columns = ", ".join(row)
    marks = ", ".join("?" * len(row))
    made = tables.execute(f"INSERT INTO files ({columns}) VALUES ({marks})", list(row.values()))  # noqa: S608  our own names
    tables.executemany(
        "INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(made.lastrowid, seq, *_row(card)) for seq, card in enumerate(compiled.cards)],
    )


def _row(card: Card) -> tuple[str, ...]:
    parts = _json(card.after) if card.after else ""
    plain_part = (card.id, card.kind, card.scenario, card.principle, card.group, card.level)
    return (*plain_part, parts, _json(card))


def _listed(file: Scenario | Guide) -> dict[str, Any]:
    told = {key: getattr(file, key) for key in ("id", "type", "title", "short", "principle")}
    return {**told, "also": getattr(file, "also", ())}


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _link(tables: sqlite3.Connection) -> None:
    """Work out what depends on all files together: problems, what is shown, study order."""
    files = _linked(tables)
    shown = _shown(files)
    _tell(tables, "together", problems_together(file.summary for file in files))
    _tell(tables, "aliases", _aliases(tables, shown))
    faulty = tables.execute("SELECT path FROM files WHERE id = '' ORDER BY path")
    _tell(tables, "faulty", [path for (path,) in faulty])
    _say(tables, "own", "1" if any(file.own and not file.is_guide for file in shown) else "0")
    _place(tables, files, _in_study_order(shown))


class _Linked(NamedTuple):
    n: int
    own: int
    position: int
    summary: Summary

    @property
    def is_guide(self) -> bool:
        return self.summary.type == "guide"

    @property
    def principle(self) -> str:
        return self.summary.principles[0][0]


def _linked(tables: sqlite3.Connection) -> list[_Linked]:
    """Return the files that could be loaded, by folder and path."""
    rows = tables.execute(
        "SELECT n, own, position, summary FROM files WHERE id != '' ORDER BY root, path"
    ).fetchall()
    told = json.loads(f"[{','.join(row[3] for row in rows)}]")  # one call for a thousand files
    return [
        _Linked(n, own, position, Summary(*summary))
        for (n, own, position, _), summary in zip(rows, told, strict=True)
    ]


def _shown(files: Iterable[_Linked]) -> list[_Linked]:
    """Of `files`, by folder and path, with one id the first counts."""
    first: dict[str, _Linked] = {}
    for file in files:
        first.setdefault(file.summary.id, file)
    return list(first.values())


def _aliases(tables: sqlite3.Connection, shown: Iterable[_Linked]) -> dict[str, str]:
    renamed = dict(tables.execute("SELECT n, aliases FROM files WHERE aliases != '{}'"))
    told = (json.loads(renamed[file.n]) for file in shown if file.n in renamed)
    return {old: new for aliases in told for old, new in aliases.items()}


def _place(
    tables: sqlite3.Connection, files: Iterable[_Linked], in_order: Iterable[_Linked]
) -> None:
    """Write down the files' new places in study order, those that did not move left out."""
    placed = {file.n: position for position, file in enumerate(in_order)}
    moved = [
        (placed.get(file.n, -1), file.n)
        for file in files
        if file.position != placed.get(file.n, -1)
    ]
    tables.executemany("UPDATE files SET position = ? WHERE n = ?", moved)


def _in_study_order(shown: Iterable[_Linked]) -> list[_Linked]:
    """The guide for all, then own stories, then examples, each behind its principle's guide."""
    mine = {file.principle for file in shown if file.own and not file.is_guide}
    official = list(PRINCIPLES)

    def place(file: _Linked) -> tuple[int, int, str, bool, str]:
        principle, guide = file.principle, file.is_guide
        early = principle in mine if guide else bool(file.own)
        rank = official.index(principle) if principle in PRINCIPLES else len(official)
        tier = 0 if principle == "all" else 1 if early else 2
        return tier, rank, principle, not guide, file.summary.id

    return sorted(shown, key=place)
