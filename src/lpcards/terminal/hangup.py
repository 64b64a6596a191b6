"""A terminal that is closed while something is under way: what was begun is brought to an end."""

import contextlib
import signal
import sys
from collections.abc import Iterator
from types import FrameType


@contextlib.contextmanager
def leaving_at_hangup() -> Iterator[None]:
    """Leave by way of the `finally`s when the terminal is closed; a second time is not heeded."""
    before = signal.getsignal(signal.SIGHUP)
    if before is not signal.SIG_DFL:  # such as under nohup
        yield
        return
    signal.signal(signal.SIGHUP, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


def _leave(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)
    sys.exit(128 + number)
