"""Progress out of Anki: the review log of a package or collection as events of ours.

Anki's buttons become grades: again 1, hard 3, good 4, easy 5. Of a card's answers on a study day
the first is the repetition; later ones (learning steps above all) are drills. A card that was reset
in Anki ("Forget") is forgotten here.
"""

import sqlite3
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

from lpcards.anki.anki_configuration import setting_in
from lpcards.anki.card_days import DaysRead, days_read
from lpcards.anki.collection import open_collection
from lpcards.anki.our_notes import OURS, OWN, UNKNOWN, KnownCards, our_notes
from lpcards.anki.wall_clock import Wall, zone_of
from lpcards.memory.event import Event, is_ahead

GRADES = (1, 3, 4, 5)
FIRST_SCHEDULER = 1
"""What `schedVer` says, or would, in a collection that was never brought to the second one."""
OLD_LEARNING_GRADES = (1, 4, 5, 5)
"""Anki's first scheduler had three buttons in learning: again, good, easy. Its import reads so."""

LEARNED, RELEARNED, FILTERED = 0, 2, 3
ANSWERED = (LEARNED, 1, RELEARNED, FILTERED)
BY_HAND, MOVED = 4, (4, 5)
"""Rows that no answer made: a due day set by hand, a card reset, a collection rescheduled.

A reset is by hand, and the only such row that leaves no ease (under FSRS no difficulty).
"""

TRAVEL = 60_000
"""Milliseconds by which a row of ours may come back later than its event: Anki's are unique."""

LONGEST_ANSWER = 86_400_000
"""Milliseconds that an answer may take: a day."""

RESCHEDULED, FUTURE, UNREADABLE, MADE = "rescheduled", "future", "unreadable", "own"


class ReviewRow(NamedTuple):
    """A line of Anki's review log, its card by our id. `at` is UTC milliseconds, `took` too."""

    at: int
    guid: str
    card: str
    button: int
    factor: int
    took: int
    kind: int


class OwnAnswer(NamedTuple):
    """What Anki's log says of an answer given in this program: its time, the button, how long."""

    at: int
    button: int
    took: int


class LogRow(Protocol):
    """A row of Anki's review log, as far as it says the same of an answer."""

    @property
    def at(self) -> int:
        """UTC milliseconds."""

    @property
    def button(self) -> int:
        """1 to 4; 0 where nothing was answered."""

    @property
    def took(self) -> int:
        """Milliseconds."""


Row = TypeVar("Row", bound=LogRow)


def rows_for(given: Iterable[OwnAnswer], rows: Iterable[Row]) -> list[Row | None]:
    """Return which row of a card's review log stands for which of its answers `given` here.

    It is the first that comes shortly after and says the same; each row stands for one answer.
    """
    free = sorted(rows, key=lambda row: row.at)
    found: list[Row | None] = []
    for answer in given:
        start = bisect_left(free, answer.at, key=lambda row: row.at)
        end = bisect_left(free, answer.at + TRAVEL, key=lambda row: row.at)
        row = next((row for row in free[start:end] if (row.button, row.took) == answer[1:]), None)
        if row is not None:
            free.remove(row)
        found.append(row)
    return found


class ReviewsRead(NamedTuple):
    """What rows came to: the events with what makes them unique; ours; what was left out."""

    reviews: list[tuple[str, Event]]
    ours: int
    skipped: Counter[str]


class ReviewReader:
    """What the rows are read with.

    `wall` tells the wall clock of a UTC millisecond, `now` is the present one. `written` holds,
    by card and sorted, our own answers: a row that stands for one of them is known.
    `old` says that the collection was never brought to Anki's second scheduler.
    """

    def __init__(
        self,
        wall: Wall,
        now: int,
        written: Mapping[str, Sequence[OwnAnswer]],
        *,
        old: bool = False,
    ) -> None:
        """Keep all that."""
        self._wall = wall
        self._now = now
        self._written = written
        self._old = old
        self._had: set[tuple[str, date]] = set()

    def read(self, rows: Iterable[ReviewRow]) -> ReviewsRead:
        """Return the events of `rows`, oldest first."""
        read = ReviewsRead([], 0, Counter())
        rows = sorted(rows, key=lambda row: (row.at, row.guid))
        ours = self._ours(rows)
        for row in rows:
            fault = self._fault(row)
            if fault:
                read.skipped[fault] += 1
                continue
            event = self._event(row)
            if row in ours:
                read = read._replace(ours=read.ours + 1)
            else:
                read.reviews.append((f"{row.at} {row.guid}", event))
        return read

    def _fault(self, row: ReviewRow) -> str:
        if _is_reset(row):
            return FUTURE if is_ahead(row.at, self._now) else "" if row.at >= 0 else UNREADABLE
        if row.kind in MOVED or (row.kind in ANSWERED and row.button == 0):
            return RESCHEDULED
        if is_ahead(row.at, self._now):
            return FUTURE
        sound = row.at >= 0 and row.kind in ANSWERED and 1 <= row.button <= len(self._grades(row))
        return "" if sound else UNREADABLE

    def _event(self, row: ReviewRow) -> Event:
        offset, day = self._wall(row.at)
        if _is_reset(row):
            self._had.discard((row.card, day))
            return Event("", row.at, offset, zone_of(offset), day, "", "forget", row.card)
        seconds = row.took / 1000 if 0 <= row.took <= LONGEST_ANSWER else None
        answer = (self._kind(row, day), row.card, self._grades(row)[row.button - 1], seconds)
        return Event("", row.at, offset, zone_of(offset), day, "", *answer)

    def _kind(self, row: ReviewRow, day: date) -> str:
        if row.kind == FILTERED and row.factor == 0:
            return "cram"
        had = (row.card, day) in self._had
        self._had.add((row.card, day))
        return "drill" if had else "review"

    def _grades(self, row: ReviewRow) -> tuple[int, ...]:
        old = self._old and row.kind in {LEARNED, RELEARNED}
        return OLD_LEARNING_GRADES if old else GRADES

    def _ours(self, rows: Iterable[ReviewRow]) -> set[ReviewRow | None]:
        """Return the rows that stand for answers given in this program."""
        by_card = defaultdict(list)
        for row in rows:
            by_card[row.card].append(row)
        return {
            row
            for card, some in by_card.items()
            for row in rows_for(self._written.get(card, ()), some)
        }


def _is_reset(row: ReviewRow) -> bool:
    return row.kind == BY_HAND and row.button == 0 and row.factor == 0


ROWS = """SELECT iif(c.ord = 0, n.standing, ?), n.guid, n.card,
    r.id, r.ease, r.factor, r.time, r.type
    FROM revlog r JOIN cards c ON c.id = r.cid JOIN temp.our_notes n ON n.number = c.nid"""
# Our note types have one card: whatever else a note has comes of a template that was added.


class ReviewsFound(NamedTuple):
    """What a file holds of us: rows, and how many reviews are left out.

    `unknown` are of notes of ours whose card nobody knows, `own` of cards and copies that the
    learner made, `broken` no reviews. `notes` counts the notes of ours, `has_log` says whether the
    file has a review log, be it of other notes. `old` says that the collection was never brought
    to Anki's second scheduler. `days` are those that Anki has our cards due on, where asked for.
    """

    rows: list[ReviewRow]
    unknown: int
    own: int
    broken: int
    notes: int
    has_log: bool
    old: bool
    days: DaysRead


def read_reviews(path: str, known: KnownCards, wall: Wall | None = None) -> ReviewsFound:
    """Read the reviews of our cards in the file at `path`; with a `wall` clock their days, too.

    Raises UserFault if the file is no collection, is damaged, or never stands still.
    """
    with open_collection(path) as db:
        notes = our_notes(db, known)
        db.execute("CREATE TEMP TABLE our_notes (number PRIMARY KEY, guid, card, standing)")
        db.executemany("INSERT INTO temp.our_notes VALUES (?, ?, ?, ?)", notes)
        rows, others, broken = [], Counter[str](), 0
        for standing, guid, card, *numbers in db.execute(ROWS, (OWN,)):
            if standing != OURS:
                others[standing] += 1
            elif all(type(number) is int for number in numbers):
                at, button, factor, took, kind = numbers
                rows.append(ReviewRow(at, guid, card, button, factor, took, kind))
            else:
                broken += 1
        ours = sum(note.standing == OURS for note in notes)
        (has_log,) = db.execute("SELECT EXISTS (SELECT 1 FROM revlog)").fetchone()
        left_out = others[UNKNOWN], others[OWN], broken
        days = _days(db, known, wall) if wall else DaysRead([])
        return ReviewsFound(rows, *left_out, ours, bool(has_log), _is_old(db), days)


def _days(db: sqlite3.Connection, known: KnownCards, wall: Wall) -> DaysRead:
    """Return the days of our cards; a tombstone's are nobody's."""
    read = days_read(db, wall, OURS)
    return read._replace(days=[day for day in read.days if day.guid not in known.retired])


def _is_old(db: sqlite3.Connection) -> bool:
    """Say whether the collection's scheduler is Anki's first."""
    return setting_in(db, "schedVer", FIRST_SCHEDULER) == FIRST_SCHEDULER
