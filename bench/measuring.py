"""Time in pairs: this, that, this, that ... A busy machine slows both, so their ratio stays."""

import os
import sys
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

MEGABYTE = 1_000_000
PYTHON_PASS = "`python -c pass`"


class Question(NamedTuple):
    """What is measured, against what, and the limit: a ratio, or megabytes or seconds (`unit` "MB", "s")."""

    what: str
    against: str
    limit: float
    unit: str = "x"


class Finding(NamedTuple):
    """What came out: the median, and between `low` and `high` the middle half of all values."""

    question: Question
    median: float
    low: float
    high: float

    @property
    def kept(self) -> bool:
        """Say whether the limit is kept."""
        return self.median <= self.question.limit


class Run(NamedTuple):
    """A process that ended: its wall time in seconds, and its peak memory in megabytes."""

    seconds: float
    peak: float


class Failed(Exception):
    """A program that is to be measured does not work."""


def finding(question: Question, values: Sequence[float]) -> Finding:
    """Return what the measured values come to."""
    low, _, high = quantiles(values, n=4) if len(values) > 1 else [*values] * 3
    return Finding(question, median(values), low, high)


def ratios(pairs: int, ours: Callable[[int], float], theirs: Callable[[int], float]) -> list[float]:
    """Run both in turns and divide their times pair by pair; the first pair does not count."""
    return [ours(turn) / theirs(turn) for turn in range(pairs + 1)][1:]


def run(arguments: Sequence[str], environment: dict[str, str], into: str = os.devnull) -> Run:
    """Run a program, its output to nowhere or a file, and wait for its end. Raises Failed."""
    output = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, into, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
    ]
    start = perf_counter()
    child = os.posix_spawn(arguments[0], arguments, environment, file_actions=output)
    _, status, used = os.wait4(child, 0)
    seconds = perf_counter() - start
    if status:
        raise Failed(" ".join(arguments))
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB here
    return Run(seconds, used.ru_maxrss * unit / MEGABYTE)


def timed(work: Callable[[], object]) -> float:
    """Return how long `work` takes, in seconds."""
    start = perf_counter()
    work()
    return perf_counter() - start
