"""A card as it stands before the learner just now: the one view from the queue to the screen."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lpcards.cards.card import Card
from lpcards.memory.sm2 import BUTTONS, GRADES

if TYPE_CHECKING:
    from lpcards.practice.typed_answer import TypedAnswer


class Buttons(NamedTuple):
    """The grades' keys: six (0-5), or four (again, hard, good, easy)."""

    four: bool = False

    def grade_of(self, key: str) -> int | None:
        """Return the grade of a key; None if it has none."""
        if self.four:
            return BUTTONS[key][0] if key in BUTTONS else None
        return int(key) if key in {"0", "1", "2", "3", "4", "5"} else None

    def nearest(self, grade: int) -> int:
        """Return the grade to propose: four buttons know only 1, 3, 4, 5."""
        return grade if not self.four else max(1, 1 if grade == 2 else grade)  # noqa: PLR2004

    def named(self) -> list[tuple[str, int, str]]:
        """Return key, grade and word of each button."""
        if self.four:
            return [(key, grade, word) for key, (grade, word) in BUTTONS.items()]
        return [(str(grade), grade, word) for grade, word in enumerate(GRADES)]

    def word(self, grade: int) -> str:
        """Return a grade's digit (of six) and word."""
        word = next(word for _, its_grade, word in self.named() if its_grade == grade)
        return word if self.four else f"{grade} {word}"


class AskedItem(NamedTuple):
    """An item of a checklist; `note` says what became of it."""

    text: str
    ticked: bool
    must: bool
    note: str


class CardView(NamedTuple):
    """All that there is to show of a card.

    `kind` is why it is asked: review, new, drill, ahead, cram; "" outside a review. `items` are
    positions in the card of what is asked, `order` those of its options; `ticked` counts what is
    asked from 0. `intervals` are the days for each grade. `changes` holds texts then and now, where
    they differ; `remarks` are lines below. `elapsed` is in seconds (None: no clock is shown).
    `hint` are the hints taken, `hint_cost` is what they cost. `notes` say what became of each item,
    or of the one answer. `typing`: keys are letters; `listens`: it can be said, too; `keys` are
    what keys do meanwhile, where that is not as always. `proposed` is the grade that Enter takes,
    `overruling` that another is about to be given.
    """

    card: Card
    kind: str = ""
    items: tuple[int, ...] = ()
    progress: str = ""
    order: tuple[int, ...] = ()
    intervals: tuple[int, ...] = ()
    buttons: Buttons = Buttons()
    changed: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    flag: str = ""
    message: str = ""
    revealed: bool = False
    elapsed: float | None = None
    ticked: frozenset[int] = frozenset()
    tickable: bool = True
    hint: tuple[str, ...] = ()
    hint_cost: str = ""
    offers_hint: bool = False
    notes: tuple[str, ...] = ()
    typed: "TypedAnswer | None" = None
    typing: bool = False
    listens: bool = False
    keys: tuple[str, ...] = ()
    proposed: int | None = None
    overruling: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        """A quiz's answers, as they are shuffled."""
        return tuple(self.card.options[at] for at in self.order)

    def asked_items(self) -> Iterator[AskedItem]:
        """Yield the items that are asked."""
        for at, item in enumerate(self.items):
            note = self.notes[at] if at < len(self.notes) else ""
            yield AskedItem(self.card.items[item], at in self.ticked, item in self.card.must, note)


def view_as_asked(view: CardView, items: Sequence[int], order: Sequence[int]) -> CardView:
    """Return a card as it was asked before: these items of it, its options in this order.

    What cannot have been asked so is left as it is now.
    """
    if items and {*items} <= {*range(len(view.card.items))}:
        view = view._replace(items=tuple(sorted({*items})))
    if sorted(order) == [*range(len(view.card.options))]:
        view = view._replace(order=tuple(order))
    return view


def learning_view(view: CardView) -> CardView:
    """Return a card with everything on it, to be looked at before it is asked."""
    card = view.card
    return view._replace(
        items=tuple(range(len(card.items))),
        order=tuple(range(len(card.options))),
        hint=(card.hint,) if card.hint else (),
        revealed=True,
        tickable=False,
    )


def list_view(top: str, front: str, items: tuple[str, ...], must: tuple[int, ...] = ()) -> CardView:
    """Return a list that belongs to no card, to be ticked."""
    card = Card("", "", "", "", "", top, front, "", items=items, must=must)
    return CardView(card, items=tuple(range(len(items))), revealed=True)
