"""Work shared out among processes, for the rare command that has a lot of it.

Children are forked, each takes every n-th piece and writes what comes of it into a pipe. Nothing
waits for a process that is gone: a child whose parent died cannot write and ends, and what a child
left undone its parent does itself.
"""

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NamedTuple, TypeVar

MANY = 100
"""So many pieces are worth starting processes for."""

MOST_PROCESSES = 4
NONE = -1

_Made = TypeVar("_Made")


class _Child(NamedTuple):
    pid: int
    output: BinaryIO


def shared(work: Callable[..., _Made], pieces: Sequence[tuple[object, ...]]) -> Iterator[_Made]:
    """Yield `work(*piece)` for each piece, in their order. What is made must be picklable."""
    count = min(os.cpu_count() or 1, MOST_PROCESSES) if len(pieces) >= MANY else 1
    if count == 1:
        yield from (work(*piece) for piece in pieces)
        return
    children = [_started(work, pieces[number::count]) for number in range(count)]
    try:
        for number, piece in enumerate(pieces):
            yield _made(children[number % count], work, piece)
    finally:
        for child in children:
            child.output.close()
        for child in children:  # not before: each holds the ends of the pipes made before its own
            if child.pid != NONE:
                os.waitpid(child.pid, 0)


def _started(work: Callable[..., _Made], pieces: Sequence[tuple[object, ...]]) -> _Child:
    ours, its = os.pipe()
    pid = _forked()
    if pid:
        os.close(its)
        return _Child(pid, open(ours, "rb"))
    try:
        os.close(ours)
        with open(its, "wb") as output:
            for piece in pieces:
                pickle.dump(work(*piece), output)
    finally:
        os._exit(0)  # also after a fault: the parent meets it again, and says so


def _forked() -> int:
    """Return the child's number to its parent (NONE: there can be no more), to the child 0."""
    try:
        return os.fork()
    except OSError:
        return NONE


def _made(child: _Child, work: Callable[..., _Made], piece: tuple[object, ...]) -> _Made:
    try:
        made: _Made = pickle.load(child.output)  # noqa: S301  it comes from ourselves
    except (EOFError, pickle.UnpicklingError):
        return work(*piece)
    return made
