"""Whether what was typed says what was asked for: hit, partly, missed; and what is missing."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from lpcards.english.tokens import CONTENT, Token, as_one, same, tokens_of
from lpcards.practice.ways_to_say import Way, ways_of
from lpcards.story.markup import words_asked

HIT, PARTLY, MISSED = "hit", "partly", "missed"

ENOUGH, SOME = 0.55, 0.3
"""The share of a thing's words that makes a hit, and a part of one."""
MOST_AS_ONE = 4
"""Words that may be written as one, or by their initials."""
MOST_TYPED, MOST_WORDS = 8000, 1000
"""Characters and words of an answer that are compared: nobody types as many."""
MOST_ASKED = 200
"""Words of one thing asked for that are compared."""
MOST_ACCEPTED = 50
"""Other words for one thing that are tried."""
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


Places = list[list[int]]
"""For each word of a way: where it stands in what was typed."""


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
        self._tokens = tokens_of(text[:MOST_TYPED])[:MOST_WORDS]
        self._words, self._compounds = _places_of(self._tokens)
        self._alike = _Words(self._tokens)
        self._spent: set[int] = set()

    def match(self, asked: str, accept: Sequence[str] = ()) -> Match:
        """Return the best match of `asked`, or of what the author accepts for it.

        A figure without any of its words counts once: `20` is not both `T 20` and `R 20`.
        """
        asked = words_asked(asked)
        wordings = (asked, *accept[:MOST_ACCEPTED])
        ways = [way for wording in wordings for way in ways_of(wording)]
        if not ways:
            return self._literal(asked)
        tried = sorted((self._best(way) for way in ways), key=_Tried.rank, reverse=True)
        return next((way.match for way in tried if self._may_count(way)), _without(tried[0]))

    def _literal(self, asked: str) -> Match:
        """Compare what holds neither words nor figures."""
        typed, wanted = ("".join(text.split()) for text in (self.text, asked))
        return Match(HIT, 1.0) if typed and wanted in typed else NOTHING

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
        way = way[:MOST_ASKED]
        places = [self._of(way, at) for at in range(len(way))]
        starts = self._starts(places, _stretch(way))
        return max((_within(way, places, start) for start in starts), key=_Tried.rank)

    def _starts(self, places: Places, length: int) -> Iterator[int]:
        """Yield where stretches begin of which each holds other words of a way than the last.

        One that reaches the end of the answer holds all that those behind it do.
        """
        starts = sorted({place for some in places for place in some}) or [0]
        before = None
        for start in starts[: bisect_left(starts, len(self._tokens) - length) + 1]:
            found = _found(places, start, start + length)
            if found != before:
                yield start
            before = found

    def _of(self, way: Way, at: int) -> list[int]:
        """Return where the words typed hold the one at `at`, alone or written as one."""
        found = self._alike.places(way[at]) | self._compounds[way[at].word]
        for size in range(2, MOST_AS_ONE + 1):
            for start in range(max(0, at - size + 1), min(at, len(way) - size) + 1):
                for word in as_one(way[start : start + size]):
                    found |= self._words[word]
        return sorted(found)


def _within(way: Way, places: Places, start: int) -> _Tried:
    """Match a way against the stretch that begins at `start`."""
    end = start + _stretch(way)
    found = _found(places, start, end)
    hits = list(compress(way, found))
    missing = [token for token, is_found in zip(way, found, strict=True) if not is_found]
    share = _weight(hits) / _weight(way)
    facts = tuple(token.written for token in missing if token.weight == CONTENT)
    verdict = _verdict(share, sound=_is_sound(way, hits, missing))
    if not _facts(hits) and _facts(way):
        verdict = MISSED  # small words say nothing
    match = Match(verdict, share, facts)
    if not all(token.is_strict for token in hits):
        return _Tried(match)
    inside = (some[bisect_left(some, start) : bisect_left(some, end)] for some in places)
    return _Tried(match, tuple(tuple(some) for some in inside if some))


def _found(places: Places, start: int, end: int) -> list[bool]:
    """Say of each word of a way whether it stands between two places."""
    firsts = (bisect_left(some, start) for some in places)
    return [at < len(some) and some[at] < end for at, some in zip(firsts, places, strict=True)]


def _stretch(way: Way) -> int:
    """Return among how many words those of a way are looked for."""
    return 2 * len(way) + STRETCH


class _Words:
    """The words typed, each once, by what a word that says the same has in common with it."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._places: dict[Token, set[int]] = defaultdict(set)
        for at, token in enumerate(tokens):
            self._places[token._replace(written="")].add(at)
        self._by_mark: dict[str, list[Token]] = defaultdict(list)
        for token in self._places:
            for mark in _marks(token):
                self._by_mark[mark].append(token)
        self._known: dict[Token, set[int]] = {}

    def places(self, wanted: Token) -> set[int]:
        """Return where words stand that say what `wanted` does."""
        wanted = wanted._replace(written="")
        if wanted not in self._known:
            may_be = {token for mark in _marks(wanted) for token in self._by_mark[mark]}
            alike = (self._places[token] for token in may_be if same(wanted, token))
            self._known[wanted] = set().union(*alike)
        return self._known[wanted]


def _marks(token: Token) -> Iterator[str]:
    """Yield what two words that are the same have in common: a root, a first letter, a kind."""
    yield f"{token.root} "
    yield token.word[:1]
    if token.figures:
        yield "a figure"
    if token.denies:
        yield "a denial"


def _places_of(tokens: Sequence[Token]) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """Return word -> where it stands, and the same of what neighbours come to, written as one."""
    words, compounds = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
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


def _is_sound(way: Way, hits: Sequence[Token], missing: Sequence[Token]) -> bool:
    """Say whether every figure was found, a "no" where there is one, and most of the facts."""
    facts, hit_facts = _facts(way), _facts(hits)
    if len(facts) >= 2 * max(1, len(hit_facts)) and len(facts) > len(hit_facts):
        return False
    denied = any(token.denies for token in hits) or not any(token.denies for token in way)
    return denied and not any(token.is_strict for token in missing)


def _verdict(share: float, *, sound: bool) -> str:
    if share >= ENOUGH and sound:
        return HIT
    return PARTLY if share >= SOME else MISSED


def _without(tried: _Tried) -> Match:
    return tried.match._replace(verdict=PARTLY)
