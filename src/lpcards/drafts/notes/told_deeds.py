"""What somebody tells that they did: each deed of a sentence, by "I" or by nobody named.

A sentence is read in parts. A part that names nobody goes on with who acted in the part before it:
"I rang the depot, wrote a list, and moved two drivers" tells three deeds of mine, "the driver rang
and left" tells none.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.drafts.notes.moves import Move, object_of
from lpcards.english.deeds import AS_THE_BASE, is_deed, is_finite
from lpcards.english.vocabulary import DETERMINERS

_JOINT = re.compile(
    r"[;!?()\"“”•]|[,:](?!\d)|\.(?!\w)|\s[-–—+&]\s|\s?(?:->|=>|→)\s?|\b(?:and|but|so|or|plus|because|which|"
    r"that|who|what|when|while|until|before|after|since|if|where|how|why|than|whether)\b",
    re.IGNORECASE,
)
_UNDER = frozenset(
    "because which that who what when while until before after since if where how why than "
    "whether".split()
)
"""Joints behind which somebody else may act, and the sentence goes on with the one before."""
_ANEW = frozenset("; . ! ? -> => → - – — • so".split())
"""Joints behind which notes begin anew: whoever acted before them."""
_LATER = frozenset(
    "then also first next just even had have later finally again simply soon today afterwards "
    "instead meanwhile not only both quickly yesterday".split()
)
"""Words that may stand between somebody and a deed, as words on -ly may."""
_ME = frozenset("i i'd i've i’d i’ve id ive".split())
_LEADS = frozenset("then and so first next finally also later afterwards eventually".split())
_WORD = re.compile(r"[^\s,;:()\"“”]+")
_NO_OBJECT = frozenset(
    "of per was were is are had that across from by than and or went came kept did has have".split()
)
"""Behind a word that is a deed or a noun, these show that it is a noun: `cost of`, `cut was`."""
_AGREED = re.compile(
    r"\A\s+(?:(?:\S+\s+){1,4}to\s+(?!the\b|a\b|\d)\w|(?:\w+\s+)?(?:buy-?in|sign-?off|"
    r"approval|agreement|permission|funding|budget|access|consent|the (?:ok|okay|go-ahead)|"
    r"an? (?:ok|yes))\b)",
    re.IGNORECASE,
)
"""What stands behind "got" where it is a deed: somebody to do something, or their agreement."""
_TIMES = re.compile(
    r"\b(?:day|night|week|month|year|morning|evening|afternoon|time|step|thing|minute|hour|end)s?\b",
    re.IGNORECASE,
)
_CHANGES = frozenset("went dropped came jumped slipped climbed moved".split())
_TO_FIGURE = re.compile(
    r"\A\s++(?:down |up |back )?(?:to|from|by)\s++(?:about |under |over |nearly )?[$€£]?\d"
)
"""A figure did it, and nobody: `went down to 35 minutes`."""
_AHEAD = 60
"""Characters behind a verb in which is looked for what it is about."""


class _Part(NamedTuple):
    """A part of a sentence: where it starts and ends, and the joint before it ("": none)."""

    start: int
    end: int
    joint: str


def deeds_in(sentence: str) -> Iterator[Move]:
    """Yield what was done in a sentence, by "I" or (in notes) by nobody named, in its order."""
    is_mine = True
    for part in _parts(sentence):
        words = list(_WORD.finditer(sentence, part.start, part.end))
        if part.joint in _ANEW:
            is_mine = True
        mine = next((at for at, word in enumerate(words) if word[0].lower() in _ME), None)
        if mine is not None:
            is_mine = True
            if (verb := _verb(words, mine + 1)) is not None and _is_deed_at(sentence, words, verb):
                start = words[mine].start()
                yield Move(
                    sentence[start : words[verb].end()], object_of(sentence, words[verb].end())
                )
            continue
        first = next((at for at, word in enumerate(words) if word[0].lower() not in _LEADS), None)
        if first is None:
            continue
        verb = _verb(words, first)
        if verb is not None and is_finite(words[verb][0]) and _is_bare(words, verb):
            if is_mine and part.joint not in _UNDER and _is_deed_at(sentence, words, verb):
                yield Move(words[verb][0], object_of(sentence, words[verb].end()))
        elif part.joint not in _UNDER and _names_somebody(sentence, part, words):
            is_mine = False


def first_deed(sentence: str) -> Move | None:
    """Return the first deed that a sentence tells; None: none."""
    return next(deeds_in(sentence), None)


def _parts(sentence: str) -> Iterator[_Part]:
    start, joint = 0, ""
    for found in _JOINT.finditer(sentence):
        sign = found[0].strip().lower()
        if sentence[start : found.start()].strip():
            yield _Part(start, found.start(), joint)
            joint = sign
        elif joint not in _UNDER:  # ", and", ", because"
            joint = sign if sign in _UNDER or joint not in _ANEW else joint
        start = found.end()
    if sentence[start:].strip():
        yield _Part(start, len(sentence), joint)


def _verb(words: list[re.Match[str]], start: int) -> int | None:
    """Return where the verb stands behind somebody: the first word that is no adverb."""
    for at in range(start, len(words)):
        word = words[at][0].lower()
        if not (word in _LATER or (word.endswith("ly") and len(word) > 4)):  # noqa: PLR2004
            return at
    return None


def _is_deed_at(sentence: str, words: list[re.Match[str]], at: int) -> bool:
    """Say whether a word tells a deed there: "got" does with some words behind it, "led" not."""
    word, behind = words[at][0].lower(), sentence[words[at].end() : words[at].end() + _AHEAD]
    if word == "got":
        return _AGREED.match(behind) is not None
    if word == "did":
        return behind.split(maxsplit=1)[:1] in [[one] for one in DETERMINERS]
    if word in _CHANGES and _TO_FIGURE.match(behind):
        return False
    if word == "led" and behind.lstrip().startswith("to "):
        return False
    return is_deed(word)


def _is_bare(words: list[re.Match[str]], at: int) -> bool:
    """Say whether a part begins with a verb, and not with what looks like one: `Failed jobs were`.

    A noun that looks like a past has no object; a participle before a noun has a verb behind it.
    """
    word = words[at][0].lower()
    after = [one[0].lower() for one in words[at + 1 : at + 5]]
    if not after:
        return word not in AS_THE_BASE
    if after[0] == "by" or (word in AS_THE_BASE and after[0] in _NO_OBJECT):
        return False
    if after[0] in DETERMINERS or not after[0][:1].isalpha():
        return True
    nouns = [one for one in after[:3] if one in _BE]
    return not nouns


_BE = frozenset("was were is are had has kept came went stood piled got".split())


def _names_somebody(sentence: str, part: _Part, words: list[re.Match[str]]) -> bool:
    """Say whether a part tells of somebody or something else: it has a verb, or begins with one."""
    if any(is_finite(word[0]) for word in words):
        return True
    begins = not part.joint and words[0][0].lower() in DETERMINERS
    return begins and _TIMES.search(sentence, part.start, part.end) is None
