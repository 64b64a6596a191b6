"""One line asked of the learner, a note or an answer: Enter takes it, Escape leaves it."""

from collections.abc import Callable
from typing import NamedTuple

from lpcards.cli.reviewing.keys import ENDED, Keys
from lpcards.cli.reviewing.line import LONGEST, Line, edited, fit
from lpcards.cli.reviewing.screen import Surface, line_from

LONGEST_NOTE = 200
LONGEST_ANSWER = LONGEST


FULL = "no more fits in"


class Prompt(NamedTuple):
    """What a line is asked with: a label before it, keys below it, words where lines are said."""

    label: str
    keys: tuple[str, ...]
    said: str

    def at(self, line: Line | None, longest: int) -> "Prompt":
        """Return the prompt for what was typed so far: whether more may be typed is said."""
        is_full = line is not None and len(line.text) >= longest
        return self._replace(keys=(FULL, *self.keys)) if is_full else self


NOTE = Prompt(
    "Note: ",
    ("Enter flags the card (empty: no note)", "Esc does not"),
    "Note for the flag; Enter without one flags it all the same.",
)
ANSWER = Prompt(
    "Answer: ",
    ("Enter writes it into the story", "Esc does not"),
    "Type the answer in one line, then Enter; Enter alone leaves it open.",
)


def asked_line(
    surface: Surface,
    keys: Keys,
    draw: Callable[[Line | None], None],
    longest: int,
    begun: str = "",
) -> str | None:
    """Return the line that the learner types, at most `longest` characters; None if none.

    `begun` stands there already. `draw` shows the prompt, with what stands before and behind the
    cursor; without them where the terminal itself shows what is typed.
    """
    if surface.plain:
        draw(None)
        told = line_from(surface, keys, lambda: draw(None))
        return None if told is None else fit(told, rows=False).strip()[:longest]
    line = Line(begun)
    while True:
        draw(line)
        key = keys.read_text()
        if key == "enter":
            return line.text.strip()
        if key in {"escape", ENDED} or (key == "ctrl-d" and not line.text):
            return None
        line = edited(line, key or "", rows=False)
        line = line._replace(before=line.before[: longest - len(line.after)])
