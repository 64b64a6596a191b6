"""A line that the learner types: in a frame, or in the terminal's own line mode.

Where lpcards draws what is typed, each key goes through the line editor; where lines are said the
terminal's own line mode echoes and mends it, as screen readers know it.
"""

from collections.abc import Callable
from typing import NamedTuple

from rich.text import Text

from lpcards.practice.typed_line import LONGEST, TypedLine, fit
from lpcards.terminal.keys import ENDED, Keys
from lpcards.terminal.line_editor import edited, is_known
from lpcards.terminal.screen import Surface
from lpcards.terminal.text_lines import LABEL, hanging

LONGEST_NOTE = 200
FULL = "no more fits in"
NO_KEY = "that key does nothing here"
CURSOR = "reverse"
PROMPT, BEHIND = "> ", "  "


class Prompt(NamedTuple):
    """What a line is asked with: a label before it, keys below it, a sentence where lines are said.

    At most `longest` characters are taken.
    """

    label: str
    keys: tuple[str, ...]
    sentence: str
    longest: int

    def after(self, line: TypedLine, key: str) -> "Prompt":
        """Return the prompt after `key` left the line so: what it could not do stands below."""
        fault = FULL if len(line.text) >= self.longest else "" if is_known(key) else NO_KEY
        return self._replace(keys=(fault, *self.keys)) if fault else self


NOTE = Prompt(
    "Note: ",
    ("Enter flags the card (empty: no note)", "Esc does not"),
    "Note for the flag; Enter alone flags it without one.",
    LONGEST_NOTE,
)
ANSWER = Prompt(
    "Answer: ",
    ("Enter writes it into the story", "Esc does not"),
    "Type the answer in one line, then Enter; Enter alone leaves it open.",
    LONGEST,
)
STORY = Prompt(
    "Story: ",
    (
        "Enter names it",
        "a colon and its first sentence may follow",
        "none: no story yet",
        "Esc: neither",
    ),
    "Name the story that you would tell, or type none, then Enter; Enter alone names none.",
    LONGEST,
)
PROMPTS = {"answer": ANSWER, "story": STORY, "probe": ANSWER}
"""By what a card has its author write down."""


def asked_line(
    surface: Surface,
    keys: Keys,
    draw: Callable[[TypedLine | None, Prompt], None],
    prompt: Prompt,
    begun: str = "",
) -> str | None:
    """Return the line that the learner types; None if none.

    `begun` stands there already. `draw` shows the prompt, with what stands before and behind the
    cursor; without them where the terminal itself shows what is typed.
    """
    if surface.plain:
        draw(None, prompt)
        typed = own_line(surface, keys, lambda: draw(None, prompt))
        return None if typed is None else fit(typed, rows=False).strip()[: prompt.longest]
    line, key = TypedLine(begun), ""
    while True:
        draw(line, prompt.after(line, key))
        key = keys.read_text() or ""
        if key == "enter":
            return line.text.strip()
        if leaves(line, key):
            return None
        line = edited(line, key, rows=False)
        line = line._replace(before=line.before[: prompt.longest - len(line.after)])


def leaves(line: TypedLine, key: str) -> bool:
    """Say whether a key leaves what is typed: Esc, Ctrl-D on nothing, the end of the input."""
    return key in {"escape", ENDED} or (key == "ctrl-d" and not line.text)


def typed_rows(
    line: TypedLine, width: int, prompt: str = PROMPT, *, cursor: bool = True
) -> list[Text]:
    """Return what is being typed, row by row, with the cursor in it."""
    text = Text(line.text)
    if cursor and line.after[:1] in {"", "\n"}:
        text = Text.assemble(line.before, ("_", CURSOR), line.after)
    elif cursor:
        text.stylize(CURSOR, len(line.before), len(line.before) + 1)
    rows = text.split("\n", allow_blank=True) or [Text()]
    marks = [prompt, *[BEHIND if prompt != PROMPT else PROMPT] * (len(rows) - 1)]
    return [
        part
        for mark, row in zip(marks, rows, strict=True)
        for part in hanging(Text(mark, LABEL), row, width) or [Text(mark, LABEL)]
    ]


def own_line(surface: Surface, keys: Keys, ask: Callable[[], None]) -> str | None:
    """Return a line typed in the terminal's own line mode; None at its end (Ctrl-D).

    `ask` says again what is asked, after a stop.
    """

    def again() -> None:
        surface.repeat()
        ask()

    with surface.left():
        typed = keys.read_line(again)
    keys.end_answer()
    return typed
