"""One card asked: what of it was shown, hinted, ticked and typed, and the grade that follows.

No keys, no clock, no screen: whoever asks gives the seconds.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple

from lpcards.cards.checklist import missed_items, proposed_grade
from lpcards.practice.card_view import CardView
from lpcards.practice.hints_taken import HintsTaken
from lpcards.practice.ticks import Ticks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lpcards.practice.speech import Speech
    from lpcards.practice.typed_answer import TypedAnswer

SAY_FIRST = "Say it first, then space shows the answer."
NO_ANSWER = "There is nothing to grade yet: w writes the answer."
SHOWN_ALREADY = "The answer is already shown."
LONGEST_THOUGHT = 86_400
"""Seconds until an answer was shown; of more the clock was wrong."""
Act = Literal["grade", "learn", "undo", "suspend", "bury", "edit", "write", "stop"]


class Decision(NamedTuple):
    """What the learner decided.

    `seconds` is the whole time, `thinking` the time until the answer was shown. `missed` holds
    positions in the card's items. `hints` counts the hints; `typed` is what was typed (None:
    nothing was to be typed), `words` how many of it were said and heard.
    """

    act: Act
    grade: int = 0
    seconds: float = 0.0
    thinking: float = 0.0
    missed: tuple[int, ...] = ()
    hints: int = 0
    typed: str | None = None
    words: int = 0


class CardTurn:
    """A card being asked. `ticks` and `hints` count what is asked from 0.

    `thinking` are the seconds until the answer was shown (None: it is not). `typed` is None where
    nothing is to be typed.
    """

    def __init__(
        self, question: CardView, typed: "TypedAnswer | None" = None, *, aloud: bool
    ) -> None:
        """Begin with the question; with `aloud` ticks are answered in words."""
        self.question = question
        asked = [question.card.items[at] for at in question.items]
        self.ticks = Ticks(asked, aloud=aloud)
        self.hints = HintsTaken(question.card, question.items)
        self.typed = None if question.card.unanswered else typed
        self.thinking: float | None = None

    @property
    def is_revealed(self) -> bool:
        """Say whether the answer is shown."""
        return self.thinking is not None

    @property
    def is_typed(self) -> bool:
        """Say whether a typed answer was handed in."""
        return self.typed is not None and self.typed.is_done

    def hint(self) -> str:
        """Show one hint more; return what to say where there is none."""
        return SHOWN_ALREADY if self.is_revealed else self.hints.take()

    def reveal(self, seconds: float) -> None:
        """Show the answer after so many seconds; what was typed is held against it."""
        self.thinking = seconds
        if self.typed is not None and self.typed.is_done:
            if self.typed.speech:
                self.thinking = self.typed.speech.seconds
            self.tick(self.typed.judge(self.question.order))

    def tick(self, ticked: "Iterable[int]") -> None:
        """Have these ticked and no others; none that is not asked, or was shown as a hint."""
        self.ticks.ticked = {*ticked} & {*range(len(self.question.items))} - self.hints.shown

    @property
    def proposed(self) -> int | None:
        """The grade to propose; None where there is none."""
        if not self.is_revealed:
            return None
        grade = self._grade_of_ticks() if self.question.items else None
        if grade is None and self.typed is not None:
            grade = self.typed.grade
        capped = None if grade is None else min(grade, self.hints.cap)
        return None if capped is None else self.question.buttons.nearest(capped)

    def _grade_of_ticks(self) -> int:
        items, card = self.question.items, self.question.card
        must = [at for at, item in enumerate(items) if item in card.must]
        return proposed_grade(len(items), self.ticks.ticked, must, in_time=self.is_in_time)

    @property
    def is_in_time(self) -> bool:
        """Say whether it was said within the target; what is typed by hand has none."""
        target = self.question.card.seconds
        is_by_hand = self.is_typed and not self._speech
        return not target or is_by_hand or (self.thinking or 0) <= target

    @property
    def _speech(self) -> "Speech | None":
        return self.typed.speech if self.typed is not None else None

    def graded(self, grade: int, seconds: float) -> Decision:
        """Return the decision for a grade, after so many seconds in all."""
        items = self.question.items
        missed = tuple(items[at] for at in missed_items(len(items), self.ticks.ticked))
        thinking, hints = self.thinking or 0.0, self.hints.count
        typed = self.typed.line.text if self.typed is not None and self.is_typed else None
        words = self._speech.words if self._speech else 0
        return Decision("grade", grade, seconds, thinking, missed, hints, typed, words)

    def dead_digit(self) -> str:
        """Return why a digit does nothing: a list is shorter, or there is no such grade."""
        if self.question.card.unanswered:
            return NO_ANSWER
        if not self.is_revealed:
            return SAY_FIRST
        if not self.question.items:
            return f"The grades are {'1 to 4' if self.question.buttons.four else '0 to 5'}."
        return f"{self.ticks.beyond()} To grade, press g first."

    def view(self, seconds: float) -> CardView:
        """Return the card as it stands after so many seconds."""
        return self.question._replace(
            revealed=self.is_revealed,
            elapsed=seconds if self.thinking is None else self.thinking,
            ticked=frozenset(self.ticks.ticked),
            hint=() if self.is_revealed else self.hints.lines(),
            hint_cost=self.hints.cost,
            offers_hint=self.hints.are_offered,
            notes=self._notes(),
            typed=self.typed,
            proposed=self.proposed,
        )

    def _notes(self) -> tuple[str, ...]:
        """Return what became of each item, or of the one answer that was typed."""
        notes = self.typed.notes if self.typed is not None else ()
        items, shown = self.question.items, self.hints.shown
        if not items:
            return notes
        by_item = {**dict(enumerate(notes)), **dict.fromkeys(shown, "shown as a hint")}
        return tuple(by_item.get(at, "") for at in range(len(items)))


def turn_taken(
    question: CardView,
    typed: "TypedAnswer | None" = None,
    *,
    hints: int,
    thinking: float,
    ticked: "Iterable[int]",
) -> CardTurn:
    """Return a turn that was taken where no keys were seen: so many hints, then the answer, ticks.

    `thinking` are the seconds until the answer was shown; what no clock measures counts as none.
    What was typed is judged first; then the learner's ticks hold.
    """
    turn = CardTurn(question, typed, aloud=False)
    while turn.hints.count < hints and not turn.hint():
        pass
    turn.reveal(thinking if 0 <= thinking <= LONGEST_THOUGHT else 0.0)
    turn.tick(ticked)
    return turn
