"""The sentences of some lines of notes, be they wrapped, listed, or spoken without a stop."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lpcards.drafts.notes.talk import breaths_of
from lpcards.english.deeds import is_deed
from lpcards.english.sentences import sentences
from lpcards.story.headings import bare_span, is_list_item

WRAPPED, WIDEST = 45, 100
"""Lines of a page have from so many to so many characters; others end where their author says."""
SLACK = 12
"""Characters that a line may lack: what stood before it, as `Situation: `, is gone."""
_OPEN = frozenset(
    "a an and as at because but by for from his i into is its my of or our so than the their to "
    "was were when where which while who with your".split()
)
"""Words with which no line ends that its author ended."""

_ARROW = re.compile(r"\A\s*(?:[-=]>|~(?=\s+[^\s\d])|\d\ufe0f?\u20e3)\s+(?=\S)")
_ENUMERATED = (
    re.compile(r"\A\s*(?:step|point|phase)\s(?P<n>\d{1,2})\s?[:.)–-]\s+(?=\S)", re.IGNORECASE),
    re.compile(r"\A\s*\d{1,2}\.(?P<n>\d{1,2})[.)]?\s+(?=[A-Z]|[a-z]+ed\b)"),
    re.compile(r"\A\s*(?P<n>[a-z])\.\s+(?=\S)", re.IGNORECASE),
)
_COUNT, _LETTERS = [str(number) for number in range(1, 100)], [*"abcdefghijklmnopqrstuvwxyz"]


def sentences_of(lines: Iterable[str]) -> list[str]:
    """Return the sentences of some lines, in order; nothing but white space and bullets is lost."""
    return [
        part
        for paragraph in _paragraphs(_itemized([*lines]))
        for sentence in sentences(paragraph)
        for part in breaths_of(sentence)
    ]


def _itemized(lines: list[str]) -> list[str]:
    """Return lines with a dash for what numbers them, if they go on from one: `a.`, `1.1`."""
    lines = [_ARROW.sub("- ", line) for line in lines]
    for pattern in _ENUMERATED:
        found = {at: mark for at, line in enumerate(lines) if (mark := pattern.match(line))}
        numbers = [mark["n"].lower() for mark in found.values()]
        if len(found) > 1 and numbers in (_COUNT[: len(found)], _LETTERS[: len(found)]):
            for at, mark in found.items():
                lines[at] = f"- {lines[at][mark.end() :]}"
    return lines


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Yield what belongs together: a bullet, a short line, a wrapped paragraph."""
    for run in _runs(lines):
        held = [run[0]]
        width, is_pair = max(map(len, run)), len(run) == 2  # noqa: PLR2004
        wrapped = _is_wrapped(run, width)
        for line in run[1:]:
            held_on = _goes_on(held[-1], line, wrapped=wrapped, is_pair=is_pair)
            if not (line[:1].isspace() or (width >= WRAPPED and held_on)):
                yield _joined(held)
                held = []
            held.append(line)
        yield _joined(held)


def _runs(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield lines that no empty line parts, and no bullet; without bullets, with their indent."""
    run: list[str] = []
    for line in lines:
        start, end = bare_span(line)
        if run and (start == end or is_list_item(line)):
            yield run
            run = []
        if start < end:
            indent = " " if run and line[:1].isspace() else ""
            run.append(indent + line[start:end])
    if run:
        yield run


def _joined(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())


def _is_wrapped(run: Sequence[str], width: int) -> bool:
    """Say whether lines end where the next word had no room, and not where a thought does."""
    full = (
        len(line) + 1 + len(after.split(maxsplit=1)[0]) + SLACK > width
        for line, after in pairwise(run)
    )
    return WRAPPED <= width <= WIDEST and all(full)


def _goes_on(before: str, line: str, *, wrapped: bool, is_pair: bool) -> bool:
    """Say whether a line goes on with the sentence of the line before it."""
    first, last = line.split(maxsplit=1)[0], before.rsplit(maxsplit=1)[-1]
    if last[-1] in ",;:" or last.lower() in _OPEN:
        return True
    if is_deed(first) and (first[0].isupper() or is_pair or not wrapped):
        return False
    return wrapped or (first[0].islower() and before[0].isupper() and len(before) >= WRAPPED)
