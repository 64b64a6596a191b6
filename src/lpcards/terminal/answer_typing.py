"""An answer being typed: what each key makes of it, and what is heard in place of keys."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from lpcards.practice.typed_answer import TypedAnswer
from lpcards.practice.typed_line import LONGEST
from lpcards.system.problem import UserFault
from lpcards.terminal.keys import ENDED, LISTEN, Keys
from lpcards.terminal.line_editor import edited, is_known
from lpcards.terminal.line_input import own_line
from lpcards.terminal.screen import Surface

if TYPE_CHECKING:
    from lpcards.terminal.listening import Heard, Hearing, Listener

FULL = "No more fits in."
NO_KEY = "That key does nothing while you type."
NOTHING_YET = "Nothing typed: Enter again shows the answer."
LISTENING = ("Enter or space: said", "Esc: not this time")
WRITING = ("Enter: take what is there", "Esc: nothing of it")
MENDING = ("Enter takes it", "type to mend it", "Ctrl-L: say more", "Esc: other keys")
ALOUD = "Listening. Enter or space: said. Esc: not this time."
TAKE_ROWS = "Enter takes it. To mend it, type all of it anew; an empty line ends it."
TAKE_LINE = "Enter takes it. To mend it, type all of it anew, then Enter."
NOTHING_HEARD = "Nothing was heard. Type it, or Ctrl-L listens again."
NOT_TAKEN = "Nothing of that was taken."
NO_LISTENER = "No command listens: `lpcards docs speech` says how to set one."


class AnswerTyping:
    """The typing of an `answer`; it `is_open` while keys are letters.

    With a `listener` it can be said, too.
    """

    def __init__(
        self, answer: TypedAnswer, *, is_open: bool, listener: "Listener | None" = None
    ) -> None:
        """Begin with what is typed so far."""
        self.answer = answer
        self.is_open = is_open
        self.listener = listener
        self._warned = False
        self._hearing: Hearing | None = None

    def is_left_by(self, key: str) -> bool:
        """Say whether a key stops it all: Ctrl-D on nothing, the end of the input."""
        return key == ENDED or (key == "ctrl-d" and not self.answer.line.text)

    @property
    def is_writing(self) -> bool:
        """Say whether nobody listens any more, and the rest is being written down."""
        return self._hearing is not None and self._hearing.is_stopped

    @property
    def said_seconds(self) -> float | None:
        """How many seconds of it were said aloud so far; None where nothing was, all is typed."""
        if self._hearing is None:
            return self.answer.speech.seconds if self.answer.speech else None
        return self.answer.said_seconds + self._hearing.seconds

    @property
    def keys(self) -> tuple[str, ...]:
        """What the keys do while something is being heard, or was; (): what they always do."""
        if self._hearing is not None:
            return WRITING if self.is_writing else LISTENING
        return MENDING if self.answer.speech else ()

    def press(self, key: str) -> str:
        """Take a key in; return the answer to it."""
        if key == "escape":
            self.is_open = False
        elif key == "enter":
            return self._entered()
        elif not is_known(key):
            return NO_LISTENER if key == LISTEN else NO_KEY
        else:
            self._edit(key)
            return FULL if len(self.answer.line.text) >= LONGEST else ""
        return ""

    def _edit(self, key: str) -> None:
        answer = self.answer
        answer.line = edited(answer.line, key, rows=answer.has_rows)
        if not answer.line.text:
            answer.begin_again()

    def _entered(self) -> str:
        """Begin another line, or hand the answer in; what was said is handed in at once."""
        answer = self.answer
        if not answer.line.text.strip() and not self._warned:
            self._warned = True
            return NOTHING_YET
        if answer.has_rows and not answer.line.is_on_empty_line and answer.speech is None:
            self._edit("end")
            self._edit("new-row")
        else:
            answer.is_done = True
        return ""

    def listen(self, listener: "Listener", surface: Surface, show: Callable[[str], None]) -> str:
        """Have it said; return what came of it.

        `show` draws everything, with the words on how it stands. Where lines are said none is
        until the end: a voice that reads it would be heard.
        """
        answer, before = self.answer, self.answer.line

        def follow(now: "Hearing") -> None:
            self._hearing = now
            answer.line = before
            answer.line = answer.with_words(now.text)
            if not surface.plain:
                show(str(now))

        if surface.plain:
            surface.say(ALOUD)
        try:
            heard = listener.heard(follow, rows=answer.has_rows)
        except UserFault as fault:
            return f"{fault}. Type it, or change `listen` in your settings."
        finally:
            self._hearing, answer.line = None, before
        return self._taken(heard)

    def _taken(self, heard: "Heard") -> str:
        """Take what was heard; return what to say of it."""
        if heard.is_cancelled:
            return NOT_TAKEN
        if not heard.text:
            return f"{heard.fault.rstrip('.')}. {NOTHING_HEARD}" if heard.fault else NOTHING_HEARD
        self.answer.hear(heard.text, heard.seconds)
        self.is_open = True
        fault = f" {heard.fault.rstrip('.')}." if heard.fault else ""
        return f"Heard {self.answer.speech}.{fault}"

    def dictate(self, surface: Surface, keys: Keys) -> None:
        """Let it be typed in the terminal's own line mode, which screen readers know."""
        self._dictate(surface, keys, self.answer.ask)

    def mend(self, surface: Surface, keys: Keys) -> None:
        """Say what was heard; let it be taken, or typed anew as in `dictate`."""
        said = self.answer.line.text
        for row in said.split("\n"):
            surface.say(f"Heard: {row}")
        self._dictate(surface, keys, TAKE_ROWS if self.answer.has_rows else TAKE_LINE)
        if not self.answer.line.text:
            self.answer.hand_in(said)

    def _dictate(self, surface: Surface, keys: Keys, words: str) -> None:
        answer = self.answer
        ask = partial(surface.say, words)
        ask()
        rows = []
        while (line := own_line(surface, keys, ask)) is not None and line.strip():
            rows.append(line)
            if not answer.has_rows:
                break
        answer.hand_in("\n".join(rows))
