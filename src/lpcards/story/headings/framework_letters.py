"""Letters that spell a framework, line by line: S, T, A and R, each before its step."""

from collections.abc import Sequence

from lpcards.story.headings.heading_line import HeadingLine
from lpcards.story.headings.heading_words import FRAMEWORKS, QUESTION

_LONGEST_FRAMEWORK = max(map(len, FRAMEWORKS))


def letters_meant(headings: Sequence[HeadingLine | None]) -> dict[int, str]:
    """Return what the letters mean that spell a framework in their order, by line."""
    row: list[tuple[str, list[int]]] = []
    before = ("", 0)
    for at, one in enumerate(headings):
        if one is None or not one.letter:
            continue
        if one.letter in "aA" and _answers(headings, at):
            continue
        if before == (one.letter, one.level) and one.letter not in "rR":
            row[-1][1].append(at)  # a letter for each bullet
        else:
            row.append((one.letter.lower(), [at]))
        before = one.letter, one.level
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
