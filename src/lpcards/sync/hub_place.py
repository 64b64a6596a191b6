"""A hub as a place where logs meet: what is new there comes in, then what waits goes out.

Each round is one transaction there, then one here. Wherever it is cut, the next sync finds what was
sent among what is there, and goes on.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from lpcards.log import Log
from lpcards.log.card_texts import Shown
from lpcards.log.card_texts import row_of as text_row
from lpcards.log.event_rows import row_of
from lpcards.log.exchange import Exchange
from lpcards.log.time_left import OutOfTime, looking
from lpcards.memory.event import Event
from lpcards.sync.hub_address import HubAddress
from lpcards.sync.hub_choice import Choice, LibraryOnly, all_of
from lpcards.sync.hub_connection import (
    FIRST_TRIES,
    TRIES,
    HubFault,
    Unreached,
    connected,
    patiently,
)
from lpcards.sync.hub_reading import Fetching, Reading
from lpcards.sync.hub_rows import BYTES, Cursor, Fetched, Row, add, fetch, take_turn
from lpcards.sync.place import CameIn, FileFault, WentOut, never

if TYPE_CHECKING:
    from psycopg import Connection

EVENTS, TEXTS = 2_000, 200
"""How many go out in one transaction."""
MOST_ROUNDS = 2_000
"""How often rows are asked for in one sync: ten million are more than any log has."""
WAITS = "What waits goes out next time"
ENDLESS = "the hub has no end of rows: nothing more was taken"
CHANGED = "the hub was put back to an earlier copy just now: the next sync compares all of it anew"

Result = TypeVar("Result")
Thing = TypeVar("Thing")


class Added(NamedTuple):
    """What a round sent: ids of events, fingerprints of texts, and the last rows.

    `missing`: the hub has an event that was not among its rows.
    """

    events: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    last: Fetched = Fetched()
    missing: bool = False


class HubPlace:
    """One hub, as a learner whom its server knows by their login."""

    def __init__(
        self, address: HubAddress, library: Callable[[], Mapping[str, str]] | None = None
    ) -> None:
        """Go to a hub with all of the log, or with what is about the cards of `library` alone.

        That gives the fingerprint of each one's words by its id.
        """
        self._address = address
        self._library = library
        self._now = 0
        self._was_reached = False
        self._behind: Fetching | None = None
        self._left: set[str] = set()

    @property
    def name(self) -> str:
        """Its name in the log's account."""
        return self._address.name

    @property
    def shown(self) -> str:
        """Its name for people, without a password."""
        return self._address.shown

    def would_send(self, log: Log) -> WentOut:
        """Return what waits; the hub is not asked."""
        account = log.exchange(self.name)
        chosen = self._of(account, account.unsent(), [])
        return WentOut(len(chosen.events), 0, chosen.held)

    def faults(self, log: Log) -> list[FileFault]:  # noqa: ARG002  a folder asks it
        """Return nothing: a hub has no files."""
        return []

    def take_in(self, log: Log, now: int, is_over: Callable[[], bool] = never) -> CameIn:
        """Take in what is new there. Where time is short it is fetched beside, and comes later."""
        self._now = now
        account = log.exchange(self.name)
        reading = Reading(account, self.shown, now)
        self._left = reading.left
        for _ in range(MOST_ROUNDS):
            is_old = self._behind is not None and is_over is never  # fetched before the sitting
            fetched = self._fetched(reading.cursor, is_over)
            if fetched is None:
                return reading.came._replace(left=1)
            try:
                more = is_over is never and not fetched.is_all
                reading.take(fetched, looking(is_over), more=more)
            except OutOfTime:
                return reading.came._replace(left=1)
            if fetched.is_all and not (fetched.is_lost or is_old):
                return reading.came
        raise HubFault(ENDLESS)

    def send(self, log: Log) -> WentOut:
        """Send what waits, and take in what other machines send meanwhile."""
        account = log.exchange(self.name)
        chosen = self._chosen(account)
        reading = Reading(account, self.shown, self._now)
        reading.left |= self._left
        sent = 0
        for events, texts in _pieces(chosen):
            found, added = self._sent(reading, events, texts)
            account.sent(added.events, added.texts, cursor=reading.pass_by(added.last))
            sent += len(added.events) + found
            if added.missing:
                account.forget()
                raise HubFault(CHANGED)
        return WentOut(sent, 0, chosen.held)

    def _chosen(self, account: Exchange) -> Choice:
        return self._of(account, account.waiting(), account.waiting_texts())

    def _of(self, account: Exchange, events: list[Event], texts: list[Shown]) -> Choice:
        if self._library is None:
            return all_of(events, texts)
        return LibraryOnly(self._library(), account).chosen(events, texts)

    def _fetched(self, cursor: Cursor, is_over: Callable[[], bool]) -> Fetched | None:
        """Return the next rows; None if the time is over first."""
        if self._behind is None and is_over is never:
            return self._patiently(partial(self._fetch, cursor))
        self._behind = self._behind or Fetching(partial(self._fetch, cursor), cursor)
        if not self._behind.has_ended(is_over):
            return None
        behind, self._behind = self._behind, None
        if behind.cursor != cursor:
            return self._fetched(cursor, is_over)
        if isinstance(behind.fault, Unreached) and is_over is never:
            return self._patiently(partial(self._fetch, cursor), first=FIRST_TRIES - 1)
        return behind.result()

    def _fetch(self, cursor: Cursor) -> Fetched:
        with self._connected() as connection:
            return fetch(connection, cursor)

    @contextmanager
    def _connected(self) -> "Iterator[Connection[Any]]":
        try:
            with connected(self._address) as connection:
                yield connection
        except Unreached as fault:
            raise Unreached(f"{fault}. {WAITS}") from None

    def _patiently(self, work: Callable[[], Result], first: int = FIRST_TRIES) -> Result:
        result = patiently(work, tries=TRIES if self._was_reached else first)
        self._was_reached = True
        return result

    def _sent(self, reading: Reading, events: list[Event], texts: list[Shown]) -> tuple[int, Added]:
        """Send a piece once all that is there has been read, in the same transaction.

        Also return how many were found there: a round of ours was kept, and its answer got lost.
        """
        names = {event.id for event in events}
        found = 0
        for _ in range(MOST_ROUNDS):
            fetched, added = self._patiently(
                partial(self._round, reading.cursor, events, texts, frozenset(reading.left))
            )
            if fetched.is_lost:
                reading.take(fetched)
                raise HubFault(CHANGED)
            reading.take(fetched)
            found += sum(row.mark in names for row in fetched.events)
            if added is not None:
                return found, added
        raise HubFault(ENDLESS)

    def _round(
        self, cursor: Cursor, events: list[Event], texts: list[Shown], left: frozenset[str]
    ) -> tuple[Fetched, Added | None]:
        with self._connected() as connection:
            take_turn(connection)
            fetched = fetch(connection, cursor)
            if fetched.is_lost or not fetched.is_all:
                return fetched, None
            there = {row.mark for row in fetched.events} | left
            new = [event for event in events if event.id not in there]
            return fetched, _added(connection, new, texts)


def _added(connection: "Connection[Any]", events: list[Event], texts: list[Shown]) -> Added:
    numbers, digests = add(connection, events, texts)
    return Added(
        tuple(numbers),
        tuple(text.fingerprint for text in texts),
        Fetched(_last(numbers), _last(digests)),
        len(numbers) < len(events),
    )


def _last(numbers: dict[str, int]) -> tuple[Row, ...]:
    if not numbers:
        return ()
    mark, arrived = max(numbers.items(), key=itemgetter(1))
    return (Row(arrived, mark, ()),)


def _pieces(chosen: Choice) -> Iterator[tuple[list[Event], list[Shown]]]:
    """Yield what goes in one transaction each."""
    for events in _split(chosen.events, EVENTS, lambda event: len(str(row_of(event)[-1]))):
        yield events, []
    for several in _split(chosen.texts, TEXTS, lambda text: len("".join(text_row(text)))):
        yield [], several


def _split(
    things: Iterable[Thing], most: int, size_of: Callable[[Thing], int]
) -> Iterator[list[Thing]]:
    """Yield the things in lists, so many and so long at most."""
    piece: list[Thing] = []
    size = 0
    for thing in things:
        if piece and (len(piece) == most or size > BYTES):
            yield piece
            piece, size = [], 0
        piece.append(thing)
        size += size_of(thing)
    if piece:
        yield piece
