"""What the learner sits at, and what comes of a question."""

from collections.abc import Callable
from typing import NamedTuple

from lpcards.terminal.footer import Buttons
from lpcards.terminal.keys import Keys
from lpcards.terminal.screen import Surface


class Outcome(NamedTuple):
    """What the learner did: a `grade`, or the letter of another key in `act`.

    `seconds` is the whole time, `said` the time until the answer was shown. `missed` holds
    positions in the card's items. `hints` counts the hints; `typed` is what was typed (None:
    nothing was to be typed).
    """

    act: str
    grade: int | None = None
    seconds: float = 0.0
    said: float = 0.0
    missed: tuple[int, ...] = ()
    hints: int = 0
    typed: str | None = None


class Table(NamedTuple):
    """What the learner sits at. `flag` marks the card with a note, or (None) takes the mark off."""

    surface: Surface
    keys: Keys
    buttons: Buttons
    monotonic: Callable[[], float]
    flag: Callable[[str | None], None]
