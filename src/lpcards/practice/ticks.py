"""The ticks on a list: what each key does to them, and says."""

from collections.abc import Collection, Iterable, Sequence

from lpcards.english.printable import counted

DIGITS = "1234567890"
SHOWN = "It was shown as a hint: it counts as missed."


class Ticks:
    """The ticks on some items, counted from 0. What a key did is answered where lines are said."""

    def __init__(self, items: Sequence[str], ticked: Iterable[int] = (), *, aloud: bool) -> None:
        """Begin with those that are `ticked`."""
        self.ticked = set(ticked)
        self._items = items
        self._aloud = aloud

    def press(self, key: str, shown: Collection[int] = ()) -> str | None:
        """Tick, or take a tick back; return the answer, None if it is no key for ticks.

        Items `shown` as a hint cannot be ticked.
        """
        count = len(self._items)
        if key == "a" and count:
            self.ticked = set(range(count)) - set(shown)
            return self._answer("All ticked.")
        at = DIGITS.find(key) if len(key) == 1 else -1
        if not 0 <= at < count:
            return None
        if at in shown:
            return SHOWN
        self.ticked ^= {at}
        state = "ticked" if at in self.ticked else "no longer ticked"
        return self._answer(f"Item {at + 1} {state}: {self._items[at]}")

    def _answer(self, words: str) -> str:
        return words if self._aloud else ""

    def beyond(self) -> str:
        """Return what to say of a digit that no item has."""
        count = len(self._items)
        return f"There {'is' if count == 1 else 'are'} only {counted(count, 'item')}."
