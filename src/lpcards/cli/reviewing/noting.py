"""One line asked of the learner, such as a note: Enter takes it, Escape leaves it."""

from collections.abc import Callable

from lpcards.cli.reviewing.keys import ENDED, Keys, line_from
from lpcards.cli.reviewing.line import Line, edited, fit
from lpcards.cli.reviewing.screen import Surface

LONGEST_NOTE = 200


def asked_line(
    surface: Surface,
    keys: Keys,
    draw: Callable[[Line | None], None],
    longest: int,
) -> str | None:
    """Return the line that the learner types, at most `longest` characters; None if none.

    `draw` shows the prompt, with what stands before and behind the cursor; without them where
    the terminal itself shows what is typed.
    """
    if surface.plain:
        draw(None)
        told = line_from(keys.fd)
        return None if told is None else fit(told, rows=False).strip()[:longest]
    line = Line()
    while True:
        draw(line)
        key = keys.read_text()
        if key == "enter":
            return line.text.strip()
        if key in {"escape", ENDED} or (key == "ctrl-d" and not line.text):
            return None
        after = edited(line, key or "", rows=False)
        line = after if len(after.text) <= longest else line
