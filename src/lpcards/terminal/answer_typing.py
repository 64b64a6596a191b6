"""An answer being typed: what each key makes of it."""

from functools import partial

from lpcards.practice.typed_answer import TypedAnswer
from lpcards.practice.typed_line import LONGEST
from lpcards.terminal.keys import ENDED, Keys
from lpcards.terminal.line_editor import edited, is_known
from lpcards.terminal.line_input import own_line
from lpcards.terminal.screen import Surface

FULL = "No more fits in."
NO_KEY = "That key does nothing while you type."
NOTHING_YET = "Nothing typed: Enter again shows the answer."


class AnswerTyping:
    """The typing of an `answer`; it `is_open` while keys are letters."""

    def __init__(self, answer: TypedAnswer, *, is_open: bool) -> None:
        """Begin with what is typed so far."""
        self.answer = answer
        self.is_open = is_open
        self._warned = False

    def is_left_by(self, key: str) -> bool:
        """Say whether a key stops it all: Ctrl-D on nothing, the end of the input."""
        return key == ENDED or (key == "ctrl-d" and not self.answer.line.text)

    def press(self, key: str) -> str:
        """Take a key in; return the answer to it."""
        if key == "escape":
            self.is_open = False
        elif key == "enter":
            return self._entered()
        elif not is_known(key):
            return NO_KEY
        else:
            self._edit(key)
            return FULL if len(self.answer.line.text) >= LONGEST else ""
        return ""

    def _edit(self, key: str) -> None:
        answer = self.answer
        answer.line = edited(answer.line, key, rows=answer.has_rows)

    def _entered(self) -> str:
        """Begin another line, or hand the answer in."""
        answer = self.answer
        if not answer.line.text.strip() and not self._warned:
            self._warned = True
            return NOTHING_YET
        if answer.has_rows and not answer.line.is_on_empty_line:
            self._edit("end")
            self._edit("new-row")
        else:
            answer.is_done = True
        return ""

    def dictate(self, surface: Surface, keys: Keys) -> None:
        """Let it be typed in the terminal's own line mode, which screen readers know."""
        answer = self.answer
        ask = partial(surface.say, answer.ask)
        ask()
        rows = []
        while (line := own_line(surface, keys, ask)) is not None and line.strip():
            rows.append(line)
            if not answer.has_rows:
                break
        answer.hand_in("\n".join(rows))
