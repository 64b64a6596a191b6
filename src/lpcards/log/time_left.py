"""Time that is short: whoever looks at it between two steps stops where it is over."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Look = Callable[[], None]
"""Looks at the time, and raises OutOfTime where it is over."""
STEPS = 50
"""How many events are replayed, read or added between two looks: a millisecond or so."""

Thing = TypeVar("Thing")


class OutOfTime(Exception):  # noqa: N818  it is no error
    """Ends what was begun: nothing of it is kept."""


def at_leisure() -> None:
    """Look at no clock."""


def looking(is_over: Callable[[], bool]) -> Look:
    """Return what raises OutOfTime once `is_over`."""

    def look() -> None:
        if is_over():
            raise OutOfTime

    return look


def in_time(things: Iterable[Thing], look: Look, steps: int = STEPS) -> Iterator[Thing]:
    """Yield the things, with a look after each so many of them."""
    for number, thing in enumerate(things, 1):
        if number % steps == 0:
            look()
        yield thing
