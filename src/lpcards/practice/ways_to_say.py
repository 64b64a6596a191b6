"""The ways to say one thing asked for: the whole of it, its key phrase, the fact behind it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lpcards.english.tokens import CONTENT, SMALL, Token, tokens_of

Way = tuple[Token, ...]

_ASIDE = re.compile(r"\([^()]*\)")
_PAIR = re.compile(r"\A(?P<phrase>.+?)(?<!\d):\s++(?P<fact>\S.*)", re.DOTALL)
_LABELS = frozenset({"absent", "why", "therefore", "so", "earlier"})
"""Words before a colon that say what sort of thing follows."""
_PLACEHOLDER = re.compile(r"(?<![\w'’.])[A-HJ-Z](?![\w'’.])")
"""`X` and `Y`, which the learner fills in. "I" is none."""


@lru_cache(1024)
def ways_of(asked: str) -> tuple[Way, ...]:
    """Return the ways to say `asked`: all of it, or either side of its colon.

    What stands in brackets need not be said. A bare "I pulled" says nothing yet; and whichever
    way it is said, all its figures must be heard.
    """
    return tuple(map(_balanced, _ways(asked)))


def _ways(asked: str) -> Iterator[Way]:
    plain = _ASIDE.sub(" ", asked)
    whole = tokens_of(plain) or tokens_of(asked)
    if whole:
        yield whole
    pair = _PAIR.fullmatch(plain.strip())
    for side in ("phrase", "fact") if pair else ():
        said = pair[side] if pair else ""
        way = tokens_of(said)
        if _suffices(said, way):
            yield _with_figures(way, whole)


def _balanced(way: Way) -> Way:
    """Let the small words count for more where there is hardly another: "nobody was on it"."""
    if sum(one.weight == CONTENT for one in way) > 1:
        return way
    return tuple(one._replace(weight=2) if one.weight == SMALL else one for one in way)


def _suffices(said: str, way: Way) -> bool:
    facts = [one for one in way if one.weight == CONTENT]
    if not facts:
        return said.startswith('"') and bool(way)
    if way[0].word == "i" and len(facts) == 1:
        return False
    return len(way) > 1 or way[0].word not in _LABELS


def _with_figures(way: Way, whole: Way) -> Way:
    """Add the figures of the whole that are not in the way itself."""
    there = [one.figures for one in way]
    return way + tuple(one for one in whole if one.is_strict and one.figures not in there)


def first_line(back: str) -> str:
    """Return what the mouth says of a card's back, without the letters that stand for names."""
    said = back.partition("\n")[0]
    return _PLACEHOLDER.sub(" ", said) if any(map(str.islower, said)) else said
