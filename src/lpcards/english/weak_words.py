"""The language of a strong answer: words that hide who did what, each with a remedy.

English only, rules of thumb only: a sentence that is in order must not be blamed, so what is
doubtful passes. Quoted speech of others is left alone.
"""

import re
from collections.abc import Iterable, Iterator

from lpcards.english.clauses import Clause, WeakWords, clauses_of
from lpcards.english.passive_voice import passives
from lpcards.english.who_acted import others, ours, subjectless

VAGUE = {
    r"look(?:ed|ing)? into": "name the tool and the trace",
    r"work(?:ed|ing)? on(?! (?:the )?(?:week|sun|mon|tues|wednes|thurs|fri|satur|holi))": (
        "what did you make or change?"
    ),
    r"help(?:ed|ing)?": "what exactly did you do?",
    r"assist(?:ed|ing)?": "what exactly did you do?",
    r"(?:was|am|were|got|been) involved (?:in|with)": "name your own part",
    r"(?:was|were|been) (?:a )?part of": "name your own part",
    r"participat(?:ed|ing) in": "name your own part",
    r"took part in": "name your own part",
    r"contribut(?:ed|ing) to": "name your own part",
    r"dealt with": "how? name what you did",
    r"handl(?:ed|ing)(?! (?:(?:the|all|these|those|its) )?(?:errors?|exceptions?|time-?outs?|"
    r"retries|edge cases|\d))": "how? name what you did",
    r"took care of": "how? name what you did",
    r"sorted (?:\w+ )?out": "how? name what you did",
    r"figured (?:\w+ )?out": "how? name the tool and the trace",
    r"did (?:some|a lot of|a bit of|lots of)": "which, with what?",
}
"""Verb -> what to say instead, in half a line."""

_ADVERBS = r"(?:\s++(?:had|have|been|also|then|just|first|was|am|\w+ly)(?!\w))*?"
_I = r"\b(?:I|we)(?:['’](?:ve|d|m))?"
_FIRST = r"^\s*(?:(?:then|so|and|first|finally),?\s+)*"
_BLAMED = {name: f"(?P<blamed>{name})" for name in VAGUE}
_RULES = tuple(
    (re.compile(rf"(?:{_I}{_ADVERBS}\s+|{_FIRST}){blamed}\b", re.IGNORECASE), remedy)
    for blamed, remedy in ((_BLAMED[name], VAGUE[name]) for name in VAGUE)
)
_AND_ALSO = tuple(
    (re.compile(rf"\band(?:\s+then|\s+also)?\s+{blamed}\b", re.IGNORECASE), remedy)
    for blamed, remedy in ((_BLAMED[name], VAGUE[name]) for name in VAGUE)
)
_MEANS = re.compile(r"\bby (?:\w+ly )?\w+ing\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:I|we|who|which|that|they|he|she|it|you)\b", re.IGNORECASE)


def vague_verbs(clause: Clause) -> Iterator[WeakWords]:
    """Yield vague verbs that I am the subject of; not where the means follow ("by ...ing")."""
    for pattern, remedy in _RULES:
        for found in pattern.finditer(clause.words):
            if not _MEANS.search(clause.words, found.end()):
                yield clause.weak_words(found, "vague", remedy)
    for pattern, remedy in _AND_ALSO:
        for found in pattern.finditer(clause.words):
            if _is_mine(clause, found) and not _MEANS.search(clause.words, found.end()):
                yield clause.weak_words(found, "vague", remedy)


def _is_mine(clause: Clause, found: re.Match[str]) -> bool:
    """Say whether the last subject before the verb is "I" or "we"."""
    subjects = _SUBJECT.findall(clause.words[: found.start()])
    return bool(subjects) and subjects[-1].lower() in {"i", "we"}


_HANDED = re.compile(
    rf"{_I}{_ADVERBS}\s+(?P<blamed>escalated|pinged|handed (?:it|this|that) (?:over|off|on)|"
    r"passed (?:it|this|that) (?:on|over|along))\b(?P<after>.*)",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:with|brought|bringing|plus|fix|patch|PR|pull request|proof|data|logs?|plan|proposal)\b",
    re.IGNORECASE,
)


def handed_on(clause: Clause) -> Iterator[WeakWords]:
    """Yield where a problem was passed on with nothing in the hand."""
    for found in _HANDED.finditer(clause.words):
        if not _WITH.search(found["after"]):
            yield clause.weak_words(found, "handed-on", "what did you bring along?")


RULES = {
    "we": ours,
    "they": others,
    "vague": vague_verbs,
    "handed-on": handed_on,
    "passive": passives,
    "no-subject": subjectless,
}
SPOKEN = tuple(name for name in RULES if name != "no-subject")
"""The rules for whatever is spoken. Lists and notes may leave the subject out."""


def weak_words_in(text: str, rules: Iterable[str] = SPOKEN) -> tuple[WeakWords, ...]:
    """Return what the `rules` find in `text`, in its order; none overlaps another.

    Where two rules blame the same words the one that stands first in RULES has them.
    """
    asked = [RULES[name] for name in RULES if name in set(rules)]
    found: list[WeakWords] = []
    for clause in clauses_of(text):
        here: list[WeakWords] = []
        for rule in asked:
            here += (words for words in rule(clause) if _is_free(words, here))
        found += here
    return tuple(sorted(found))


def _is_free(words: WeakWords, found: Iterable[WeakWords]) -> bool:
    return all(words.end <= other.start or other.end <= words.start for other in found)
