"""The interview date: how the days before it are cut, and what will be remembered on it.

An overlay: it chooses how many new cards come, and which cards come before their day. SM-2's
numbers and due days are what they are without it.
"""

from datetime import date
from typing import NamedTuple

from lpcards.sm2 import Memory

TARGET = 0.95
"""The recall on the day that no card shall be under."""
_ENOUGH = 0.486_823_893
"""log TARGET / log 0.9: so many intervals may lie between the last answer and the day."""
QUIET, FINAL = 14, 7


class Interview(NamedTuple):
    """A date, and the days before it: `total` from the first answer, `quiet` without new cards.

    Of those the last `final` days bring cards early. `cards_a_day` is the most that a day may hold.
    """

    on: date
    total: int
    quiet: int
    final: int
    cards_a_day: int

    def left(self, day: date) -> int:
        """Return how many days are left on the study day `day`, itself included."""
        return (self.on - day).days

    def is_near(self, day: date) -> bool:
        """Say whether `day` belongs to the last third: siblings may meet, some cards apart."""
        return self.left(day) <= self.quiet

    def is_final(self, day: date) -> bool:
        """Say whether `day` belongs to the final pass."""
        return 1 <= self.left(day) <= self.final

    def intake(self, unseen: int, day: date) -> int:
        """Return how many of the cards `unseen` at its start the study day `day` should bring.

        Whoever is late spreads them over what is left of the time; the last day brings none, unless
        it is the first one, too.
        """
        days = self.left(day) - self.quiet
        if days <= 0:
            days = self.left(day) - max(1, self.left(day) // 3)
        if days <= 0 and self.total > 1:
            return 0
        return min(self.cards_a_day, -(-unseen // max(1, days)))


def interview_on(on: date, began: date, cards_a_day: int) -> Interview:
    """Return the interview `on` a date that is prepared for since the study day `began`."""
    total = (on - began).days
    return Interview(on, total, min(QUIET, total // 3), min(FINAL, total // 3), cards_a_day)


def recall(memory: Memory, on: date) -> float:
    """Return the predicted recall on a day: 0.9 when the interval is over."""
    return float(0.9 ** _intervals(memory, on))


def wanting(memory: Memory, on: date) -> bool:
    """Say whether a card would be under TARGET on the day `on` and not come before by itself."""
    return memory.due >= on and _intervals(memory, on) > _ENOUGH


def _intervals(memory: Memory, on: date) -> float:
    return (on - memory.last).days / memory.interval
