"""Verbs that anybody could say: "looked into", "helped", "handled"."""

import re
from collections.abc import Iterator

from lpcards.english.clauses import Finding, Sentence

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
    r"dealt with": "how? name the moves",
    r"handl(?:ed|ing)(?! (?:(?:the|all|these|those|its) )?(?:errors?|exceptions?|time-?outs?|"
    r"retries|edge cases|\d))": "how? name the moves",
    r"took care of": "how? name the moves",
    r"sorted (?:\w+ )?out": "how? name the moves",
    r"figured (?:\w+ )?out": "how? name the tool and the trace",
    r"did (?:some|a lot of|a bit of|lots of)": "which, with what?",
}
"""What is said -> what to say instead, in half a line."""

_ADVERBS = r"(?:\s++(?:had|have|been|also|then|just|first|was|am|\w+ly)(?!\w))*?"
_I = r"\b(?:I|we)(?:['’](?:ve|d|m))?"
_FIRST = r"^\s*(?:(?:then|so|and|first|finally),?\s+)*"
_SAID = {name: f"(?P<said>{name})" for name in VAGUE}
_RULES = tuple(
    (re.compile(rf"(?:{_I}{_ADVERBS}\s+|{_FIRST}){said}\b", re.IGNORECASE), remedy)
    for said, remedy in ((_SAID[name], VAGUE[name]) for name in VAGUE)
)
_AND_ALSO = tuple(
    (re.compile(rf"\band(?:\s+then|\s+also)?\s+{said}\b", re.IGNORECASE), remedy)
    for said, remedy in ((_SAID[name], VAGUE[name]) for name in VAGUE)
)
_MEANS = re.compile(r"\bby (?:\w+ly )?\w+ing\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:I|we|who|which|that|they|he|she|it|you)\b", re.IGNORECASE)


def vague_verbs(sentence: Sentence) -> Iterator[Finding]:
    """Yield vague verbs that I am the subject of; not where the means follow ("by ...ing")."""
    for pattern, remedy in _RULES:
        for found in pattern.finditer(sentence.words):
            if not _MEANS.search(sentence.words, found.end()):
                yield sentence.finding(found, "vague", remedy)
    for pattern, remedy in _AND_ALSO:
        for found in pattern.finditer(sentence.words):
            if _mine(sentence, found) and not _MEANS.search(sentence.words, found.end()):
                yield sentence.finding(found, "vague", remedy)


def _mine(sentence: Sentence, found: re.Match[str]) -> bool:
    """Say whether the last subject before the verb is "I" or "we"."""
    subjects = _SUBJECT.findall(sentence.words[: found.start()])
    return bool(subjects) and subjects[-1].lower() in {"i", "we"}


_HANDED = re.compile(
    rf"{_I}{_ADVERBS}\s+(?P<said>escalated|pinged|handed (?:it|this|that) (?:over|off|on)|"
    r"passed (?:it|this|that) (?:on|over|along))\b(?P<after>.*)",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\b(?:with|brought|bringing|plus|fix|patch|PR|pull request|proof|data|logs?|plan|proposal)\b",
    re.IGNORECASE,
)


def handed_on(sentence: Sentence) -> Iterator[Finding]:
    """Yield where a problem was passed on with nothing in the hand."""
    for found in _HANDED.finditer(sentence.words):
        if not _WITH.search(found["after"]):
            yield sentence.finding(found, "handed-on", "what did you bring along?")
