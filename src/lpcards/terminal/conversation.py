"""Questions and answers on the ordinary screen, line below line, the same for every terminal.

What is typed is echoed by lpcards itself, with nothing but backspaces: every terminal shows that,
it is there again after a stop, and what is pasted can be told from what is typed.
"""

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from rich.cells import cell_len
from rich.text import Text

from lpcards.english.printable import printable
from lpcards.practice.typed_line import TypedLine
from lpcards.system.problem import UserFault
from lpcards.terminal.keys import BRACKETED, ENDED, RESUMED, UNBRACKETED, Keys
from lpcards.terminal.line_editor import edited
from lpcards.terminal.line_input import PROMPT, leaves
from lpcards.terminal.modes import modes_of
from lpcards.terminal.page import ScreenPage
from lpcards.terminal.screen import PlainLines
from lpcards.terminal.terminal import Terminal, console_here, is_plain, marks_pastes
from lpcards.terminal.text_lines import MARGIN, inline, wrapped

INDENTED = f"{MARGIN}{PROMPT}"
RUB = "\b \b"
CUT = "<"
"""Stands before the end of a line that is longer than there is room for."""
SEVERAL = "That is more than one line. Write one, then Enter."
ENDS = "\r\n"

Answer = TypeVar("Answer")


class Left(Exception):  # noqa: N818  it is what the learner does
    """The learner does not want to go on: Esc, Ctrl-D, `q`, or the end of the input."""


class Conversation:
    """Says and asks one thing after the other."""

    def __init__(self, lines: PlainLines, terminal: Terminal) -> None:
        """Talk on `lines`, which are the surface of `terminal`."""
        self._lines = lines
        self._terminal = terminal

    @property
    def width(self) -> int:
        """Columns for text."""
        return self._lines.width

    def say(self, *paragraphs: str | Text) -> None:
        """Print paragraphs, their emphasis and code as styles; "" is an empty line.

        A Text is a line that is broken already.
        """
        for words in paragraphs:
            if isinstance(words, Text):
                self.show([words])
            else:
                self.show(wrapped(inline(words), self.width) if words else [Text()])

    def show(self, lines: Iterable[Text]) -> None:
        """Print lines that are broken already."""
        self._lines.show(lines)

    def ask(self, meant: Callable[[str], Answer], *question: str | Text) -> Answer | None:
        """Ask until `meant` makes something of the line, saying the UserFault that it raises.

        None: the line was empty. Raises Left.
        """
        self.say(*question)
        while (line := self._line_typed(question).strip()) != "":
            try:
                return meant(line)
            except UserFault as fault:
                self.show(wrapped(Text(printable(str(fault))), self.width))
        return None

    def wait(self, words: str, other: str) -> None:
        """Wait for space or Enter, which `words` name; other keys are told `other`. Raises Left."""
        if not GoingOn(words, other, self._terminal).run():
            raise Left

    def _line_typed(self, question: tuple[str | Text, ...]) -> str:
        """Return the line that is typed. Raises Left."""
        line, key = TypedLine(), ""
        self._lines.write(INDENTED)
        while not _ends(key):
            key = self._terminal.keys.read_text() or ""
            if key == "ctrl-d" or leaves(line, key):
                self._lines.write("\n")
                raise Left
            if key == RESUMED:
                self.say(*question)
                self._lines.write(f"{INDENTED}{self._seen(line)}")
            elif _is_several(key):
                key = ""
                self._refuse(line)
            else:
                line = self._typed_on(line, key)
        self._lines.write("\n")
        return line.before

    def _refuse(self, line: TypedLine) -> None:
        """Take no lines pasted for an answer; what was typed before stays."""
        self._lines.write("\n")
        self.say(SEVERAL)
        self._lines.write(f"{INDENTED}{self._seen(line)}")

    def _typed_on(self, before: TypedLine, key: str) -> TypedLine:
        """Return the line after a key, and show it: the cursor stays at its end."""
        after = edited(before, key, rows=False)
        if after.after:
            return before
        line = TypedLine(self._lines.as_shown(after.before))
        self._lines.write(_echo(self._seen(before), self._seen(line)))
        return line

    def _seen(self, line: TypedLine) -> str:
        """Return as much of the line's end as there is room for."""
        room = self.width - len(PROMPT)
        text = line.before
        if cell_len(text) <= room:
            return text
        cells = 0
        for at in range(len(text) - 1, -1, -1):
            cells += cell_len(text[at])
            if cells > room - len(CUT):
                return CUT + text[at + 1 :]
        return text


class GoingOn(ScreenPage[bool]):
    """Waits until the learner goes on (True) or leaves."""

    def __init__(self, words: str, other: str, terminal: Terminal) -> None:
        """Say `words`, and `other` to keys that do nothing."""
        super().__init__(terminal)
        self._words = words
        self._other = other

    def draw(self) -> None:
        """Say what goes on, and what the last key did."""
        self.surface.draw([inline(self._words)], [Text(self.message)])

    def press(self, key: str) -> bool | None:
        """Decide."""
        if key in {"space", "enter"}:
            return True
        if key in {"q", "escape", ENDED}:
            return False
        self.message = self._other
        return None


@contextlib.contextmanager
def conversation(monotonic: Callable[[], float], *, plain: bool = False) -> Iterator[Conversation]:
    """Talk with whoever sits at the terminal; `plain`: without codes of any kind."""
    console = console_here()
    plain = plain or is_plain(console)
    enter, leave = ("", "") if plain else (BRACKETED, UNBRACKETED)
    with modes_of(sys.stdin.fileno()) as modes, modes.screen(enter, leave):
        lines = PlainLines(console, modes, MARGIN)
        keys = Keys(modes.fd, modes.woken, lines.fresh, marks=marks_pastes(plain=plain))
        try:
            yield Conversation(lines, Terminal(lines, keys, monotonic))
        except KeyboardInterrupt:
            lines.write("\n")
            raise


def _ends(key: str) -> bool:
    """Say whether a key, or what was pasted with its Enter, ends the line."""
    return key == "enter" or key.endswith(("\r", "\n"))


def _is_several(key: str) -> bool:
    """Say whether several lines were pasted."""
    return len(key.strip(ENDS).splitlines()) > 1


def _echo(before: str, after: str) -> str:
    """Return what turns `before` on the screen into `after`."""
    same = before if after.startswith(before) else after if before.startswith(after) else ""
    return RUB * (cell_len(before) - cell_len(same)) + after[len(same) :]
