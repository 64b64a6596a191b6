"""A place where logs meet, and this log's account of it: what has to go there, what was read there.

A place is a folder, or a hub. All that is in the log has to go there, but for what came from
there. The account is kept in the log's own file, in the same transactions as the events: a kill at
any moment leaves the two in step, and so does a copy that is put back.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple

from lpcards.log import card_texts, merge
from lpcards.log.card_texts import Shown
from lpcards.log.database import LogProblem
from lpcards.log.event_rows import COLUMNS, FOREIGN, event_of, select
from lpcards.log.merge import Merged
from lpcards.log.other_log import Other
from lpcards.log.time_left import Look, at_leisure, in_time
from lpcards.memory.event import AHEAD, Event

NEVER = -1
MANY = 1_000
"""Names between two looks at the time: a millisecond or so."""
NEW_EVENTS = """INSERT OR IGNORE INTO waiting SELECT ?1, 'event', id FROM events
    WHERE rowid > (SELECT events FROM places WHERE place = ?1)"""
NEW_TEXTS = """INSERT OR IGNORE INTO waiting SELECT ?1, 'text', fingerprint FROM texts
    WHERE rowid > (SELECT texts FROM places WHERE place = ?1)"""
REACHED = """UPDATE places SET events = (SELECT ifnull(max(rowid), 0) FROM events),
    texts = (SELECT ifnull(max(rowid), 0) FROM texts) WHERE place = ?"""
THERE = "DELETE FROM waiting WHERE place = ? AND what = ? AND name = ?"
WAITING_EVENTS = f"""SELECT {", ".join(f"events.{name}" for name in COLUMNS)} FROM waiting
    JOIN events ON id = name WHERE place = ? AND what = 'event' ORDER BY id"""  # noqa: S608  names of ours
WAITING_TEXTS = """SELECT texts.* FROM waiting JOIN texts ON fingerprint = name
    WHERE place = ? AND what = 'text' ORDER BY fingerprint"""
COUNT = """SELECT (SELECT count(*) FROM waiting WHERE place = ?1 AND what = 'event')
    + (SELECT count(*) FROM events WHERE rowid >
        ifnull((SELECT events FROM places WHERE place = ?1), 0))"""
CARDS_OF = "SELECT DISTINCT fingerprint, card FROM events WHERE fingerprint != ''"
UNSENT = f"""SELECT {", ".join(COLUMNS)} FROM events WHERE id IN
    (SELECT name FROM waiting WHERE place = ?1 AND what = 'event')
    OR rowid > ifnull((SELECT events FROM places WHERE place = ?1), 0) ORDER BY id"""  # noqa: S608  names of ours
FILES = "SELECT name, size, changed, own, again, fault FROM files WHERE place = ?1"
AT_REST = "fault = '' AND NOT again BETWEEN 0 AND ?2"
"""What was whole, and has nothing that is to come in by the UTC millisecond."""
NOT_NOTED = """SELECT (SELECT ifnull(max(rowid), 0) FROM events)
    - ifnull((SELECT events FROM places WHERE place = ?), 0)"""


class SeenFile(NamedTuple):
    """A file of a place as it was when it was last read, or written (`own`) by this log.

    `size` in bytes, `changed` in nanoseconds since 1970. It need not be read before the UTC
    millisecond `again` (-1: never); `fault` says why it could not be taken in ("": it was).
    """

    name: str
    size: int
    changed: int
    own: bool = False
    again: int = NEVER
    fault: str = ""


class Arrival(NamedTuple):
    """What came from a place in one piece: its name in messages, what it holds, in which file."""

    name: str
    other: Other
    file: SeenFile | None = None


class TakenIn(NamedTuple):
    """What became of an arrival: its numbers, or the `fault` for which nothing of it was taken."""

    name: str
    merged: Merged
    fault: str = ""


class Exchange:
    """The account of one place. Each method is one transaction, on the disk on return."""

    def __init__(
        self,
        db: sqlite3.Connection,
        place: str,
        adding: Callable[[bool], AbstractContextManager[None]],
        take_up: Callable[[Iterable[Event], Look], object],
    ) -> None:
        """Keep the account of `place`; `take_up` replays.

        `adding` holds the log's lock, if so asked with all that was there replayed.
        """
        self.place = place
        self._db = db
        self._adding = adding
        self._take_up = take_up
        self._is_behind = False

    @property
    def cursor(self) -> str:
        """How far the place was read, in its own words ("": not at all)."""
        row = self._db.execute(
            "SELECT cursor FROM places WHERE place = ?", (self.place,)
        ).fetchone()
        return str(row[0]) if row else ""

    def files(self) -> dict[str, SeenFile]:
        """Return the files of the place that were read or written, by name."""
        return self._files(FILES)

    def restless(self, now: int) -> dict[str, SeenFile]:
        """Return those that were at fault, or are to be read again at the UTC millisecond `now`."""
        return self._files(f"{FILES} AND NOT ({AT_REST})", now)

    def at_rest(self, now: int, look: Look = at_leisure) -> set[str]:
        """Return the names of all others. Raises OutOfTime as `look` does."""
        names = f"SELECT name FROM files WHERE place = ?1 AND {AT_REST}"  # noqa: S608  ours
        rows = self._db.execute(names, (self.place, now))
        return {name for (name,) in in_time(rows, look, MANY)}

    def _files(self, query: str, *values: int) -> dict[str, SeenFile]:
        rows = self._db.execute(query, (self.place, *values))
        return {
            name: SeenFile(name, size, changed, bool(own), again, fault)
            for name, size, changed, own, again, fault in rows
        }

    def not_noted(self) -> int:
        """Return how many events came into the log since the account was last written."""
        (count,) = self._db.execute(NOT_NOTED, (self.place,)).fetchone()
        return int(count)

    def waiting_count(self) -> int:
        """Return how many events have still to go to the place."""
        (count,) = self._db.execute(COUNT, (self.place,)).fetchone()
        return int(count)

    def waiting(self) -> list[Event]:
        """Return the events that have still to go to the place, by id."""
        with self._noting():
            return [event_of(row) for row in self._db.execute(WAITING_EVENTS, (self.place,))]

    def unsent(self) -> list[Event]:
        """Return the same; the log may be open for reading."""
        rows = self._db.execute(UNSENT, (self.place,))
        return [event_of(row) for row in rows]

    def waiting_texts(self) -> list[Shown]:
        """Return the words of cards that have still to go to the place, by fingerprint."""
        with self._noting():
            return [*map(card_texts.shown_of, self._db.execute(WAITING_TEXTS, (self.place,)))]

    def events_named(self, names: Iterable[str]) -> Iterator[Event]:
        """Yield the events with these ids, as far as the log has them."""
        for name in names:
            yield from select(self._db, "WHERE id = ?", name)

    def cards_of(self, fingerprints: Iterable[str]) -> dict[str, set[str]]:
        """Return for each text which cards it was shown for; reads all of the log."""
        found: dict[str, set[str]] = {name: set() for name in fingerprints}
        if found:
            for name, card in self._db.execute(CARDS_OF):
                if name in found:
                    found[name].add(card)
        return found

    def has_all(self, other: Other) -> bool:
        """Say whether the log has all events and all words of cards of another; by their names."""
        events = (event.id for event in other.events)
        return all([*self.events_named([name])] for name in events) and all(
            card_texts.found(self._db, shown.fingerprint) for shown in other.texts
        )

    def sent(
        self,
        events: Iterable[str],
        texts: Iterable[str],
        files: Iterable[SeenFile] = (),
        cursor: str | None = None,
    ) -> None:
        """Note that events (ids) and texts (fingerprints) are there now, and in which files."""
        with self._noting():
            for what, names in (("event", events), ("text", texts)):
                self._db.executemany(THERE, ((self.place, what, name) for name in names))
            self._keep(files, cursor)

    def take_in(
        self,
        arrivals: Iterable[Arrival],
        now: int,
        cursor: str | None = None,
        look: Look = at_leisure,
        *,
        more: bool = False,
    ) -> list[TakenIn]:
        """Add what is new in the arrivals; of each all that may come now, or nothing.

        What `is_ahead` of the UTC millisecond `now` is left out; its file is read again then.
        Where `more` is to come the replay waits for the last; a log that was left without it makes
        up for it by itself. Raises OutOfTime as `look` does; then nothing was added.
        """
        self._is_behind = self._is_behind or more
        with self._noting(replayed=not self._is_behind):
            added: list[Event] = []
            taken = [self._taken(arrival, now, added, look) for arrival in arrivals]
            if any(event.device == FOREIGN for event in added):
                added += merge.settle(self._db)
            self._db.execute(REACHED, (self.place,))
            if added and not self._is_behind:
                self._take_up(added, look)
            self._keep((), cursor)
        if self._is_behind and not more:
            self._catch_up()
        return taken

    def _catch_up(self) -> None:
        with self._adding(True):
            self._is_behind = False

    def forget(self) -> None:
        """Begin anew: all of the log has to go there, and all that is there is to be read."""
        with self._adding(False):
            for table in ("places", "waiting", "files"):
                self._db.execute(f"DELETE FROM {table} WHERE place = ?", (self.place,))  # noqa: S608  a name of ours

    def _taken(self, arrival: Arrival, now: int, added: list[Event], look: Look) -> TakenIn:
        look()
        events: list[Event] = []
        self._db.execute("SAVEPOINT arrival")
        try:
            merged, again = self._united(arrival, now, events, look)
        except LogProblem as problem:
            self._db.execute("ROLLBACK TO arrival")
            self._keep_arrived(arrival, NEVER, str(problem))
            return TakenIn(arrival.name, Merged(0, 0), str(problem))
        finally:
            self._db.execute("RELEASE arrival")
        added += events
        self._keep_arrived(arrival, again, "")
        return TakenIn(arrival.name, merged)

    def _united(
        self, arrival: Arrival, now: int, added: list[Event], look: Look
    ) -> tuple[Merged, int]:
        """Return the numbers, and when the file is to be read again."""
        known = 0
        ahead: list[int] = []
        events = in_time(arrival.other.events, look)
        for fate, event in merge.united(self._db, events, arrival.name, now):
            if fate == "added":
                added.append(event)
                continue
            self._db.execute(THERE, (self.place, "event", event.id))
            if fate == "known":
                known += 1
            else:
                ahead.append(event.at - AHEAD)
        for shown in arrival.other.texts:
            self._unite(shown)
        return Merged(len(added), known, len(ahead)), min(ahead, default=NEVER)

    def _unite(self, shown: Shown) -> None:
        card_texts.unite(self._db, shown, self.place)
        if card_texts.found(self._db, shown.fingerprint) == shown:
            self._db.execute(THERE, (self.place, "text", shown.fingerprint))

    def _keep_arrived(self, arrival: Arrival, again: int, fault: str) -> None:
        if arrival.file:
            self._keep([arrival.file._replace(again=again, fault=fault)], None)

    def _keep(self, files: Iterable[SeenFile], cursor: str | None) -> None:
        rows = ((self.place, *file) for file in files)
        self._db.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        if cursor is not None:
            values = (cursor, self.place)
            self._db.execute("UPDATE places SET cursor = ? WHERE place = ?", values)

    @contextmanager
    def _noting(self, *, replayed: bool = False) -> Iterator[None]:
        """Hold the log's lock; what came into the log since the last time has to go there."""
        with self._adding(replayed):
            values = (self.place,)
            self._db.execute("INSERT OR IGNORE INTO places VALUES (?, 0, 0, '')", values)
            for statement in (NEW_EVENTS, NEW_TEXTS, REACHED):
                self._db.execute(statement, values)
            yield
