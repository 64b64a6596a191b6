"""The lines under a card: what the keys do, what each grade brings."""

from collections.abc import Iterable
from typing import NamedTuple

from rich.text import Text

from lpcards.cli.page import LABEL, hanging, rule, wrapped
from lpcards.grades import FOUR, SIX
from lpcards.words import span

HELP = (
    ("space", "show the answer"),
    ("1-9", "a checklist: tick an item; a ticks all"),
    ("enter", "a checklist: take the proposed grade; g and a digit: another one"),
    ("h", "hint"),
    ("l", "learn: see a new card first, be asked at the end"),
    ("u", "undo, as often as you like"),
    ("e", "edit the card's source in your editor"),
    ("s  b", "suspend; bury until tomorrow"),
    ("arrows", "scroll"),
    ("q", "stop; nothing is lost"),
)


class Buttons(NamedTuple):
    """The grades' keys: six (0-5), or four (again, hard, good, easy)."""

    four: bool

    def grade_of(self, key: str) -> int | None:
        """Return the grade of a key; None if it has none."""
        if self.four:
            return FOUR[key][0] if key in FOUR else None
        return int(key) if key in {"0", "1", "2", "3", "4", "5"} else None

    def nearest(self, grade: int) -> int:
        """Return the grade to propose: four buttons know only 1, 3, 4, 5."""
        return grade if not self.four else max(1, 1 if grade == 2 else grade)  # noqa: PLR2004

    def named(self) -> list[tuple[str, int, str]]:
        """Return key, grade and word of each button."""
        if self.four:
            return [(key, grade, word) for key, (grade, word) in FOUR.items()]
        return [(str(grade), grade, word) for grade, word in enumerate(SIX)]

    def word(self, grade: int) -> str:
        """Return a grade's digit (of six) and word."""
        told = next(word for _, one, word in self.named() if one == grade)
        return told if self.four else f"{grade} {told}"


def footer_lines(
    *,
    width: int,
    buttons: Buttons,
    intervals: tuple[int, ...],
    revealed: bool,
    fresh: bool,
    hint: bool,
    proposed: int | None,
    ticked: str,
    overruling: bool,
    unanswered: bool = False,
) -> list[Text]:
    """Return the lines under a card, broken between their parts to fit `width`."""
    if not revealed:
        more = [part for part, on in (("h hint", hint), ("l learn", fresh)) if on]
        parts = ["space shows the answer", *more, "u undo", "? help", "q stop"]
    elif unanswered:
        parts = ["e writes the answer", "space: tomorrow", "u undo", "? help", "q stop"]
    elif proposed is not None and not overruling:
        parts = _proposal(buttons, proposed, ticked, intervals)
    else:
        parts = [f"{key} {word} {_next(intervals, grade)}" for key, grade, word in buttons.named()]
    return [rule(width), *flowed(parts, width)]


def _proposal(
    buttons: Buttons, proposed: int, ticked: str, intervals: tuple[int, ...]
) -> list[str]:
    return [
        ticked,
        f"proposed: {buttons.word(proposed)} {_next(intervals, proposed)}",
        "Enter takes it",
        f"other: g then {'1-4' if buttons.four else '0-5'}",
        "u undo",
    ]


def _next(intervals: tuple[int, ...], grade: int) -> str:
    return f"({span(intervals[grade])})" if intervals else ""


def flowed(parts: Iterable[str], width: int) -> list[Text]:
    """Put `parts` side by side, as many to a line as fit."""
    lines: list[str] = []
    for part in parts:
        part = part.strip()  # noqa: PLW2901
        if lines and len(lines[-1]) + 3 + len(part) <= width:
            lines[-1] += f"   {part}"
        else:
            lines.append(part)
    return [short for line in lines for short in wrapped(Text(line), width)]


SIX_GRADES = """grade it: 0 blackout; 1 wrong, but known on sight; 2 wrong, but nearly; 3 right, \
with difficulty; 4 right after a pause; 5 right at once. Under 4 it comes back today"""
FOUR_GRADES = "grade it: 1 again; 2 hard; 3 good; 4 easy. After 1 and 2 it comes back today"
GRADING = (("0-5", SIX_GRADES), ("1-4", FOUR_GRADES))
"""What earns which grade, with six buttons and with four."""


def help_lines(width: int, *, four: bool = False) -> list[Text]:
    """Return what each key does, and what earns which grade."""
    space, *more = HELP
    return [
        line
        for keys, words in (space, GRADING[four], *more)
        for line in hanging(Text(f"{keys:<8}", LABEL), Text(words), width)
    ]
