"""A line that says how far a long command is: on a terminal, after a second, and gone at the end.

Wrap what is gone through: `for card in line.over(cards, count, "notes")`. In a pipe, a dumb
terminal or with `--json` the very same things are gone through and nothing is said.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

PATIENCE = 1.0
"""Seconds in which nobody wonders yet."""

PACE = 0.1
"""Seconds between two looks of the line."""

WIDEST_BAR = 30
ERASED = "\r\x1b[K"
DUMB = {"", "dumb", "unknown"}

Thing = TypeVar("Thing")


class ProgressLine:
    """Says how far things are, from `PATIENCE` seconds after it was made."""

    def __init__(
        self,
        write: Callable[[str], object],
        columns: int,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Begin to wait; `write` puts text on the screen at once, `clock` tells seconds."""
        self._write = write
        self._columns = columns
        self._clock = clock
        self._from = clock() + PATIENCE

    def over(self, things: Iterable[Thing], total: int, words: str) -> Iterator[Thing]:
        """Yield `things` and say how many of `total` are done; the line goes with the last."""
        drawn, due = False, self._from
        try:
            for done, thing in enumerate(things):
                if (now := self._clock()) >= due:
                    drawn, due = True, now + PACE
                    self._write("\r" + line_of(done, total, words, self._columns))
                yield thing
        finally:
            if drawn:
                self._write(ERASED)

    @contextmanager
    def during(self, words: str) -> Iterator[None]:
        """Say what is done, where nobody can say how far it is: once patience is at an end."""
        drawn = []

        def draw() -> None:
            drawn.append(words)
            self._write(f"\r{words} ..."[: self._columns])

        try:
            with _after(self._from - self._clock(), draw):
                yield
        finally:
            if drawn:
                self._write(ERASED)


@contextmanager
def _after(seconds: float, act: Callable[[], object]) -> Iterator[None]:
    """Act in so many seconds, unless it is over by then.

    An alarm and no thread: what is waited for may fork, and a fork leaves alarms behind.
    """
    if seconds <= 0:
        act()
        yield
        return
    before = signal.signal(signal.SIGALRM, lambda *_: act())
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class NoProgress(ProgressLine):
    """Says nothing, and costs nothing."""

    def __init__(self) -> None:
        """Have nowhere to write."""
        super().__init__(str, 0)

    def over(self, things: Iterable[Thing], total: int, words: str) -> Iterator[Thing]:  # noqa: ARG002
        """Return the things as they are."""
        return iter(things)

    @contextmanager
    def during(self, words: str) -> Iterator[None]:  # noqa: ARG002
        """Do nothing."""
        yield


def progress_line(*, as_json: bool = False) -> ProgressLine:
    """Return what says how far things are, if somebody sits there to read it."""
    if as_json or not sys.stderr.isatty() or os.environ.get("TERM", "") in DUMB:
        return NoProgress()
    return ProgressLine(_write, _columns())


def _write(text: str) -> None:
    """Write past Python's buffer: an alarm may come while that is written to."""
    os.write(sys.stderr.fileno(), text.encode())


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except OSError:
        return 80


def line_of(done: int, total: int, words: str, columns: int) -> str:
    """Return a line for `done` of `total`, one column short of a terminal's width."""
    part = min(1.0, done / total) if total else 1.0
    label = f"{words} {part:4.0%} "
    width = min(WIDEST_BAR, columns - len(label) - 3)
    bar = f"[{'#' * int(part * width):.<{width}}]" if width > 0 else ""
    return f"{label}{bar}"[: max(0, columns - 1)]
