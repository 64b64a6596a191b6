"""One part said against the clock."""

from lpcards.practice.clock_words import RUNS, STILL
from lpcards.practice.part_turn import PartHeading, PartTurn
from lpcards.practice.script import SpokenPart
from lpcards.practice.stopwatch import announced
from lpcards.practice.telling_record import PartResult
from lpcards.study.rehearsing.clock_face import PartView, show_part
from lpcards.study.rehearsing.telling_session import RunningWatch, TellingSession
from lpcards.terminal.answer_typing import AnswerTyping
from lpcards.terminal.keys import ENDED, RESUMED
from lpcards.terminal.page import Rows, ScreenPage

KEYS: Rows = (
    ("space", "said: go on"),
    ("p", "stop the clock, or let it run on"),
    ("r", "start the part over"),
    ("h", "hint: the cue, again what has to be said"),
    ("arrows", "scroll"),
    ("typing", "with --type: an empty line is done; Esc these keys; Enter types on"),
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
        if self.typing is None or not self.surface.plain:
            return False
        self.draw()
        self.typing.dictate(self.surface, self.keys)
        return True

    def _measured(self) -> PartResult:
        self._watch.stop()
        self._session.voice.hush()
        return self._turn.result(self._watch.elapsed)

    def press(self, key: str) -> bool | None:
        """Take a key as a letter of the answer, or as a key of the clock."""
        return self._type(key) if self._is_typing else self._press(key)

    @property
    def _is_typing(self) -> bool:
        return self.typing is not None and self.typing.is_open and self._watch.is_running

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
        return True if typing.answer.is_done else None

    def _press(self, key: str) -> bool | None:
        if key in {"q", ENDED}:
            return False
        if key == "p" or (key in {"space", "enter"} and not self._watch.is_running):
            self._toggle()
        elif key == "enter" and self.typing is not None:
            self.typing.is_open = True
        elif key in {"space", "enter"}:
            return True
        elif key == "r":
            self._repeat()
        elif key == "h":
            self.message = self._turn.hint() or self.message
        else:
            self.press_other(key)
        return None

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
