"""Calibration: what a scheduler expected of each review, against what came of it. Pure.

A review is an answer that counted to a card answered before. Which answers those are is the same
for every scheduler, so they are compared on the same ones, pair by pair.
"""

from collections.abc import Container, Sequence
from itertools import pairwise
from math import log, sqrt
from statistics import fmean, stdev
from typing import NamedTuple

from lpcards.memory.event import Event
from lpcards.memory.recall import recall
from lpcards.memory.sm2 import PASS, Memory

EDGES = (0.0, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
"""Where the bins of expected recall begin and end."""
LEAST = 0.001
"""No expectation counts as surer than this: one slip would outweigh all other answers."""
ENOUGH = 200
"""With fewer reviews nothing can be said."""
SURE = 2.0
"""So many standard errors apart is more than chance."""

Foretold = tuple[float, bool]
"""The recall that was expected of a review, and whether it passed."""


class ForetoldAnswers:
    """Gathers, in a replay, the reviews of some cards (None: of all)."""

    def __init__(self, cards: Container[str] | None = None) -> None:
        """Start from nothing."""
        self.reviews: list[Foretold] = []
        self._cards = cards

    def add(self, card: str, event: Event, before: Memory | None, counted: bool) -> None:
        """Take an answer in: `before` is what was remembered, `counted` whether it counted."""
        if counted and before is not None and (self._cards is None or card in self._cards):
            passed = event.grade is not None and event.grade >= PASS
            self.reviews.append((recall(before, event.day), passed))


class CalibrationBin(NamedTuple):
    """Reviews of which a recall from `at_least` to below `below` was expected.

    `expected` is their mean expected recall, `passed` counts those that passed.
    """

    at_least: float
    below: float
    reviews: int
    expected: float
    passed: int


class Calibration(NamedTuple):
    """How well the reviews were foretold: the mean log loss, smaller is better, and the bins."""

    log_loss: float
    bins: tuple[CalibrationBin, ...]


def log_loss(expected: float, passed: bool) -> float:
    """Return the log loss of an expectation: 0 if it was sure and right."""
    share = min(1 - LEAST, max(LEAST, expected))
    return -log(share if passed else 1 - share)


def calibration_of(reviews: Sequence[Foretold]) -> Calibration | None:
    """Return how well the reviews were foretold; None without any."""
    if not reviews:
        return None
    bins = (_bin(reviews, *edges) for edges in pairwise(EDGES))
    return Calibration(
        fmean(log_loss(*review) for review in reviews), tuple(one for one in bins if one.reviews)
    )


def _bin(reviews: Sequence[Foretold], at_least: float, below: float) -> CalibrationBin:
    last = below == EDGES[-1]
    inside = [pair for pair in reviews if at_least <= pair[0] < below or (last and pair[0] >= 1)]
    shares = [share for share, _ in inside] or [0.0]
    expected = min(max(shares), max(min(shares), fmean(shares)))  # a sum of floats may be off a bit
    return CalibrationBin(at_least, below, len(inside), expected, sum(map(_passed, inside)))


def _passed(review: Foretold) -> bool:
    return review[1]


def share_passed(reviews: Sequence[Foretold]) -> float:
    """Return the share that passed; 0.0 without any."""
    return sum(map(_passed, reviews)) / len(reviews) if reviews else 0.0


def constant_loss(reviews: Sequence[Foretold]) -> float:
    """Return the log loss of who expects of each review the share that passed: knowing nothing."""
    share = share_passed(reviews)
    return fmean(log_loss(share, passed) for _, passed in reviews) if reviews else 0.0


def better(one: Sequence[Foretold], other: Sequence[Foretold]) -> int:
    """Say which of two foretold the same reviews better: 1, 2, or 0 if that may be chance."""
    if len(one) < ENOUGH:
        return 0
    pairs = zip(one, other, strict=True)
    differences = [log_loss(*first) - log_loss(*second) for first, second in pairs]
    mean, error = fmean(differences), stdev(differences) / sqrt(len(differences))
    if abs(mean) <= SURE * error:
        return 0
    return 1 if mean < 0 else 2
