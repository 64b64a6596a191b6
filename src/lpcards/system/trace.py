"""What the program opens, reads and decides, for whoever wants to know why: `lpcards --verbose`.

Unless somebody listens nothing is done with it, so a prompt pays for a call and no more. Standard
logging, whose import takes as long as Python's start, is left to the listener (`cli/program.py`).
Paths, ids, days and counts only: no word of a story or an answer.
"""

TYPE_CHECKING = False  # `typing` costs a prompt a quarter of its time
if TYPE_CHECKING:
    from collections.abc import Callable

    Listener = Callable[[str], None]

_listeners: "list[Listener]" = []


def listen(listener: "Listener") -> None:
    """Have `listener` called with each line from now on, and nobody else."""
    _listeners[:] = [listener]


def is_heard() -> bool:
    """Say whether anybody listens: where a line costs something to make, ask first."""
    return bool(_listeners)


def trace(words: str, *values: object) -> None:
    """Tell the listener, if there is one, the line `words % values`."""
    for listener in _listeners:
        listener(words % values)
