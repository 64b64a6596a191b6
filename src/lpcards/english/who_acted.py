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
