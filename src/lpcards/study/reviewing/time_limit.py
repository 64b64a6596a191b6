"""The minutes of a sitting: when they are over, the learner is asked once, between two cards."""

from collections.abc import Callable

from lpcards.english.printable import counted
from lpcards.study.day_words import more_waiting, waiting
from lpcards.study.workspace import Workspace


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

    def over(self, cards: int) -> str:
        """Return that the minutes are over while so many cards wait."""
        are = "is" if self.minutes == 1 else "are"
        return f"{counted(self.minutes, 'minute')} {are} over; {waiting(cards)}."

    def is_over(self) -> bool:
        """Say, once, that the minutes are over."""
        if self._asked or self._now() < self._end:
            return False
        self._asked = True
        return True


def time_limit_in(workspace: Workspace, minutes: int, monotonic: Callable[[], float]) -> TimeLimit:
    """Return the sitting's minutes, or with 0 what is left of the study day's in the settings."""
    if minutes:
        return TimeLimit(minutes, 0.0, monotonic)
    events = workspace.writing().day_events(workspace.moment().day)
    spent = sum(event.seconds or 0.0 for event in events)
    return TimeLimit(workspace.index.settings.minutes or 0, spent, monotonic)
