"""The log: events are added to it, one durable transaction each, and never changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from lpcards.log import appending, card_texts, derived, queries, replays
from lpcards.log.card_texts import Shown
from lpcards.log.database import LogProblem, in_words, transaction
from lpcards.log.derived import Head
from lpcards.log.event_ids import next_id
from lpcards.log.event_rows import FOREIGN, insert
from lpcards.log.opening import PATIENCE, open_to_read, open_to_write
from lpcards.log.reader import LogReader
from lpcards.log.replays import ReplaySettings
from lpcards.log.time_left import Look
from lpcards.memory.event import ANSWERS, Event, Moment, event_json
from lpcards.memory.sm2 import DEFAULT, Memory, Rules, check_grade, memory_json

if TYPE_CHECKING:
    from lpcards.log.exchange import Exchange
    from lpcards.log.merge import Foreign, Merged
    from lpcards.memory.totals import Totals


AT_ONCE = 1000


class Answered(NamedTuple):
    """What became of an answer: its event, how it counted, and what is remembered now.

    A `repeated` one was already recorded, under the same key.
    """

    event: Event
    counted: str
    memory: Memory | None
    repeated: bool = False


def answered_json(answered: Answered) -> dict[str, object]:
    """Return what became of an answer as scripts read it."""
    return {
        "card": answered.event.card,
        "counted": answered.counted,
        "repeated": answered.repeated,
        "memory": memory_json(answered.memory),
        "event": event_json(answered.event),
    }


class Log(LogReader):
    """An open log that can be added to. Each method here is one transaction, on the disk on return.

    With `balance` an answer may choose a later day that is less loaded, and says so in its event.
    A clock more than 26 hours behind the newest event records nothing: a LogProblem names it.
    """

    balance = False

    def answer(
        self,
        card: str,
        grade: int,
        moment: Moment,
        *,
        seconds: float | None = None,
        shown: Shown | None = None,
        details: Mapping[str, Any] | None = None,
        cram: bool = False,
        once: str = "",
    ) -> Answered:
        """Record an answer graded 0-5, and the words that were shown.

        Whether it counts is decided with the lock in hand: of two programs that answer one card
        on one study day both succeed, and the later answer is a `drill`. Of all answers with the
        same key `once` the first is recorded, the others return it.

        Raises ValueError for a grade that is none, LogProblem for a key of another answer.
        """
        check_grade(grade)
        with self._adding():
            head, card = self._current(), self._name(card)
            if once:
                if known := self.answered(once, card, grade):
                    return known
                details = {**(details or {}), queries.KEY: once}
            before = derived.load(self._db, card)
            kind = "cram" if cram else appending.how_it_counts(before, moment.day)
            event = self._event(head, moment, kind, card, details)._replace(
                grade=grade,
                seconds=appending.sound_seconds(seconds),
                fingerprint=shown.fingerprint if shown else "",
            )
            if self.balance:
                event = appending.balanced_event(self._db, before, event, self._settings.rules)
            appending.append(self._db, head, event)
            if shown:
                card_texts.keep(self._db, shown)
            return Answered(
                event, kind, appending.remember(self._db, before, event, self._settings.rules)
            )

    def answered(self, key: str, card: str, grade: int) -> Answered | None:
        """Return the answer that was recorded under a key, with what is remembered now.

        Raises LogProblem where that was another card's, or another grade.
        """
        with in_words(self.path):
            known = queries.answer_with_key(self._db, key)
            if known is None:
                return None
            name = self._name(known.card)
            if (name, known.grade) != (self._name(card), grade):
                raise LogProblem(
                    f"The key {key!r} belongs to grade {known.grade} of {known.card}: "
                    "nothing was recorded."
                )
            return Answered(known, known.kind, derived.load(self._db, name), repeated=True)

    def note(
        self, kind: str, card: str, moment: Moment, details: Mapping[str, Any] | None = None
    ) -> Event:
        """Record something that is no answer: learn, suspend, flag, pause, rehearse ... (NOTES).

        Raises ValueError for another kind, and for an adoption that does not say from where.
        """
        [event] = self.note_all(kind, [card], moment, details)
        return event

    def note_all(
        self,
        kind: str,
        cards: Iterable[str],
        moment: Moment,
        details: Mapping[str, Any] | None = None,
    ) -> list[Event]:
        """Record the same of several cards, all or none; one `undo` takes all of it back.

        Their details hold `{"bulk": id of the first}`. Raises ValueError as `note` does.
        """
        appending.check_note(kind, details)
        chosen, bulk = [*cards], dict[str, str]()
        with self._adding():
            events = []
            for card in chosen:
                head = self._current()
                event = self._event(head, moment, kind, self._name(card), details)
                bulk = bulk or ({"bulk": event.id} if len(chosen) > 1 else {})
                event = event._replace(details={**event.details, **bulk})
                appending.append(self._db, head, event)
                self._follow(event)
                events.append(event)
            return events

    def undo(self, moment: Moment) -> tuple[Event, Event] | None:
        """Take back this device's last live event, with the drills that followed from it.

        What was recorded of several cards at once is taken back at once. Returns the undo event,
        which names all that it undoes, and the last event undone; None if there is nothing to undo.
        Works with a clock that is behind, too: it is the way out.
        """
        from lpcards.log import sums

        with self._adding():
            head = self._current()
            last = queries.last_of(self._db, self._device())
            if last is None:
                return None
            others = queries.bulk_before(self._db, last)
            drills = queries.drills_after(self._db, last, *self._of(last.card))
            gone = [event.id for event in (last, *drills, *others)]
            event = self._event(head, moment, "undo", self._name(last.card), {"undoes": gone})
            counted = self._totals_of(last, *others)
            appending.append_undo(self._db, head, event, gone)
            for undone in (last, *others):
                self._follow(undone)
            sums.add(self._db, counted.changed_into(self._totals_of(last, *others)))
            return event, last

    def undo_ahead(self, moment: Moment) -> list[Event]:
        """Take back whatever is more than a day later than the clock; the log is copied before.

        Returns the undo events, each of at most AT_ONCE others. Any machine's events are taken
        back: what a wrong clock dated need not be found there again.
        """
        self.copy_before("undo", moment)
        with self._adding():
            head = self._current()
            ahead = [(event.id, event.card) for event in self.ahead(moment.at)]
            events = []
            for start in range(0, len(ahead), AT_ONCE):
                names, cards = zip(*ahead[start : start + AT_ONCE], strict=True)
                event = self._event(head, moment, "undo", cards[0], {"undoes": [*names]})
                head = head._replace(last=event.id, entries=insert(self._db, event))
                events.append(event)
            if events:
                replays.rebuild(self._db, self._settings)
            return events

    def merge(self, paths: Sequence[str], moment: Moment) -> "Merged":
        """Add the events and texts of other logs, all or nothing; the log is copied before.

        They may be databases, or what `log` prints. Known events are counted and left alone, and
        so are those more than a day later than the clock: such a log's clock was wrong.
        """
        from lpcards.log import merge

        self.copy_before("merge", moment)
        with self._adding():
            merged = merge.unite(self._db, paths, moment.at)
            if merged.added:
                merge.settle(self._db)
                replays.rebuild(self._db, self._settings)
            return merged

    def take_in(
        self, reviews: "Iterable[Foreign]", moment: Moment, *, copies: bool = True
    ) -> "Merged":
        """Add what was done in another program and is not there yet; the log is copied before.

        They lie in the past, so the clock is not asked; whoever reads them leaves out what is
        still to come. No `undo` of this program takes them back.
        """
        from lpcards.log import merge

        if copies:
            self.copy_before("pull", moment)
        with self._adding():
            merged = merge.take_in(self._db, reviews)
            if merged.added:
                replays.rebuild(self._db, self._settings)
            return merged

    def exchange(self, place: str) -> "Exchange":
        """Return the account of a place where logs meet: a folder, or a hub, by its name."""
        from lpcards.log.exchange import Exchange

        return Exchange(self._db, place, self._exchanging, self._take_up)

    @contextmanager
    def _exchanging(self, replayed: bool) -> Iterator[None]:
        """Hold the log's lock; if `replayed`, what is derived belongs to the log as it is."""
        with self._adding():
            if replayed:
                self._current()
            yield

    def _take_up(self, added: Iterable[Event], look: Look) -> None:
        replays.take_up(self._db, added, self._names.now(), self._settings, look)

    def rebuild(self) -> None:
        """Replace all that is derived by a replay of the log."""
        with self._adding():
            replays.rebuild(self._db, self._settings)

    @property
    def has_recorded(self) -> bool:
        """Whether anything was written since the log was opened."""
        return self._db.total_changes > 0

    @contextmanager
    def _adding(self) -> Iterator[None]:
        """Hold the log's lock; what was added is on the disk at the end, all of it or nothing."""
        if self._read_only:
            raise RuntimeError("this log was opened for reading")
        with in_words(self.path), transaction(self._db):
            yield

    def _name(self, card: str) -> str:
        return self._names.now().get(card, card)

    def _device(self) -> str:
        """Return this machine's name: the one given, or one for its host, made on first use."""
        return self.device or appending.device_of_host(self._db)

    def _event(
        self, head: Head, moment: Moment, kind: str, card: str, details: Mapping[str, Any] | None
    ) -> Event:
        name = next_id(head.last, moment.at)
        return Event(name, *moment, self._device(), kind, card, details=dict(details or {}))

    def _follow(self, event: Event) -> None:
        """Replay what an event that came or went may have changed."""
        if event.kind == "adopt":
            replays.rebuild(self._db, self._settings)
        else:
            names = self._names.now()
            replays.refresh(self._db, self._name(event.card), names, self._settings.rules)

    def _totals_of(self, *events: Event) -> "Totals":
        """Return what the cards of events that bear on answers add to the totals."""
        from lpcards.memory.totals import Totals

        cards = {self._name(event.card) for event in events if event.kind in ANSWERS | {"forget"}}
        if not cards:
            return Totals()
        names = self._names.now()
        return replays.totals_of(self._db, cards, names, self._settings.rules)


def open_log(
    path: str,
    rules: Rules = DEFAULT,
    aliases: Mapping[str, str] | None = None,
    *,
    reading: bool = False,
    patience: float = PATIENCE,
    device: str = "",
    balance: bool = False,
) -> Log:
    """Open the log at `path`; make the file (0600) and its folder (0700) where they are missing.

    `rules` and `aliases` (old card id -> new card id) decide how it is read. With `reading`
    nothing is made, changed or waited for: a missing file is an empty log, and a file that may
    not be written is read as it is, which `notice` says. Waits `patience` seconds for others.
    `device` is this machine's name in new events; without one, or with the one that means reviews
    pulled from Anki, the log goes by the host's name.
    With `balance` answers choose the least loaded of the days near theirs.

    Raises LogProblem, one sentence, for whatever is wrong with the file.
    """
    with in_words(path):
        opened = (open_to_read if reading else open_to_write)(path, patience)
    try:
        log = Log(path, opened, ReplaySettings(rules, dict(aliases or {})), read_only=reading)
    except BaseException:
        opened.db.close()
        raise
    log.device, log.balance = "" if device == FOREIGN else device, balance
    return log
