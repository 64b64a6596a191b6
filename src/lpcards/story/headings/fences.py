"""Lines of code in notes, which stand between two fences: nothing in them is a heading.

A fence is three signs or more, and behind them a language at most; other words there are the
author's. It hides nothing where no fence closes it, or where all of the notes stand inside of it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_FENCE = re.compile(
    r"\A[\s>]*+(?:(?:[-+*•]|\d{1,2}[.)])\s++)?+(?P<sign>`{3,}+|~{3,}+)[ \t]*+"
    r"(?P<info>(?:[a-zA-Z][a-zA-Z0-9+#.,:/_-]{0,29}+)?+(?:[ \t]*+\{[^{}`~]{0,100}\})?+"
    r"(?:[ \t]++[a-zA-Z-]{1,20}+=(?:\"[^\"`~]{0,60}\"|[^\s\"`~]{1,60}+)){0,5}+)\s*+\Z"
)
_PROSE = re.compile(r"(?:markdown|md)\b", re.IGNORECASE)
"""A language in which stories are written."""


class Fences(NamedTuple):
    """Lines of a text, from 0: the `marks` are fences themselves, the `code` stands between two."""

    marks: frozenset[int]
    code: frozenset[int]


def fences_in(lines: Sequence[str]) -> Fences:
    """Return the fences of a text and what is code in it."""
    found = {at: one for at, line in enumerate(lines) if (one := _FENCE.match(line))}
    filled = [at for at, line in enumerate(lines) if line.strip()]
    marks = {at for at, one in found.items() if not one["info"] and not _is_underline(lines, at)}
    code: set[int] = set()
    for opened, close in _pairs(lines, found):
        marks |= {opened, close}
        is_whole = (opened, close) == (filled[0], filled[-1])
        if not is_whole and not _PROSE.match(found[opened]["info"]):
            code |= {*range(opened + 1, close)}
    return Fences(frozenset(marks), frozenset(code - marks))


def _pairs(lines: Sequence[str], found: dict[int, re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield which fence opens code, and which one closes it.

    A fence with a language that stands inside of code tells that it was never closed.
    """
    opened = -1
    for at, one in found.items():
        goes_on = opened >= 0 and one["sign"].startswith(found[opened]["sign"])
        if goes_on and not one["info"]:
            yield opened, at
            opened = -1
        elif goes_on or (opened < 0 and not _is_underline(lines, at)):
            opened = at


def without_code(lines: Sequence[str]) -> list[str]:
    """Return the lines of a text, those of code left empty."""
    code = fences_in(lines).code
    return ["" if at in code else line for at, line in enumerate(lines)]


def _is_underline(lines: Sequence[str], at: int) -> bool:
    """Say whether tildes underline a heading: they reach to its end."""
    above = lines[at - 1].strip() if at else ""
    line = lines[at].strip()
    return bool(above) and len(above) <= len(line) and not line.strip("~")
