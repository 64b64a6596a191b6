"""The minutes of a sitting: when they are over, the learner is asked once, between two cards."""

from collections.abc import Callable

from rich.text import Text

from lpcards.english.printable import counted
from lpcards.study.day_words import waiting
from lpcards.terminal.card_text import wrapped
from lpcards.terminal.footer import NOT_KEYS, keys_below
from lpcards.terminal.keys import ENDED, PASTED, Keys, decided
from lpcards.terminal.screen import Surface

KEYS = "Enter goes on, q stops; no other key does anything here."


class Hourglass:
    """So many `minutes`, of which some seconds were `spent` before; 0 minutes never end."""

    def __init__(self, minutes: int, spent: float, monotonic: Callable[[], float]) -> None:
        """Turn it."""
        self.minutes = minutes
        self._now = monotonic
        self._end = monotonic() + 60 * minutes - spent
        self._asked = not minutes

    def left_out(self, cards: int) -> str:
        """Return that so many cards did not fit; "" if all did."""
        minutes = counted(self.minutes, "minute")
        return f"That is all that fits into {minutes}; {cards} more wait." if cards else ""

    def is_over(self) -> bool:
        """Say, once, that the minutes are over."""
        if self._asked or self._now() < self._end:
            return False
        self._asked = True
        return True

    def goes_on(self, left: int, surface: Surface, keys: Keys) -> bool:
        """Tell that the minutes are over and how many cards are left; say whether to go on."""
        message = ""

        def draw() -> None:
            words = f"{_over(self.minutes)}; {waiting(left)}."
            keys_here = keys_below(("Enter goes on", "q stops"), message, surface.width)
            surface.draw(wrapped(Text(words, "bold"), surface.width), keys_here)

        def act(key: str) -> bool | None:
            nonlocal message
            surface.forget(message)
            message = NOT_KEYS if key == PASTED else KEYS
            return True if key in {"enter", "space"} else False if key in {"q", ENDED} else None

        return decided(draw, keys.read, act)


def _over(minutes: int) -> str:
    return f"{counted(minutes, 'minute')} {'is' if minutes == 1 else 'are'} over"
