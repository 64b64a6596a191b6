"""What git leaves in a file that two people changed, and nobody has put together yet."""

import re
from collections.abc import Iterator

from lpcards.story.decoding import place_of
from lpcards.story.fault import Fault

_BEGINS, _ENDS = "<" * 7, ">" * 7
_MARK = re.compile(rf"^[ \t]*(?P<mark>{_BEGINS}|{_ENDS})(?=[ \r\n]|\Z)", re.MULTILINE)
_CONFLICT = (
    "a merge conflict begins here: keep one of its versions, and delete the lines that start with "
    f"`{_BEGINS}`, `=======` and `{_ENDS}`"
)
_LEFT_OVER = "this line is left over from a merge conflict: delete it"


def conflicts_in(text: str) -> tuple[Fault, ...]:
    """Return a fault for each merge conflict, also inside a text, and for each end without one."""
    if _BEGINS not in text and _ENDS not in text:
        return ()
    return tuple(_faults(text))


def _faults(text: str) -> Iterator[Fault]:
    is_open = False
    for found in _MARK.finditer(text):
        begins = found["mark"] == _BEGINS
        if begins or not is_open:
            said = _CONFLICT if begins else _LEFT_OVER
            yield Fault(*place_of(text, found.start("mark")), "conflict", said)
        is_open = begins
