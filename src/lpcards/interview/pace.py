"""How long a card takes this learner, drills included."""

from collections.abc import Iterable
from typing import NamedTuple

UNKNOWN = 20.0
"""Seconds a card, until the log knows better."""
ENOUGH, NEWEST = 30, 500
LONGEST = 300.0
"""Whoever takes longer has left the desk."""


class Pace(NamedTuple):
    """Seconds a card; `own` if they come from the learner's answers."""

    seconds: float
    own: bool

    def minutes(self, cards: int) -> float:
        """Return how long so many cards take."""
        return cards * self.seconds / 60


def pace_of(answers: Iterable[tuple[str, float]]) -> Pace:
    """Return the pace of `answers`, kind and seconds each.

    The time of drills belongs to the cards that they repeat.
    """
    told = list(answers)
    cards = sum(kind != "drill" for kind, _ in told)
    if cards < ENOUGH:
        return Pace(UNKNOWN, own=False)
    return Pace(sum(min(seconds, LONGEST) for _, seconds in told) / cards, own=True)
