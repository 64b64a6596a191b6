"""Talk without full stops, divided where it is linked on: `and then I`, `so it`, `what I learned`.

Nothing but the blank between two words is a place to cut, so that the parts joined with blanks are
the talk again.
"""

import re
from collections.abc import Iterator

from lpcards.english.deeds import is_finite
from lpcards.english.vocabulary import DETERMINERS

LONGEST, LONG, LOOSE = 40, 25, 14
"""Words of a sentence from which on it was spoken without stops: of any, of one that has no comma
or begins in lower case, of one that does both."""
_FEWEST, _FEWEST_BEHIND = 3, 2
"""Words before and behind a cut."""
_COMMA = re.compile(r"[,;:(–—]")
_PHRASES = tuple(
    tuple(words.split())
    for words in (
        "after that|after this|after a while|a week later|a month later|in the end|at the end|"
        "since then|ever since|what i learned|what i learnt|what i'd|what i would|what i took|"
        "what i did|the result was|the outcome was|the upshot was|end result was|my takeaway|"
        "the lesson|looking back|in hindsight|in retrospect|next time|long story short|"
        "turns out|it turned out|turned out|my job was|my task was|my part was|the goal was"
    ).split("|")
)
"""What begins a new thought wherever it stands."""
_LINKS = frozenset("and but so then plus anyway eventually finally afterwards".split())
_SUBJECTS = frozenset(
    "i i'd i've i'm id ive im we he she they it it's there nobody everyone everybody someone "
    "somebody this what now".split()
)
_ENDED = ",;:"
_SUBORDINATE = frozenset("that which who if when where how why whether".split())
_AHEAD = 4
"""Words behind "and the" among which the verb stands, if a clause begins there."""


def breaths_of(sentence: str) -> Iterator[str]:
    """Yield the parts of what was said in one breath; a sentence of common length is one."""
    if not _is_spoken(sentence):
        yield sentence
        return
    words = sentence.split()
    low = [word.lower().replace("’", "'") for word in words]
    start = 0
    for at in range(_FEWEST, len(words) - _FEWEST_BEHIND):
        if at - start >= _FEWEST and _begins(low, at) and words[at][0].islower() | _is_i(low[at]):
            yield " ".join(words[start:at])
            start = at
    yield " ".join(words[start:])


def is_linked(sentence: str) -> bool:
    """Say whether a sentence goes on, in lower case, with what stands before it."""
    low = [word.replace("’", "'") for word in sentence.split()[:5]]
    return bool(low) and (low[0] in _LINKS or _opens(low, 0))


def _is_spoken(sentence: str) -> bool:
    count = len(sentence.split())
    signs = (_COMMA.search(sentence) is None) + sentence[:1].islower()
    return count > (LONGEST, LONG, LOOSE)[signs]


def _is_i(word: str) -> bool:
    return word in {"i", "i'd", "i've", "i'm"}


def _begins(low: list[str], at: int) -> bool:
    """Say whether a new thought begins with the word at `at`."""
    if _opens(low, at):
        return low[at - 1] not in _LINKS
    before = low[at - 1]
    if before in _LINKS:
        return False
    if low[at] not in _LINKS:
        return before[-1] in _ENDED and _is_clause(low, at)
    behind = at + 1
    while behind < len(low) - 1 and low[behind] in _LINKS:
        behind += 1
    if low[at] == "so" and low[behind] == "that":
        return False
    return low[at:behind] not in (["and"], ["but"], ["so"], ["plus"]) or _is_clause(low, behind)


def _opens(low: list[str], at: int) -> bool:
    return any(tuple(low[at : at + len(phrase)]) == phrase for phrase in _PHRASES) or (
        low[at] in {"and", "but", "so"}
        and any(tuple(low[at + 1 : at + 1 + len(phrase)]) == phrase for phrase in _PHRASES)
    )


def _is_clause(low: list[str], at: int) -> bool:
    """Say whether somebody is named there, and what they did follows: `the boss said`."""
    word = low[at]
    if word in _SUBJECTS:
        return at + 1 < len(low)
    if word not in DETERMINERS and word not in {"that", "all", "no", "two", "three", "one"}:
        return False
    for later in low[at + 1 : at + 1 + _AHEAD]:
        if later in _SUBORDINATE or later in _LINKS:
            return False
        if is_finite(later.rstrip(_ENDED)):
            return True
    return False
