"""Notes as they are marked: title, steps, questions and answers; and the sentences of their lines.

Lines of a wrapped paragraph belong together; bullets stand alone.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lpcards.english.sentences import sentences
from lpcards.story.models import STEPS

LONGEST_TITLE = 70

_NAMES = {
    "situation": "s|situation|context|background|setting|the problem",
    "task": "t|task|goal|my task|my role|role|responsibility",
    "action": "a|action|actions|what i did|steps",
    "result": "r|result|results|outcome|impact",
    "reflection": "reflection|reflections|learning|learnings|lesson|lessons|lessons learned|"
    "what i learned|takeaway|takeaways|retro",
    "question": "q|question|probe|follow-up|follow up|followup",
    "answer": "answer",
    "title": "title",
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split("|")}
_WORD = "|".join(sorted(map(re.escape, _KINDS), key=len, reverse=True))
_MARK = re.compile(
    rf"\A\s*+(?:[-*+•]\s++)?[#*_\[(\s]*+(?P<name>{_WORD})[*_\])]*+\s*"
    r"(?P<sign>[:=]|\s[-–—]\s)[*_]*+\s*+(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_HEADING = re.compile(
    rf"\A\s*+(?:#++\s*+|\*\*|__)?(?P<name>{_WORD})(?:\*\*|__)?\s*+:?\s*+\Z", re.IGNORECASE
)
_BRACKETED = re.compile(
    r"\A\s*+[\[(](?P<name>[starq])[\])]\s*+[:–-]?\s*+(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_INLINE = re.compile(r"(?<![ \t])[ \t]+(?=[STARQ]:\s)")


class NotedQuestion(NamedTuple):
    """A follow-up question with what would be answered ("": nothing yet)."""

    ask: tuple[str, ...]
    answer: tuple[str, ...] = ()


class MarkedNotes(NamedTuple):
    """Lines by what they were marked as. `loose` are those before any mark."""

    title: str
    loose: tuple[str, ...]
    steps: dict[str, tuple[str, ...]]
    questions: tuple[NotedQuestion, ...]

    @property
    def is_marked(self) -> bool:
        """Say whether any step was marked."""
        return bool(self.steps)


def read_notes(text: str) -> MarkedNotes:
    """Read notes. Never raises; what is no mark is text."""
    blocks = list(_blocks(text))
    title, loose = _titled([line for kind, lines in blocks if kind == "" for line in lines])
    for kind, lines in blocks:
        if kind == "title" and not title:
            title = " ".join(" ".join(lines).split())
    steps: dict[str, list[str]] = {}
    for kind, lines in blocks:
        if kind in STEPS:
            steps.setdefault(kind, []).extend(lines)
    by_step = {kind: tuple(lines) for kind, lines in steps.items()}
    return MarkedNotes(title, tuple(loose), by_step, tuple(_questions(blocks)))


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each stretch of lines with its kind, "" before the first mark."""
    kind, lines = "", list[str]()
    for line in _INLINE.sub("\n", text).splitlines():
        found = _marked(line, kind)
        if found is None:
            lines.append(line)
            continue
        yield kind, lines
        kind, lines = found[0], [found[1]]
    yield kind, lines


def _marked(line: str, before: str) -> tuple[str, str] | None:
    """Return the kind that a line opens, and the rest of it; None if it goes on with the last."""
    found = _BRACKETED.match(line) or _MARK.match(line) or _HEADING.match(line)
    if found is None:
        return None
    name, sign = found["name"].lower(), found.groupdict().get("sign") or ":"
    if name == "a" and sign != ":" and found["name"].islower():
        return None
    kind = "answer" if name == "a" and before == "question" else _KINDS.get(name)
    return (kind, found.groupdict().get("rest") or "") if kind else None  # a long s is none


def _titled(lines: list[str]) -> tuple[str, list[str]]:
    """Return a title and the lines behind it: the first line, if it looks like one."""
    filled = [line for line in lines if line.strip()]
    first = filled[0].strip() if filled else ""
    plain = first.lstrip("#*_ ").rstrip("*_ ")
    heading = first.startswith("#")
    short = len(plain) <= LONGEST_TITLE and plain[-1:] not in {*".!?:;,。！？"}
    alone = len(filled) > 1 and short and _is_set_off(lines, filled[0])
    if plain and (heading or alone or (len(filled) == 1 and short)):
        return plain, lines[lines.index(filled[0]) + 1 :]
    return "", lines


def _is_set_off(lines: list[str], first: str) -> bool:
    """Say whether an empty line follows the first filled one."""
    after = lines[lines.index(first) + 1 :]
    return bool(after) and not after[0].strip()


def _questions(blocks: list[tuple[str, list[str]]]) -> Iterator[NotedQuestion]:
    """Yield the questions, each with the answer behind it."""
    asked: list[tuple[list[str], list[str]]] = []
    for kind, lines in blocks:
        if kind == "question":
            asked.append((lines, []))
        elif kind == "answer" and asked:
            asked[-1][1].extend(lines)
    return (NotedQuestion(tuple(ask), tuple(answer)) for ask, answer in asked)


WRAPPED = 45
"""A line shorter than this ends where its author ended it."""
_BULLET = re.compile(r"^\s*(?:[-*+•–—‣▪]|\(?\d{1,2}[.)])\s+(?=\S)")


def sentences_of(lines: Iterable[str]) -> list[str]:
    """Return the sentences of some lines, in order; nothing but white space and bullets is lost."""
    return [sentence for paragraph in _paragraphs(lines) for sentence in sentences(paragraph)]


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Yield what belongs together: a bullet, a short line, a wrapped paragraph."""
    held: list[str] = []
    for line in lines:
        if held and not _goes_on(held[-1], line):
            yield " ".join(" ".join(held).split())
            held = []
        if text := _BULLET.sub("", line).strip():
            held.append(text)
    if held:
        yield " ".join(" ".join(held).split())


def _goes_on(before: str, line: str) -> bool:
    """Say whether a line goes on with the sentence of the line before it."""
    if not line.strip() or _BULLET.match(line):
        return False
    return len(before) >= WRAPPED or line[:1].isspace()
