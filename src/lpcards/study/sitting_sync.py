"""What a sitting syncs by itself: it takes in before it begins, and sends when it ends."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from lpcards.study import clock
from lpcards.study.messages import note, say
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault
from lpcards.terminal.hangup import leaving_at_hangup

if TYPE_CHECKING:
    from lpcards.sync.place import MeetingPlace

PATIENCE = 0.15
"""Seconds until whatever was begun is given up; what is done has then to reach the disk."""


@contextlib.contextmanager
def synced_sitting(workspace: Workspace) -> Iterator[None]:
    """Sync around a sitting with the places of the settings, but for Anki.

    Nothing that is wrong with a place stops the sitting: it is noted once. However the sitting
    ends, by Ctrl-C or because its terminal is closed, what was answered is sent.
    """
    if not workspace.index.settings.sync:
        yield
        return
    over = clock.monotonic() + PATIENCE  # what is imported takes its part of it
    from lpcards.study.syncing import ANKI, places_set

    syncs = [_PlaceSync(workspace, where) for where in places_set(workspace) if where != ANKI]
    with leaving_at_hangup():
        for sync in syncs:
            sync.begin(lambda: clock.monotonic() >= over)
        try:
            yield
        finally:
            lines = [line for sync in syncs if (line := sync.end())]
            for line in lines:
                say(line)


class _PlaceSync:
    """A sitting and one place."""

    def __init__(self, workspace: Workspace, where: str) -> None:
        self._workspace, self._where = workspace, where
        self._place: MeetingPlace | None = None
        self._added = 0
        self._fault = ""

    def begin(self, is_over: Callable[[], bool]) -> None:
        """Take in what there is time for."""

        def take_in(place: "MeetingPlace") -> None:
            log, now = self._workspace.writing(), self._workspace.moment().at
            self._added += place.take_in(log, now, is_over).added

        self._try(take_in)

    def end(self) -> str:
        """Take in the rest and send; return what to say of it ("": nothing came or went)."""
        from lpcards.study.syncing import synced, synced_line

        lines = []

        def meet(place: "MeetingPlace") -> None:
            done = synced(self._workspace, place)
            came = done.came._replace(added=done.came.added + self._added)
            if came.added or done.went.events:
                lines.append(synced_line(done._replace(came=came)))

        self._try(meet)
        return "".join(lines)

    def _try(self, act: Callable[["MeetingPlace"], None]) -> None:
        """Act, and note a fault, but not twice the same."""
        from lpcards.study.syncing import place_named

        try:
            self._place = self._place or place_named(self._workspace, self._where)
            act(self._place)
        except (UserFault, OSError) as fault:
            words = _words(fault)
            if words != self._fault:
                note(f"Not synced: {words}")
            self._fault = words


def _words(fault: Exception) -> str:
    if isinstance(fault, OSError):
        return f"{fault.filename or 'a file'}: {fault.strerror or fault}"
    return str(fault)
