"""What browsers are telling just now: of each at most one rehearsal and one mock interview."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from lpcards.study.workspace import Workspace
from lpcards.web.visit import Visit

if TYPE_CHECKING:
    from lpcards.web.page_telling import PageTelling

MOST, MOST_KEYS = 100, 1000


class OpenTellings:
    """The tellings that were begun. What nobody goes on with is kept as far as it was said."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """Begin with none; `monotonic` returns seconds that only grow."""
        self.monotonic = monotonic
        self._open: dict[tuple[str, str], PageTelling] = {}
        self._keys: dict[str, None] = {}

    def of(self, kind: str, session: str) -> "PageTelling | None":
        """Return what a browser tells, or told last, at a page of that kind."""
        return self._open.get((kind, session))

    def has_begun(self, once: str) -> bool:
        """Say whether the form with that key has begun a telling already."""
        return once in self._keys

    def begin(self, kind: str, session: str, telling: "PageTelling", once: str) -> None:
        """Go on with another telling; the one before ends. `once` is the form's key, or ""."""
        if once:
            self._keys[once] = None
        if len(self._keys) > MOST_KEYS:
            del self._keys[next(iter(self._keys))]
        before = self._open.get((kind, session))
        if before is not None:
            before.close()
        self._open.pop((kind, session), None)  # what was begun last stands last
        self._open[kind, session] = telling
        if len(self._open) > MOST:
            self._open.pop(next(iter(self._open))).close()

    def close(self, _: Workspace) -> None:
        """Keep what was said of all of them: the server ends."""
        for telling in self._open.values():
            telling.close()
        self._open = {}


def open_tellings(visit: Visit) -> OpenTellings:
    """Return the tellings of the server that a request came to."""
    found: OpenTellings = visit.request.app.state.tellings
    return found
