"""Compile what changed: read the files, make the cards, put the stories in study order."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lpcards.cards import question
from lpcards.cards.card import Card
from lpcards.cards.choices import letters_of
from lpcards.day.limits import EACH_PRINCIPLE
from lpcards.day.rounds import turn_of
from lpcards.index.card_rows import Rows, read_bytes, rows_of
from lpcards.index.file_index import worked_example_in
from lpcards.index.processes import shared
from lpcards.index.scan import Changes, Sources, changes_in, named, state_of, version_of
from lpcards.index.selection import Selection, admitted
from lpcards.story.appointments import appointments_json
from lpcards.story.fault import Fault
from lpcards.story.interviews_asked import Place, interviews_of, themes_in
from lpcards.story.principles import EVERY_STORY, PRINCIPLES
from lpcards.story.settings import Settings
from lpcards.story.settings_file import read_settings
from lpcards.story.settings_json import settings_from, settings_json
from lpcards.story.together import (
    Summary,
    copies_in,
    principles_in,
    problems_together,
    unknown_leading,
    unknown_limits,
)
from lpcards.story.tree import Tree, tree_of
from lpcards.system.problem import Problem

FIELD = f"$[{Summary._fields.index('field')}]"
"""Where in a kept summary the file's field stands."""


def refresh(
    tables: sqlite3.Connection, sources: Sources, changes: Changes, *, advise: bool = False
) -> None:
    """Bring the tables up to date, all or nothing; if it is to `advise`, with advice on each file.

    What is read for its cards need not be read again for advice.
    """
    tables.execute("BEGIN IMMEDIATE")
    try:
        is_set_anew = changes.settings
        if is_set_anew:
            _read_settings(tables, sources.settings)
        if is_set_anew or version_of(tables) != changes.version:
            changes = changes_in(tables, sources)
        if _read_files(tables, sources, changes, advise) or is_set_anew:
            _link(tables, named(sources.settings))
            _list_ids(tables, "1", [])
        else:
            for found in changes.read:
                _list_ids(tables, "f.path = ?", [found.path])
        _keep_json(tables, "asleep", _asleep(tables))
        tables.execute("DELETE FROM memos")
        _keep(tables, "compiled", os.urandom(8).hex())
    except BaseException:
        if tables.in_transaction:  # a full disk ends it by itself
            tables.execute("ROLLBACK")
        raise
    tables.execute("COMMIT")


def _read_settings(tables: sqlite3.Connection, path: str) -> None:
    state = state_of(path)
    data, problems = read_bytes(path) if state else (b"", ())
    settings = Settings()
    places: list[list[tuple[int, int]]] = []
    if data:
        settings, problems = read_settings(path, data)
        places = _places_of_principles(tree_of(data), settings) if settings.interviews else []
    _forget_other_roles(tables, settings.role)
    _keep_json(tables, "settings", settings_json(settings))
    _keep_json(tables, "interviews_at", places)
    _keep_json(tables, "fault", [problem._replace(path=named(path)) for problem in problems])
    _keep(tables, "settings_state", state if data or not problems else "")
    _keep(tables, "library", "yes" if settings.library else "no")


def _forget_other_roles(tables: sqlite3.Connection, role: str) -> None:
    """Have files read again whose field is the learner's role, where that is another one now."""
    for (before,) in tables.execute("SELECT value FROM meta WHERE key = 'role'").fetchall():
        if before != role:
            tables.execute(
                "UPDATE files SET stat = '' WHERE json_extract(summary, ?) = ''", [FIELD]
            )
    _keep(tables, "role", role)


def _keep_json(tables: sqlite3.Connection, key: str, value: object) -> None:
    _keep(tables, key, json.dumps(value, ensure_ascii=False))


def _keep(tables: sqlite3.Connection, key: str, value: str) -> None:
    tables.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [key, value])


def _read_files(
    tables: sqlite3.Connection, sources: Sources, changes: Changes, advise: bool
) -> bool:
    """Replace the rows of what changed; say whether that concerns other files too."""
    before = _outlines(tables, changes)
    _replace(tables, sources, changes, advise)
    if not changes.read or changes.gone or _outlines(tables, changes).keys() != before.keys():
        return True
    tables.executemany(
        "UPDATE files SET position = ? WHERE path = ?",
        [(position, outline[0]) for outline, position in before.items()],
    )
    return False


def _outlines(tables: sqlite3.Connection, changes: Changes) -> dict[tuple[object, ...], int]:
    """Return what other files have to know of those that changed, each with its place in order."""
    query = "SELECT path, root, id, own, guide, aliases, summary, position FROM files"
    rows = (
        row
        for found in changes.read
        for row in tables.execute(f"{query} WHERE path = ?", [found.path])
    )
    return {row[:-1]: row[-1] for row in rows}


def _replace(tables: sqlite3.Connection, sources: Sources, changes: Changes, advise: bool) -> None:
    for path in (*changes.gone, *(found.path for found in changes.read)):
        tables.execute(
            "DELETE FROM cards WHERE file = (SELECT n FROM files WHERE path = ?)", [path]
        )
        tables.execute("DELETE FROM files WHERE path = ?", [path])
    folders = sources.using(library=True)
    if advise:
        import lpcards.index.kept_advice  # noqa: F401  here, so that no child need import it
    role = _settings_in(tables).role
    pieces = [(found, folders[found.root], advise, role) for found in changes.read]
    for rows in shared(rows_of, pieces):
        _write(tables, rows)


def _write(tables: sqlite3.Connection, rows: Rows) -> None:
    columns, marks = ", ".join(rows.file), ", ".join("?" * len(rows.file))
    made = tables.execute(
        f"INSERT INTO files ({columns}) VALUES ({marks})",  # noqa: S608  our own names
        list(rows.file.values()),
    )
    tables.executemany(
        f"INSERT INTO cards VALUES ({', '.join('?' * 18)})",  # noqa: S608  nothing but marks
        [(made.lastrowid, seq, *row) for seq, row in enumerate(rows.cards)],
    )
    if rows.advice:
        from lpcards.index.kept_advice import keep

        keep(tables, rows.advice)


def _link(tables: sqlite3.Connection, settings: str) -> None:
    """Work out what depends on all files together: problems, what is shown, study order."""
    files = _linked(tables)
    summaries = [file.summary for file in files]
    copies = copies_in(summary.claim for summary in summaries)
    shown = _shown(file for file in files if file.path not in copies)
    learner = _settings_in(tables)
    met = interviews_of(
        learner, themes_in(file.summary for file in shown), principles_in(summaries)
    )
    _keep_json(tables, "appointments", appointments_json(met.appointments))
    _keep_json(tables, "leading", learner.principles)
    unknown = _unknown_principles(settings, learner, summaries)
    unasked = _unknown_in_interviews(tables, settings, met.unknown)
    _keep_json(tables, "together", [*problems_together(summaries), *unknown, *unasked])
    _keep_json(tables, "aliases", _aliases(shown))
    _keep_json(tables, "faulty", sorted(file.path for file in files if not file.is_loaded))
    _keep_json(tables, "copies", sorted(copies.items()))
    in_order = _in_study_order(shown, learner.role)
    complete = any(file.own and file.summary.complete for file in shown)
    _keep(tables, "complete", "1" if complete else "0")
    example = _worked_example(in_order, learner.role) if learner.examples == "auto" else ""
    _keep(tables, "example", example)
    _place(tables, files, in_order)


def _settings_in(tables: sqlite3.Connection) -> Settings:
    return settings_from(json.loads(_meta(tables, "settings")))


def _meta(tables: sqlite3.Connection, key: str) -> str:
    [(text,)] = tables.execute("SELECT value FROM meta WHERE key = ?", [key])
    return str(text)


def _unknown_principles(
    path: str, settings: Settings, summaries: Sequence[Summary]
) -> Iterator[Problem]:
    """Yield advice on names in the settings at `path` that are no principles."""
    limited = [name for name in settings.per_principle if name != EACH_PRINCIPLE]
    yield from unknown_limits(path, limited, summaries)
    yield from unknown_leading(path, settings.principles, summaries)


def _unknown_in_interviews(
    tables: sqlite3.Connection, path: str, unknown: Iterable[tuple[Place, str]]
) -> Iterator[Problem]:
    """Yield advice on what interviews are said to ask about and what is no principle."""
    places = json.loads(_meta(tables, "interviews_at"))
    for (at, n), words in unknown:
        line, column = places[at][n]
        yield Fault(line, column, "principle", words, "advice").at(path)


def _places_of_principles(tree: Tree, settings: Settings) -> list[list[tuple[int, int]]]:
    """Return line and column of each principle of each interview; one alone may be no list."""
    return [
        [
            tree.marks.position(("interviews", at, "principles", n))
            for n, _ in enumerate(one.principles)
        ]
        for at, one in enumerate(settings.interviews)
    ]


def lead_with(tables: sqlite3.Connection, principles: Sequence[str]) -> None:
    """Let the new cards of `principles` come first: another interview leads than before."""
    tables.execute("BEGIN IMMEDIATE")
    try:
        _keep_json(tables, "leading", [*principles])
        _list_ids(tables, "1", [])
        tables.execute("DELETE FROM memos")
        _keep(tables, "compiled", os.urandom(8).hex())
    except BaseException:
        if tables.in_transaction:
            tables.execute("ROLLBACK")
        raise
    tables.execute("COMMIT")


def _worked_example(in_order: Iterable["_Linked"], role: str) -> str:
    """Return the example made for a role, its id and whose it is; else that of another role.

    Where none is made for anybody it is the first, if possible one of the role's field.
    """
    known = [file.summary for file in in_order if not file.own and not file.is_guide]
    known.sort(key=lambda file: (file.example != role, not file.example, _is_far(file, role)))
    return next((f"{file.id} {file.example}" for file in known), "")


def _is_far(file: Summary, role: str) -> bool:
    """Say whether a file is from another field than the learner's."""
    return file.field not in {"", role}


def _list_ids(tables: sqlite3.Connection, which: str, paths: list[str]) -> None:
    """Keep for each file the ids of the cards that a learner is to meet, in study order.

    In a table of its own: the files' rows are long, and a prompt reads all of these (of 1,000
    stories in 1.5 ms; it would find them in 18).
    """
    meta = dict(tables.execute("SELECT key, value FROM meta"))
    settings = settings_from(json.loads(meta["settings"]))
    condition, values = admitted(settings, Selection(), worked_example_in(meta))
    order = "c.place" if settings.new_order == "rounds" else "c.seq"
    ids = f"SELECT c.id FROM cards c WHERE c.file = f.n AND {condition} ORDER BY {order}"  # noqa: S608
    rows = tables.execute(
        "SELECT f.n, f.id, json_extract(f.story, '$.principle'), f.own, f.guide,"  # noqa: S608
        " json_extract(f.story, '$.field') = ?,"
        f" (SELECT coalesce(group_concat(id, ' '), '') FROM ({ids}))"
        f" FROM files f WHERE f.id != '' AND {which}",
        [settings.role, *values, *paths],
    ).fetchall()
    leading = json.loads(meta["leading"])
    tables.executemany(
        "INSERT OR REPLACE INTO study VALUES (?, ?, ?, ?, ?)",
        [
            (n, story, principle, turn_of(principle, leading, own, guide, ids, near=near), ids)
            for n, story, principle, own, guide, near, ids in rows
        ],
    )
    tables.execute("DELETE FROM study WHERE file NOT IN (SELECT n FROM files)")


def _asleep(tables: sqlite3.Connection) -> list[str]:
    """Return the plain questions for which a story of one's own is named: its card asks them.

    Where such cards are switched off the plain questions go on.
    """
    [(settings,)] = tables.execute("SELECT value FROM meta WHERE key = 'settings'")
    own = "SELECT story FROM files WHERE position >= 0 AND own AND NOT guide"
    stories = [json.loads(story) for (story,) in tables.execute(own)]
    named = {letters_of(question[0]) for story in stories for question in story["asked"]}
    if not named or "ask" not in json.loads(settings)["kinds"]:
        return []
    guides = "SELECT bodies FROM files WHERE position >= 0 AND guide ORDER BY path"
    cards = (Card._make(body) for (text,) in tables.execute(guides) for body in json.loads(text))
    questions = (card for card in cards if card.kind == question.KIND.name)
    return [
        card.id for card in questions if named & {*map(letters_of, (card.front, *card.variants))}
    ]


class _Linked(NamedTuple):
    n: int
    own: int
    position: int
    aliases: str
    summary: Summary

    @property
    def path(self) -> str:
        return self.summary.path

    @property
    def is_loaded(self) -> bool:
        return self.summary.type != ""

    @property
    def is_guide(self) -> bool:
        return self.summary.type == "guide"

    @property
    def principle(self) -> str:
        return self.summary.principles[0][0]


def _linked(tables: sqlite3.Connection) -> list[_Linked]:
    """Return the files by folder and path."""
    rows = tables.execute(
        "SELECT n, own, position, aliases, summary FROM files ORDER BY root, path"
    ).fetchall()
    summaries = json.loads(f"[{','.join(row[4] for row in rows)}]")  # one call for a thousand files
    return [
        _Linked(n, own, position, aliases, Summary(*summary))
        for (n, own, position, aliases, _), summary in zip(rows, summaries, strict=True)
    ]


def _shown(files: Iterable[_Linked]) -> list[_Linked]:
    """Of `files`, by folder, with one id the first that could be loaded counts."""
    first: dict[str, _Linked] = {}
    for file in files:
        if file.is_loaded:
            first.setdefault(file.summary.id, file)
    return list(first.values())


def _aliases(shown: Iterable[_Linked]) -> dict[str, str]:
    """Return old id -> present id of the cards that were renamed."""
    each = (json.loads(file.aliases) for file in shown if file.aliases != "{}")
    return {old: new for aliases in each for old, new in aliases.items()}


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


def _in_study_order(shown: Iterable[_Linked], role: str) -> list[_Linked]:
    """The guides for all, then own stories, then examples, each behind its principle's guide.

    Of a principle's examples those of the learner's field come first.
    """
    mine = {file.principle for file in shown if file.own and not file.is_guide}
    official = list(PRINCIPLES)

    def place(file: _Linked) -> tuple[int, int, str, bool, bool, bool, str]:
        principle, guide = file.principle, file.is_guide
        early = principle in mine if guide else bool(file.own)
        rank = official.index(principle) if principle in PRINCIPLES else len(official)
        tier = 0 if principle == EVERY_STORY else 1 if early else 2
        far = not (guide or file.own) and _is_far(file.summary, role)
        return tier, rank, principle, not guide, not file.own, far, file.summary.id

    return sorted(shown, key=place)
