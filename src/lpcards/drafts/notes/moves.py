"""What somebody did, and the figures they name: the words that are worth a key phrase."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from lpcards.english.deeds import is_finite
from lpcards.english.figures import CURRENCIES
from lpcards.english.figures_in_text import FIGURE, WRITTEN
from lpcards.english.vocabulary import DETERMINERS, SUBJECTS

LONGEST_FACT = 34
FAR = 200
"""Characters of a sentence in which what belongs to a verb or a figure stands: a dozen would do."""
_BREAK = re.compile(
    r"[;!?()\"“”]|[,:](?!\d)|\.(?!\w)|\s[-–—]\s|\s(?:->|=>|→)\s|\b(?:and|but|so|because|which|that|who|when|while|until|"
    r"before|after|since|if)\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"(?:that|how|what|why|who|which|where)\s")
"""What a verb is about where it is a clause: `overheard that sales used another calendar`."""
_GLUED = r"(?:[+%×°]|[-–/][\w$€£]{1,16}|(?!(?:st|nd|rd|th)\b)[^\W\d_]{1,6}){0,4}"
"""What stands at a figure without a blank and belongs to it: `1.9s`, `50+`, `24/7`, `18-month`."""
_FIGURE = re.compile(
    rf"(?:\bfrom\s+)?(?:{WRITTEN}|\bp\d{{2,3}}(?:\.\d)?(?=[^\w.]|\Z)){_GLUED}"
    r"(?:\s?(?:%|percent\b|[kKmM]\b))?(?!\w)"
    rf"(?:\s+(?:to|in|of|out of|->|→)\s+(?:[{CURRENCIES}]?\d[\w.,/+-]*(?<=[\w+])%?"
    r"|none|zero|nothing|two|one)(?!\w))?"
)
_NUMBERED = re.compile(
    r"\b(?:version|v|python|java|step|phase|chapter|section|release|sprint|level|tier|room|gate|"
    r"ticket|page|item|part|windows|ios|android|number|no\.|#)\s*\Z",
    re.IGNORECASE,
)
"""Words before a figure that is a name, and counts nothing."""
_LOOSE_ENDS = frozenset(
    "a an and at by for from i in into is it its of on or our out over per than that the their "
    "then this to up we when where which while who with you".split()
)
_JOINTS = _LOOSE_ENDS | frozenset("about after before every each through without".split())
"""Words that begin a part of a sentence which is worth nothing without its end."""
_UNCOUNTED = DETERMINERS | SUBJECTS
_COUNTED = 3


class Move(NamedTuple):
    """What somebody did: `I pulled`, and what stands behind it: `the delivery logs`."""

    text: str
    fact: str = ""

    @property
    def has_figure(self) -> bool:
        """Say whether a figure is in it."""
        return any(character.isdigit() for character in self.text + self.fact)


def counted_things(sentence: str) -> Iterator[str]:
    """Yield the figures of a sentence, each with the words that say what it counts.

    One that belongs to the figure before it, as in `3 outages in 4 months`, comes with that.
    """
    end = 0
    for found in _FIGURE.finditer(sentence):
        if found.start() < end or _is_name(sentence, found.start()):
            continue
        behind = sentence[found.end() : found.end() + FAR]
        counted = _counted(behind) if behind[:1].isspace() else []
        words = trimmed(" ".join([found[0].strip(), *counted]), LONGEST_FACT)
        if not words.isdigit():
            end = found.start() + len(words)
            yield words


def shows_figure(sentence: str) -> bool:
    """Say whether something is counted in a sentence, in digits or in words."""
    digits = (found.start() for found in _FIGURE.finditer(sentence))
    if any(not _is_name(sentence, start) for start in digits):
        return True
    words = (found for found in FIGURE.finditer(sentence) if not found[0][-1:].isdigit())
    return next(words, None) is not None


def _is_name(sentence: str, at: int) -> bool:
    return bool(_NUMBERED.search(sentence, max(0, at - 12), at))


def _counted(rest: str) -> list[str]:
    """Return the words behind a figure that say what it counts; none is a figure left alone."""
    words = _BREAK.split(rest, maxsplit=1)[0].split()
    if words and words[0].lower() in _UNCOUNTED:
        return []
    verb = next((at for at, word in enumerate(words) if is_finite(word)), len(words))
    figure = next((at for at, word in enumerate(words) if word[0].isdigit()), len(words))
    if 0 < figure < _COUNTED and words[figure - 1].lower() in _UNCOUNTED:
        return words[: min(verb, figure - 1)]
    most = _COUNTED + (figure == _COUNTED - 1 < len(words) - 1)
    return words[: min(verb, most)]


def first_clause(sentence: str) -> str:
    """Return a sentence up to its first joint, or all of it if that would be a mere word or two."""
    clause = _BREAK.split(sentence, maxsplit=1)[0].strip()
    return clause if len(clause.split()) > 2 else sentence  # noqa: PLR2004


def trimmed(text: str, longest: int) -> str:
    """Return the first words that fit, without an end that leaves one waiting for more."""
    words = text.split()
    ends = accumulate((len(word) + 1 for word in words), initial=-1)  # a blank between two words
    words = words[: max(1, sum(end <= longest for end in ends) - 1)]
    while len(words) > 1 and words[-1].lower() in _LOOSE_ENDS:
        words.pop()
    return " ".join(words)


def object_of(sentence: str, end: int) -> str:
    """Return what a verb that ends there is about: the words up to the next joint of the sentence.

    What is too long loses its last parts whole, not a noun behind its adjective.
    """
    rest = sentence[end : end + FAR].lstrip(" :")
    said = _SAID.match(rest)
    begun = said[0] if said else ""
    words = (begun + _BREAK.split(rest[len(begun) :], maxsplit=1)[0]).strip()
    short = trimmed(words, LONGEST_FACT).split()
    left = words.split()[len(short) :]
    if left and left[0].lower() not in _JOINTS:
        joint = max((at for at, word in enumerate(short) if word.lower() in _JOINTS), default=0)
        short = short[:joint] or short
    return trimmed(" ".join(short), LONGEST_FACT)
