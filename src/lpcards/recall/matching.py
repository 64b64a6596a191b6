"""Whether what was typed says what was asked for: hit, partly, missed; and what is missing."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from lpcards.recall.likeness import as_one, same
from lpcards.recall.tokens import CONTENT, Token, tokens_of
from lpcards.recall.ways import Way, ways_of

HIT, PARTLY, MISSED = "hit", "partly", "missed"

ENOUGH, SOME = 0.55, 0.3
"""The share of a thing's words that makes a hit, and a part of one."""
MOST_AS_ONE = 4
"""Words that may be written as one, or by their initials."""
STRETCH = 8
"""Words that may stand between those of one thing, beside as many as it has itself."""


class Match(NamedTuple):
    """What became of one thing asked for.

    `share` is how much of it was said (0 to 1), `missing` its words and figures that were not.
    """

    verdict: str
    share: float
    missing: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Say whether nothing of weight is missing."""
        return self.verdict == HIT and not self.missing


NOTHING = Match(MISSED, 0.0)


class _Tried(NamedTuple):
    """A match of one way, and the places of its figures if figures alone speak for it."""

    match: Match
    bare: tuple[tuple[int, ...], ...] = ()

    def rank(self) -> tuple[bool, float]:
        return self.match.verdict == HIT, self.match.share


class Typed:
    """A typed answer, ready to be compared."""

    def __init__(self, text: str) -> None:
        """Take the text apart once."""
        self.text = text
        self._tokens = tokens_of(text)
        self._words, self._compounds = _places_of(self._tokens)
        self._spent: set[int] = set()

    def match(self, asked: str, accept: Sequence[str] = ()) -> Match:
        """Return the best match of `asked`, or of what the author accepts for it.

        A figure without any of its words counts once: `20` is not both `T 20` and `R 20`.
        """
        ways = [way for one in (asked, *accept) for way in ways_of(one)]
        if not ways:
            return self._literal(asked)
        tried = sorted((self._best(way) for way in ways), key=_Tried.rank, reverse=True)
        return next((one.match for one in tried if self._may_count(one)), _without(tried[0]))

    def _literal(self, asked: str) -> Match:
        """Compare what holds neither words nor figures."""
        told, wanted = ("".join(one.split()) for one in (self.text, asked))
        return Match(HIT, 1.0) if told and wanted in told else NOTHING

    def _may_count(self, tried: _Tried) -> bool:
        """Say whether the figures that speak for a hit are still free, and take them."""
        if tried.match.verdict != HIT:
            return True
        taken: set[int] = set()
        for some in tried.bare:
            free = [place for place in some if place not in self._spent | taken]
            if not free:
                return False
            taken.add(free[0])
        self._spent |= taken
        return True

    def _best(self, way: Way) -> _Tried:
        """Return the best match of one way in any stretch of what was typed."""
        places = [self._of(way, at) for at in range(len(way))]
        starts = sorted({place for some in places for place in some}) or [0]
        return max((self._within(way, places, start) for start in starts), key=_Tried.rank)

    def _of(self, way: Way, at: int) -> list[int]:
        """Return where the words typed hold the one at `at`, alone or written as one."""
        found = {place for place, told in enumerate(self._tokens) if same(way[at], told)}
        found |= self._compounds[way[at].word]
        for size in range(2, MOST_AS_ONE + 1):
            for start in range(max(0, at - size + 1), min(at, len(way) - size) + 1):
                for word in as_one(way[start : start + size]):
                    found |= self._words[word]
        return sorted(found)

    def _within(self, way: Way, places: list[list[int]], start: int) -> _Tried:
        """Match against the stretch that begins at `start`."""
        stretch = range(start, start + 2 * len(way) + STRETCH)
        heard = [[place for place in some if place in stretch] for some in places]
        said = [one for one, some in zip(way, heard, strict=True) if some]
        missing = [one for one, some in zip(way, heard, strict=True) if not some]
        share = _weight(said) / _weight(way)
        facts = tuple(one.said for one in missing if one.weight == CONTENT)
        match = Match(_verdict(share, sound=_is_sound(way, said, missing)), share, facts)
        bare = all(one.is_strict for one in said)
        return _Tried(match, tuple(tuple(some) for some in heard if some) if bare else ())


Places = defaultdict[str, set[int]]


def _places_of(tokens: Sequence[Token]) -> tuple[Places, Places]:
    """Return word -> where it stands, and the same of what neighbours come to, written as one."""
    words, compounds = Places(set), Places(set)
    for at, token in enumerate(tokens):
        words[token.word].add(at)
        for size in range(2, MOST_AS_ONE + 1):
            for word in as_one(tokens[at : at + size]):
                compounds[word].add(at)
    return words, compounds


def _facts(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.weight == CONTENT]


def _weight(tokens: Sequence[Token]) -> int:
    return sum(token.weight for token in tokens)


def _is_sound(way: Way, said: Sequence[Token], missing: Sequence[Token]) -> bool:
    """Say whether every figure was heard, a "no" where there is one, and most of the facts."""
    facts, heard = _facts(way), _facts(said)
    if len(facts) >= 2 * max(1, len(heard)) and len(facts) > len(heard):
        return False
    denied = any(one.denies for one in said) or not any(one.denies for one in way)
    return denied and not any(one.is_strict for one in missing)


def _verdict(share: float, *, sound: bool) -> str:
    if share >= ENOUGH and sound:
        return HIT
    return PARTLY if share >= SOME else MISSED


def _without(tried: _Tried) -> Match:
    return tried.match._replace(verdict=PARTLY)
