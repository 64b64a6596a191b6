"""Text being typed: what of it stands before the cursor and behind it, and what may be in it."""

import re
from typing import NamedTuple

LONGEST = 4_000
"""Characters that an answer may have; more is not taken."""

_SPACES = re.compile(r"[^\S\n\x1c-\x1f]")
"""Tabs, spaces that do not break, line ends of Word and Unicode; Ctrl-] and its like are keys."""


class TypedLine(NamedTuple):
    """What stands before the cursor and what stands behind it. Lines end with newlines."""

    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return self.before + self.after

    @property
    def is_on_empty_line(self) -> bool:
        """Say whether nothing was typed on the line where the cursor is."""
        return not (self._row_before() + self._row_after()).strip()

    def _row_before(self) -> str:
        return self.before.rpartition("\n")[2]

    def _row_after(self) -> str:
        return self.after.partition("\n")[0]


def fit(text: str, *, rows: bool) -> str:
    """Return text as a line may hold it: no control characters, whatever parts words a space."""
    text = _SPACES.sub(" ", re.sub(r"\r\n?", "\n", text))
    text = text if rows else " ".join(text.split("\n"))
    return "".join(char for char in text if char == "\n" or char.isprintable())
