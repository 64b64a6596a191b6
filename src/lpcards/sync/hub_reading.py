"""Rows of a hub taken into the log: all that may come, and the place of the first that may not.

The cursor that the log keeps stays before a row that is at fault, or of a time to come: it is read
again, and said again, until it is in order.
"""

from collections.abc import Callable, Sequence
from itertools import takewhile
from threading import Thread

from lpcards.log import LogProblem
from lpcards.log.exchange import Arrival, Exchange, TakenIn
from lpcards.log.merge import Merged
from lpcards.log.other_log import other_of_rows
from lpcards.log.time_left import Look, at_leisure
from lpcards.memory.event import AHEAD, is_ahead
from lpcards.sync.hub_connection import HubFault
from lpcards.sync.hub_rows import Cursor, Fetched, Row
from lpcards.sync.hub_schema import EVENT_COLUMNS, LONGEST_TEXT
from lpcards.sync.place import CameIn, FileFault
from lpcards.system.trace import trace

AT = EVENT_COLUMNS.index("at")
GLANCE = 0.01
"""Seconds between two looks whether a hub has answered."""
MOST_SAID = 10
"""How many faults are said."""


class Reading:
    """What one sync reads of a hub. `left` are the ids of events there that did not come in."""

    def __init__(self, account: Exchange, shown: str, now: int) -> None:
        """Go on where the account of the hub ends, as of the UTC millisecond `now`."""
        self.came = CameIn()
        self.left: set[str] = set()
        self.cursor = self._kept = Cursor.of(account.cursor).as_of(now)
        self._stops = [False, False]
        self._was_lost = False
        self._account, self._shown, self._now = account, shown, now

    def take(self, fetched: Fetched, look: Look = at_leisure, *, more: bool = False) -> None:
        """Take in what was fetched behind the cursor; `more` is to come.

        Raises OutOfTime as `look` does.
        """
        if fetched.is_lost:
            self._begin_anew()
            return
        merged, faults = self._taken(fetched, look, more=more)
        self.left |= faults.keys() | {row.mark for row in fetched.events if self._waits(row)}
        self._come_back(fetched.events)
        self._keep(fetched, lambda row: row.mark in faults)
        self._account.sent([], [], cursor=self._kept.kept_as)
        self._count(merged, [*faults.values()])
        trace(
            *("hub %s: %d events and %d texts read", self._shown),
            *(len(fetched.events), len(fetched.texts)),
        )

    def _come_back(self, rows: Sequence[Row]) -> None:
        """Note when events that are dated ahead are to be read again, and from where."""
        before = self.cursor
        for row in rows:
            if self._waits(row):
                self._kept = self._kept.back_to(before, row.values[AT] - AHEAD)
            before = Fetched((row,)).end(before)

    def pass_by(self, added: Fetched) -> str:
        """Go behind rows that this machine has just added; return the cursor for the log."""
        self._keep(added, lambda _: False)
        return self._kept.kept_as

    def _keep(self, fetched: Fetched, stops: Callable[[Row], bool]) -> None:
        """Go behind all rows; the cursor that is kept stays before the first that `stops` it."""
        events, texts = (
            self._passed(at, rows, stops) for at, rows in enumerate((fetched.events, fetched.texts))
        )
        self._kept = Fetched(events, texts).end(self._kept)
        self.cursor = fetched.end(self.cursor)

    def _passed(
        self, at: int, rows: Sequence[Row], stops: Callable[[Row], bool]
    ) -> tuple[Row, ...]:
        """Return the rows before the first that `stops`, of events (0) or of texts (1)."""
        passed = () if self._stops[at] else (*takewhile(lambda row: not stops(row), rows),)
        self._stops[at] = self._stops[at] or len(passed) < len(rows)
        return passed

    def _begin_anew(self) -> None:
        """Compare all of the log with a hub that has lost something, or is another one."""
        if self._was_lost:
            raise HubFault("the hub changes while it is read: nothing more was taken")
        trace("hub %s: it lacks what was there, so all is compared anew", self._shown)
        self._account.forget()
        self._was_lost = True
        self._stops = [False, False]
        self.cursor = self._kept = Cursor()

    def _waits(self, row: Row) -> bool:
        """Say whether an event is dated ahead, so that it is to be read again."""
        when = row.values[AT] if len(row.values) == len(EVENT_COLUMNS) else 0
        return isinstance(when, int) and is_ahead(when, self._now)

    def _taken(self, fetched: Fetched, look: Look, *, more: bool) -> tuple[Merged, dict[str, str]]:
        """Take in the rows, those at fault left out; return the numbers, and what is wrong."""
        [whole] = self._united([(fetched.events, fetched.texts)], look, more=more)
        if not whole.fault:
            return whole.merged, {}
        rows = (*fetched.events, *fetched.texts)
        events = [((row,), ()) for row in fetched.events]
        texts = [((), (row,)) for row in fetched.texts]
        taken = self._united([*events, *texts], look, more=more)
        merged = Merged(*map(sum, zip(*(one.merged for one in taken), strict=True)))
        pairs = zip(rows, taken, strict=True)
        return merged, {row.mark: one.fault for row, one in pairs if one.fault}

    def _united(
        self, pieces: Sequence[tuple[Sequence[Row], Sequence[Row]]], look: Look, *, more: bool
    ) -> list[TakenIn]:
        """Take in pieces, in one transaction."""
        found = [self._arrival(*piece, look) for piece in pieces]
        good = [one for one in found if isinstance(one, Arrival)]
        taken = iter(self._account.take_in(good, self._now, look=look, more=more))
        return [
            next(taken) if isinstance(one, Arrival) else TakenIn(self._shown, Merged(0, 0), one)
            for one in found
        ]

    def _arrival(self, events: Sequence[Row], texts: Sequence[Row], look: Look) -> Arrival | str:
        """Return rows as what arrives; or what is wrong with them."""
        rows = ([row.values for row in events], [row.values for row in texts])
        try:
            for row in texts:
                _refuse_long(row, self._shown)
            return Arrival(self._shown, other_of_rows(*rows, self._shown, look))
        except LogProblem as fault:
            return str(fault)

    def _count(self, merged: Merged, faults: list[str]) -> None:
        said = (FileFault(self._shown, fault) for fault in faults)
        self.came = self.came._replace(
            added=self.came.added + merged.added,
            known=self.came.known + merged.known,
            future=self.came.future + merged.future,
            faults=(*self.came.faults, *said)[:MOST_SAID],
        )


class Fetching:
    """Rows that are fetched in a thread of its own: where time is short nobody waits for it."""

    def __init__(self, work: Callable[[], Fetched], cursor: Cursor) -> None:
        """Begin."""
        self.cursor = cursor
        self.fault: BaseException | None = None
        self._work, self._fetched = work, Fetched()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def has_ended(self, is_over: Callable[[], bool]) -> bool:
        """Wait for the end, or until `is_over`; say whether it has come."""
        while self._thread.is_alive() and not is_over():
            self._thread.join(GLANCE)
        return not self._thread.is_alive()

    def result(self) -> Fetched:
        """Return what was fetched, or raise what went wrong."""
        if self.fault:
            raise self.fault
        return self._fetched

    def _run(self) -> None:
        try:
            self._fetched = self._work()
        except BaseException as fault:  # noqa: BLE001  it is raised in the other thread
            self.fault = fault


def _refuse_long(row: Row, shown: str) -> None:
    if any(len(value) > LONGEST_TEXT for value in row.values if isinstance(value, str)):
        raise LogProblem(f"A text of {shown} is too long: nothing was merged.")
