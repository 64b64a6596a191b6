"""The ticks of a checklist: which items were said, and the grade that they deserve."""

from lpcards.cards.card import Card
from lpcards.cards.checklist import missed_items, proposed_grade
from lpcards.english.printable import counted


def beyond(count: int) -> str:
    """Return what is told of a digit that no item has."""
    return f"There {'is' if count == 1 else 'are'} only {counted(count, 'item')}."


SHOWN = "It was shown as a hint: it counts as missed."


class Ticks:
    """The ticks on the items asked, counted from 0."""

    def __init__(self, card: Card, items: tuple[int, ...]) -> None:
        """Begin without any."""
        self._card = card
        self._items = items
        self.ticked: set[int] = set()

    def pressed(self, key: str, shown: set[int]) -> str | None:
        """Tick, or take a tick back; return what is to be told, None if it is no key for ticks.

        Items `shown` as a hint cannot be ticked.
        """
        count = len(self._items)
        if key == "a" and count:
            self.ticked = set(range(count)) - shown
            return "All ticked."
        if not (key.isdigit() and 1 <= int(key) <= count):
            return None
        return SHOWN if int(key) - 1 in shown else self._toggled(int(key) - 1)

    def _toggled(self, at: int) -> str:
        self.ticked ^= {at}
        state = "ticked" if at in self.ticked else "no longer ticked"
        return f"Item {at + 1} {state}: {self._card.items[self._items[at]]}"

    def grade(self, *, in_time: bool) -> int | None:
        """Return the grade to propose; None for a card that is no checklist."""
        if not self._items:
            return None
        must = [at for at, item in enumerate(self._items) if item in self._card.must]
        return proposed_grade(len(self._items), self.ticked, must, in_time=in_time)

    @property
    def missed(self) -> tuple[int, ...]:
        """The positions in the card's items that were not ticked."""
        return tuple(self._items[at] for at in missed_items(len(self._items), self.ticked))
