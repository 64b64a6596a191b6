"""One card before a learner at a terminal: what each key does, until something is decided."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from lpcards.practice.card_turn import Act, CardTurn, Decision
from lpcards.practice.card_view import CardView
from lpcards.study.reviewing.card_flag import CardFlag
from lpcards.terminal.card_face import screen_lines, show_card, show_prompt
from lpcards.terminal.card_keys import card_help
from lpcards.terminal.keys import ENDED, LISTEN, PASTED
from lpcards.terminal.page import STEPS, ScreenPage
from lpcards.terminal.terminal import Terminal

if TYPE_CHECKING:
    from lpcards.practice.typed_line import TypedLine
    from lpcards.terminal.answer_typing import AnswerTyping
    from lpcards.terminal.line_input import Prompt

ACTS: dict[str, Act] = {"u": "undo", "s": "suspend", "b": "bury", "e": "edit"}
"""Keys that decide, whatever is shown of the card."""


class CardPage(ScreenPage[Decision]):
    """Asks one question."""

    def __init__(
        self,
        view: CardView,
        terminal: Terminal,
        flag: Callable[[str | None], str],
        typing: "AnswerTyping | None" = None,
        unwritten: str = "",
    ) -> None:
        """Start the clock; with `typing` the answer is to be typed.

        `flag` marks the card with a note, or (None) takes the mark off. `unwritten` is an answer
        that was typed before and could not be written.
        """
        super().__init__(terminal, view.message)
        self._card = view.card
        self._begun = terminal.monotonic()
        self._typing = None if view.card.unanswered else typing
        answer = self._typing.answer if self._typing else None
        self._turn = CardTurn(view, answer, aloud=terminal.surface.plain)
        self._overruling = False
        self._flag = CardFlag(view.flag, flag)
        self._unwritten = unwritten
        self.rows = card_help(four=view.buttons.four)
        terminal.surface.fresh()

    def run(self) -> Decision:
        """Ask until something is decided; what was typed along with that is no key any more."""
        decision = super().run()
        self.keys.end_answer()
        return decision

    def press(self, key: str) -> Decision | None:
        """Take a key as a letter of the answer, or as a key of the card."""
        if key == LISTEN and self._may_listen:
            self._listen()
            return None
        return self._type(key) if self._is_typing else self._press(key)

    @property
    def _is_typing(self) -> bool:
        return self._typing is not None and self._typing.is_open and not self._turn.is_revealed

    @property
    def _may_listen(self) -> bool:
        return bool(self._typing and self._typing.listener and not self._turn.is_revealed)

    def _listen(self) -> None:
        """Have the answer said; it is mended and handed in as one that is typed."""
        typing = self._typing
        if typing is None or typing.listener is None:
            return
        said = typing.answer.speech
        self.message = typing.listen(typing.listener, self.surface, self._show_hearing)
        self.scroll.to_end()
        if self.surface.plain and typing.answer.speech is not said:
            self.surface.say(self.message)
            typing.mend(self.surface, self.keys)
            self._reveal()

    def _show_hearing(self, words: str) -> None:
        self.message = words
        self.scroll.to_end()
        self.draw()

    @property
    def _elapsed(self) -> float:
        return self.terminal.monotonic() - self._begun

    def read(self) -> str | None:
        """Return the next key; as long as a clock runs, None after a second."""
        timed = self._card.seconds > 0 and not self._turn.is_revealed
        timeout = 1.0 if timed and not self.surface.plain else None
        return self.keys.read_text(timeout) if self._is_typing else self.keys.read(timeout)

    def _type(self, key: str) -> Decision | None:
        """Let a key change what is typed, or end the typing."""
        typing = self._typing
        if typing is None or typing.is_left_by(key):
            return self._decision("stop")
        if key in {"page-up", "page-down"}:
            self.message = self.scroll.move(STEPS[key], self.draw)
        elif key == "tab":
            self.message = self._turn.hint()
        else:
            self.scroll.to_end()  # what is typed stands at the end
            self.message = typing.press(key)
            if typing.answer.is_done:
                self._reveal()
        return None

    def _press(self, key: str) -> Decision | None:
        if key in {"q", ENDED}:
            return self._decision("stop")
        if key in ACTS:
            return self._decision(ACTS[key])
        if key == "w" and self._card.writes:
            return self._write()
        if key == "h":
            self.message = self._turn.hint()
        elif key == "f":
            self.message = self._flag.toggle(self._asked_line)
        elif key in STEPS or key in {"?", PASTED}:
            self.press_other(key)
        else:
            shown = self._turn.is_revealed
            return self._press_graded(key) if shown else self._press_front(key)
        return None

    def _decision(self, act: Act) -> Decision:
        return Decision(act, seconds=self._elapsed)

    def _write(self) -> Decision | None:
        """Take in a line what is to be written down: the answer, or the story for a question."""
        if not self._turn.is_revealed:
            self._reveal()  # it says what to write
        from lpcards.terminal.line_input import PROMPTS

        typed = self._asked_line(PROMPTS[self._card.writes], self._unwritten)
        if not typed:
            self.message = "Nothing was written."
            return None
        return self._decision("write")._replace(typed=typed)

    def _asked_line(self, prompt: "Prompt", begun: str = "") -> str | None:
        from lpcards.terminal.line_input import asked_line

        def draw(line: "TypedLine | None", now: "Prompt") -> None:
            show_prompt(partial(screen_lines, self.view), self.surface, line, now)

        return asked_line(self.surface, self.keys, draw, prompt, begun)

    def _press_front(self, key: str) -> Decision | None:
        if key == "enter" and self._typing is not None:
            self._begin_typing(self._typing)
        elif key in {"space", "enter"}:
            self._reveal()
        elif key == "l" and self._turn.question.kind == "new":
            return self._decision("learn")
        else:
            self._answer_dead(key)
        return None

    def _begin_typing(self, typing: "AnswerTyping") -> None:
        if not self.surface.plain:
            typing.is_open = True
            return
        typing.dictate(self.surface, self.keys)
        self._reveal()

    def _reveal(self) -> None:
        self.scroll.offset = 0
        self._turn.reveal(self._elapsed)

    def _press_graded(self, key: str) -> Decision | None:
        """Grade, tick; a question without an answer is left until tomorrow."""
        if self._card.unanswered:
            return self._leave(key)
        question = self._turn.question
        grade = question.buttons.grade_of(key)
        if self._overruling or not question.items:
            self._overruling = False
            if grade is not None:
                return self._graded(grade)
        proposed = self._turn.proposed
        if key == "enter" and proposed is not None:
            return self._graded(proposed)
        self._overruling = key == "g" and bool(question.items)
        if not self._overruling:
            self._tick(key)
        return None

    def _graded(self, grade: int) -> Decision:
        return self._turn.graded(grade, self._elapsed)

    def _leave(self, key: str) -> Decision | None:
        if key in {"space", "enter"}:
            return self._decision("bury")
        self._answer_dead(key)
        return None

    def _tick(self, key: str) -> None:
        answer = self._turn.ticks.press(key, self._turn.hints.shown)
        if answer is None:
            self._answer_dead(key)
        else:
            self.message = answer

    def _answer_dead(self, key: str) -> None:
        if key.isdigit():
            self.message = self._turn.dead_digit()
        else:
            self.press_other(key)

    def draw(self) -> None:
        """Show the card as it stands."""
        show_card(self.view, self.surface, self.scroll)

    @property
    def view(self) -> CardView:
        """The card as it stands just now."""
        said = self._typing.said_seconds if self._typing else None
        return self._turn.view(self._elapsed if said is None else said)._replace(
            typing=self._is_typing,
            listens=self._may_listen,
            keys=self._typing.keys if self._typing else (),
            overruling=self._overruling,
            flag=self._flag.words,
            message=self.message,
        )
