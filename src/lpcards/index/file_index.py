"""What the cache holds of the content files: stories, problems, advice; not their cards."""

import json
import sqlite3
from binascii import crc32
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Self

from lpcards.day.worked_example import WorkedExample
from lpcards.index.cache_file import contents_of, version_of_rules
from lpcards.index.media_file import MediaFile
from lpcards.index.scan import Sources
from lpcards.story.appointments import Appointment, appointments_from, leading
from lpcards.story.settings_json import settings_from
from lpcards.system.problem import Problem
from lpcards.system.trace import trace

if TYPE_CHECKING:
    from lpcards.cards.choices import Story

STUDY = "FROM files f JOIN study s ON s.file = f.n WHERE f.position >= 0"
SUM = 8
"""How many hex digits of a sum stand behind a memo."""


class KnownFile(NamedTuple):
    """A content file. One that could not be loaded has the id that it states, or its own name."""

    path: str
    id: str
    is_loaded: bool


class SearchedFile(NamedTuple):
    """A content file in which words are looked for: one that counts, or that could not be loaded.

    `root` is its folder's place among the sources. `principles` are the story's own and those that
    it serves `also`, none of a file that could not be loaded.
    """

    path: str
    sha: str
    story: str
    own: bool
    root: int
    principles: tuple[str, ...]


class StoryPassages(NamedTuple):
    """The parts that a story is read in: (heading, text, target seconds) each.

    `needed` are those to be read before a card, by the card's id.
    """

    passages: list[tuple[str, str, int]]
    needed: dict[str, list[int]]


class FileIndex:
    """What can be asked of the content files. Close it, or use it as a context manager."""

    def __init__(self, tables: sqlite3.Connection, sources: Sources) -> None:
        """Read the few things every command needs."""
        self._tables, self._sources = tables, sources
        meta = dict(tables.execute("SELECT key, value FROM meta"))
        self.settings = settings_from(json.loads(meta["settings"]))
        self.aliases: dict[str, str] = json.loads(meta["aliases"])
        self.appointments = appointments_from(json.loads(meta["appointments"]))
        self.leading: list[str] = json.loads(meta["leading"])
        self.faulty: list[str] = json.loads(meta["faulty"])
        self.copies: dict[str, str] = dict(json.loads(meta["copies"]))
        found = (Problem(*row) for row in json.loads(meta["fault"]))
        self.faults_of_settings = [problem for problem in found if problem.severity == "error"]
        for path in self.faulty:
            trace("left out, as it has errors: %s", path)
        for path, original in self.copies.items():
            trace("left out, as it is a copy of %s: %s", original, path)
        self.worked_example = worked_example_in(meta)
        self.asleep = frozenset(json.loads(meta["asleep"]))
        self._stamp: str = meta["compiled"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._tables.close()

    def interview(self, on: date) -> Appointment | None:
        """Return the interview that leads on a study day; the last one if none is to come."""
        return leading(self.appointments, on)

    def interview_day(self, on: date) -> date | None:
        """Return the date of that interview; None: none is set."""
        interview = self.interview(on)
        return interview.on if interview else None

    def last_interview(self, on: date) -> Appointment | None:
        """Return the last interview that was before a study day; None: there was none."""
        past = [one for one in self.appointments if one.on < on]
        return max(past, key=lambda one: one.on, default=None)

    def stories(self, *, own: bool = False) -> list["Story"]:
        """Return the stories and guides in study order; with `own` the learner's alone."""
        rows = self._tables.execute(
            "SELECT f.story, f.own, f.path, (SELECT count(*) FROM cards c WHERE c.file = f.n)"
            " FROM files f WHERE f.position >= 0 AND f.own >= ? ORDER BY f.position",
            [own],
        )
        return [_story(*row) for row in rows]

    def files(self) -> list[KnownFile]:
        """Return the content files, those that could not be loaded too, by folder and path."""
        rows = self._tables.execute(
            "SELECT path, json_extract(summary, '$[4]'), id != '' FROM files ORDER BY root, path"
        )
        return [KnownFile(path, stated, bool(loaded)) for path, stated, loaded in rows]

    def searched_files(self) -> list[SearchedFile]:
        """Return the files in which words are looked for, by folder and path."""
        rows = self._tables.execute(
            "SELECT path, sha, json_extract(summary, '$[4]'), own, root,"
            " json_extract(told, '$.principle', '$.also') FROM"
            " (SELECT *, nullif(story, '') AS told FROM files"
            " WHERE (position >= 0 OR id = '') AND sha != '') ORDER BY root, path"
        )
        return [_searched(*row) for row in rows]

    def sections(self, story_id: str) -> list[tuple[str, str, int]]:
        """Return what there is to read of a story: (heading, text, target seconds) each.

        Its steps are those of the learner's level, where the story has them.
        """
        rows = self._tables.execute(
            "SELECT text FROM files WHERE position >= 0 AND id = ?", [story_id]
        )
        for (text,) in rows:
            by_level = json.loads(text)
            sections = by_level.get(self.settings.level or "", by_level[""])
            return [tuple(part) for part in sections]
        return []

    def sections_by_story(
        self, stories: Container[str]
    ) -> Iterator[tuple[str, list[tuple[str, str, int]]]]:
        """Yield the id of each of these `stories` or guides, and its own `sections`.

        What is read before cards is the story's own telling, whatever the learner's level.
        """
        rows = self._tables.execute("SELECT id, text FROM files WHERE position >= 0 ORDER BY n")
        known = ((name, json.loads(text)[""]) for name, text in rows if name in stories)
        return ((name, [tuple(part) for part in sections]) for name, sections in known)

    def passages(self, story_id: str) -> StoryPassages:
        """Return the parts that a story is read in, and which each of its cards needs."""
        rows = self._tables.execute(
            "SELECT passages FROM files WHERE position >= 0 AND id = ?", [story_id]
        )
        for (text,) in rows:
            read = json.loads(text)
            return StoryPassages([tuple(part) for part in read["passages"]], read["needed"])
        return StoryPassages([], {})

    def has_own_levels(self) -> bool:
        """Say whether a story of one's own has cards that are for one level alone."""
        query = (
            "SELECT EXISTS (SELECT 1 FROM cards c JOIN files f ON c.file = f.n"
            " WHERE f.own = 1 AND f.position >= 0 AND c.kind = 'reflection' AND c.level != '')"
        )
        return bool(self._tables.execute(query).fetchone()[0])

    def principles(self) -> dict[str, str]:
        """Return the principle of each story and guide."""
        return dict(self._tables.execute(f"SELECT s.story, s.principle {STUDY}"))

    def digests(self) -> dict[str, str]:
        """Return what changes when a story's or guide's file or a picture does, by its id."""
        rows = self._tables.execute("SELECT id, sha, media FROM files WHERE position >= 0")
        return {story: f"{sha} {_names(media)}".rstrip() for story, sha, media in rows}

    def media(self) -> dict[str, dict[str, MediaFile]]:
        """Return the pictures and sounds of each story that has any, as its author names them."""
        rows = self._tables.execute(
            "SELECT id, media FROM files WHERE position >= 0 AND media != ''"
        )
        found = {story: [MediaFile(*one) for one in json.loads(text)] for story, text in rows}
        return {story: {one.target: one for one in some} for story, some in found.items()}

    def media_paths(self) -> dict[str, str]:
        """Return the paths of all pictures and sounds by their names in decks."""
        files = (one for some in self.media().values() for one in some.values())
        return {one.name: one.path for one in files if one.name}

    def roots(self) -> dict[str, int]:
        """Return the place of each story's or guide's folder among the sources, by its id."""
        return dict(self._tables.execute("SELECT id, root FROM files WHERE position >= 0"))

    def bare_folders(self) -> list[str]:
        """Return the folders of one's own in which there is no content file."""
        query = "SELECT EXISTS (SELECT 1 FROM files WHERE root = ?)"
        return [
            folder.path
            for root, folder in enumerate(self._sources.folders)
            if self._tables.execute(query, [root]).fetchone() == (0,)
        ]

    @property
    def only_named(self) -> bool:
        """Say whether there is nothing but folders that were named: no library."""
        return self._sources.library is None

    def has_unread(self) -> bool:
        """Say whether a file could not be read: it is tried again each time."""
        return bool(self._tables.execute("SELECT 1 FROM files WHERE stat = ''").fetchone())

    @property
    def stamp(self) -> str:
        """What changes whenever the content is compiled."""
        return self._stamp

    def is_last(self) -> bool:
        """Say whether the content that was opened here is still the last that was compiled."""
        rows = self._tables.execute("SELECT value FROM meta WHERE key = 'compiled'")
        return [(self._stamp,)] == rows.fetchall()

    def problems(self) -> list[Problem]:
        """Return every problem of every file, by path and place; at one place in their order."""
        files = self._tables.execute("SELECT problems FROM files")
        others = self._tables.execute("SELECT value FROM meta WHERE key IN ('together', 'fault')")
        found = [Problem(*row) for (text,) in (*files, *others) for row in json.loads(text)]
        return sorted(found, key=lambda problem: (problem.path, problem.line, problem.column))

    def advice(self) -> list[Problem]:
        """Return the advice on every file but copies, ignores heeded, by path and place.

        It is kept: of 1,000 stories it takes 8 ms so, and 1.3 s to put it together from the rows.
        """
        key = f"advice {version_of_rules()}"
        kept = self.memo(key)
        trace("advice: %s", "as it was kept" if kept else "worked out")
        if kept:
            return [Problem(*row) for row in json.loads(kept)]
        from lpcards.index.unplugged import without_plugins

        with without_plugins():
            from lpcards.index.kept_advice import advised
        found = [problem for problem in advised(self._tables) if problem.path not in self.copies]
        self.keep_memo(key, json.dumps(found))
        return found

    def memo(self, key: str) -> str:
        """Return what was kept under `key` since the content last changed; "" if nothing was."""
        rows = self._tables.execute("SELECT value FROM memos WHERE key = ?", [key])
        value = next((str(value) for (value,) in rows), "")
        text, sum_of = value[:-SUM], value[-SUM:]
        return text if sum_of == _sum(text) else ""

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

    def contents(self) -> list[object]:
        """Return all that the content decides, advice included: equal where the cache is sound.

        A damaged cache raises anything.
        """
        return [contents_of(self._tables), self.advice()]


def worked_example_in(meta: Mapping[str, str]) -> WorkedExample:
    """Return the worked example that the cache names."""
    story, _, role = meta["example"].partition(" ")
    return WorkedExample(story, meta["complete"] == "1", role)


def _sum(text: str) -> str:
    """Return what stands behind a memo: one that somebody else wrote is none."""
    return f"{crc32(text.encode('utf-8', 'surrogatepass')):0{SUM}x}"


def _story(story: str, own: int, path: str, cards: int) -> "Story":
    from lpcards.cards.choices import CommonQuestion, Story  # here: most prompts list no stories

    listed = json.loads(story)
    return Story(
        id=listed["id"],
        type=listed["type"],
        title=listed["title"],
        short=listed["short"],
        principle=listed["principle"],
        also=tuple(listed["also"]),
        own=bool(own),
        path=path,
        cards=cards,
        asked=tuple(CommonQuestion._make(question) for question in listed["asked"]),
        was=tuple(listed["was"]),
        pivots=tuple(listed["pivots"]),
        probes=tuple(listed["probes"]),
        complete=listed["complete"],
        field=listed["field"],
        readable=listed["readable"],
    )


def _searched(
    path: str, sha: str, story: str, own: int, root: int, principles: str | None
) -> SearchedFile:
    first, also = json.loads(principles) if principles else ("", ())
    named = (first, *also) if first else ()
    return SearchedFile(path, sha, story, bool(own), root, named)


def _names(media: str) -> str:
    """Return the names in decks of the pictures and sounds that the cache keeps in JSON."""
    return " ".join(name for *_, name in json.loads(media)) if media else ""
