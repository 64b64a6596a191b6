"""What the page syncs by itself, in a thread of its own: no request waits for a place.

It takes in before the day's cards are shown, and now and then; it sends what was answered once
nothing is left to ask, every few minutes, and when the server ends.
"""

import math
from collections.abc import Iterator
from threading import Condition, Thread

from lpcards.study import clock
from lpcards.study.crash_report import words_of
from lpcards.study.syncing import (
    ANKI,
    SyncedPlace,
    place_named,
    places_set,
    synced,
    synced_line,
)
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

PATIENCE = 0.15
"""Seconds that a page waits for what others answered; what comes later is on the next one."""
STALE = 60
"""Seconds after which a page asks the places again before it is shown."""
SOON, EVERY = 3, 300
"""Seconds until answers go: after the last card, and else. Each time makes a file in a folder."""
END_PATIENCE = 15
"""Seconds that the server's end waits for a place."""
TOO_LONG = "it took too long; what waits goes next time"


class PageSync:
    """A workspace's answers on their way to the places of the settings, Anki left out.

    All methods return at once, or after PATIENCE; whatever is wrong with a place is a remark.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Begin with nothing; the thread works with a workspace of its own."""
        self._workspace = workspace.another()
        self._changed = Condition()
        self._thread: Thread | None = None
        self._due = math.inf
        self._began, self._began_at = -math.inf, 0
        self._is_busy = self._is_owing = self._has_ended = False
        self._faults: list[str] = []
        self._remarks: list[str] = []
        self._sums: dict[str, SyncedPlace] = {}

    def look(self, workspace: Workspace) -> None:
        """Wait a moment for what others answered, unless the places were asked just now."""
        if not {*workspace.index.settings.sync} - {ANKI}:
            self._leave()
            return
        at = workspace.moment().at
        with self._changed:
            if self._is_busy or not self._is_stale(at):
                return
            self._begin_at_once(at)
            self._changed.wait_for(lambda: not self._is_busy, PATIENCE)

    def _leave(self) -> None:
        """Have no place any more."""
        with self._changed:
            self._due, self._began, self._is_owing = math.inf, -math.inf, False
            self._faults = []

    def _is_stale(self, at: int) -> bool:
        """Say whether it is long ago; a machine that slept knows by the time of day alone."""
        return max(clock.monotonic() - self._began, (at - self._began_at) / 1000) >= STALE

    def _begin_at_once(self, at: int) -> None:
        self._began_at, self._is_busy = at, True
        self._due = self._began = clock.monotonic()
        self._start()
        self._changed.notify_all()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._run, name="sync", daemon=True)
            self._thread.start()

    def answered(self) -> None:
        """Take note that something was answered: it is to be sent."""
        self._is_owing = True

    def soon(self) -> None:
        """Send what was answered in a moment: nothing is left to ask."""
        with self._changed:
            if self._is_owing:
                self._due = min(self._due, clock.monotonic() + SOON)
                self._changed.notify_all()

    def remarks(self) -> Iterator[str]:
        """Yield what is wrong with places by now, and once what the log had to say."""
        yield from (f"Not synced: {words}" for words in dict.fromkeys(self._faults))
        while self._remarks:
            yield self._remarks.pop(0)

    def close(self) -> Iterator[str]:
        """Send what was answered last; yield what came and went in all, and what went wrong."""
        with self._changed:
            self._has_ended = True
            self._changed.notify_all()
            if self._is_owing:
                self._start()  # a place may have been set since
        if self._thread is not None:
            self._thread.join(END_PATIENCE)
            if self._thread.is_alive():
                self._faults = [TOO_LONG]
        for done in self._sums.values():
            if done.came.added or done.went.events:
                yield synced_line(done)
        yield from self.remarks()

    # In the thread

    def _run(self) -> None:
        is_last = False
        while not is_last and self._is_wanted():
            is_last = self._has_ended
            owing, self._is_owing = self._is_owing, False
            faults = [*self._round()]
            with self._changed:
                self._is_owing = self._is_owing or (owing and bool(faults))
                self._faults, self._is_busy = faults, False
                self._changed.notify_all()

    def _is_wanted(self) -> bool:
        """Wait until it is time; say whether to sync, which at the end is once more if need be."""
        with self._changed:
            while not self._has_ended and (left := self._due - clock.monotonic()) > 0:
                self._changed.wait(None if math.isinf(left) else left)
            if self._has_ended and not self._is_owing and not self._is_busy:
                return False
            self._is_busy, self._began = True, clock.monotonic()
            self._due = self._began + EVERY
            return True

    def _round(self) -> Iterator[str]:
        """Take in and send; yield what went wrong."""
        try:
            with self._workspace as workspace:
                workspace.speak_to(self._remarks.append)
                workspace.keep_quiet()
                self._began_at = workspace.moment().at
                for where in places_set(workspace):
                    if where != ANKI:
                        yield from self._faults_at(workspace, where)
        except Exception as fault:  # noqa: BLE001  no fault of a sync ends the page
            yield _words(fault)

    def _faults_at(self, workspace: Workspace, where: str) -> Iterator[str]:
        """Sync with a place; yield what went wrong."""
        try:
            self._meet(workspace, where)
        except Exception as fault:  # noqa: BLE001  the next place may be there
            yield _words(fault)

    def _meet(self, workspace: Workspace, where: str) -> None:
        done = synced(workspace, place_named(workspace, where))
        if before := self._sums.get(where):
            came = done.came._replace(added=done.came.added + before.came.added)
            went = done.went._replace(events=done.went.events + before.went.events)
            done = done._replace(came=came, went=went)
        self._sums[where] = done


def _words(fault: Exception) -> str:
    return str(fault) if isinstance(fault, UserFault) else words_of(fault)
