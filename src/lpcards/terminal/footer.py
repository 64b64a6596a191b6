"""The lines under a card: what the keys do, what each grade brings."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from lpcards.english.printable import span
from lpcards.memory.sm2 import BUTTONS, GRADES
from lpcards.terminal.card_text import LABEL, hanging, rule, wrapped
from lpcards.terminal.keys import PASTED

if TYPE_CHECKING:
    from lpcards.terminal.card_state import State

UNKNOWN = "That key does nothing here. Question mark lists the keys."
NOT_KEYS = "What was pasted is not taken as keys."
NO_FURTHER = "There is no more that way."
"""What is told of a key that does nothing, of pasted text, of the end of what can be scrolled."""
STEPS = {"down": 1, "j": 1, "page-down": 8, "up": -1, "k": -1, "page-up": -8}
"""Lines that a key scrolls a card."""
Rows = tuple[tuple[str, str], ...]
"""Keys, and what they do."""

HELP: Rows = (
    ("space", "show the answer"),
    ("1-9", "a checklist: tick an item; a ticks all"),
    ("enter", "a checklist: take the proposed grade; g and a digit: another one"),
    ("h", "hint: a cue, again the first letters, then piece by piece; each lowers the grade"),
    ("l", "learn: see a new card first, be asked at the end"),
    ("u", "undo, as often as you like"),
    ("e", "edit the card's source in your editor"),
    ("w", "a question that waits for you: write its answer, which goes into the story"),
    ("f", "flag the card with a note, or take the flag away"),
    ("s  b", "suspend; bury until tomorrow"),
    ("arrows", "scroll"),
    (
        "typing",
        "with --type: Enter hands it in (a list: an empty line), Tab a hint, Esc these keys",
    ),
    ("q", "stop; nothing is lost"),
)


class Buttons(NamedTuple):
    """The grades' keys: six (0-5), or four (again, hard, good, easy)."""

    four: bool

    def grade_of(self, key: str) -> int | None:
        """Return the grade of a key; None if it has none."""
        if self.four:
            return BUTTONS[key][0] if key in BUTTONS else None
        return int(key) if key in {"0", "1", "2", "3", "4", "5"} else None

    def nearest(self, grade: int) -> int:
        """Return the grade to propose: four buttons know only 1, 3, 4, 5."""
        return grade if not self.four else max(1, 1 if grade == 2 else grade)  # noqa: PLR2004

    def named(self) -> list[tuple[str, int, str]]:
        """Return key, grade and word of each button."""
        if self.four:
            return [(key, grade, word) for key, (grade, word) in BUTTONS.items()]
        return [(str(grade), grade, word) for grade, word in enumerate(GRADES)]

    def word(self, grade: int) -> str:
        """Return a grade's digit (of six) and word."""
        told = next(word for _, one, word in self.named() if one == grade)
        return told if self.four else f"{grade} {told}"


def footer_parts(state: "State") -> list[str]:
    """Return what the keys do just now; parts stay whole where lines are broken."""
    question = state.question
    if state.typing:
        return _typing(state)
    if not state.revealed:
        return _front(state)
    if question.card.unanswered:
        return ["w write it in a line", "e editor", "space: tomorrow", "u undo", "q stop"]
    if state.proposed is not None and not state.overruling:
        return _proposal(state)
    grades = state.buttons.named()
    return [f"{key} {word} {_next(question.intervals, grade)}" for key, grade, word in grades]


def _front(state: "State") -> list[str]:
    if state.question.card.unanswered:
        return ["w write it in a line", "space: more", "h hint", "u undo", "? help", "q stop"]
    fresh = state.question.sort == "new"
    more = [part for part, on in (("h hint", state.hints.offered), ("l learn", fresh)) if on]
    flag = "f unflag" if state.flag else "f flag"
    typed = ["Enter: type on"] if state.typed is not None else []
    return [*typed, "space shows the answer", *more, flag, "u undo", "? help", "q stop"]


def _typing(state: "State") -> list[str]:
    rows = bool(state.question.items)
    keys = ["Enter: next item", "empty line: done"] if rows else ["Enter: done"]
    hint = ["Tab hint"] if state.hints.offered else []
    return [*keys, *hint, "Esc: other keys"]


def _proposal(state: "State") -> list[str]:
    buttons, intervals, items = state.buttons, state.question.intervals, state.question.items
    grade, grades = state.proposed or 0, "1-4" if buttons.four else "0-5"
    return [
        *([f"{len(state.ticked)} of {len(items)}"] if items else []),
        f"proposed: {buttons.word(grade)} {_next(intervals, grade)}",
        "Enter takes it",
        f"other: {'g then ' if items else ''}{grades}",
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


def keys_below(parts: Iterable[str], message: str, width: int) -> list[Text]:
    """Return the lines under a rule: what a key did, if that is to be told, and the keys."""
    told = wrapped(Text(message, "italic"), width) if message else []
    return [rule(width), *told, *flowed(parts, width)]


SIX_GRADES = """grade it: 0 blackout; 1 wrong, but known on sight; 2 wrong, but nearly; 3 right, \
with difficulty; 4 right after a pause; 5 right at once. Under 4 it comes back today"""
FOUR_GRADES = "grade it: 1 again; 2 hard; 3 good; 4 easy. After 1 and 2 it comes back today"
GRADING = (("0-5", SIX_GRADES), ("1-4", FOUR_GRADES))
"""What earns which grade, with six buttons and with four."""


def unheeded(key: str) -> str:
    """Return what is told of a key that does nothing."""
    return NOT_KEYS if key == PASTED else UNKNOWN


def card_help(*, four: bool) -> Rows:
    """Return what each key does while a card is asked, and what earns which grade."""
    space, *more = HELP
    return (space, GRADING[four], *more)


def help_lines(rows: Rows, width: int) -> list[Text]:
    """Return what each key does: beside it, or below it where that is too narrow."""
    lines = []
    for keys, words in rows:
        key = Text(f"{keys:<9}", LABEL)
        is_narrow = width < 3 * key.cell_len
        lines += [Text(keys, LABEL)] if is_narrow else []
        lines += hanging(Text("  ") if is_narrow else key, Text(words), width)
    return lines
