"""What every place where logs meet can do, and what a sync with one comes to."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from lpcards.log import Log


class FileFault(NamedTuple):
    """A file of a place that could not be taken in, by its path, and why."""

    file: str
    fault: str


class CameIn(NamedTuple):
    """What was taken in: counts of events, files read, and files that could not be.

    `future` events are dated more than a day ahead of the clock: they come in when it is time.
    `left` files are still to be read: the time was over.
    """

    added: int = 0
    known: int = 0
    future: int = 0
    files: int = 0
    faults: tuple[FileFault, ...] = ()
    left: int = 0


class WentOut(NamedTuple):
    """What was sent: counts of events, of files written, and of events that `held` back stay."""

    events: int = 0
    files: int = 0
    held: int = 0


def never() -> bool:
    """Say that there is time."""
    return False


class MeetingPlace(Protocol):
    """A place where logs meet. Whatever is wrong with it is a UserFault, or an OSError."""

    @property
    def name(self) -> str:
        """Its name in the log's account; another account begins anew."""

    @property
    def shown(self) -> str:
        """Its name for people, without a password."""

    def take_in(self, log: Log, now: int, is_over: Callable[[], bool] = never) -> CameIn:
        """Take in what is new there, as of the UTC millisecond `now`; stop where `is_over`."""

    def send(self, log: Log) -> WentOut:
        """Send what waits. Only what came in whole may be answered: `take_in` has left nothing."""

    def would_send(self, log: Log) -> WentOut:
        """Return what waits; the log may be open for reading, the place is not looked at."""

    def faults(self, log: Log) -> list[FileFault]:
        """Return what could not be taken in the last time; the log may be open for reading."""
