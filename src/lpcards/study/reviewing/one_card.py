"""One card in front of a learner: what each key does, and what comes of it."""

from functools import partial
from typing import TYPE_CHECKING

from lpcards.study.reviewing.flagging import Flag
from lpcards.study.reviewing.sitting import Outcome, Table
from lpcards.terminal.card_face import Scroll, screen_lines, show, show_prompt
from lpcards.terminal.card_state import Question, State
from lpcards.terminal.footer import NOT_KEYS, STEPS, UNKNOWN, card_help
from lpcards.terminal.hint_steps import Hints
from lpcards.terminal.keys import ENDED, PASTED, decided
from lpcards.terminal.ticks import SHOWN, Ticks, beyond

if TYPE_CHECKING:
    from lpcards.terminal.line_editor import Line
    from lpcards.terminal.line_input import Prompt
    from lpcards.terminal.typing import TypedAnswer

SAY_FIRST = "Say it first; space shows the answer."
NO_ANSWER = "There is nothing to grade yet: w writes the answer."
SHOWN_ALREADY = "The answer is already shown."


class Asking:
    """Asks one question."""

    def __init__(
        self, question: Question, table: Table, typed: "TypedAnswer | None" = None
    ) -> None:
        """Start the clock; with `typed` the answer is to be typed."""
        self._question = question
        self._table = table
        self._begun = table.monotonic()
        self._said: float | None = None
        self._ticks = Ticks(question.card, question.items)
        self._hints = Hints(question.card, question.items)
        self._typed = None if question.card.unanswered else typed
        self._overruling = False
        self._scroll = Scroll()
        self._flag = Flag(question.flag, table.flag)
        self._message = question.message
        table.surface.fresh()

    def outcome(self) -> Outcome:
        """Ask until something is decided; what was typed along with that is no key any more."""
        outcome = decided(self._draw, self._read, self._act_on)
        self._table.keys.end_answer()
        return outcome

    def _act_on(self, key: str) -> Outcome | None:
        self._table.surface.forget(self._message)
        self._message = ""
        return self._type(key) if self._is_typing else self._pressed(key)

    @property
    def _is_typing(self) -> bool:
        return self._typed is not None and self._typed.is_open and not self._revealed

    @property
    def _revealed(self) -> bool:
        return self._said is not None

    def _read(self) -> str | None:
        timed = self._question.card.seconds > 0 and not self._revealed
        timeout = 1.0 if timed and not self._table.surface.plain else None
        keys = self._table.keys
        return keys.read_text(timeout) if self._is_typing else keys.read(timeout)

    def _type(self, key: str) -> Outcome | None:
        """Let a key change what is typed, or end the typing."""
        typed = self._typed
        if typed is None or key == ENDED or (key == "ctrl-d" and not typed.line.text):
            return self._act("q")
        if key in {"page-up", "page-down"}:
            self._message = self._scroll.move(STEPS[key], self._draw)
        elif key == "tab":
            self._hint()
        else:
            self._scroll.to_end()  # what is typed stands at the end
            self._message = typed.pressed(key)
            if typed.is_done:
                self._reveal()
        return None

    def _pressed(self, key: str) -> Outcome | None:
        if key in {"q", ENDED}:
            return self._act("q")
        if key in {"u", "s", "b", "e"}:
            return self._act(key)
        if key == "w" and self._question.card.unanswered:
            return self._write()
        if key in STEPS:
            self._message = self._scroll.move(STEPS[key], self._draw)
        elif key in {"?", "h", "f", PASTED}:
            self._aside(key)
        else:
            return self._answer_key(key) if self._revealed else self._front_key(key)
        return None

    def _act(self, key: str) -> Outcome:
        return Outcome(key, seconds=self._table.monotonic() - self._begun)

    def _aside(self, key: str) -> None:
        """Do what brings the answer no nearer."""
        if key == "?":
            self._help()
        elif key == "f":
            self._message = self._flag.toggled(self._asked_line)
        elif key == PASTED:
            self._message = NOT_KEYS
        elif self._revealed:
            self._message = SHOWN_ALREADY
        else:
            self._hint()

    def _help(self) -> None:
        from lpcards.study.reviewing.pages import Help

        table = self._table
        Help(card_help(four=table.buttons.four), table.surface, table.keys).finished()
        table.surface.fresh()

    def _hint(self) -> None:
        self._message = self._hints.take()

    def _write(self) -> Outcome | None:
        """Take the answer of a question that has none, in a line."""
        if not self._revealed:
            self._reveal()  # it says what to write
        from lpcards.terminal.line_input import ANSWER

        told = self._asked_line(ANSWER, self._question.unwritten)
        if not told:
            self._message = "Nothing is written."
            return None
        return self._act("w")._replace(typed=told)

    def _asked_line(self, prompt: "Prompt", begun: str = "") -> str | None:
        from lpcards.terminal.line_input import asked_line

        def draw(line: "Line | None", now: "Prompt") -> None:
            show_prompt(partial(screen_lines, self._state), self._table.surface, line, now)

        return asked_line(self._table.surface, self._table.keys, draw, prompt, begun)

    def _front_key(self, key: str) -> Outcome | None:
        if key == "enter" and self._typed is not None:
            self._begin_typing(self._typed)
        elif key in {"space", "enter"}:
            self._reveal()
        elif key == "l" and self._question.sort == "new":
            return self._act("l")
        elif key.isdigit():
            self._message = SAY_FIRST if not self._question.card.unanswered else NO_ANSWER
        else:
            self._message = UNKNOWN
        return None

    def _begin_typing(self, typed: "TypedAnswer") -> None:
        if not self._table.surface.plain:
            typed.is_open = True
            return
        typed.dictated(self._table.surface, self._table.keys)
        self._reveal()

    def _reveal(self) -> None:
        self._said = self._table.monotonic() - self._begun
        self._scroll.offset = 0
        if self._typed is not None and self._typed.is_done:
            hits = self._typed.judge(self._question.order)
            self._ticks.ticked = hits - self._hints.shown

    def _answer_key(self, key: str) -> Outcome | None:
        grade = self._table.buttons.grade_of(key)
        if self._question.card.unanswered:
            return self._leave(key)
        if self._overruling or not self._question.items:
            self._overruling = False
            if grade is not None:
                return self._graded(grade)
        if key == "enter" and self._proposed is not None:
            return self._graded(self._proposed)
        self._overruling = key == "g" and bool(self._question.items)
        self._tick(key)
        return None

    def _leave(self, key: str) -> Outcome | None:
        """Leave a question without an answer until tomorrow; say of a grade that it has none."""
        if key in {"space", "enter"}:
            return self._act("b")
        self._message = NO_ANSWER if key.isdigit() else UNKNOWN
        return None

    def _tick(self, key: str) -> None:
        told = self._ticks.pressed(key, self._hints.shown)
        if told == SHOWN or (told and self._table.surface.plain):
            self._message = told
        elif told is None and not self._overruling:
            self._message = self._dead_digit() if key.isdigit() else UNKNOWN

    def _dead_digit(self) -> str:
        """Return why a digit does nothing: a list is shorter, or there is no such grade."""
        grades = "1 to 4" if self._table.buttons.four else "0 to 5"
        if not self._question.items:
            return f"The grades are {grades}."
        return f"{beyond(len(self._question.items))} To grade, g comes first."

    @property
    def _proposed(self) -> int | None:
        """The grade to take with Enter; None where there is none to propose."""
        if not self._revealed:
            return None
        grade = self._ticks.grade(in_time=self._in_time)
        if grade is None and self._typed is not None:
            grade = self._typed.grade
        return None if grade is None else self._table.buttons.nearest(min(grade, self._hints.cap))

    @property
    def _in_time(self) -> bool:
        """Say whether it was said within the target; what is typed has none."""
        card = self._question.card
        untimed = not card.seconds or (self._typed is not None and self._typed.is_done)
        return untimed or (self._said or 0) <= card.seconds

    def _graded(self, grade: int) -> Outcome:
        typed = self._typed.line.text if self._typed is not None and self._typed.is_done else None
        seconds = self._table.monotonic() - self._begun
        return Outcome(
            "grade", grade, seconds, self._said or 0.0, self._ticks.missed, self._hints.taken, typed
        )

    def _draw(self) -> None:
        show(self._state, self._table.surface, self._scroll)

    @property
    def _state(self) -> State:
        question = self._question
        return State(
            question=question,
            buttons=self._table.buttons,
            revealed=self._revealed,
            elapsed=self._table.monotonic() - self._begun if self._said is None else self._said,
            ticked=frozenset(self._ticks.ticked),
            hints=self._hints,
            typed=self._typed,
            typing=self._is_typing,
            proposed=self._proposed,
            overruling=self._overruling,
            flag=self._flag.words,
            message=self._message,
        )
