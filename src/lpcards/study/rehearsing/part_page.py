"""One part said against the clock."""

from lpcards.practice.clock_words import RUNS, STILL
from lpcards.practice.part_turn import PartHeading, PartTurn
from lpcards.practice.script import SpokenPart
from lpcards.practice.speech import Speech
from lpcards.practice.stopwatch import announced
from lpcards.practice.telling_record import PartResult
from lpcards.study.rehearsing.clock_face import PartView, show_part
from lpcards.study.rehearsing.telling_session import RunningWatch, TellingSession
from lpcards.terminal.answer_typing import AnswerTyping
from lpcards.terminal.keys import ENDED, LISTEN, RESUMED
from lpcards.terminal.listening import Listener
from lpcards.terminal.page import Rows, ScreenPage

KEYS: Rows = (
    ("space", "said: go on"),
    ("p", "stop the clock, or let it run on"),
    ("r", "start the part over"),
    ("h", "hint: the cue, again what has to be said"),
    ("arrows", "scroll"),
    ("typing", "with --type: an empty line is done; Esc these keys; Enter types on"),
    ("ctrl-l", "with --type: say it, if the setting listen names a command that writes it down"),
    ("q", "stop; what was said is kept"),
)


class PartPage(ScreenPage[bool]):
    """Lets one part be said; decides whether it was said to its end."""

    rows = KEYS

    def __init__(
        self,
        part: SpokenPart,
        session: TellingSession,
        heading: PartHeading,
        typing: AnswerTyping | None = None,
    ) -> None:
        """Make ready; with `typing` it is typed instead."""
        super().__init__(session.terminal)
        self.typing = typing
        self._part = part
        self._session = session
        self._turn = PartTurn(part, heading)
        self._watch = RunningWatch(session.terminal.monotonic)
        self._announced = 0.0

    def result(self) -> PartResult | None:
        """Run the clock until the part is said; return how it went, None if the learner stops."""
        self.surface.fresh()
        self._run_on()
        if self._part.step == "probe":
            self._session.voice.say(self._part.card.front)
        return self._measured() if self._dictated() or self.run() else None

    def _dictated(self) -> bool:
        """Have it typed in the terminal's own line mode, where that is the way."""
        if self.typing is None or self.typing.listener or not self.surface.plain:
            return False
        self.draw()
        self.typing.dictate(self.surface, self.keys)
        return True

    def _measured(self) -> PartResult:
        self._watch.stop()
        self._session.voice.hush()
        speech = self._speech
        result = self._turn.result(self._watch.elapsed)
        return result._replace(words=speech.words) if speech else result

    @property
    def _speech(self) -> Speech | None:
        return self.typing.answer.speech if self.typing is not None else None

    def press(self, key: str) -> bool | None:
        """Take a key as a letter of the answer, or as a key of the clock."""
        typing = self.typing
        if key == LISTEN and typing is not None and typing.listener:
            return self._listen(typing, typing.listener)
        return self._type(key) if self._is_typing else self._press(key)

    @property
    def _is_typing(self) -> bool:
        """Say whether keys are letters: those of words that were said while the clock stands."""
        typing = self.typing
        if typing is None or not typing.is_open:
            return False
        return self._watch.is_running or typing.is_writing or self._speech is not None

    def _listen(self, typing: AnswerTyping, listener: Listener) -> bool | None:
        """Have it said: the clocks run while the command listens, and stand while it is mended."""
        self._session.voice.hush()
        if not typing.answer.line.text:
            self._watch.reset()
        watches = self._watch, self._session.interview
        before, speech = [watch.elapsed for watch in watches], self._speech
        said = typing.answer.said_seconds
        self._run_on()
        self.message = typing.listen(listener, self.surface, self._show_hearing)
        self.scroll.to_end()
        if self._speech is None:
            self._run_on()
            return None
        for watch, seconds in zip(watches, before, strict=True):
            watch.set_to(seconds + typing.answer.said_seconds - said)
        if self._speech is speech or not self.surface.plain:
            return None
        self.surface.say(self.message)
        typing.mend(self.surface, self.keys)
        return True

    def _show_hearing(self, words: str) -> None:
        if self.typing is not None and self.typing.is_writing:
            self._watch.stop()
        self.message = words
        self.scroll.to_end()
        self.draw()

    def read(self) -> str | None:
        """Return the next key; None at the next second, as long as the clock runs."""
        timeout = None
        if self._watch.is_running:
            timeout = 1.0 if self.surface.plain else 1.02 - self._watch.elapsed % 1
        key = self.keys.read_text(timeout) if self._is_typing else self._session.key(timeout)
        if key == RESUMED and self._watch.is_running:
            self._stand_still()
        return key

    def _type(self, key: str) -> bool | None:
        typing = self.typing
        self._session.voice.hush()
        if typing is None or typing.is_left_by(key):
            return False
        self.scroll.to_end()  # what is typed stands at the end
        self.message = typing.press(key)
        if self._speech is None and not self._watch.is_running:  # all that was said is taken out
            self._run_on()
        return True if typing.answer.is_done else None

    def _press(self, key: str) -> bool | None:
        if key in {"q", ENDED}:
            return False
        is_waiting = not self._watch.is_running and self._speech is None
        if key == "p" or (key in {"space", "enter"} and is_waiting):
            self._toggle()
        elif key == "enter" and self.typing is not None:
            return self._type_on(self.typing)
        elif key in {"space", "enter"}:
            return True
        elif key == "r":
            self._repeat()
        elif key == "h":
            self.message = self._turn.hint() or self.message
        else:
            self.press_other(key)
        return None

    def _type_on(self, typing: AnswerTyping) -> bool | None:
        typing.is_open = True
        if not self.surface.plain:
            return None
        typing.dictate(self.surface, self.keys)
        return True

    def _toggle(self) -> None:
        if self._watch.is_running:
            self._stand_still()
        else:
            self._run_on()
            self.message = RUNS if self.surface.plain else ""

    def _stand_still(self) -> None:
        self._watch.stop()
        self._session.interview.stop()
        self.message = STILL

    def _run_on(self) -> None:
        self._watch.start()
        self._session.interview.start()

    def show_help(self, rows: Rows) -> None:
        """List the keys, while the clocks stand still."""
        was_running = self._watch.is_running
        self._stand_still()
        super().show_help(rows)
        if was_running:
            self._run_on()
            self.message = ""

    def _repeat(self) -> None:
        if self.typing is not None and self._speech is not None:
            self.typing.answer.begin_again()
        self._watch.reset()
        self._session.interview.start()
        self._announced = 0.0
        self.message = self._turn.begin_again()

    def draw(self) -> None:
        """Show the part and its clock."""
        if self.surface.plain and self.typing is None:
            self._announce()
        show_part(self._view, self.surface, self.scroll)

    def _announce(self) -> None:
        elapsed = self._watch.elapsed
        words = announced(self._part.seconds, self._announced, elapsed)
        self._announced = elapsed
        if words:
            self.surface.say(words)

    @property
    def _view(self) -> PartView:
        heading, elapsed = self._turn.heading, self._watch.elapsed
        session = self._session
        view = self._turn.view()._replace(
            message=self.message,
            typed=self.typing.answer if self.typing else None,
            typing=self._is_typing,
            listens=self.typing is not None and self.typing.listener is not None,
            keys=self.typing.keys if self.typing else (),
        )
        return PartView(
            view,
            heading.top,
            self._part.title,
            elapsed,
            self._watch.is_running,
            (heading.before + elapsed, heading.target) if heading.target else None,
            (session.interview.elapsed, session.seconds) if session.seconds else None,
        )
