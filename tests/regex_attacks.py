"""Texts on which a pattern takes the longest way, made of the pattern itself.

A backtracking search takes more than linear time where a stretch of text can be read in several
ways (two repeats that take the same signs, a repeat inside a repeat), or where each place begins
a search that runs to the end of the text in vain. Both are found by repeating what the pattern's
own repeats take, and its beginnings, with an end that fits nothing.
"""

import re
from collections.abc import Iterator
from itertools import islice
from re import _constants as sre
from re import _parser as parser
from typing import NamedTuple

SIGNS = " \n\t.,-'\"’“”_*`aAI01é%$:;!?()[]{}<>/\\@#&=+|\0"
"""Of each sort of sign some: what a class of signs takes is tried with these."""
ENDS = ("", "\0", "!\n~")
ENDLESS = 40
"""From so many times on a repeat is as good as endless."""
MOST_SAMPLES, MOST_OF_A_START = 40, 4
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


class Attack(NamedTuple):
    """A text of any length: what is repeated, and what stands around it."""

    before: str
    repeated: str
    behind: str = ""

    def text(self, length: int) -> str:
        """Return the attack with about so many characters."""
        times = (length - len(self.before) - len(self.behind)) // len(self.repeated)
        return self.before + self.repeated * max(1, times) + self.behind


def attacks_on(pattern: re.Pattern, most: int) -> list[Attack]:
    """Return attacks on a pattern, from all along it: at most so many, and one for each sign."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    pumps = [Attack(*pump, end) for pump in _pumps(tree, "") for end in ENDS]
    again = [Attack("", pump.before + pump.repeated, pump.behind) for pump in pumps if pump.before]
    bare = [Attack("", pump.repeated, pump.behind) for pump in pumps if pump.before]
    starts = [Attack("", start, "\0") for start in _starts(tree)]
    signs = [Attack("", sign, ENDS[-1]) for sign in SIGNS]
    rows = [*_evenly([*pumps, *again, *bare], most), *_evenly(starts, most // 2), *signs]
    return [attack for attack in dict.fromkeys(rows) if attack.repeated]


def _evenly(rows: list[Attack], most: int) -> list[Attack]:
    """Return rows from all along a list, so that a few of them speak for the whole."""
    return rows[:: max(1, -(-len(rows) // most))]


def _samples(node) -> list[str]:
    """Return short texts that a part of a pattern takes: each alternative, each sort of sign."""
    kind, value = node
    if kind is sre.LITERAL:
        return [chr(value)]
    if kind in (sre.NOT_LITERAL, sre.IN, sre.ANY):
        return _signs(node)
    if kind in _REPEATS:
        least, _, inner = value
        return [text * max(1, least) for text in _joined(inner)] + ([] if least else [""])
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [""]
    ways = (text for way in _within(kind, value) for text in _joined(way))
    return [*dict.fromkeys(ways)] or [""]


def _signs(node) -> list[str]:
    """Return signs that a class takes, of each sort one."""
    kind, members = node
    if kind is sre.NOT_LITERAL:
        return [sign for sign in SIGNS if sign != chr(members)]
    if kind is sre.ANY:
        return [sign for sign in SIGNS if sign != "\n"]
    members = members[:MOST_SAMPLES]
    own = [chr(value) for op, value in members if op is sre.LITERAL][:8]
    own += [chr(value[0]) for op, value in members if op is sre.RANGE][:8]
    negated = members[0][0] is sre.NEGATE
    return [sign for sign in dict.fromkeys([*own, *SIGNS]) if _takes(members, sign) != negated] or [
        ""
    ]


def _takes(members, sign) -> bool:
    for op, value in members:
        if op is sre.LITERAL and chr(value) == sign:
            return True
        if op is sre.RANGE and value[0] <= ord(sign) <= value[1]:
            return True
        if op is sre.CATEGORY and re.match(_CATEGORIES[value], sign):
            return True
    return False


def _joined(nodes) -> list[str]:
    """Return texts that a row of parts takes: each part's samples once, the first of the others."""
    return _crossed([_samples(node) for node in nodes])


def _crossed(rows: list[list[str]]) -> list[str]:
    firsts = [row[0] for row in rows]
    found = dict.fromkeys(["".join(firsts)])
    for at, row in enumerate(rows):
        for text in row[1:]:
            found["".join([*firsts[:at], text, *firsts[at + 1 :]])] = None
    return [*islice(found, MOST_SAMPLES)]


def _starts(nodes) -> Iterator[str]:
    """Yield the beginnings of what a pattern takes, a part longer each."""
    rows = [_samples(node)[:MOST_OF_A_START] for node in nodes]
    for length in range(1, len(rows) + 1):
        yield from _crossed(rows[:length])[:MOST_OF_A_START]


def _pumps(nodes, before: str) -> Iterator[tuple[str, str]]:
    """Yield each endless repeat: what stands before it, and what it takes once."""
    lead = before
    for kind, value in nodes:
        if kind in _REPEATS and value[1] >= ENDLESS:
            yield from ((lead, text) for text in _joined(value[2]))
        for inner in _within(kind, value):
            yield from _pumps(inner, lead)
        lead += _samples((kind, value))[0]


def _within(kind, value) -> list:
    """Return the rows of parts inside a part."""
    if kind in _REPEATS:
        return [value[2]]
    if kind is sre.SUBPATTERN:
        return [value[3]]
    if kind is sre.ATOMIC_GROUP:
        return [value]
    if kind is sre.BRANCH:
        return value[1]
    return [value[1]] if kind in (sre.ASSERT, sre.ASSERT_NOT) else []
