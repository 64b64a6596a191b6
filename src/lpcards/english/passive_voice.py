"""Deeds without a doer: "it was fixed"."""

import re
from collections.abc import Iterator

from lpcards.english.clauses import Finding, Sentence

_DEEDS = (
    "fixed handled resolved solved deployed released shipped implemented added changed replaced "
    "removed migrated refactored tested verified validated debugged traced identified discovered "
    "investigated analyzed analysed diagnosed reproduced decided escalated reported submitted "
    "merged launched organized organised scheduled established introduced improved automated "
    "designed developed discussed communicated coordinated delivered completed finished addressed "
    "mitigated patched updated configured corrected conducted performed executed negotiated "
    "proposed presented documented reviewed created implemented raised flagged notified informed "
    "persuaded convinced optimized optimised simulated serialized built written rewritten found "
    "done made taken sent put"
).split()
"""What somebody in the story did. States ("was broken", "was based on") are none."""
_OBJECTS = {
    "made": r"(?:decision|change|fix|improvement|call|choice)s?",
    "taken": r"(?:action|step|decision|measure)s?",
    "put": r"",
    "done": r"(?:it|this|that|work|analysis|rollout|fix|everything)",
}
"""Verbs that say a deed only of certain subjects; `put` only with "in place"."""
_BEHIND = {deed: re.compile(rf"\b{said}\s*$", re.IGNORECASE) for deed, said in _OBJECTS.items()}
_PASSIVE = re.compile(
    r"(?P<said>\b(?P<be>was|were|got|(?:has|have) been|(?:was|were) being)"
    r"(?:\s++(?:then|also|soon|later|\w+ly)(?!\w))*+"
    rf"\s+(?P<deed>{'|'.join(_DEEDS)}))\b(?P<after>[^.]*)",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\A(?:\s*(?:\w+\s+)?by\b|.*\b(?:ago|originally|in (?:19|20)\d\d)\b)", re.IGNORECASE
)
_NO_DEED = re.compile(
    r"\b(?:I|who|which|that|what|not|no|never|nobody|nothing|none|nowhere|if|unless|before|after|"
    r"until|once|when|whenever|as|how|where|why|whether|since|had|everything that)\b",
)
_NO = re.compile(r"\b(?:not|never)\b", re.IGNORECASE)


def passives(sentence: Sentence) -> Iterator[Finding]:
    """Yield deeds without a doer: not what was lacking, not asides, not with a named doer."""
    for found in _PASSIVE.finditer(sentence.words):
        if _counts(sentence, found):
            deed = found["deed"].lower()
            yield sentence.finding(found, "passive", f'who did? "I {_past(deed)} ..."')


def _counts(sentence: Sentence, found: re.Match[str]) -> bool:
    before = sentence.clause_before(found.start())
    if _NO_DEED.search(before.lower().replace("i ", "I ")) or _NO.search(found["said"]):
        return False
    if _OF_OTHERS.match(found["after"]) or "originally" in found["said"].lower():
        return False
    deed = found["deed"].lower()
    if deed == "put":
        return re.match(r"\s+in place\b", found["after"]) is not None
    return deed not in _BEHIND or _BEHIND[deed].search(before) is not None


_PAST = {"built": "built", "written": "wrote", "rewritten": "rewrote", "done": "did"}
_PAST |= {"taken": "took", "found": "found", "made": "made", "sent": "sent", "put": "put"}


def _past(deed: str) -> str:
    return _PAST.get(deed, deed)
