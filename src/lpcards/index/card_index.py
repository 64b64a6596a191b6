"""The compiled cards: a cache of what the content files hold, ready to be asked.

Reading YAML and building cards takes longer than a prompt may wait, so their outcome is kept in an
SQLite file in the user's cache folder (mode 0600; plain JSON, no code). A file is read again when
its stat changed or, if it was very young when it was read, when its bytes did. Where nothing can
be written the same tables live in memory. Everything in here can be thrown away.
"""

import json
import sqlite3
from binascii import crc32
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from lpcards.cards.card import Card, Outline
from lpcards.day.spacing import in_order
from lpcards.index.admission import admitted
from lpcards.index.cache_file import discard, in_memory, open_tables, version_of_rules
from lpcards.index.scan import Sources, changes_in
from lpcards.story.settings_json import settings_from
from lpcards.system.problem import Problem
from lpcards.system.trace import trace

if TYPE_CHECKING:
    from lpcards.cards.choices import Choices, Question

OUTLINE = "c.id, c.kind, c.scenario, c.principle, c.grp, c.parts, f.own, f.guide, c.was"
SHOWN = "FROM files f JOIN cards c ON c.file = f.n WHERE f.position >= 0"
ORDER = "ORDER BY f.position, f.n, c.seq"  # n decides nothing, but lets SQLite follow its indexes
STUDY = "FROM files f JOIN study s ON s.file = f.n WHERE f.position >= 0"
CHUNK, AT_ONCE = 500, 50
SUM = 8
"""How many hex digits of a sum stand behind a memo."""

LISTS = tuple(at for at, name in enumerate(Card._fields) if Card._field_defaults.get(name) == ())
"""The places of a card's values that JSON makes lists of."""


class Selection(NamedTuple):
    """Which cards are asked for: every part given must match, each by one of its values."""

    scenarios: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    globs: tuple[str, ...] = ()

    def condition(self) -> tuple[str, list[str]]:
        """Return an SQL condition on `c` and `f` and its values; true where nothing is selected.

        A principle selects the stories told for it and those that serve it `also`.
        """
        parts: list[str] = ["1"]
        values: list[str] = []
        for column, wanted in (("scenario", self.scenarios), ("kind", self.kinds)):
            if wanted:
                parts.append(f"c.{column} IN ({_marks(wanted)})")
                values += wanted
        if self.principles:
            marks = _marks(self.principles)
            also = f"SELECT 1 FROM json_each(f.story, '$.also') a WHERE a.value IN ({marks})"  # noqa: S608
            parts.append(f"(c.principle IN ({marks}) OR EXISTS ({also}))")
            values += (*self.principles, *self.principles)
        if self.globs:
            parts.append("(" + " OR ".join("c.id GLOB ?" for _ in self.globs) + ")")
            values += self.globs
        return " AND ".join(parts), values


class Story(NamedTuple):
    """A story or guide as it is listed. `cards` counts all of its cards.

    `asked` are the interviewers' questions that stand in it, `pivots` the principles that it has
    a pivot for, `was` the ids it had before.
    """

    id: str
    type: str
    title: str
    short: str
    principle: str
    also: tuple[str, ...]
    own: bool
    path: str
    cards: int
    asked: "tuple[Question, ...]" = ()
    was: tuple[str, ...] = ()
    pivots: tuple[str, ...] = ()


def story_json(story: Story) -> dict[str, object]:
    """Return a story or guide as scripts read it."""
    return {**story._asdict(), "asked": [one.ask for one in story.asked]}


class File(NamedTuple):
    """A content file. One that could not be loaded has the id that it states, or its own name."""

    path: str
    id: str
    is_loaded: bool


def open_compiled(sources: Sources, cache: str | None, *, advise: bool = False) -> "Compiled":
    """Return the compiled cards of `sources`, brought up to date.

    `cache` is the cache's folder; None keeps everything in memory. Who is going to ask for advice
    says so with `advise`: files that have to be read are then read once for both.
    """
    try:
        return _up_to_date(sources, open_tables(sources, cache), advise)
    except (sqlite3.DatabaseError, KeyError, ValueError) as fault:
        if cache is None:
            raise
        if not isinstance(fault, sqlite3.OperationalError):
            discard(cache)  # it is damaged; locked or read-only ones are left alone
        return _up_to_date(sources, in_memory(), advise)


def _up_to_date(sources: Sources, tables: sqlite3.Connection, advise: bool) -> "Compiled":
    try:
        changes = changes_in(tables, sources)
        if changes:
            from lpcards.index.unplugged import without_plugins

            with without_plugins():
                from lpcards.index.refresh import refresh
            refresh(tables, sources, changes, advise=advise)
        return Compiled(tables, sources)
    except BaseException:
        tables.close()
        raise


class Compiled:
    """What can be asked of the compiled cards. Close it, or use it as a context manager."""

    def __init__(self, tables: sqlite3.Connection, sources: Sources) -> None:
        """Read the few things every command needs."""
        self._tables, self._sources = tables, sources
        told = dict(tables.execute("SELECT key, value FROM meta"))
        self.settings = settings_from(json.loads(told["settings"]))
        self.aliases: dict[str, str] = json.loads(told["aliases"])
        self.faulty: list[str] = json.loads(told["faulty"])
        self.copies: dict[str, str] = dict(json.loads(told["copies"]))
        found = (Problem(*one) for one in json.loads(told["fault"]))
        self.faults_of_settings = [one for one in found if one.severity == "error"]
        for path in self.faulty:
            trace("left out, as it has errors: %s", path)
        for path, original in self.copies.items():
            trace("left out, as it is a copy of %s: %s", original, path)
        self._has_own = told["own"] == "1"
        self._stamp: str = told["compiled"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._tables.close()

    def entries(self, ids: Iterable[str], chosen: Selection | None = None) -> dict[str, Outline]:
        """Return what the queue knows of the cards `ids`; ids of no card are left out."""
        condition, values = (chosen or Selection()).condition()
        found: dict[str, Outline] = {}
        for some in _chunks(list(ids)):
            rows = self._tables.execute(
                f"SELECT {OUTLINE} {SHOWN} AND {condition} AND c.id IN ({_marks(some)})",
                [*values, *some],
            )
            found.update((row[0], _outline(row)) for row in rows)
        return found

    def study_order(
        self, chosen: Selection | None = None, but: Container[str] = frozenset()
    ) -> Iterator[Outline]:
        """Yield the cards, `but` some ids, in the order in which they are met for the first time.

        `new_order` says whether story by story, from each in turn, or kind by kind.
        Only those that a learner with these settings is to meet: kinds switched on, the own level,
        of examples what carries over to other stories (`--scenario` names one all the same). Cards
        named by id or glob are met whatever the settings say.
        """
        order = self.settings.new_order
        if order != "story":
            rows = self._met(OUTLINE, ORDER, chosen or Selection())
            entries = in_order(map(_outline, rows), order, self.settings.kinds)
            yield from (entry for entry in entries if entry.id not in but)
            return
        ids = (card_id for card_id in self.study_ids(chosen) if card_id not in but)
        while some := list(islice(ids, AT_ONCE)):
            found = self.entries(some)
            yield from (found[card_id] for card_id in some)

    def study_ids(self, chosen: Selection | None = None) -> Iterator[str]:
        """Yield the ids of the cards that `study_order` yields.

        Those of the default selection are kept with each file: of many thousand cards a learner
        knows nearly all, and to leave those out must cost a prompt next to nothing.
        """
        if chosen is None or chosen == Selection():
            return self._kept_ids()
        return self._found_ids(chosen)

    def to_be_met(self, but: Container[str] = frozenset()) -> int:
        """Return how many cards `study_order` has, `but` some ids."""
        return sum(card_id not in but for card_id in self.study_ids())

    def _found_ids(self, chosen: Selection) -> Iterator[str]:
        return (card_id for (card_id,) in self._met("c.id", ORDER, chosen))

    def _met(self, columns: str, order: str, chosen: Selection) -> sqlite3.Cursor:
        condition, values = chosen.condition()
        admitted, more = self._admitted(chosen)
        where = f"{condition} AND {admitted}"
        return self._tables.execute(
            f"SELECT {columns} {SHOWN} AND {where} {order}", [*values, *more]
        )

    def _kept_ids(self) -> Iterator[str]:
        rows = self._tables.execute(f"SELECT s.ids {STUDY} ORDER BY f.position, f.n")
        return chain.from_iterable(ids.split() for (ids,) in rows)

    def _admitted(self, chosen: Selection) -> tuple[str, list[str]]:
        """Return the condition for cards that a learner is to meet, and its values."""
        return admitted(self.settings, chosen, has_own=self._has_own)

    def card(self, card_id: str) -> Card | None:
        """Return one card, or None if the content has no such id."""
        return next(self._cards_at(self._places(card_id)), None)

    def front(self, card_id: str) -> str:
        """Return what a card asks, or "": its own file tells that."""
        places = self._places(card_id)
        return next((_card(self._bodies(file)[seq]).front for file, seq in places), "")

    def _places(self, card_id: str) -> Iterator[tuple[int, int]]:
        """Yield where a card stands, if it does: file and number in it."""
        return self._tables.execute(f"SELECT c.file, c.seq {SHOWN} AND c.id = ?", [card_id])

    def cards(self, chosen: Selection | None = None) -> Iterator[Card]:
        """Yield all selected cards in study order, whether or not they are switched on."""
        condition, values = (chosen or Selection()).condition()
        rows = self._tables.execute(f"SELECT c.file, c.seq {SHOWN} AND {condition} {ORDER}", values)
        return self._cards_at(rows)

    def by_id(self, but: Container[str] = frozenset()) -> Iterator[Card]:
        """Yield all cards, `but` those of some stories, sorted by their ids.

        Each as its own file makes it: what only all files together can tell is left out.
        """
        rows = self._tables.execute("SELECT n, id FROM files WHERE position >= 0")
        files = [(f"{name}/", file) for file, name in rows if name not in but]
        for _, file in sorted(files):
            bodies = self._bodies(file)
            yield from (_card(body) for body in sorted(bodies, key=itemgetter(0)))

    @property
    def only_named(self) -> bool:
        """Say whether there is nothing but folders that were named: no library."""
        return self._sources.library is None

    def bare_folders(self) -> list[str]:
        """Return the folders of one's own in which there is no content file."""
        query = "SELECT EXISTS (SELECT 1 FROM files WHERE root = ?)"
        return [
            folder.path
            for root, folder in enumerate(self._sources.folders)
            if self._tables.execute(query, [root]).fetchone() == (0,)
        ]

    def has_unread(self) -> bool:
        """Say whether a file could not be read: it is tried again each time."""
        return bool(self._tables.execute("SELECT 1 FROM files WHERE stat = ''").fetchone())

    def digests(self) -> dict[str, str]:
        """Return what changes when a story's or guide's file does, by its id."""
        return dict(self._tables.execute("SELECT id, sha FROM files WHERE position >= 0"))

    def is_last(self) -> bool:
        """Say whether the content that was opened here is still the last that was compiled."""
        rows = self._tables.execute("SELECT value FROM meta WHERE key = 'compiled'")
        return [(self._stamp,)] == rows.fetchall()

    def _cards_at(self, places: Iterable[tuple[int, int]]) -> Iterator[Card]:
        """Yield the cards at these places: file and number in it."""
        for file, several in groupby(places, lambda place: place[0]):
            bodies = self._bodies(file)
            yield from (self._card(bodies[seq]) for _, seq in several)

    def _card(self, body: list[Any]) -> Card:
        """Return a card; one that asks for a story also knows what only all stories can tell."""
        card = _card(body)
        if not card.one_of_stories:
            return card
        return self._choices.told_on(card)

    @cached_property
    def _choices(self) -> "Choices":
        from lpcards.cards.choices import Choices  # here: few prompts show such a card

        return Choices(one for one in self.stories() if one.own and one.type == "scenario")

    def _bodies(self, file: int) -> list[list[Any]]:
        [(told,)] = self._tables.execute("SELECT bodies FROM files WHERE n = ?", [file])
        bodies: list[list[Any]] = json.loads(told)
        return bodies

    def outlines(self, chosen: Selection | None = None) -> Iterator[Outline]:
        """Yield what is known of cards without reading their texts, in study order."""
        condition, values = (chosen or Selection()).condition()
        query = f"SELECT {OUTLINE} {SHOWN} AND {condition} {ORDER}"
        return map(_outline, self._tables.execute(query, values))

    def card_ids(self, chosen: Selection | None = None) -> Iterator[str]:
        """Yield the id of every card, or of those selected, in study order."""
        condition, values = (chosen or Selection()).condition()
        rows = self._tables.execute(f"SELECT c.id {SHOWN} AND {condition} {ORDER}", values)
        return (card_id for (card_id,) in rows)

    def principles(self) -> dict[str, str]:
        """Return the principle that each story and guide is told for."""
        return dict(self._tables.execute(f"SELECT s.story, s.principle {STUDY}"))

    def held_back(self, chosen: Selection | None = None) -> int:
        """Return how many of the selected cards the settings keep from being met."""
        chosen = chosen or Selection()
        condition, values = chosen.condition()
        admitted, more = self._admitted(chosen)
        rows = self._tables.execute(
            f"SELECT count(*) {SHOWN} AND {condition} AND NOT ({admitted})", [*values, *more]
        )
        return int(rows.fetchone()[0])

    def kinds(self) -> list[str]:
        """Return the kinds of card that there are."""
        return [kind for (kind,) in self._tables.execute(f"SELECT DISTINCT c.kind {SHOWN}")]

    def stories(self) -> list[Story]:
        """Return the stories and guides in study order."""
        rows = self._tables.execute(
            "SELECT f.story, f.own, f.path, (SELECT count(*) FROM cards c WHERE c.file = f.n)"
            " FROM files f WHERE f.position >= 0 ORDER BY f.position"
        )
        return [_story(*row) for row in rows]

    def files(self) -> list[File]:
        """Return the content files, those that could not be loaded too, by folder and path."""
        rows = self._tables.execute(
            "SELECT path, json_extract(summary, '$[4]'), id != '' FROM files ORDER BY root, path"
        )
        return [File(path, stated, bool(loaded)) for path, stated, loaded in rows]

    def sections(self, story_id: str) -> list[tuple[str, str, int]]:
        """Return what there is to read of a story: (heading, text, target seconds) each."""
        rows = self._tables.execute(
            "SELECT text FROM files WHERE position >= 0 AND id = ?", [story_id]
        )
        return next(([tuple(part) for part in json.loads(text)] for (text,) in rows), [])

    def contents(self) -> list[object]:
        """Return all that the content decides, advice included: equal where the cache is sound.

        A damaged cache raises anything.
        """
        from lpcards.index.soundness import contents_of

        return [contents_of(self._tables), self.advice()]

    def memo(self, key: str) -> str:
        """Return what was kept under `key` since the content last changed; "" if nothing was."""
        rows = self._tables.execute("SELECT value FROM memos WHERE key = ?", [key])
        value = next((str(value) for (value,) in rows), "")
        told, sum_of = value[:-SUM], value[-SUM:]
        return told if sum_of == _sum(told) else ""

    def keep_memo(self, key: str, value: str) -> None:
        """Keep a text until the content changes; a cache that cannot be written keeps nothing.

        It is about the content as it was opened here: if that is no longer the last, nothing is
        kept either.
        """
        with suppress(sqlite3.OperationalError):
            self._tables.execute(
                "INSERT OR REPLACE INTO memos SELECT ?, ? FROM meta"
                " WHERE key = 'compiled' AND value = ?",
                [key, value + _sum(value), self._stamp],
            )

    def advice(self) -> list[Problem]:
        """Return the advice on every file but copies, ignores heeded, by path and place."""
        key = f"advice {version_of_rules()}"
        told = self.memo(key)
        trace("advice: %s", "as it was kept" if told else "worked out")
        if told:
            return [Problem(*one) for one in json.loads(told)]
        from lpcards.index.unplugged import without_plugins

        with without_plugins():
            from lpcards.index.kept_advice import advised
        found = [one for one in advised(self._tables) if one.path not in self.copies]
        self.keep_memo(key, json.dumps(found))
        return found

    def problems(self) -> list[Problem]:
        """Return every problem of every file, by path and place; at one place as they were told."""
        files = self._tables.execute("SELECT problems FROM files")
        told = self._tables.execute("SELECT value FROM meta WHERE key IN ('together', 'fault')")
        found = [Problem(*one) for (text,) in (*files, *told) for one in json.loads(text)]
        return sorted(found, key=lambda one: (one.path, one.line, one.column))


def _sum(told: str) -> str:
    """Return what stands behind a memo: one that somebody else wrote is none."""
    return f"{crc32(told.encode('utf-8', 'surrogatepass')):0{SUM}x}"


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))


def _chunks(values: list[str]) -> Iterator[list[str]]:
    return (values[at : at + CHUNK] for at in range(0, len(values), CHUNK))


def _outline(row: tuple[Any, ...]) -> Outline:
    parts, own, guide, was = row[5:]
    return Outline._make((*row[:5], _ids(parts), bool(own), bool(guide), _ids(was)))


def _ids(told: str) -> tuple[str, ...]:
    return tuple(json.loads(told)) if told else ()


def _card(body: list[Any]) -> Card:
    for at in LISTS:
        body[at] = tuple(map(_frozen, body[at])) if body[at] else ()
    return Card._make(body)


def _frozen(value: Any) -> Any:  # noqa: ANN401  whatever JSON has
    return tuple(value) if isinstance(value, list) else value


def _story(story: str, own: int, path: str, cards: int) -> Story:
    from lpcards.cards.choices import Question  # here: most prompts list no stories

    told = json.loads(story)
    return Story(
        id=told["id"],
        type=told["type"],
        title=told["title"],
        short=told["short"],
        principle=told["principle"],
        also=tuple(told["also"]),
        own=bool(own),
        path=path,
        cards=cards,
        asked=tuple(Question._make(one) for one in told["asked"]),
        was=tuple(told["was"]),
        pivots=tuple(told["pivots"]),
    )
