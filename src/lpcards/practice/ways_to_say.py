"""The ways to say one thing asked for: the whole of it, its key phrase, the fact behind it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lpcards.english.tokens import CONTENT, SMALL, Token, tokens_of

Way = tuple[Token, ...]

_ASIDE = re.compile(r"\([^()]*\)")
_PAIR = re.compile(r"\A(?P<phrase>.+?)(?<!\d):\s++(?P<fact>\S.*)", re.DOTALL)
_LABELS = frozenset({"absent", "why", "therefore", "so", "earlier"})
"""Words before a colon that say what kind of thing follows."""
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
        words = pair[side] if pair else ""
        way = tokens_of(words)
        if _suffices(words, way):
            yield _with_figures(way, whole)


def _balanced(way: Way) -> Way:
    """Let the small words count for more where there is hardly another: "nobody was on it"."""
    if sum(token.weight == CONTENT for token in way) > 1:
        return way
    return tuple(token._replace(weight=2) if token.weight == SMALL else token for token in way)


def _suffices(words: str, way: Way) -> bool:
    facts = [token for token in way if token.weight == CONTENT]
    if not facts:
        return words.startswith('"') and bool(way)
    if way[0].word == "i" and len(facts) == 1:
        return False
    return len(way) > 1 or way[0].word not in _LABELS


def _with_figures(way: Way, whole: Way) -> Way:
    """Add the figures of the whole that are not in the way itself."""
    there = [token.figures for token in way]
    return way + tuple(token for token in whole if token.is_strict and token.figures not in there)


def first_line(back: str) -> str:
    """Return what the mouth says of a card's back, without the letters that stand for names."""
    line = back.partition("\n")[0]
    return _PLACEHOLDER.sub(" ", line) if any(map(str.islower, line)) else line
