"""Listening in place of keys: the learner's command hears, a key ends it, its words are taken."""

from collections.abc import Callable
from typing import NamedTuple

from lpcards.english.printable import clock
from lpcards.practice.speech import words_heard
from lpcards.terminal.keys import ENDED, REDRAW, Keys
from lpcards.terminal.speech_command import SpeechCommand, running
from lpcards.terminal.terminal import Terminal

LONGEST = 600
"""Seconds that it listens at most."""
PATIENCE = 120
"""Seconds in which it has to write down the rest."""
TICK = 0.2
"""Seconds between two looks at what it wrote."""
NO_REST = "It wrote nothing more and was ended."


class Heard(NamedTuple):
    """What was heard in so many seconds; `fault` is what went wrong, in a sentence.

    `is_cancelled`: the learner does not want it.
    """

    text: str
    seconds: float
    fault: str = ""
    is_cancelled: bool = False


def listener_at(terminal: Terminal, command: str | None) -> "Listener | None":
    """Return what listens at a terminal by that command; None without one."""
    return Listener(command, terminal.keys, terminal.monotonic) if command else None


class Hearing(NamedTuple):
    """How it stands while it listens (`is_stopped`: while it writes down the rest)."""

    text: str
    seconds: int
    is_stopped: bool

    def __str__(self) -> str:
        """Return it in words, with a running clock."""
        doing = "Writing down what was heard" if self.is_stopped else "Listening"
        return f"{doing}, {clock(self.seconds)}."


class Listener(NamedTuple):
    """The `command` that listens at a terminal with these keys, and seconds that only grow."""

    command: str
    keys: Keys
    monotonic: Callable[[], float]

    def heard(self, show: Callable[[Hearing], None], *, rows: bool) -> Heard:
        """Listen until a key, the command or the time ends it. Raises UserFault.

        `show` is called whenever there is something new to show; `rows`: lines are kept apart.
        Keys pressed while the command was being ended are none for what comes after it.
        """
        heard = _Listening(self, show, rows=rows).run()
        self.keys.end_answer()
        self.keys.read(0)
        return heard


class _Listening:
    """One time that it listens."""

    def __init__(self, listener: Listener, show: Callable[[Hearing], None], *, rows: bool) -> None:
        self._listener = listener
        self._show = show
        self._rows = rows
        self._shown: Hearing | None = None
        self._read = ("", "")
        self._begun = 0.0
        self._stopped: float | None = None
        self._is_enough = self._is_cancelled = False

    def run(self) -> Heard:
        """Listen to its end."""
        with running(self._listener.command, self._cancel) as speech:
            self._begun = self._now()
            while not self._is_over(speech):
                self._show_changed(speech)
                self._press(self._listener.keys.read(TICK), speech)
            return self._outcome(speech)

    def _now(self) -> float:
        return self._listener.monotonic()

    def _cancel(self) -> None:
        self._is_cancelled = True

    def _is_over(self, speech: SpeechCommand) -> bool:
        has_ended = speech.take_in()
        if self._stopped is None and self._now() - self._begun >= LONGEST:
            self._stop(speech)
        is_left = self._is_enough or self._is_cancelled or self._is_out_of_patience
        return has_ended or speech.is_full or is_left

    @property
    def _is_out_of_patience(self) -> bool:
        return self._stopped is not None and self._now() - self._stopped >= PATIENCE

    def _stop(self, speech: SpeechCommand) -> None:
        self._stopped = self._now()
        speech.stop()

    def _press(self, key: str | None, speech: SpeechCommand) -> None:
        if key in {"enter", "space"}:
            if self._stopped is None:
                self._stop(speech)
            else:
                self._is_enough = True
        elif key in {"escape", ENDED}:
            self._cancel()
        elif key in REDRAW:
            self._shown = None

    def _show_changed(self, speech: SpeechCommand) -> None:
        since = self._begun if self._stopped is None else self._stopped
        now = Hearing(self._text(speech), int(self._now() - since), self._stopped is not None)
        if now != self._shown:
            self._shown = now
            self._show(now)

    def _text(self, speech: SpeechCommand) -> str:
        """Return the words so far; they are looked for only in what is new."""
        output = speech.output
        if output != self._read[0]:
            self._read = output, words_heard(output, rows=self._rows)
        return self._read[1]

    def _outcome(self, speech: SpeechCommand) -> Heard:
        ended = self._now() if self._stopped is None else self._stopped
        text = self._text(speech)
        fault = NO_REST if self._is_out_of_patience else speech.fault
        if text and self._stopped is not None:  # it did what it was asked to, however it ended
            fault = ""
        return Heard(text, ended - self._begun, fault, self._is_cancelled)
