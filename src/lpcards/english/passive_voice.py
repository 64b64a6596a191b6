"""Deeds without a doer: "it was fixed", "they got rebuilt". By their form, and not by a list.

A passive is "was", "were", "got" or "has been" with a past participle behind it. What looks the
same and tells a state ("was broken", "were tired"), what befell somebody ("were charged twice"),
and a deed whose doer is named ("by the night crew") are none.
"""

import re
from collections.abc import Iterator

from lpcards.english.clauses import Clause, WeakWords
from lpcards.english.participles import past_of
from lpcards.english.vocabulary import MONTHS, NUMBERS, TENS, WEEKDAYS

_STATES = frozenset(
    # how somebody feels, and what they are like
    "tired bored interested excited pleased satisfied delighted worried concerned scared annoyed "
    "frustrated surprised disappointed confused embarrassed ashamed determined convinced prepared "
    "committed dedicated motivated experienced qualified talented skilled exhausted overwhelmed "
    "stressed impressed amazed shocked thrilled inclined relieved terrified irritated offended "
    "upset disgusted hurt married divorced retired aged armed gifted used supposed allowed meant "
    "bound tempted obliged entitled drunk mistaken fed opposed alarmed amused fascinated hooked "
    "puzzled stunned devastated humbled honored honoured spooked rushed crushed split torn "
    "dissatisfied sold "
    # how a thing is
    "based located situated related involved limited detailed complicated advanced dated outdated "
    "crowded overcrowded broken stuck gone lost known worn hidden left stranded spoiled "
    "packed loaded scattered fragmented divided lit balanced skewed biased mixed closed locked "
    "covered overloaded understaffed overworked sized shaped colored coloured cracked "
    "frozen flawed tied rooted aligned linked connected exposed worth dedicated shut "
    "deserted cramped cluttered jammed clogged wasted called named titled born owned "
    "isolated needed required expected wanted supposed intended staffed equipped stacked stored "
    "kept parked priced filled rated ranked "
    # what others said and thought of it
    "said seen heard felt thought believed considered regarded approved accepted adopted awarded "
    "renewed rejected refused praised promoted hired elected nominated invited welcomed "
    "appreciated liked loved hated feared trusted respected read paid "
    # what befalls
    "affected charged billed overcharged delayed late blocked damaged degraded flooded hit injured "
    "killed missed dropped burned burnt stolen robbed attacked interrupted caught double-charged "
    "booked overbooked bitten corrupted infected lost fired evicted discharged "
    "hospitalized woken".split()
)
"""Participles that tell a state, a judgment of others, or what befell somebody."""
_UNLIKE = ("un", "non-", "well-", "half-", "self-", "so-", "ill-")
"""Beginnings of words that look like participles and tell a state: `untested`."""
_OBJECTS = {
    "made": r"(?:decisions?|changes?|fix(?:es)?|improvements?|calls?|choices?|comparisons?|plans?|"
    r"mistakes?|arrangements?|adjustments?|lists?)",
    "taken": r"(?:actions?|steps?|decisions?|measures?|notes?|photos?|samples?)",
    "done": r"(?:it|this|that|work|analysis|rollout|fix|everything|research|testing|tests|job)",
    "had": r"(?:meetings?|conversations?|discussions?|talks?|calls?)",
}
"""Verbs that say a deed only of certain subjects, if nothing is added to them."""
_BEHIND = {
    deed: re.compile(rf"\b{subjects}\s*$", re.IGNORECASE) for deed, subjects in _OBJECTS.items()
}
_MOVED = re.compile(
    r"\A\s+(?:in place|together|into|in|on|up|off|out|down|away|back|apart|over|through|live)\b",
    re.IGNORECASE,
)
"""With one of these behind it "put", "taken" or "made" is a deed of any subject."""
_PARTICLED = frozenset({"put", "taken", "brought", "set"})
_PASSIVE = re.compile(
    r"(?P<blamed>\b(?P<be>was|were|got|(?:has|have) been|(?:was|were) being)"
    r"(?:\s++(?:then|also|soon|later|just|all|both|first|even|never|\w+ly)(?!\w))*+"
    r"\s+(?P<deed>[a-z]+(?:-[a-z]+)?))\b(?P<after>[^.]*)",
    re.IGNORECASE,
)
_NO_AGENTS = "|".join(
    (
        *(word.lower() for word in (*MONTHS, *WEEKDAYS)),
        *"hand half then now noon midnight today tomorrow accident mistake default chance phone "
        "mail email post law design far myself itself themselves a the at over about around nearly "
        "almost up early late mid spring summer autumn fall winter christmas easter".split(),
    )
)
_TIMES = (
    rf"(?:(?:the|a|an|about|around|over|nearly|almost|at least|{'|'.join((*NUMBERS, *TENS))}) )*"
    r"(?:\d|percent\b|points?\b|(?:end|time|way|next|"
    r"following|start|beginning|middle|few|third|quarter|factor|day|week|month|year|summer|hour|"
    r"dozen|date|deadline|minute|second|quarter|night|shift|batch)s?\b)"
)
_BY_AGENT = re.compile(
    rf"\A(?:\s+[\w’'-]+){{0,5}}?\s+by\s+(?!{_TIMES})"
    rf"(?:(?:a|an|the)\s+(?!(?:{_NO_AGENTS})\b)\w|(?!(?:{_NO_AGENTS})\b)(?!\w+ing\b)[^\W\d_])",
    re.IGNORECASE,
)
"""Somebody behind a "by": no time, no amount and no means."""
_LONG_AGO = re.compile(r"\b(?:ago|originally|in (?:19|20)\d\d)\b", re.IGNORECASE)
_NO_DEED = re.compile(
    r"\b(?:i|we|you|he|she|who|which|that|what|not|no|never|nobody|nothing|none|nowhere|if|unless|"
    r"before|after|until|once|when|whenever|as|how|where|why|whether|since|had|everything that|"
    r"while|because|than|whatever)\b",
    re.IGNORECASE,
)
"""Before a passive: somebody whom it befell, what was lacking, or an aside."""
_AFTER_A_WHILE = re.compile(
    r"\b(?:after|before|until|since)\s+(?:[\w-]+\s+){0,2}?(?:that|this|time|while|hours?|days?|weeks?|"
    r"months?|years?|minutes?|nights?|lunch|noon|discussions?|meetings?|"
    rf"{'|'.join((*WEEKDAYS, *MONTHS))})\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\b(?:not|never|originally)\b", re.IGNORECASE)


def passives(clause: Clause) -> Iterator[WeakWords]:
    """Yield deeds without a doer: not what was lacking, not asides, not with a named doer."""
    at = 0
    while found := _PASSIVE.search(clause.words, at):
        past = past_of(found["deed"].lower())
        if past and _hides_who(clause, found):
            yield clause.weak_words(found, "passive", f'who did? "I {past} ..."')
        at = found.end("blamed")


def _hides_who(clause: Clause, found: re.Match[str]) -> bool:
    deed = found["deed"].lower()
    if deed in _STATES or deed.startswith(_UNLIKE) or _NEVER.search(found["blamed"]):
        return False
    before = _AFTER_A_WHILE.sub(" ", clause.part_before(found.start()))
    if _NO_DEED.search(before) or not _has_subject(before, found):
        return False
    if _BY_AGENT.match(found["after"]) or _LONG_AGO.search(found["after"]):
        return False
    if deed in _PARTICLED and _MOVED.match(found["after"]):
        return True
    if deed == "put":
        return False
    return deed not in _BEHIND or _BEHIND[deed].search(before) is not None


def _has_subject(before: str, found: re.Match[str]) -> bool:
    """Say whether something stands before it that it was done to: a question has nothing."""
    return bool(before.strip()) or found.start() > 0
