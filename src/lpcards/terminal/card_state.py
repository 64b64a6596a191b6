"""What there is to show while a card is asked."""

from typing import TYPE_CHECKING, NamedTuple

from lpcards.cards.card import Card
from lpcards.terminal.card_text import Seen
from lpcards.terminal.footer import Buttons
from lpcards.terminal.hint_steps import Hints

if TYPE_CHECKING:
    from lpcards.terminal.typing import TypedAnswer


class Question(NamedTuple):
    """All that asking a card takes. Positions of `items` are those in the card.

    `leech` are the lines told of a card that is failed again and again. `unwritten` is an answer
    that was typed before and could not be written.
    """

    card: Card
    sort: str
    progress: str
    intervals: tuple[int, ...]
    items: tuple[int, ...] = ()
    order: tuple[int, ...] = ()
    changed: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    flag: str = ""
    message: str = ""
    leech: tuple[str, ...] = ()
    unwritten: str = ""


class State(NamedTuple):
    """Everything about the question just now. `elapsed` is in seconds; `ticked` counts from 0."""

    question: Question
    buttons: Buttons
    revealed: bool
    elapsed: float
    ticked: frozenset[int]
    hints: Hints
    typed: "TypedAnswer | None"
    typing: bool
    proposed: int | None
    overruling: bool
    flag: str
    message: str

    @property
    def is_typed(self) -> bool:
        """Say whether an answer was handed in."""
        return self.typed is not None and self.typed.is_done

    @property
    def notes(self) -> tuple[str, ...]:
        """What became of each item (or of the one answer) that was to be typed."""
        return self.typed.notes() if self.typed is not None else ()

    def seen(self, *, timed: bool) -> Seen:
        """Return the card as it is to be shown; `timed` with the seconds it took so far."""
        question, card = self.question, self.question.card
        items = question.items
        return Seen(
            top=card.top,
            progress=question.progress,
            front=card.front,
            elapsed=self.elapsed if timed and card.seconds > 0 else None,
            target=0 if self.typed is not None else card.seconds,
            hint="" if self.revealed else "\n".join(self.hints.lines()),
            options=tuple(card.options[at] for at in question.order),
            revealed=self.revealed,
            back=card.back,
            items=tuple(
                (card.items[item], at in self.ticked, item in card.must)
                for at, item in enumerate(items)
            ),
            notes=self._item_notes() if items else (),
            below=card.below,
            changed=question.changed,
            changes=question.changes,
            flag=self.flag,
        )

    def _item_notes(self) -> tuple[str, ...]:
        notes = dict(enumerate(self.notes))
        notes |= dict.fromkeys(self.hints.shown, "shown as a hint")
        return tuple(notes.get(at, "") for at in range(len(self.question.items)))
