"""Figures that say what something came to: no names ("Q3", "version 5.1", "Python 2"), no dates.

And what they say together: that something changed from one to another, or what it was worth.
"""

import itertools
import re
from collections.abc import Iterator

from lpcards.english.clauses import clauses_of
from lpcards.english.figures_in_text import AMOUNT, FIGURE
from lpcards.english.vocabulary import MONTHS, NUMBERS, TENS, WEEKDAYS

_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS)
_COUNT = rf"(?:\d+|{'|'.join((*NUMBERS, *TENS))})"
_NAMED = (
    "version release level tier phase step part chapter room gate door line route store site floor "
    "building ticket issue ward track gen generation section article form page slide sprint number "
    "grade class unit bay dock lane zone port channel option plan rule stage round season episode "
    "case bug pr request incident build batch train bus flight hangar aisle table week day "
    "year quarter top since until till around figure exhibit appendix item point seat age "
    "aged at python java php node ruby windows ios android angular django rails postgres mysql"
).split()
_NAME = re.compile(
    r"(?:(?<=\b[Vv])|(?<=\b[Vv]\.))\d[\d.]*"
    rf"|\b(?i:{'|'.join(_NAMED)})\s+(?i:#|no\.?\s|number\s)?(?P<named>(?i:{_COUNT})(?:[.:]\d+)*\b"
    r"(?!\s*(?:%|percent\b)))"
    rf"|(?<!\A)(?<![.!?:;\n] )(?<![.!?:;\n])\b(?!(?:I|From|To|Of|In|About|Only|Over|By|And|Than|"
    rf"{_MONTH}|{'|'.join(WEEKDAYS)})\b)"
    r"[A-Z][\w+#.-]{0,20}\s(?P<model>\d{1,2}(?:\.\d+)*)\b(?!\s*(?:%|percent\b|[a-z]+s\b))"
    r"|\b(?:the|my|our|a)\s+third\b(?!\s+of)"
    r"|#\s?\d+|\b(?:Q[1-4]|H[12]|FY\s?\d+|[A-Z]{1,4}-\d+)\b"
    r"|\b(?:first|second|third|fourth|last|next|this|that|each|every|per|a)\s+quarter\b"
    r"|\b(?:the|this|that|last|next)\s+half\b(?!\s+(?:of|the))",
    re.MULTILINE,
)
"""A figure that is part of a name."""
_DATE = re.compile(
    rf"\b(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+(?:19|20)\d\d)?"
    r"(?!\s+[a-z]+s\b)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{_MONTH})\b(?:\s+(?:19|20)\d\d)?"
    r"|(?<![\d$€£.,])(?:19|20)\d\d(?![\d.,]*\d)(?!\s*(?:%|percent|people|users|customers|orders|"
    r"euros|dollars|hours|requests|calls|tickets|items|units|pages|rows|miles|parts))"
    r"|\b\d{1,2}:\d\d(?::\d\d)?\b|\b\d{1,2}\s?[ap]\.?m\b|\bo['’]clock\b"
    rf"|\bat\s+(?i:{_COUNT})\s+(?:in\s+the|on\s+(?:{'|'.join(WEEKDAYS)})|at\s+night)",
)
_UNIT_OF_TIME = r"(?:second|minute|hour|day|night|week|weekend|month|quarter|year|sprint|shift)s?"
_WHEN = re.compile(
    rf"\b(?:in|after|for|within|over|during|every|each|by|about|around|until|almost|nearly|took|"
    rf"took\s+me|takes)\s+(?:(?:the|only|just|about|around|almost|nearly|over|another|like|next|last|"
    rf"first|past|following)\s+){{0,2}}{_COUNT}(?:\.\d+)?(?:\s+(?:and|or|to)\s+{_COUNT})?"
    rf"(?:\s+(?:and\s+)?a\s+half)?[\s-]+{_UNIT_OF_TIME}\b"
    r"(?!\s+(?:instead|rather|less|fewer|not|now))"
    rf"|\b{_COUNT}(?:\.\d+)?\s+{_UNIT_OF_TIME}\s+(?:later|ago|late|in|into|long|straight|old|before)\b"
    rf"|\b(?:first|last|next|past)\s+{_COUNT}\s+{_UNIT_OF_TIME}\b"
    rf"|\b{_COUNT}\s+times\b(?!\s+(?:as|more|less|faster|fewer|slower|the))",
    re.IGNORECASE,
)
"""When, how often or for how long something was done: effort, no result."""
_MINE = re.compile(
    r"\b(?:I|we)(?:['’](?:d|ve))?\s+(?:(?:then|also|had|have|just|only|\w+ly)\s+)*"
    r"(?!(?:save[ds]?|lost|sold|won|cut|reduced|increased|raised|lowered|halved|doubled|tripled|grew|"
    r"got|went|brought|earned|made|gained|need|needed|had|have|were|was|are|am|lose|paid|spent|spend|"
    r"ended|moved|shipped|opened|kept|missed|improved|dropped)\b)\w+",
    re.IGNORECASE,
)
"""A deed of mine: what I counted, read or changed is no result by itself."""
_MOVES = re.compile(
    r"\b(?:fell|falls|fallen|drop(?:s|ped)?|rose|risen|rises|grew|grown|shrank|went|cut|reduced|reduces|"
    r"increased|raised|lowered|halved|doubled|tripled|improved|decreased|climbed|came\s+down|down|up|"
    r"vanished|saves?|saved|saving|became|become|now|before|instead|than|less|fewer|more|until|"
    r"since|after(?:ward|wards)?|back|from|per|a\s+(?:day|week|month|year|quarter)|returned|renewed|"
    r"stayed|stay|copied|use|uses|using|missed|there\s+(?:were|was|are|is)|brought|took|takes|lost|"
    r"sold|costs?|paid|pays|worth|on\s+time|of\s+(?:the\s+)?\d+)\b|->|→|%|\bpercent\b|[$€£¥]",
    re.IGNORECASE,
)
"""What says that a figure is one of a result."""
_BLOT = "\x00"


def without_names(text: str) -> str:
    """Return a text in which figures of names and dates are blotted out; every offset stays."""
    return _DATE.sub(_blotted, _NAME.sub(_blotted, text))


def _blotted(found: re.Match[str]) -> str:
    return _BLOT * len(found[0])


def _without_effort(text: str) -> str:
    return _WHEN.sub(_blotted, without_names(text))


def figures_of_worth(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where each figure goes that may say what something came to."""
    bare = _without_effort(text)
    for clause in clauses_of(bare):
        for found in FIGURE.finditer(clause.words):
            if not _is_of_deed(clause.words, found):
                yield clause.start + found.start(), clause.start + found.end()


def _is_of_deed(words: str, found: re.Match[str]) -> bool:
    """Say whether a figure only counts what I did, in a part that tells of no change."""
    start = max(words.rfind(sign, 0, found.start()) for sign in ",;:(") + 1
    behind = _SIGN.search(words, found.end())
    part = words[start : behind.start() if behind else len(words)]
    return bool(_MINE.search(words[: found.start()])) and not _MOVES.search(part)


_SIGN = re.compile(r"[,;:)]")
_FROM_TO = re.compile(
    rf"\bfrom\b[^.;!?\n]{{0,60}}?(?:{AMOUNT.pattern})[^.;!?\n]{{0,60}}?\bto\b[^.;!?\n]{{0,40}}?"
    rf"(?:{AMOUNT.pattern})"
    rf"|(?:{AMOUNT.pattern})[^.;!?\n]{{0,50}}?(?:\binstead\s+of\b|\brather\s+than\b|->|→|=>|"
    rf"\b(?:down|up)\s+from\b|\bfrom\b|\bbecame\b|\bbecome\b)"
    rf"[^.;!?\n]{{0,40}}?(?:{AMOUNT.pattern}|\b(?:a|the|whole)\b)",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:fell|falls|drop(?:s|ped)?|rose|rises|grew|shrank|went|cut|reduced|increased|raised|lowered|"
    r"halved|doubled|tripled|improved|decreased|climbed|came\s+down|down|up|vanished|became|now|"
    r"before|instead|used\s+to|until|since|after|had\s+been|than)\b|->|→",
    re.IGNORECASE,
)
_ENOUGH = 2


def moved(text: str) -> bool:
    """Say whether a text has a figure before and one after, in one sentence or in two in a row."""
    bare = without_names(text)
    if _FROM_TO.search(_WHEN_ONLY.sub(_blotted, bare)):
        return True
    clauses = [clause.words for clause in clauses_of(_WHEN.sub(_blotted, bare))]
    windows = (*clauses, *(f"{a}; {b}" for a, b in itertools.pairwise(clauses)))
    return any(
        len(AMOUNT.findall(words)) >= _ENOUGH
        and FIGURE.search(words)
        and _CHANGE.search(words)
        and any(figures_of_worth(words))
        for words in windows
    )


_WHEN_ONLY = re.compile(
    rf"\b{_COUNT}\s+{_UNIT_OF_TIME}\s+(?:later|ago|late)\b"
    rf"|\bin\s+(?:\w+\s+)?{_COUNT}\s+{_UNIT_OF_TIME}(?=\s*(?:[.;!?\n]|\Z))",
    re.IGNORECASE,
)


def clauses_of_worth(text: str) -> Iterator[str]:
    """Yield the clauses that hold a figure that may say what something came to."""
    for clause in clauses_of(text):
        if any(figures_of_worth(clause.words)):
            yield clause.words
