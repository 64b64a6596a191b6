"""Notes as they are marked: title, steps, questions with answers, and what stands before them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

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


class Question(NamedTuple):
    """A follow-up question with what would be answered ("": nothing yet)."""

    ask: tuple[str, ...]
    answer: tuple[str, ...] = ()


class Notes(NamedTuple):
    """Lines by what they were marked as. `loose` are those before any mark."""

    title: str
    loose: tuple[str, ...]
    steps: dict[str, tuple[str, ...]]
    questions: tuple[Question, ...]

    @property
    def is_marked(self) -> bool:
        """Say whether any step was marked."""
        return bool(self.steps)


def read_notes(text: str) -> Notes:
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
    told = {kind: tuple(lines) for kind, lines in steps.items()}
    return Notes(title, tuple(loose), told, tuple(_questions(blocks)))


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
    told = [line for line in lines if line.strip()]
    first = told[0].strip() if told else ""
    plain = first.lstrip("#*_ ").rstrip("*_ ")
    heading = first.startswith("#")
    short = len(plain) <= LONGEST_TITLE and plain[-1:] not in {*".!?:;,。！？"}
    alone = len(told) > 1 and short and _is_set_off(lines, told)
    if plain and (heading or alone or (len(told) == 1 and short)):
        return plain, lines[lines.index(told[0]) + 1 :]
    return "", lines


def _is_set_off(lines: list[str], told: list[str]) -> bool:
    """Say whether an empty line follows the first one."""
    after = lines[lines.index(told[0]) + 1 :]
    return bool(after) and not after[0].strip()


def _questions(blocks: list[tuple[str, list[str]]]) -> Iterator[Question]:
    """Yield the questions, each with the answer behind it."""
    asked: list[tuple[list[str], list[str]]] = []
    for kind, lines in blocks:
        if kind == "question":
            asked.append((lines, []))
        elif kind == "answer" and asked:
            asked[-1][1].extend(lines)
    return (Question(tuple(ask), tuple(answer)) for ask, answer in asked)
