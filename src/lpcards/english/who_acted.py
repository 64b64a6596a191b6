"""Who acts in a sentence: "we", "they", or nobody where it should be "I": "it was fixed"."""

import re
from collections.abc import Iterator

from lpcards.english.clauses import Clause, WeakWords
from lpcards.english.verbs import BASES

_ADVERBS = r"(?:\s+(?:all|both|also|then|just|first|even|soon|together|\w+ly))*"
_WE = re.compile(
    rf"(?P<blamed>\bwe(?:['’](?P<short>ve|re|d|ll))?)\b{_ADVERBS}"
    rf"(?:\s+(?P<verb>[\w’']+))?(?:{_ADVERBS}\s+(?P<next>\w+))?",
    re.IGNORECASE,
)
_STATES = frozenset(
    "was were are be is am been had have has need needed want wanted know knew lose lost own owned "
    "use used sell sold serve served rely relied depend depended hope hoped expect expected think "
    "thought promise promised run can could will would shall should may might must cannot can't "
    "couldn't don't didn't wouldn't won't weren't aren't haven't hadn't did do saw see feel felt "
    "get got pay paid miss missed".split()
)
"""What "we" may be, have or suffer: it tells of the place, not of what was done."""
_NO_SUBJECT_BEFORE = re.compile(
    r"\b(?:that|which|what|whatever|as|than|if|whether|unless|should|can|could|would|do|did|will|"
    r"shall|may|might|where|until|before)\s*$",
    re.IGNORECASE,
)
LOOK_BACK = 40
"""Characters before a "we" in which the word before it stands."""
OURS = 'say "I" for your part; others by name and task'


def ours(clause: Clause) -> Iterator[WeakWords]:
    """Yield each "we" that does something. What we had, were or lost is no deed."""
    for found in _WE.finditer(clause.words):
        before = max(0, found.start() - LOOK_BACK), found.start()
        if _NO_SUBJECT_BEFORE.search(clause.words, *before) is None and _acts(found):
            yield clause.weak_words(found, "we", OURS)


def _acts(found: re.Match[str]) -> bool:
    verb = (found["verb"] or "").lower()
    if found["short"]:
        return found["short"].lower() == "ve" and verb not in _STATES
    if verb in {"had", "have"}:
        return _is_participle(found["next"] or "")
    return bool(verb) and verb not in _STATES


def _is_participle(word: str) -> bool:
    word = word.lower()
    return word not in _STATES and (word.endswith("ed") or word in BASES)


_THEY = re.compile(
    r"\b(?P<blamed>(?:they|the(?: other| owning)? team|somebody|someone)(?:['’](?:d|ve))?"
    r"(?:\s+(?:had|have|then|just|finally|quickly|eventually|soon)(?!\w))*+\s+"
    r"(?:handled|fixed|solved|resolved|sorted|dealt with|took care of|took it over|took over from"
    r"|took it from there|did the rest|picked it up))\b",
    re.IGNORECASE,
)
THEIRS = "say what you did in it, then who did the rest"


def others(clause: Clause) -> Iterator[WeakWords]:
    """Yield where others did the work; not where it was mine that they used."""
    for found in _THEY.finditer(clause.words):
        if not re.search(r"\b(?:my|me|I)\b", clause.words[found.end() :]):
            yield clause.weak_words(found, "they", THEIRS)


_DEEDS = (
    "pulled traced reproduced wrote fixed added submitted coordinated built tested deployed "
    "shipped found changed replaced removed measured compared proposed asked told wrote made ran "
    "designed led created set moved migrated automated flagged investigated analyzed analysed "
    "debugged checked verified rolled released launched reduced cut introduced implemented "
    "refactored rewrote documented presented organized organised negotiated convinced persuaded "
    "identified discovered started drove took brought patched serialized simulated escalated"
)
_SUBJECTLESS = re.compile(
    rf"^\s*(?:(?:then|so|and|first|finally|next|also),?\s+)*(?P<blamed>{_DEEDS.replace(' ', '|')})"
    r"(?=\s+(?:the|a|an|it|them|this|that|these|my|their|its|all|each|every|to|up|out|in|into|on|"
    r"with|down|back|together|\d\S*)\b|\s*$)",
    re.IGNORECASE,
)


def subjectless(clause: Clause) -> Iterator[WeakWords]:
    """Yield the deed that a sentence opens with, nobody doing it."""
    found = _SUBJECTLESS.match(clause.words)
    if found:
        yield clause.weak_words(found, "no-subject", f'say it: "I {found["blamed"].lower()} ..."')


_PASSIVE_DEEDS = (
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
_BEHIND = {
    deed: re.compile(rf"\b{subjects}\s*$", re.IGNORECASE) for deed, subjects in _OBJECTS.items()
}
_PASSIVE = re.compile(
    r"(?P<blamed>\b(?P<be>was|were|got|(?:has|have) been|(?:was|were) being)"
    r"(?:\s++(?:then|also|soon|later|\w+ly)(?!\w))*+"
    rf"\s+(?P<deed>{'|'.join(_PASSIVE_DEEDS)}))\b(?P<after>[^.]*)",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\A(?:\s*(?:\w+\s+)?by\b|.*\b(?:ago|originally|in (?:19|20)\d\d)\b)", re.IGNORECASE
)
_NO_DEED = re.compile(
    r"\b(?:I|who|which|that|what|not|no|never|nobody|nothing|none|nowhere|if|unless|before|after|"
    r"until|once|when|whenever|as|how|where|why|whether|since|had|everything that)\b",
)
_NEVER = re.compile(r"\b(?:not|never)\b", re.IGNORECASE)


def passives(clause: Clause) -> Iterator[WeakWords]:
    """Yield deeds without a doer: not what was lacking, not asides, not with a named doer."""
    for found in _PASSIVE.finditer(clause.words):
        if _hides_who(clause, found):
            deed = found["deed"].lower()
            yield clause.weak_words(found, "passive", f'who did? "I {_past(deed)} ..."')


def _hides_who(clause: Clause, found: re.Match[str]) -> bool:
    before = clause.part_before(found.start())
    if _NO_DEED.search(before.lower().replace("i ", "I ")) or _NEVER.search(found["blamed"]):
        return False
    if _OF_OTHERS.match(found["after"]) or "originally" in found["blamed"].lower():
        return False
    deed = found["deed"].lower()
    if deed == "put":
        return re.match(r"\s+in place\b", found["after"]) is not None
    return deed not in _BEHIND or _BEHIND[deed].search(before) is not None


_PAST = {"built": "built", "written": "wrote", "rewritten": "rewrote", "done": "did"}
_PAST |= {"taken": "took", "found": "found", "made": "made", "sent": "sent", "put": "put"}


def _past(deed: str) -> str:
    return _PAST.get(deed, deed)
