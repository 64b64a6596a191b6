"""One card before a learner: what each key does, and what the learner decides."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from lpcards.cards.checklist import missed_items, proposed_grade
from lpcards.study.reviewing.card_notes import CardFlag
from lpcards.study.reviewing.hints_taken import HintsTaken
from lpcards.terminal.card_face import screen_lines, show_card, show_prompt
from lpcards.terminal.card_keys import card_help
from lpcards.terminal.card_view import CardView
from lpcards.terminal.keys import ENDED, PASTED
from lpcards.terminal.page import STEPS, ScreenPage
from lpcards.terminal.terminal import Terminal
from lpcards.terminal.tick_list import Ticks

if TYPE_CHECKING:
    from lpcards.terminal.line_editor import TypedLine
    from lpcards.terminal.line_input import Prompt
    from lpcards.terminal.typed_answer import TypedAnswer

SAY_FIRST = "Say it first, then space shows the answer."
NO_ANSWER = "There is nothing to grade yet: w writes the answer."
SHOWN_ALREADY = "The answer is already shown."
Act = Literal["grade", "learn", "undo", "suspend", "bury", "edit", "write", "stop"]
ACTS: dict[str, Act] = {"u": "undo", "s": "suspend", "b": "bury", "e": "edit"}
"""Keys that decide, whatever is shown of the card."""


class Decision(NamedTuple):
    """What the learner decided.

    `seconds` is the whole time, `thinking` the time until the answer was shown. `missed` holds
    positions in the card's items. `hints` counts the hints; `typed` is what was typed (None:
    nothing was to be typed).
    """

    act: Act
    grade: int = 0
    seconds: float = 0.0
    thinking: float = 0.0
    missed: tuple[int, ...] = ()
    hints: int = 0
    typed: str | None = None


class CardPage(ScreenPage[Decision]):
    """Asks one question."""

    def __init__(
        self,
        view: CardView,
        terminal: Terminal,
        flag: Callable[[str | None], None],
        typed: "TypedAnswer | None" = None,
        unwritten: str = "",
    ) -> None:
        """Start the clock; with `typed` the answer is to be typed.

        `flag` marks the card with a note, or (None) takes the mark off. `unwritten` is an answer
        that was typed before and could not be written.
        """
        super().__init__(terminal, view.message)
        self._question = view
        self._card = view.card
        self._begun = terminal.monotonic()
        self._thinking: float | None = None
        asked = [view.card.items[at] for at in view.items]
        self._ticks = Ticks(asked, aloud=terminal.surface.plain)
        self._hints = HintsTaken(view.card, view.items)
        self._typed = None if view.card.unanswered else typed
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
        return self._type(key) if self._is_typing else self._press(key)

    @property
    def _is_typing(self) -> bool:
        return self._typed is not None and self._typed.is_open and not self._revealed

    @property
    def _revealed(self) -> bool:
        return self._thinking is not None

    @property
    def _elapsed(self) -> float:
        return self.terminal.monotonic() - self._begun

    def read(self) -> str | None:
        """Return the next key; as long as a clock runs, None after a second."""
        timed = self._card.seconds > 0 and not self._revealed
        timeout = 1.0 if timed and not self.surface.plain else None
        return self.keys.read_text(timeout) if self._is_typing else self.keys.read(timeout)

    def _type(self, key: str) -> Decision | None:
        """Let a key change what is typed, or end the typing."""
        typed = self._typed
        if typed is None or typed.is_left_by(key):
            return self._decision("stop")
        if key in {"page-up", "page-down"}:
            self.message = self.scroll.move(STEPS[key], self.draw)
        elif key == "tab":
            self.message = self._hints.take()
        else:
            self.scroll.to_end()  # what is typed stands at the end
            self.message = typed.press(key)
            if typed.is_done:
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
            self.message = SHOWN_ALREADY if self._revealed else self._hints.take()
        elif key == "f":
            self.message = self._flag.toggle(self._asked_line)
        elif key in STEPS or key in {"?", PASTED}:
            self.press_other(key)
        else:
            return self._press_graded(key) if self._revealed else self._press_front(key)
        return None

    def _decision(self, act: Act) -> Decision:
        return Decision(act, seconds=self._elapsed)

    def _write(self) -> Decision | None:
        """Take in a line what is to be written down: the answer, or the story for a question."""
        if not self._revealed:
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
        if key == "enter" and self._typed is not None:
            self._begin_typing(self._typed)
        elif key in {"space", "enter"}:
            self._reveal()
        elif key == "l" and self._question.kind == "new":
            return self._decision("learn")
        elif key.isdigit():
            self.message = NO_ANSWER if self._card.unanswered else SAY_FIRST
        else:
            self.press_other(key)
        return None

    def _begin_typing(self, typed: "TypedAnswer") -> None:
        if not self.surface.plain:
            typed.is_open = True
            return
        typed.dictated(self.surface, self.keys)
        self._reveal()

    def _reveal(self) -> None:
        self._thinking = self._elapsed
        self.scroll.offset = 0
        if self._typed is not None and self._typed.is_done:
            hits = self._typed.judge(self._question.order)
            self._ticks.ticked = hits - self._hints.shown

    def _press_graded(self, key: str) -> Decision | None:
        """Grade, tick; a question without an answer is left until tomorrow."""
        if self._card.unanswered:
            return self._leave(key)
        grade = self._question.buttons.grade_of(key)
        if self._overruling or not self._question.items:
            self._overruling = False
            if grade is not None:
                return self._graded(grade)
        proposed = self._proposed
        if key == "enter" and proposed is not None:
            return self._graded(proposed)
        self._overruling = key == "g" and bool(self._question.items)
        if not self._overruling:
            self._tick(key)
        return None

    def _leave(self, key: str) -> Decision | None:
        if key in {"space", "enter"}:
            return self._decision("bury")
        if key.isdigit():
            self.message = NO_ANSWER
        else:
            self.press_other(key)
        return None

    def _tick(self, key: str) -> None:
        answer = self._ticks.press(key, self._hints.shown)
        if answer is not None:
            self.message = answer
        elif key.isdigit():
            self.message = self._dead_digit()
        else:
            self.press_other(key)

    def _dead_digit(self) -> str:
        """Return why a digit does nothing: a list is shorter, or there is no such grade."""
        grades = "1 to 4" if self._question.buttons.four else "0 to 5"
        if not self._question.items:
            return f"The grades are {grades}."
        return f"{self._ticks.beyond()} To grade, press g first."

    @property
    def _proposed(self) -> int | None:
        """The grade to take with Enter; None where there is none to propose."""
        if not self._revealed:
            return None
        grade = self._grade_of_ticks() if self._question.items else None
        if grade is None and self._typed is not None:
            grade = self._typed.grade
        capped = None if grade is None else min(grade, self._hints.cap)
        return None if capped is None else self._question.buttons.nearest(capped)

    def _grade_of_ticks(self) -> int:
        items, card = self._question.items, self._card
        must = [at for at, item in enumerate(items) if item in card.must]
        return proposed_grade(len(items), self._ticks.ticked, must, in_time=self._in_time)

    @property
    def _in_time(self) -> bool:
        """Say whether it was said within the target; what is typed has none."""
        card = self._card
        untimed = not card.seconds or (self._typed is not None and self._typed.is_done)
        return untimed or (self._thinking or 0) <= card.seconds

    def _graded(self, grade: int) -> Decision:
        typed = self._typed.line.text if self._typed is not None and self._typed.is_done else None
        items = self._question.items
        missed = tuple(items[at] for at in missed_items(len(items), self._ticks.ticked))
        thinking, hints = self._thinking or 0.0, self._hints.count
        return Decision("grade", grade, self._elapsed, thinking, missed, hints, typed)

    def draw(self) -> None:
        """Show the card as it stands."""
        show_card(self.view, self.surface, self.scroll)

    @property
    def view(self) -> CardView:
        """The card as it stands just now."""
        return self._question._replace(
            revealed=self._revealed,
            elapsed=self._elapsed if self._thinking is None else self._thinking,
            ticked=frozenset(self._ticks.ticked),
            hint=() if self._revealed else self._hints.lines(),
            hint_cost=self._hints.cost,
            offers_hint=self._hints.are_offered,
            notes=self._notes(),
            typed=self._typed,
            typing=self._is_typing,
            proposed=self._proposed,
            overruling=self._overruling,
            flag=self._flag.words,
            message=self.message,
        )

    def _notes(self) -> tuple[str, ...]:
        """Return what became of each item, or of the one answer that was typed."""
        notes = self._typed.notes if self._typed is not None else ()
        items, shown = self._question.items, self._hints.shown
        if not items:
            return notes
        by_item = {**dict(enumerate(notes)), **dict.fromkeys(shown, "shown as a hint")}
        return tuple(by_item.get(at, "") for at in range(len(items)))
