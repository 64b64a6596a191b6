"""The interview date: how the days before it are cut, and what will be remembered on it.

An overlay: it chooses how many new cards come, and which cards come before their day. SM-2's
numbers and due days are what they are without it.
"""

from datetime import date
from math import log
from typing import NamedTuple

from lpcards.memory.recall import AT_INTERVAL, elapsed
from lpcards.memory.sm2 import Memory, schedule

TARGET = 0.95
"""The recall on the day that no card shall be under."""
_ENOUGH = log(TARGET) / log(AT_INTERVAL)
"""So many intervals may lie between the last answer and the day."""
QUIET, FINAL = 14, 7
NEW_SHARE = 3
"""New cards take one slot in so many, at most: each comes back some times before the day."""
GOOD = 4


class Interview(NamedTuple):
    """A date, and the days before it: the last `quiet` ones without new cards.

    Of those the last `final` ones bring cards early. `cards_a_day` is the most a day may hold.
    """

    on: date
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
        it is the first one, too. Where there are too many for the days, reviews keep their room:
        who learns fewer cards knows more of them.
        """
        left = self.left(day)
        days = left - self.quiet
        if days <= 0:
            days = left - max(1, left // 3)
        most = max(1, self.cards_a_day // NEW_SHARE)
        return min(most, -(-unseen // days)) if days > 0 else 0


def interview_on(on: date, began: date, cards_a_day: int) -> Interview:
    """Return the interview `on` a date that is prepared for since the study day `began`."""
    total = (on - began).days
    quiet = min(QUIET, max(total // 3, int(total > 1)))
    return Interview(on, quiet, min(FINAL, total // 3), cards_a_day)


def strength(memory: Memory, on: date) -> int:
    """Return the interval that a good answer on the study day `on` would lead to."""
    return schedule(memory, GOOD, on).interval


def wanting(memory: Memory, on: date) -> bool:
    """Say whether a card would be under TARGET on the day `on` and not come before by itself."""
    return memory.due >= on and elapsed(memory, on) > _ENOUGH
