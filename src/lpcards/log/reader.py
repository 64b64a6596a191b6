"""The log as it is read: what is remembered, what happened. Nothing here adds to it."""

import contextlib
import json
import os
from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Self

from lpcards.log import card_texts, copy_names, derived, queries, replays
from lpcards.log.card_texts import Shown
from lpcards.log.database import LogProblem, in_words, transaction
from lpcards.log.derived import Head
from lpcards.log.event_rows import LIVE, select
from lpcards.log.opening import Opened
from lpcards.log.replays import CardNames, ReplaySettings
from lpcards.memory.event import ALOUD, Event, Moment
from lpcards.memory.sm2 import DEFAULT, Memory

if TYPE_CHECKING:
    from lpcards.log.merge import Foreign, Merged
    from lpcards.log.sums import Groups
    from lpcards.memory.calibration import Foretold
    from lpcards.memory.prediction import RecallSpan
    from lpcards.memory.totals import DayKind, Missed, Totals

CHUNK = 500  # older SQLites take no more than 999 values at once


class LogReader:
    """An open log. `notice` says what people should know of the way it was opened ("": nothing).

    Whoever answers elsewhere meanwhile is seen: every method looks whether the derived tables
    still belong to the log. Every fault of the file is a LogProblem.
    """

    def __init__(
        self, path: str, opened: Opened, settings: ReplaySettings, *, read_only: bool
    ) -> None:
        """Take over an open file; with `read_only` nothing is ever written into it."""
        self.path = path
        self._real = os.path.realpath(path)
        self.notice = opened.notice
        self.device = ""
        self._db = opened.db
        self._settings = settings
        self._made = settings.mark()
        self._names = CardNames(opened.db, settings.aliases)
        self._read_only = read_only
        self._shadowed = False
        with in_words(self.path):
            self._current()

    def __enter__(self) -> Self:
        """Return the log; it is open already."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file. What was answered is on the disk already."""
        self._db.close()

    def memory(self, ids: Iterable[str]) -> dict[str, Memory]:
        """Return what is remembered of the cards; those never answered are left out."""
        wanted = list(ids)
        found: dict[str, Memory] = {}
        with self._snapshot():
            for start in range(0, len(wanted), CHUNK):
                some = wanted[start : start + CHUNK]
                where = f"WHERE card IN ({', '.join('?' * len(some))})"
                found.update(derived.memories(self._db, where, *some))
        return found

    def known(self) -> set[str]:
        """Return the ids of all cards with memory."""
        with self._snapshot():
            [(listed,)] = self._db.execute("SELECT json_group_array(card) FROM memory")
            return set(json.loads(listed))  # in one piece: twice as fast as row by row

    def began(self) -> date | None:
        """Return the study day of the first answer that counts; None without any."""
        with self._snapshot():
            return derived.first_day(self._db)

    def due_by(self, day: date) -> list[tuple[str, Memory]]:
        """Return the cards due on `day` or before that are not suspended, in no order."""
        with self._snapshot():
            return list(derived.memories(self._db, derived.DUE, day.isoformat()))

    def remembered(self) -> Iterator[tuple[str, Memory]]:
        """Yield all cards with memory."""
        with self._snapshot():
            found = list(derived.memories(self._db))
        yield from found

    def suspended(self) -> set[str]:
        """Return the suspended cards."""
        return set(self._marks("suspended"))

    def flags(self) -> dict[str, str]:
        """Return the flagged cards, each with what was noted."""
        return self._marks("flag")

    def day_events(self, day: date) -> list[Event]:
        """Return the study day's events that are not undone, oldest first, cards by current id."""
        with self._snapshot():
            where = f"WHERE day = ? AND {LIVE} ORDER BY id"
            return self._named(select(self._db, where, day.isoformat()))

    def studied_before(self, day: date) -> Iterator[date]:
        """Yield the study days before `day` with answers that count, the latest first."""
        with in_words(self.path):
            self._current()
            yield from queries.studied_before(self._db, day)

    def counted_on(self, day: date) -> int:
        """Return how many answers of a study day count."""
        with self._snapshot():
            return queries.counted_on(self._db, day)

    def last_answers(self, day: date, most: int) -> list[tuple[str, str, float]]:
        """Return the answers among the last `most` events before `day`.

        Of each `new`, `review` or `drill`, its card and its seconds.
        """
        with self._snapshot():
            return queries.last_answers(self._db, day, most)

    def followed_on(self) -> date | None:
        """Return the study day of the last day that was taken over from Anki; None without any."""
        with self._snapshot():
            return queries.followed_on(self._db)

    def pulled_until(self) -> int:
        """Return when the last that was taken in from Anki happened, UTC milliseconds; 0: none."""
        with self._snapshot():
            return queries.pulled_until(self._db)

    def live(self, card: str) -> list[Event]:
        """Return the card's events that are not undone, oldest first, cards by current id."""
        with self._snapshot():
            where, values = self._of(card)
            return self._named(select(self._db, f"WHERE {where} AND {LIVE} ORDER BY id", *values))

    def count(self) -> int:
        """Return how many events there are, undone ones too."""
        with in_words(self.path):
            return self._current().entries

    def ahead(self, now: int) -> Iterator[Event]:
        """Yield what could be undone and `is_ahead` of the UTC millisecond `now`, oldest first.

        This looks at the whole log.
        """
        with in_words(self.path):
            self._current()
            yield from queries.ahead(self._db, now)

    def events(self, card: str | None = None) -> Iterator[Event]:
        """Yield all events, or those of one card under all its ids, oldest first, as stored."""
        with in_words(self.path):
            self._current()
            where, values = self._of(card) if card is not None else ("true", [])
            yield from select(self._db, f"WHERE {where} ORDER BY id", *values)

    def learned_groups(self, on: date, but: Iterable[str] = ()) -> "Groups":
        """Return the cards answered, `but` some, by story and by kind, as of a day."""
        from lpcards.log import sums

        with self._snapshot():
            return sums.learned_groups(self._db, on, but)

    def due_days(self, but: Iterable[str] = ()) -> dict[date, int]:
        """Return how many cards, `but` some, are due on which day."""
        from lpcards.log import sums

        with self._snapshot():
            return sums.due_days(self._db, but)

    def most_lapsed(self, most: int, but: Iterable[str] = ()) -> list[tuple[str, int, int]]:
        """Return card, lapses and ease of the cards, `but` some, that lapsed most."""
        from lpcards.log import sums

        with self._snapshot():
            return sums.most_lapsed(self._db, most, but)

    def days_since(self, day: date) -> "dict[DayKind, list[int]]":
        """Return the totals of the days from `day` on."""
        from lpcards.log import sums

        with self._snapshot():
            return sums.days_since(self._db, day)

    def totals_of(self, cards: Iterable[str]) -> "Totals":
        """Return the totals of some cards alone, by a replay of their events."""
        with self._snapshot():
            return replays.totals_of(self._db, cards, self._names.now(), self._settings.rules)

    def recall_days(self) -> "list[RecallSpan]":
        """Return each day's reviews, how many passed and how many should have; oldest first.

        This replays the whole log.
        """
        with self._snapshot():
            return replays.recall_days(self._db, self._settings)

    def foretold(self, scheduler: str, cards: Container[str] | None = None) -> "list[Foretold]":
        """Return what a scheduler expected of each review of some cards (None: of all), in order.

        `max_interval` is the learner's wish, and says nothing of what a scheduler expects: SM-2's
        intervals are taken as they are without it. This replays the whole log.
        """
        rules = self._settings.rules._replace(
            scheduler=scheduler, max_interval=DEFAULT.max_interval
        )
        with self._snapshot():
            return replays.foretold(self._db, self._settings._replace(rules=rules), cards)

    def most_missed(self) -> "Iterator[tuple[Missed, int]]":
        """Yield the items missed (card, fingerprint, position) with how often, the most first."""
        from lpcards.log import sums

        with self._snapshot():
            found = list(sums.most_missed(self._db))
        yield from found

    def study_days(self) -> list[tuple[date, int, int]]:
        """Return each day's answers, and by how much the number of cards waiting changed on it."""
        from lpcards.log import sums

        with self._snapshot():
            return list(sums.study_days(self._db))

    def told_aloud(self) -> list[Event]:
        """Return the events of rehearsals and mock interviews, not undone, oldest first.

        This looks at the whole log.
        """
        with self._snapshot():
            kinds = sorted(ALOUD)
            where = f"WHERE kind IN ({', '.join('?' * len(kinds))}) AND {LIVE} ORDER BY id"
            return list(select(self._db, where, *kinds))

    def outlook(self, reviews: "Iterable[Foreign]") -> "Merged":
        """Return how many reviews `take_in` would add, and how many it knows."""
        from lpcards.log import merge

        with self._snapshot():
            return merge.outlook(self._db, reviews)

    def text(self, fingerprint: str) -> Shown | None:
        """Return the words that were shown under that fingerprint, or None."""
        with in_words(self.path):
            return card_texts.found(self._db, fingerprint)

    def backup(self, path: str, *, replace: bool = False) -> None:
        """Copy the log to a file that stands alone (mode 0600); a new one, unless it may `replace`.

        Never to its own place.
        """
        from lpcards.log.copy_files import write_copy

        with in_words(self.path):
            if os.path.realpath(path) == self._real:
                raise LogProblem(f"{path} is the log itself: name another file.")
            write_copy(self._db, path, replace=replace)

    def is_copied(self, day: date) -> bool:
        """Say whether the study day has its copy: all that the later commands of a day ask."""
        return os.path.exists(copy_names.path_of(self._real, day.isoformat()))

    def rotate_backups(self, day: date) -> str | None:
        """Copy the log into `backups/` beside it, once a study day; keep the last ten.

        Returns the new copy's path, or None if the day had one, or nothing is in the log yet.
        """
        from lpcards.log import copies

        with in_words(self.path):
            return copies.daily_copy(self._db, self._real, day)

    def copy_before(self, work: str, moment: Moment) -> str | None:
        """Copy the log before some `work` on it; return the path, or None if it is copied already.

        The last ten copies of each work are kept.
        """
        from lpcards.log import copies

        with in_words(self.path):
            return copies.copy_before(self._db, self._real, work, moment)

    def verify(self) -> list[str]:
        """Return what is wrong with the file, and where a replay differs from what is derived."""
        from lpcards.log import checking

        with self._snapshot():
            return checking.faults_of(self._db, self._settings)

    @contextlib.contextmanager
    def _snapshot(self) -> Iterator[None]:
        """Read one state of the file, in which the derived tables are those of the log.

        Nothing may be yielded out of it: an answer could not be recorded meanwhile.
        """
        with in_words(self.path):
            while True:
                with transaction(self._db, "DEFERRED"):
                    if derived.head_of(self._db, self._made):
                        yield
                        return
                self._current()

    def _current(self) -> Head:
        """Return the head; rebuild first where the derived tables are not those of the log."""
        return derived.head_of(self._db, self._made) or self._rebuilt()

    @property
    def is_slow(self) -> bool:
        """Say whether a replay was needed to read this log and could not be kept."""
        return self._shadowed and not self.notice

    def _rebuilt(self) -> Head:
        if self._read_only and not self._shadowed:
            derived.shadow(self._db)
            self._shadowed = True
        if self._db.in_transaction:
            return replays.rebuild(self._db, self._settings)
        with transaction(self._db, "DEFERRED" if self._read_only else "IMMEDIATE"):
            head = derived.head_of(self._db, self._made)
            return head or replays.rebuild(self._db, self._settings)

    def _marks(self, mark: str) -> dict[str, str]:
        with self._snapshot():
            return derived.marks(self._db, mark)

    def _of(self, card: str) -> tuple[str, list[str]]:
        names = self._names.now()
        known = replays.ids_of(names.get(card, card), names)
        return replays.of(known), known

    def _named(self, events: Iterable[Event]) -> list[Event]:
        names = self._names.now()
        if not names:
            return list(events)
        return [event._replace(card=names.get(event.card, event.card)) for event in events]
