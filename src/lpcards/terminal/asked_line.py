"""One line asked of the learner, a note or an answer: Enter takes it, Escape leaves it."""

from collections.abc import Callable
from typing import NamedTuple

from lpcards.terminal.keys import ENDED, Keys
from lpcards.terminal.line_editor import LONGEST, Line, edited, fit, is_known
from lpcards.terminal.screen import Surface, line_from

LONGEST_NOTE = 200
FULL = "no more fits in"
NO_KEY = "that key does nothing here"


class Prompt(NamedTuple):
    """What a line is asked with: a label before it, keys below it, words where lines are said.

    At most `longest` characters are taken.
    """

    label: str
    keys: tuple[str, ...]
    said: str
    longest: int

    def at(self, line: Line, key: str) -> "Prompt":
        """Return the prompt after `key` left the line so: what it could not do is said."""
        told = FULL if len(line.text) >= self.longest else "" if is_known(key) else NO_KEY
        return self._replace(keys=(told, *self.keys)) if told else self


NOTE = Prompt(
    "Note: ",
    ("Enter flags the card (empty: no note)", "Esc does not"),
    "Note for the flag; Enter without one flags it all the same.",
    LONGEST_NOTE,
)
ANSWER = Prompt(
    "Answer: ",
    ("Enter writes it into the story", "Esc does not"),
    "Type the answer in one line, then Enter; Enter alone leaves it open.",
    LONGEST,
)


def asked_line(
    surface: Surface,
    keys: Keys,
    draw: Callable[[Line | None, Prompt], None],
    prompt: Prompt,
    begun: str = "",
) -> str | None:
    """Return the line that the learner types; None if none.

    `begun` stands there already. `draw` shows the prompt, with what stands before and behind the
    cursor; without them where the terminal itself shows what is typed.
    """
    if surface.plain:
        draw(None, prompt)
        told = line_from(surface, keys, lambda: draw(None, prompt))
        return None if told is None else fit(told, rows=False).strip()[: prompt.longest]
    line, key = Line(begun), ""
    while True:
        draw(line, prompt.at(line, key))
        key = keys.read_text() or ""
        if key == "enter":
            return line.text.strip()
        if key in {"escape", ENDED} or (key == "ctrl-d" and not line.text):
            return None
        line = edited(line, key, rows=False)
        line = line._replace(before=line.before[: prompt.longest - len(line.after)])
