"""When two words are one: other forms, small typos, compounds, initials. Never figures."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from lpcards.english.figures import any_same
from lpcards.english.tokens import Token

ONE_TYPO, TWO_TYPOS = 4, 8
"""Letters from which a word may have one typo, and two."""
TOO_MANY = 2
LONGEST = 40
"""Letters of a word up to which slips are counted."""
FEWEST_INITIALS = 3
SHORTEST_BASE = 5
_ENDINGS = frozenset("ment ments ion ions ation ations al ally ly er ers or ors able".split())


def same(wanted: Token, told: Token) -> bool:
    """Say whether `told` says what `wanted` does."""
    if wanted.figures and told.figures and any_same(wanted.figures, told.figures):
        return True
    if wanted.is_strict:
        return bool(wanted.word) and wanted.denies and told.denies and not told.is_strict
    if wanted.denies and told.denies:
        return True
    if not wanted.word or not told.word:
        return False
    return (
        wanted.root == told.root
        or is_derived(wanted.word, told.word)
        or is_typo(wanted.word, told.word)
    )


def is_derived(one: str, other: str) -> bool:
    """Say whether one word is made of the other: `deploy` and `deployment`."""
    short, long = sorted((one, other), key=len)
    base = short.removesuffix("e")
    return len(base) >= SHORTEST_BASE and long.startswith(base) and long[len(base) :] in _ENDINGS


def is_typo(wanted: str, told: str) -> bool:
    """Say whether `told` is `wanted` with a slip or two: one from 4 letters on, two from 8.

    The first letter must be right: `increase` is no slip of `decrease`, nor `cost` of `lost`.
    """
    most = (len(wanted) >= ONE_TYPO) + (len(wanted) >= TWO_TYPOS)
    if not most or wanted[0] != told[0] or abs(len(wanted) - len(told)) > most:
        return False
    return max(len(wanted), len(told)) <= LONGEST and _slips(wanted, told) <= most


@lru_cache(4096)
def _slips(one: str, other: str) -> int:
    """Return how many letters to add, drop, change or swap with the next make one the other.

    More than TOO_MANY are not counted further.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        last, before, row = before, row, [at]
        for to, wanted in enumerate(other, 1):
            cost = min(before[to] + 1, row[-1] + 1, before[to - 1] + (letter != wanted))
            swapped = at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted
            row.append(min(cost, last[to - 2] + 1) if swapped else cost)
        if min(*row, *before) > TOO_MANY:
            return TOO_MANY + 1
    return row[-1]


def as_one(parts: Sequence[Token]) -> Iterator[str]:
    """Yield how several words are written as one: `postmortem`, and by their initials: `slo`."""
    words = [part.word for part in parts]
    if len(words) > 1 and all(words):
        yield "".join(words)
        if len(words) >= FEWEST_INITIALS:
            yield "".join(word[0] for word in words)
