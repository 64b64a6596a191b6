"""A fault inside one file, before it is known which file; and how to quote and guess words."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from lpcards.system.problem import Problem

LONGEST = 40
SHORT = 4

# C0 without tab and newline, DEL, C1, line and paragraph separators, what turns the direction of
# writing, lone surrogates, a byte order mark inside the text, and what YAML's characters leave out.
FORBIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069"
    "\\ud800-\\udfff\\ufeff\\ufffe\\uffff]"
)


class Fault(NamedTuple):
    """What is wrong at one place of one file. Lines and columns count from 1."""

    line: int
    column: int
    rule: str
    message: str
    severity: str = "error"

    def at(self, path: str) -> Problem:
        """Return the fault as a problem of the file at `path`."""
        return Problem(path, self.line, self.column, self.rule, self.severity, self.message)


def quoted(text: str) -> str:
    """Return `text` in backticks, at most some 40 characters of it, nothing invisible left raw."""
    short = text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
    spelled = "".join(map(_spelled, short.replace("\n", " ").replace("\t", " ")))
    return f'"{spelled}"' if "`" in spelled else f"`{spelled}`"


def _spelled(character: str) -> str:
    return character if character.isprintable() else ascii(character)[1:-1]


def closest(word: str, known: Iterable[str]) -> str:
    """Return the one of `known` that `word` is closest to, or "" if none is close."""
    import difflib

    folded = word[:LONGEST].lower()
    alike = 0.6 if len(folded) <= SHORT else 0.7
    close = difflib.get_close_matches(folded, list(known), n=3, cutoff=alike)
    return next(
        (near for near in close if sorted(near) == sorted(folded)), close[0] if close else ""
    )
