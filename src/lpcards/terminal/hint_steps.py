"""Hints in steps: which were taken, and what they cost."""

from functools import cached_property

from lpcards.cards.card import Card
from lpcards.english.printable import counted

BEST = 5


class Hints:
    """The hints of one question; each `take` shows one more."""

    def __init__(self, card: Card, items: tuple[int, ...]) -> None:
        """Begin without any."""
        self._card = card
        self._items = items
        self.taken = 0

    @cached_property
    def _steps(self) -> tuple[tuple[str, int, int | None], ...]:
        from lpcards.practice.hints import hints_of  # here: most cards are asked without

        return hints_of(self._card, self._items)

    @property
    def _given(self) -> tuple[tuple[str, int, int | None], ...]:
        return self._steps[: self.taken] if self.taken else ()

    @property
    def offered(self) -> bool:
        """Say whether the card has any."""
        return bool(
            self._card.hint or self._items or not (self._card.options or self._card.unanswered)
        )

    def take(self) -> str:
        """Show one more; return what is to be told, if there is none."""
        if self.taken < len(self._steps):
            self.taken += 1
            return ""
        return "There are no more hints." if self.taken else "This card has no hint."

    @property
    def cap(self) -> int:
        """The best grade that may still be proposed."""
        return min((cap for _, cap, _ in self._given), default=BEST)

    @property
    def shown(self) -> set[int]:
        """The items that were shown, as positions among those asked."""
        return {item for _, _, item in self._given if item is not None}

    def lines(self) -> list[str]:
        """Return the hints taken so far, and what they cost."""
        if not self.taken:
            return []
        told = [line for words, _, _ in self._given for line in words.split("\n")]
        return [*told, f"(grade {self.cap} at most)"] if self.cap < BEST - 1 else told

    def told(self) -> str:
        """Return in a line how many were taken."""
        return f"{counted(self.taken, 'hint')}: grade {self.cap} at most." if self.taken else ""
