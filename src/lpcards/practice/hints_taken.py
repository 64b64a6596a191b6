"""The hints taken of one question, and what they cost."""

from functools import cached_property
from typing import TYPE_CHECKING

from lpcards.cards.card import Card
from lpcards.english.printable import counted

if TYPE_CHECKING:
    from lpcards.practice.hints import Hint

BEST = 5


class HintsTaken:
    """The hints of one question; each `take` shows one more."""

    def __init__(self, card: Card, items: tuple[int, ...]) -> None:
        """Begin without any."""
        self._card = card
        self._items = items
        self.count = 0

    @cached_property
    def _hints(self) -> "tuple[Hint, ...]":
        from lpcards.practice.hints import hints_of  # here: most cards are asked without

        return hints_of(self._card, self._items)

    @property
    def _taken(self) -> "tuple[Hint, ...]":
        return self._hints[: self.count] if self.count else ()

    @property
    def are_offered(self) -> bool:
        """Say whether the card has any."""
        card = self._card
        return bool(card.hint or self._items or not (card.options or card.unanswered))

    def take(self) -> str:
        """Show one more; return what to say if there is none."""
        if self.count < len(self._hints):
            self.count += 1
            return ""
        return "There are no more hints." if self.count else "This card has no hint."

    @property
    def cap(self) -> int:
        """The best grade that may still be proposed."""
        return min((hint.cap for hint in self._taken), default=BEST)

    @property
    def shown(self) -> set[int]:
        """The items that were shown, as positions among those asked."""
        return {hint.item for hint in self._taken if hint.item is not None}

    def lines(self) -> tuple[str, ...]:
        """Return the hints taken so far, and what they cost."""
        lines = tuple(line for hint in self._taken for line in hint.words.split("\n"))
        return (*lines, f"(grade {self.cap} at most)") if self.cap < BEST - 1 else lines

    @property
    def cost(self) -> str:
        """How many were taken and what they cost, in a line; "" for none."""
        return f"{counted(self.count, 'hint')}: grade {self.cap} at most." if self.count else ""
