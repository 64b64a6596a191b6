"""How the work on a text grows with the text. No limits in seconds: only ratios of the same run.

A time is this thread's on the processor; what is suspected is measured again, and the least counts:
a busy machine turns nothing red. What takes too long is stopped, so that a fault costs no minutes.
"""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TIMES, MOST = 6, 20
"""How much longer the long text is, and how much longer the work on it may be: n log n is under 8,
n squared 36."""
MEASURABLE = 0.004
"""Seconds on the short text under which there is nothing to be measured."""
LIMIT = 100 * MEASURABLE
"""Seconds after which a pattern's work on the short text is stopped, and is at fault."""
TRIES = 5
AGAIN = 0.25
"""Seconds after which work that went on all the same is stopped once more."""


class _TooLong(Exception):  # noqa: N818
    """Ends work that has taken its time."""


def outgrows(
    work: Callable[[str], object],
    text_of: Callable[[int], str],
    short: int,
    limit: float = LIMIT,
) -> bool:
    """Say whether `work` takes much more than its share of a text that is TIMES as long.

    `text_of` makes a text of so many characters, `short` are those of the short one.
    """
    before = _seconds(work, text_of(short), limit)
    if before < MEASURABLE:
        return False
    if _seconds(work, text_of(short * TIMES), MOST * before) < float("inf"):
        return False
    before = min(_seconds(work, text_of(short), limit) for _ in range(TRIES))
    again = (_seconds(work, text_of(short * TIMES), MOST * before) for _ in range(TRIES))
    return all(one == float("inf") for one in again)


def _seconds(work, text: str, most: float) -> float:
    """Return the seconds that the work took; infinite if it was stopped after `most`."""
    if most == float("inf"):
        return most
    with _stopped_after(most):
        start = time.thread_time()
        try:
            work(text)
        except _TooLong:
            return float("inf")
        return time.thread_time() - start


@contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    """Interrupt what takes more processor time than that; patterns look for signals, too.

    It is interrupted again and again: what is raised while Python clears up is lost.
    """

    def stop(*_):
        raise _TooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
