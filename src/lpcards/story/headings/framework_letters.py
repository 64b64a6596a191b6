"""Letters that spell a framework, line by line: S, T, A and R, each before its step.

They do so within one story: no title stands between them, nor a heading of the document.
"""

from collections.abc import Iterator, Sequence

from lpcards.story.headings.heading_line import BOLD, HeadingLine
from lpcards.story.headings.heading_words import ASKED, FRAMEWORKS, QUESTION, TITLE

_LONGEST_FRAMEWORK = max(map(len, FRAMEWORKS))
_Row = list[tuple[HeadingLine, list[int]]]


def letters_meant(headings: Sequence[HeadingLine | None]) -> dict[int, str]:
    """Return what the letters mean that spell a framework in their order, by line."""
    meant: dict[int, str] = {}
    for row in _rows(headings):
        meant |= _spelled([(one.letter.lower(), places) for one, places in row])
    return meant


def _rows(headings: Sequence[HeadingLine | None]) -> Iterator[_Row]:
    """Yield the letters of each story with their lines: several for one before each bullet."""
    row: _Row = []
    for at, one in enumerate(headings):
        if one is None or (one.letter in {"a", "A"} and _answers(headings, at)):
            continue
        before = row[-1][0] if row else None
        if before and _parts(one, before):
            yield row
            row = []
        elif before and _is_same(one, before):
            row[-1][1].append(at)
        elif one.letter:
            row.append((one, [at]))
    yield row


def _is_same(one: HeadingLine, before: HeadingLine) -> bool:
    is_same = (one.letter, one.level) == (before.letter, before.level)
    return is_same and one.letter not in {"r", "R"}


def _parts(one: HeadingLine, letter: HeadingLine) -> bool:
    """Say whether what comes behind a heading belongs to another story than a letter before it."""
    if one.letter:
        return False
    kind = one.kinds[0] if one.kinds else ""
    return kind in {TITLE, ASKED} or (not kind and one.level < min(letter.level, BOLD))


def _spelled(row: Sequence[tuple[str, list[int]]]) -> dict[int, str]:
    """Return what the letters of a row mean, by line."""
    meant: dict[int, str] = {}
    first = 0
    while first < len(row):
        letters = "".join(letter for letter, _ in row[first : first + _LONGEST_FRAMEWORK])
        word = next((word for word in FRAMEWORKS if letters.startswith(word)), "")
        for (_, places), kind in zip(
            row[first : first + len(word)], FRAMEWORKS.get(word, ()), strict=False
        ):
            meant |= dict.fromkeys(places, kind)
        first += len(word) or 1
    return meant


def _answers(headings: Sequence[HeadingLine | None], at: int) -> bool:
    """Say whether an `A:` answers a `Q:`."""
    before = next((one for one in reversed(headings[max(0, at - 20) : at]) if one), None)
    return before is not None and QUESTION in before.kinds
