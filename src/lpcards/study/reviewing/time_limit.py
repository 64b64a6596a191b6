"""The minutes of a sitting: when they are over, the learner is asked once, between two cards."""

from collections.abc import Callable

from rich.text import Text

from lpcards.english.printable import counted
from lpcards.study.day_words import more_waiting, waiting
from lpcards.terminal.keys import ENDED, PASTED
from lpcards.terminal.page import NOT_KEYS, ScreenPage, keys_below
from lpcards.terminal.terminal import Terminal
from lpcards.terminal.text_lines import wrapped

KEYS = "Enter goes on, q stops; other keys do nothing here."


class TimeLimit:
    """So many `minutes`, of which some seconds were `spent` before; 0 minutes never end."""

    def __init__(self, minutes: int, spent: float, monotonic: Callable[[], float]) -> None:
        """Begin to count."""
        self.minutes = minutes
        self._now = monotonic
        self._end = monotonic() + 60 * minutes - spent
        self._asked = not minutes

    def left_out(self, cards: int) -> str:
        """Return that so many cards did not fit; "" if all did."""
        minutes = counted(self.minutes, "minute")
        return f"That is all that fits into {minutes}; {more_waiting(cards)}." if cards else ""

    def is_over(self) -> bool:
        """Say, once, that the minutes are over."""
        if self._asked or self._now() < self._end:
            return False
        self._asked = True
        return True


class TimeIsOver(ScreenPage[bool]):
    """Says that the minutes are over and how many cards wait; decides whether to go on."""

    def __init__(self, minutes: int, cards: int, terminal: Terminal) -> None:
        """Say it of so many minutes and cards."""
        super().__init__(terminal)
        self._words = f"{_over(minutes)}; {waiting(cards)}."

    def draw(self) -> None:
        """Show it."""
        width = self.surface.width
        footer = keys_below(("Enter goes on", "q stops"), self.message, width)
        self.surface.draw(wrapped(Text(self._words, "bold"), width), footer)

    def press(self, key: str) -> bool | None:
        """Decide, or say which keys do."""
        if key in {"enter", "space"}:
            return True
        if key in {"q", ENDED}:
            return False
        self.message = NOT_KEYS if key == PASTED else KEYS
        return None


def _over(minutes: int) -> str:
    return f"{counted(minutes, 'minute')} {'is' if minutes == 1 else 'are'} over"
