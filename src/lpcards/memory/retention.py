"""Retention: the share of counted answers that passed, by the age of the card."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lpcards.memory.study_days import Window
from lpcards.memory.totals import AGES, Day


class Retention(NamedTuple):
    """How many answers to cards of an age counted, and how many of them passed."""

    age: str
    asked: int = 0
    passed: int = 0

    @property
    def share(self) -> float | None:
        """The share passed; None where nothing was asked."""
        return self.passed / self.asked if self.asked else None


def retention_of(totals: Mapping[Day, Sequence[int]], window: Window) -> list[Retention]:
    """Return the retention within the window for each age, the first answers in front."""
    found = {age: Retention(age) for age in AGES}
    for (day, sort), (count, passed, _) in totals.items():
        if sort in found and window.first <= day <= window.last:
            _, asked, before = found[sort]
            found[sort] = Retention(sort, asked + count, before + passed)
    return list(found.values())
