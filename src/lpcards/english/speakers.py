"""Who speaks in a transcript: "Me: ...", "[00:15] Anna: ...", "<v Anna>", a name on its own line.

A text is a transcript if at least two of its lines name their speakers and either one of them is
known ("Interviewer", "Me", "Candidate") or two of them speak by turns. Of two names that say
nothing, the one who mostly asks is the interviewer.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_INTERVIEWERS = (
    r"interviewers?|interrogator|recruiter|hiring manager|panel(?:ist)?(?: \d)?|bar raiser|coach|"
    r"hr|moderator|host|examiner|int(?:erv)?\.?|interviewer \d|mock interviewer|them"
)
_OWN = r"me|myself|i|candidate|interviewee|applicant|answer(?:er)?|cand\.?|my answer"
_INTERVIEWER = re.compile(
    rf"(?:{_INTERVIEWERS})\Z|[^()\n]{{1,60}}\((?:{_INTERVIEWERS})\)\Z", re.IGNORECASE
)
_CANDIDATE = re.compile(rf"(?:{_OWN})\Z|[^()\n]{{1,60}}\((?:{_OWN}|you)\)\Z", re.IGNORECASE)
_TIME = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?"
_NAME = r"[^\W\d_][\w.’'-]{0,20}(?: [\w.’'-]{1,20}){0,2}(?: \([^()\n]{1,30}\))?"
_TURN = re.compile(
    rf"^(?P<lead>[ \t>*_-]{{0,6}}(?:{_TIME}[ \t]{{0,4}}[-–—]?[ \t]{{0,4}})?[*_]{{0,3}})"
    rf"(?:<v(?:\.\w+)? (?P<voice>[^<>\n]{{1,40}})>|(?P<name>{_NAME})[*_]{{0,3}}[ \t]?"
    rf"(?:[\[(]?{_TIME}[\])]?[ \t]?)?[:：][*_]{{0,3}}(?=\s|\Z))",
    re.MULTILINE,
)
_ALONE = re.compile(
    rf"^[ \t]*[*_]{{0,3}}(?P<name>{_NAME})[*_]{{0,3}}[ \t]+{_TIME}[ \t]*$", re.MULTILINE
)
"""A name and a time on a line of their own, what is said below it."""
_NO_SPEECH = re.compile(
    rf"^(?:WEBVTT[^\n]*|NOTE\b[^\n]*|\d+|[ \t]*{_TIME}[ \t]*-->[^\n]*|[ \t]*{_TIME})[ \t]*\r?$"
    r"|</?[cibuv](?:[. ][^<>\n]{0,40})?>",
    re.MULTILINE,
)
_HEADINGS = frozenset(
    "situation task action actions result results reflection learning learnings learned lesson "
    "lessons context problem challenge obstacle objective goal approach outcome impact background "
    "summary overview title question principle note notes notabene example answer story follow-up "
    "followup metrics takeaway takeaways step what why how when where who".split()
)
"""Words that name a part of an answer, and no speaker."""
FEWEST = 2


class _Turn(NamedTuple):
    """A speaker, where the line with the name begins, and where the speech goes from and to."""

    name: str
    at: int
    start: int
    end: int


def own_spans(text: str) -> list[tuple[int, int]] | None:
    """Return from where to where the candidate speaks; None if the text is no transcript."""
    turns = _turns(text)
    own = _own_names(text, turns)
    if not own:
        return None
    return [
        span for turn in turns if turn.name in own for span in _speech(text, turn.start, turn.end)
    ]


def _turns(text: str) -> list[_Turn]:
    found = sorted(
        (
            *(
                (one.start(), one.end(), one["voice"] or one["name"])
                for one in _TURN.finditer(text)
            ),
            *((one.start(), one.end(), one["name"]) for one in _ALONE.finditer(text)),
        )
    )
    marks = [
        (at, start, name.strip().casefold())
        for at, start, name in found
        if not _HEADINGS & {*re.findall(r"[\w-]+", name.casefold())} or _is_known(name)
    ]
    if not marks:
        return []
    ends = [at for at, _, _ in marks[1:]] + [len(text)]
    return [_Turn(name, at, start, end) for (at, start, name), end in zip(marks, ends, strict=True)]


def _is_known(name: str) -> bool:
    return bool(_INTERVIEWER.match(name) or _CANDIDATE.match(name))


def _own_names(text: str, turns: Sequence[_Turn]) -> set[str]:
    """Return the names under which the candidate speaks; none if nobody can tell."""
    names = [*dict.fromkeys(turn.name for turn in turns)]
    mine = {name for name in names if _CANDIDATE.match(name) and not _INTERVIEWER.match(name)}
    asking = {name for name in names if _INTERVIEWER.match(name)}
    if mine and (asking or len(turns) >= FEWEST):
        return mine
    others = [name for name in names if name not in asking]
    if asking and others:
        return {_longest(others, turns)}
    turns_of = Counter(turn.name for turn in turns)
    if len(names) != FEWEST or min(turns_of.values()) < FEWEST:
        return set()
    questions = {
        name: sum(
            text[turn.start : turn.end].rstrip().endswith("?")
            for turn in turns
            if turn.name == name
        )
        / turns_of[name]
        for name in names
    }
    first, second = names
    if max(questions.values()) <= min(questions.values()):
        return set()
    return {first if questions[first] < questions[second] else second}


def _longest(names: Sequence[str], turns: Sequence[_Turn]) -> str:
    said = Counter[str]()
    for turn in turns:
        said[turn.name] += turn.end - turn.start
    return max(names, key=lambda name: said[name])


def _speech(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what is said in a turn: times and cues are left out."""
    at = start
    for found in _NO_SPEECH.finditer(text, start, end):
        yield from _trimmed(text, at, found.start())
        at = found.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    first, last = end - len(words.lstrip()), start + len(words.rstrip())
    if first < last:
        yield first, last
