"""What weakens an answer by its sense, however it is worded: moved only when told, waited, ...

A sense is a family of wordings. A phrase that the content names belongs to one if it has such a
wording itself; an answer that says the same in other words is then found by it. What is denied
("nobody told me to"), quoted, only thought of ("if I had waited") or taken back ("I chose to go
further") is not meant.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.english.clauses import Clause, clauses_of
from lpcards.english.figures_in_text import FIGURE
from lpcards.english.result_figures import figures_of_worth


class SensedWords(NamedTuple):
    """Words with a sense: its name, and from where to where they stand."""

    sense: str
    start: int
    end: int


_ADVERBS = r"(?:\s++(?:then|also|just|once|only|all|really|simply|still|\w+ly)(?!\w)){0,4}+"
_PAST = rf"(?:\s+(?:had|have|has))?{_ADVERBS}"
_I = r"\b(?:I|we)(?:['’](?:d|ve))?"
_OVER_ME = (
    r"(?:(?:my|the|our|his|her|a)\s+(?:[\w-]+\s+){0,2}?)?"
    r"\b(?:managers?|boss|bosses|lead|leader|supervisor|director|chief|head(?: of [\w-]+)?|"
    r"principal|foreman|chef|owner|mentor|professor|teacher|vp|ceo|cto|cfo|pm|po|management|"
    r"superior|captain|partner)"
)
"""Whoever could order it. Customers and colleagues ask; that is no order."""
_NO_ORDER = r"(?!\s+(?:stop|stay|wait|leave|drop|not|keep|forget|skip|quit|join|sit|be)\b)"
_GIVEN = r"(?:task|job|ticket|assignment|project|order|mission|responsibility)"
_TOLD = (
    (
        rf"{_OVER_ME}{_PAST}\s+(?:asked|told|wanted|instructed|ordered|assigned|directed|needed|"
        r"requested|expected|required|got|tasked)"
        rf"\s+me\s+(?:to{_NO_ORDER}|if\s+I\s+(?:could|can|would)|whether\s+I|with)\s+\w+(?:\s+\w+)?"
    ),
    rf"{_OVER_ME}{_PAST}\s+assigned\s+(?:me|us)\b(?:\s+\w+){{0,2}}",
    rf"{_OVER_ME}{_PAST}\s+(?:gave|handed)\s+me\s+(?:the|a|this|that|an)\s+(?:\w+\s+)?{_GIVEN}",
    rf"{_OVER_ME}{_PAST}\s+made\s+me\s+(?!feel|think|realize|see|understand|laugh|a|the)\w+",
    (
        r"\bI(?:['’](?:d|ve))?(?:\s+(?:was|am|got|had been|have been|been|was then|was also))"
        rf"{_ADVERBS}\s+(?:(?:asked|told|instructed|ordered|directed|requested|required)\s+"
        rf"(?:by\s+(?:\w+\s+){{1,4}}?)?(?:to{_NO_ORDER}|if)\b|(?:tasked|charged|assigned|entrusted)\b"
        rf"(?!\s+\$|\s+\d)(?:\s+(?:with|to|as|the|a))?|(?:given|handed)\s+(?:the|a|this|that)\s+(?:\w+\s+)?{_GIVEN}"
        r"|put\s+in\s+charge\s+of)(?:\s+\w+){0,3}"
    ),
    (
        rf"\b(?:(?:the|this|that|a)\s+(?:\w+\s+)?{_GIVEN}|it|this|that)\s+(?:was|got){_ADVERBS}\s+"
        r"(?:assigned|given|handed|passed|delegated)\s+to\s+me\b"
    ),
    (
        r"\bdid\s+(?:just\s+|only\s+|exactly\s+)?(?:what|as)\s+I\s+(?:was|had been|['’]d been)\s+"
        r"(?:told|asked)"
    ),
    r"\bdid\s+what\s+(?:was|had\s+been)\s+(?:asked|expected)\s+of\s+me\b",
    r"\b(?:was|were)\s+only\s+following\s+(?:orders|instructions)\b",
    (
        r"\A[\s*•-]*+(?:then\s+)?(?:asked|told|tasked|assigned|instructed)\s+"
        r"(?:(?:by|to|with)\s+(?:my\s+|the\s+)?)+\w+(?:\s+\w+)?"
    ),
)
_OF_OTHERS = (
    r"(?:approv\w+|sign-?\s?offs?|go-?ahead|permission|tickets?|sprint|backlog|planning|planned|"
    r"scheduled|prioriti[sz]ed|assigned|repl(?:y|ied|ies)|respon(?:se|ded)|answer(?:ed)?|"
    r"instructions?|decisions?|decided|budget|green light|(?:my|the|our)\s+"
    r"(?:\w+\s+)?(?:manager|boss|lead|team|owner|director|support|office)|"
    r"(?:the|another|an|other)\s+\w*\s?teams?|management|HR|IT|legal|next\s+(?:week|sprint|quarter|"
    r"month|meeting|release|day)|to\s+hear\s+back|got\s+back)"
)
_PERSON = r"(?:someone|somebody|him|her|them|they|he|she)"

_WAITED = (
    (
        rf"(?:{_I}|\band|\bthen){_PAST}\s+(?:waited|held\s+off|sat\s+tight|stalled)"
        rf"(?:\s+(?:a|two|three|\d+)\s+\w+)?\s+(?:for|until|till|on|to)\b"
        rf"(?:\s+{_PERSON}|(?:\s+[\w’'-]+){{0,4}}?\s+{_OF_OTHERS})\b(?!\s+to\s+(?:finish|calm|cool|leave|end|speak|stop|arrive|come|go|close))"
    ),
    rf"(?:{_I}|\band|\bthen){_PAST}\s+waited\s+to\s+(?:hear|be\s+told|get)\b(?:\s+\w+)?",
    (
        rf"(?:{_I}|\band){_PAST}\s+(?:put|left|parked)\s+(?:it|this|that|the\s+\w+)\s+(?:in|on|for)\s+"
        r"(?:the\s+)?(?:backlog|next\s+(?:sprint|week|quarter|release))"
    ),
    r"\b(?:it|this|that|the\s+\w+)\s+had\s+to\s+wait\s+(?:until|till|for)\b(?:\s+[\w’'-]+){0,3}",
)
_CASE = (
    r"(?:it|this|that|them|everything|(?:the|this|that|my|a|his|her|their)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:case|issue|problem|ticket|bug|question|complaint|matter|request|report|concern|incident|"
    r"error|finding|customer|call|fault|defect|leak)s?)"
)
_ON = (
    (
        rf"(?:{_I}|\band|\bthen|\A[\s*•-]*+){_PAST}\s*+(?:"
        rf"\b(?:escalated|forwarded|referred|reported|flagged|delegated|passed|handed|pushed|raised|brought\s+up)"
        rf"\s+{_CASE}(?:\s+(?:on|over|off|along|up|back|straight|directly))*\s+(?:to|with)"
        r"(?:\s+[\w’'-]+){1,4}"
        r"|\bpinged\s+\w+"
        r"|\bescalated(?!\s+(?:\w+\s+){0,3}?(?:quickly|violence))(?:\s+to(?:\s+[\w’'-]+){1,3})?"
        rf"|\b(?:left|leave)\s+{_CASE}\s+(?:to|with)\s+(?!me\b)\w+(?:\s+\w+)?"
        rf"|\b(?:handed|passed)\s+{_CASE}\s+(?:on|over|off|along)"
        r"|\b(?:opened|filed|raised|created)\s+a\s+ticket\s+(?:with|for|at)\s+\w+(?:\s+\w+){0,2}"
        r"|\btold\s+(?:[\w’'-]+\s+){1,3}and\s+(?:they|left\s+it\s+(?:to|with))\s+\w+(?:\s+\w+)?)"
    ),
)
_AT_HAND = re.compile(
    r"\b(?:with\s+(?:a|an|the|my|two|three|all|each|its|proof|data|logs?|photos?|\d+)|brought|"
    r"bringing|plus|attached|fix|patch|PR|pull request|proof|data|logs?|graphs?|plan|proposal|"
    r"by\s+\w+ing)\b",
    re.IGNORECASE,
)
_WITH_WHOM = re.compile(r"\b(?:raised|ticket|left|leave|brought)\b", re.IGNORECASE)
"""Where these are said, the words behind "with" are a person and nothing in the hand."""
_FREE = (
    (
        rf"(?:{_I}|\bwhen(?:ever)?\s+I){_ADVERBS}\s+(?:had|found|have)\s+(?:(?!(?:no|not|little|hardly|never)\b)\w+\s+){{0,4}}?(?:time\s+to\s+"
        r"spare|free\s+time|spare\s+time|extra\s+time|time\s+left|time\s+on\s+my\s+hands|downtime|slack|"
        r"capacity|bandwidth)\b"
    ),
    (
        rf"{_I}{_ADVERBS}\s+(?:had|have)\s+(?:nothing|not\s+much|little|not\s+a\s+lot)\s+(?:else\s+|better\s+|"
        r"urgent\s+|much\s+)?(?:to\s+do|going\s+on|on\s+my\s+plate)\b"
    ),
    r"\bI\s+(?:had|have)n['’]t\s+(?:much|a\s+lot|anything)\s+(?:else\s+)?(?:to\s+do|on\s+my\s+plate)\b",
    (
        r"\b(?:it|things|work|business|[A-Z]\w+day|(?:the|that)\s+\w+|[A-Z][a-z]+)\s+(?:was|were|is)\s+"
        r"(?:a\s+|rather\s+|quite\s+|pretty\s+|very\s+|always\s+)*(?:slow|quiet|calm)\s+"
        r"(?:week|day|month|season|time|period|phase|sprint|afternoon|shift)\b"
    ),
    (
        r"\bI\s+(?:was\s+not|wasn['’]t|was)\s+(?:(?:very|that|too|so|really|quite)\s+)?(?:bored|"
        r"(?<=not )busy|(?<=n['’]t )busy|(?<=very )busy|(?<=that )busy|(?<=too )busy)\b"
    ),
    r"\b(?:I\s+was\s+)?between\s+(?:two\s+)?projects\b",
    r"\bmy\s+plate\s+was\s+(?:empty|not\s+full)\b",
)
_CROWD = (
    r"(?:everyone|everybody|all|people|they|product|management|marketing|sales|"
    r"(?:(?:the|my|our|all|both|most|other|these)\s+(?:of\s+)?(?:[\w’'-]+\s+){0,2}?)?"
    r"(?:team(?:mates)?|managers?|lead(?:er)?s?|boss|bosses|director|chief|head(?:\s+of\s+\w+)?|"
    r"clients?|customers?|users?|guests?|tenants?|parents|students?|patients?|stakeholders?|"
    r"colleagues?|cooks|staff|crew|leadership|owners?|principal|partners?|sponsor|department|"
    r"employees|residents|passengers|readers|neighbors|neighbours|workers|nurses|engineers))"
)
_GLAD = (
    r"(?:happy|happier|pleased|satisfied|delighted|thrilled|impressed|glad|grateful|thankful|proud|"
    r"content|enthusiastic|over\s+the\s+moon)"
)
_SO = (
    r"(?:\s++(?:very|really|so|quite|all|super|pretty|both|just|now|also|more|much|again|\w+ly)"
    r"(?!\w)){0,4}+"
)
_HAPPY = (
    rf"\b{_CROWD}\s+(?:was|were|is|are|seemed|felt|got){_SO}\s+{_GLAD}\b(?!\s+to\s+(?!see|hear)\w)",
    (
        rf"\b{_CROWD}{_SO}\s+(?:loved|liked|appreciated|enjoyed|praised)\s+(?:it|this|that|the|my|our)\b"
        r"(?:\s+\w+)?"
    ),
    rf"\A[\s*•-]*+{_CROWD}\s+{_GLAD}(?:\s+again)?\b",
    rf"\bwe\s+were{_SO}\s+{_GLAD}\b",
    rf"\bfeedback\s+(?:was|is|has\s+been){_SO}\s+(?:positive|good|great|amazing)\b",
    (
        rf"\b(?:got|received|had)(?:\s+(?:a\s+lot\s+of|lots\s+of|some|only))?{_SO}\s+(?:positive|good|"
        r"great)\s+feedback\b"
    ),
    (
        rf"\b(?:it|this|that|the\s+\w+)\s+was\s+a{_SO}\s+(?:(?:big|great|huge|total|full|complete)\s+)?"
        r"success\b"
    ),
    r"\b(?:it|everything|all|the\s+\w+)(?:\s+all)?\s+went(?:\s+(?:very|really|so|quite|all|pretty))*\s+(?:well|smoothly|great|fine)\b",
    rf"\b{_CROWD}\s+said\s+(?:that\s+)?(?:it|this)\s+was{_SO}\s+(?:good|great|excellent|amazing)\b",
)
_BLAME = (
    (
        r"\b(?:it|this|that|which)\s+was\s+(?:(?:all|entirely|clearly|really|actually)\s+)*"
        r"(?:their|his|her|[\w-]+['’]s?)\s+fault\b"
    ),
    r"\b(?:the|another|an|our|their)?\s*(?!I\b)[\w-]+\s+dropped\s+the\s+ball\b",
    (
        r"\b(?:another|the\s+other|a\s+different)\s+(?:team|department|company|office)\s+"
        r"(?:blocked|delayed|held\s+up|slowed|let\s+down)\s+us\b"
    ),
    (
        r"\b(?:another|the\s+other)\s+(?:team|department|company|office)\s+was\s+(?:\w+\s+)?(?:late|slow|"
        r"too\s+slow|to\s+blame)\b"
    ),
)
_PERFECT = (
    (
        r"\bI(?:['’]m|\s+am)\s+(?:(?:just|such|really|probably|a\s+bit\s+of|kind\s+of|too\s+much\s+of)\s+)*"
        r"a\s+(?:\w+\s+)?perfectionist\b"
    ),
    r"\bI\s+(?:\w+\s+)?(?:care|work)\s+too\s+(?:much|hard)\b",
    r"\bI(?:['’]m|\s+am)\s+too\s+(?:committed|dedicated|nice|honest|ambitious|detail-?\s?oriented)\b",
)
_HEROIC = (
    (
        rf"{_I}{_PAST}\s+worked\s+(?:(?:all|every|through|the|many|a\s+lot\s+of|late|long|several|whole|"
        r"my|on)\s+)*(?:nights?|weekends?|overtime|evenings|around\s+the\s+clock|day\s+and\s+night|"
        r"extra\s+hours)(?:\s+and\s+(?:nights|weekends|evenings))?\b"
    ),
)
_SENSES: dict[str, tuple[str, ...]] = {
    "told-to": _TOLD,
    "waited": _WAITED,
    "handed-on": _ON,
    "free-time": _FREE,
    "all-happy": _HAPPY,
    "blame": _BLAME,
    "perfectionist": _PERFECT,
    "overtime": _HEROIC,
}
SENSES = tuple(_SENSES)
_PATTERNS = {
    sense: tuple(re.compile(one, re.IGNORECASE) for one in several)
    for sense, several in _SENSES.items()
}
_MAY_BE = {
    "told-to": r"\b(?:me|asked|told|tasked|charged|assigned|instructed|ordered|directed|requested|"
    r"required|entrusted|given|handed|put|following)\b",
    "waited": r"\b(?:wait|waited|held|sat|stalled|backlog|next)\b",
    "handed-on": r"\b(?:escalated|forwarded|referred|reported|flagged|delegated|passed|handed|"
    r"pushed|raised|brought|pinged|left|leave|ticket|told)\b",
    "free-time": r"\b(?:time|downtime|slack|capacity|bandwidth|do|plate|quiet|slow|calm|bored|busy|"
    r"projects)\b",
    "all-happy": rf"\b(?:{_GLAD}|loved|liked|appreciated|enjoyed|praised|feedback|success|well|"
    r"smoothly|great|fine|said)\b",
    "blame": r"\b(?:fault|ball|blocked|delayed|slowed|late|slow|blame|held|let)\b",
    "perfectionist": r"\b(?:perfectionist|too)\b",
    "overtime": r"\bworked\b",
}
"""A word that each wording of a sense has: most clauses have none, and that is soon seen."""
_SOON = {sense: re.compile(words, re.IGNORECASE) for sense, words in _MAY_BE.items()}
_TAKEN_BACK = re.compile(
    r"\b(?:not|never|nobody|no\s+one|no-one|nothing|without|instead\s+of|rather\s+than|wouldn|"
    r"could\s+have|would\s+have|should\s+have|if|unless|until|before|than|whether|hardly|isn|n['’]t|"
    r"so\s+that|make\s+sure|till|as\s+if)\b[^,;]{0,30}\Z",
    re.IGNORECASE,
)
LOOK_BACK = 60
"""Characters before the words in which a "not" takes them back."""
_CHOSE = re.compile(
    r"\bI\s+(?:\w+\s+)?(?:chose|decided|volunteered|offered|suggested|proposed|insisted|went\s+further|"
    r"refused|pushed\s+back|disagreed)\b|\b(?:nobody|no\s+one)(?:\s+had|\s+has)?\s+(?:asked|told)\b|"
    r"\bon\s+my\s+own\b|\bbeyond\b|\bunasked\b|\bmy\s+own\s+idea\b|\b(?:was|were)\s+not\s+part\s+of\b",
    re.IGNORECASE,
)
"""What takes back that one was told to: what one did besides."""
_SUBJECT = re.compile(rf"{_I}{_PAST}\s+", re.IGNORECASE)
_JOINT = re.compile(r"[,;:()]|\b(?:and|but|so|then|because)\b", re.IGNORECASE)
_ALSO_I = re.compile(r"\b(?:and|then|but|so)\b[^.;]{0,40}?\bI\b|,\s*I\b")


def handings(clause: Clause) -> Iterator[tuple[int, int]]:
    """Yield from where to where a clause hands a problem on, with nothing in the hand."""
    if span := _span("handed-on", clause, ""):
        words = clause.words[span[0] - clause.start : span[1] - clause.start]
        subject = _SUBJECT.match(words)
        yield span[0] + (subject.end() if subject else 0), span[1]


OF_RESULTS = frozenset({"all-happy"})
"""Senses that weaken what a story came to, and not the scene that it begins with."""


def senses_in(text: str, *, is_scene: bool = False) -> Iterator[SensedWords]:
    """Yield where a text has one of the senses; each clause has each of them once at most."""
    asked = [sense for sense in SENSES if not (is_scene and sense in OF_RESULTS)]
    for clause in clauses_of(text):
        for sense in asked:
            if _SOON[sense].search(clause.words) and (span := _span(sense, clause, text)):
                yield SensedWords(sense, *span)


def _span(sense: str, clause: Clause, text: str) -> tuple[int, int] | None:
    for pattern in _PATTERNS[sense]:
        for found in pattern.finditer(clause.words):
            if _is_meant(sense, clause, found, text):
                start, end = _bare(found)
                return clause.start + start, clause.start + end
    return None


def _bare(found: re.Match[str]) -> tuple[int, int]:
    """Return from where to where a match goes, the joint and the bullet before it left out."""
    words = found[0]
    lead = re.match(r"[\s*•-]*(?:(?:and|then)\s+)?", words, re.IGNORECASE)
    return found.start() + (lead.end() if lead else 0), found.end()


def _is_meant(sense: str, clause: Clause, found: re.Match[str], text: str) -> bool:
    before = clause.words[max(0, found.start() - LOOK_BACK) : found.start()]
    if found[0].lower().startswith(("and", "then")) and not _is_mine(clause, found):
        return False
    behind = clause.words[found.end() :]
    if _TAKEN_BACK.search(before):
        return False
    if sense == "told-to":
        return _CHOSE.search(text, clause.start + found.end()) is None
    if sense == "handed-on":
        said = behind if _WITH_WHOM.search(found[0]) else found[0] + behind
        return not (_AT_HAND.search(said) or _ALSO_I.search(behind))
    if sense == "all-happy":
        return not any(figures_of_worth(_part_around(clause, found)))
    return not (sense == "overtime" and FIGURE.search(found[0]))


_PERSONS = re.compile(r"\b(?:I|we|who|which|that|they|he|she|it|you)\b", re.IGNORECASE)


def _is_mine(clause: Clause, found: re.Match[str]) -> bool:
    """Say whether I, or we, are a subject before an "and"."""
    subjects = _PERSONS.findall(clause.words[: found.start()])
    return any(one.lower() in {"i", "we"} for one in subjects)


def _part_around(clause: Clause, found: re.Match[str]) -> str:
    """Return the part of a clause, between its joints, that the words stand in."""
    behind = _JOINT.split(clause.words[found.end() :], maxsplit=1)[0]
    return clause.part_before(found.start()) + found[0] + behind


def senses_of_phrase(phrase: str) -> dict[str, float]:
    """Return the senses that a phrase of the content has, each with the share that is about it."""
    found = senses_in(phrase)
    return {one.sense: (one.end - one.start) / len(phrase) for one in found}
