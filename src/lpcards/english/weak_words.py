"""The language of a strong answer: words that hide who did what, each with a remedy.

English only, rules of thumb only: a sentence that is in order must not be blamed, so what is
doubtful passes. Quoted speech of others is left alone.
"""

import re
from collections.abc import Iterable, Iterator

from lpcards.english.clauses import Clause, WeakWords, clauses_of
from lpcards.english.figures_in_text import FIGURE
from lpcards.english.passive_voice import passives
from lpcards.english.who_acted import others, ours, subjectless

_PART = "name your own part"
_WHAT = "what exactly did you do?"
_HOW = "how? name what you did"
_TOOL = "name the tool and the trace"
_WHICH = "which, and how many?"
_ALL = (
    r"(?:that )?(?:to|everyone|everybody|everything|things|all|people|we|success|quality|it "
    r"(?:happen|work|went)\w*|(?:a|the|our|that) (?:\w+ )?(?:team|project|process|communication|"
    r"customers?|clients?|quality|work|deadline|success|alignment|delivery|launch|release))"
)
VAGUE = {
    r"look(?:ed|ing)? into": _TOOL,
    r"(?:took|had|taking) a (?:\w+ )?look at": _TOOL,
    r"(?:dug|digging|delved) into": _TOOL,
    r"work(?:ed|ing)? on(?! (?:the )?(?:week|sun|mon|tues|wednes|thurs|fri|satur|holi))": (
        "what did you make or change?"
    ),
    r"work(?:ed|ing)? (?:(?:very )?closely |together )?(?:with|together)(?! my hands)": _WHAT,
    r"help(?:ed|ing)?": _WHAT,
    r"(?:assist|support)(?:ed|ing)?": _WHAT,
    r"facilitat(?:ed|ing)": _WHAT,
    r"(?:collaborat(?:ed|ing)|coordinat(?:ed|ing)|liais(?:ed|ing)|align(?:ed|ing)|interfac(?:ed|ing)|"
    r"engag(?:ed|ing)) (?:closely )?with": _WHAT,
    r"(?:was|am|were|got|been) involved (?:in|with)": _PART,
    r"(?:was|were|been) (?:a )?part of": _PART,
    r"participat(?:ed|ing) in": _PART,
    r"took part in": _PART,
    r"contribut(?:ed|ing) to": _PART,
    r"play(?:ed|ing) an? (?:\w+ )?(?:role|part) in": _PART,
    r"(?:took|taking) (?:full )?(?:ownership|charge|responsibility|the lead|care) of": _HOW,
    r"dealt with": _HOW,
    r"handl(?:ed|ing)(?! (?:(?:the|all|these|those|its) )?(?:errors?|exceptions?|time-?outs?|"
    r"retries|edge cases|\d))": _HOW,
    r"sorted (?:\w+ )?out": _HOW,
    r"figured (?:\w+ )?out": "how? name the tool and the trace",
    r"(?:play(?:ed|ing)|toyed|tinkered) around with": "what did you try, and what did it show?",
    r"(?:leverag|spearhead|champion|orchestrat|synergi[sz])(?:ed|ing)": "say it in plain words",
    rf"(?:made|making) sure {_ALL}": _HOW,
    rf"ensur(?:ed|ing) {_ALL}": _HOW,
    r"follow(?:ed|ing) up(?! (?:by|on \d))": "when, with what, and what came of it?",
    r"(?:drove|driving) (?:alignment|change|adoption|improvements?|results|innovation)": _WHAT,
}
"""Verb -> what to say instead, in half a line."""
_DET = (
    r"(?:(?:the|this|that|these|those|our|my|their|its|all|of|any|a|an|whole|entire|existing|"
    r"overall|current|various|several|many|different|relevant|necessary|general|internal|key)\s+)*"
)
_GENERAL = (
    r"(?:it|this|that|things?|stuff|everything|issues?|problems?|situations?|process(?:es)?|matters?|"
    r"communications?|efficiency|performance|quality|productivity|concerns?|changes|improvements?|"
    r"solutions?|strateg(?:y|ies)|projects?|teams?|stakeholders?|requirements?|workflows?|operations?|"
    r"collaboration|alignment|morale|market|topics?|details?|quer(?:y|ies)|code(?:base)?|systems?|"
    r"tasks?|experience|risks?|needs|options|feedback|data|departments?)"
)
_IMPROVE = (
    r"(?:improv|optimi[sz]|streamlin|enhanc|address|tackl|manag|investigat|analy[sz]|research|"
    r"evaluat|assess|reorgani[sz]|restructur|monitor|coordinat|moderni[sz]|boost|refin|overs|"
    r"upgrad|explor|clarif)(?:e?d|ied|aw|ing)"
)
_SOME = (
    r"(?:(?:some|many|several|various|multiple|different|necessary|numerous|regular|further|a few|"
    r"a lot of|lots of|a bit of|a couple of|a number of|the necessary|all kinds of)\s+)"
)
_ACTS = (
    r"(?:research|analys[ie]s|digging|changes|adjustments|improvements|tweaks|conversations|"
    r"discussions|meetings|talks|calls|things|work|steps|measures|actions|inputs?|ideas|suggestions|"
    r"workshops|tests|testing|checks|optimi[sz]ations|investigations?|experiments|initiatives|tasks|"
    r"solutions)"
)
_BROAD = {
    rf"{_IMPROVE} {_DET}{_GENERAL}(?![\w-])": _HOW,
    rf"(?:made|did|had|gave|held|took|conducted|performed|carried out|provided|tried|ran|"
    rf"implemented|introduced) {_SOME}(?:\w+ )?{_ACTS}(?![\w-])": _WHICH,
    r"did (?:some|a lot of|a bit of|lots of)": "which, with what?",
}
"""Verbs that say something only of certain objects: with a general one nobody sees a deed."""

_ADVERBS = r"(?:\s++(?:had|have|been|also|then|just|first|was|am|\w+ly)(?!\w))*?"
_I = r"\b(?:I|we)(?:['’](?:ve|d|m))?"
_FIRST = r"^[\s*•-]*(?:(?:then|so|and|first|finally|by),?\s+)*"
_AND = r"\b(?:and|by|then)(?:\s+then|\s+also|\s+\w+ly)?"
_BY_VERB = {**VAGUE, **_BROAD}
_RULES = tuple(
    (re.compile(rf"(?:{_I}{_ADVERBS}\s+|{_FIRST})(?P<blamed>{verb})\b", re.IGNORECASE), remedy)
    for verb, remedy in _BY_VERB.items()
)
_AND_ALSO = tuple(
    (re.compile(rf"{_AND}\s+(?P<blamed>{verb})\b", re.IGNORECASE), remedy)
    for verb, remedy in _BY_VERB.items()
)
_FEW = len(VAGUE)
"""Of both, so many are about verbs that are vague whatever their object is."""
_MEANS = re.compile(r"\b(?:by (?:\w+ly )?\w+ing|using)\b|\A[^,;:.]{0,40}:\s*\S", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:I|we|who|which|that|they|he|she|it|you)\b", re.IGNORECASE)


def vague_verbs(clause: Clause) -> Iterator[WeakWords]:
    """Yield vague verbs that I am the subject of; not where the means follow ("by ...ing").

    A verb that is vague with a general object only is in order where a figure follows.
    """
    for at, (pattern, remedy) in enumerate(_RULES):
        for found in pattern.finditer(clause.words):
            if not _is_shown(clause, found, at):
                yield clause.weak_words(found, "vague", remedy)
    for at, (pattern, remedy) in enumerate(_AND_ALSO):
        for found in pattern.finditer(clause.words):
            if _is_mine(clause, found) and not _is_shown(clause, found, at):
                yield clause.weak_words(found, "vague", remedy)


def _is_shown(clause: Clause, found: re.Match[str], at: int) -> bool:
    """Say whether what follows shows the deed: by which means, or how many."""
    behind = clause.words[found.end() :]
    if _MEANS.search(behind):
        return True
    return at >= _FEW and bool(FIGURE.search(found["blamed"] + behind))


def _is_mine(clause: Clause, found: re.Match[str]) -> bool:
    """Say whether the last subject before the verb is "I" or "we"; a note may leave it out."""
    subjects = _SUBJECT.findall(clause.words[: found.start()])
    return bool(subjects) and subjects[-1].lower() in {"i", "we"}


_HANDED = re.compile(
    r"\b(?:escalated|forwarded|referred|reported|flagged|delegated|passed|handed|pushed|raised|"
    r"brought|pinged|left|leave|ticket|told)\b",
    re.IGNORECASE,
)
"""A word that whatever hands a problem on has."""


def handed_on(clause: Clause) -> Iterator[WeakWords]:
    """Yield where a problem was passed on with nothing in the hand."""
    if _HANDED.search(clause.words) is None:
        return
    from lpcards.english.senses import handings  # here: its patterns cost a typed answer's time

    for start, end in handings(clause):
        yield WeakWords(start, end, "handed-on", "what did you bring along?")


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
