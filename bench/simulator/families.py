"""Two families of memory, unlike each other and unlike SM-2's own idea of forgetting.

Both are tuned so that a learner of plain SM-2 passes about nine of ten reviews. An answer is given
by a number from 0 to 1, so that two runs of one seed draw the same luck for the same answer.
"""

import math
from random import Random
from typing import ClassVar, Protocol

FIRST = ((0.5, 0), (0.7, 2), (0.9, 3), (1.0, 4))
"""Up to which luck a card never seen before gets which grade."""
PASSED = ((0.2, 3), (0.7, 4), (1.0, 5))
FAILED = ((0.2, 0), (0.6, 1), (1.0, 2))


class Mind(Protocol):
    """What one learner has of one card."""

    def recall(self, days: int) -> float:
        """Return the true chance to know it so many days after the last answer."""
        ...

    def answer(self, days: int, luck: float) -> int:
        """Answer so many days after the last answer; return the grade."""
        ...


def _drawn(luck: float, grades: tuple[tuple[float, int], ...]) -> int:
    return next(grade for upto, grade in grades if luck <= upto)


def graded(recall: float, luck: float) -> int:
    """Return the grade of an answer that passes with a chance of `recall`."""
    if luck < recall:
        return _drawn(1 - luck / recall, PASSED)
    return _drawn((luck - recall) / (1 - recall), FAILED)


class Power:
    """Forgetting as a power of time; stability and difficulty, in the manner of FSRS.

    The weights are of the size of FSRS's published ones.
    """

    first: ClassVar = {0: 1.2, 2: 1.2, 3: 2.0, 4: 4.0}
    growth: ClassVar = {3: 0.7, 4: 1.0, 5: 1.4}

    def __init__(self, chance: Random) -> None:
        self._stability = 0.0
        self._difficulty = 5.3 + chance.gauss(0, 1.5)
        self._talent = math.exp(chance.gauss(0, 0.3))

    def recall(self, days: int) -> float:
        if not self._stability:
            return 0.0
        return (1 + 19 / 81 * days / self._stability) ** -0.5

    def answer(self, days: int, luck: float) -> int:
        if not self._stability:
            grade = _drawn(luck, FIRST)
            self._stability = self.first[grade] * self._talent
            self._harder(0.5 * (3 - max(2, grade)))
            return grade
        recall = self.recall(days)
        grade = graded(recall, luck)
        self._pass(recall, grade) if grade in self.growth else self._fail(recall)
        return grade

    def _pass(self, recall: float, grade: int) -> None:
        gain = 6.5 * (11 - self._difficulty) * self._stability**-0.17
        self._stability *= 1 + gain * math.expm1(0.8 * (1 - recall)) * self.growth[grade]
        self._harder(0.3 * (4 - grade))

    def _fail(self, recall: float) -> None:
        left = 1.5 * self._difficulty**-0.06 * ((self._stability + 1) ** 0.26 - 1)
        self._stability = max(0.5, min(self._stability, left * math.exp(1.65 * (1 - recall))))
        self._harder(0.8)

    def _harder(self, by: float) -> None:
        self._difficulty = min(10.0, max(1.0, self._difficulty + by))


class HalfLife:
    """Forgetting by halves; the half-life grows by what was nearly forgotten.

    0.152 half-lives after an answer nine of ten cards are still known.
    """

    first: ClassVar = {0: 0.8, 2: 0.9, 3: 1.1, 4: 1.5}
    growth: ClassVar = {3: 0.8, 4: 1.0, 5: 1.2}

    def __init__(self, chance: Random) -> None:
        self._days = 0.0
        self._start = 14 * math.exp(chance.gauss(0, 0.5))
        self._gain = max(0.3, chance.gauss(1.7, 0.5))

    def recall(self, days: int) -> float:
        return 2 ** (-days / self._days) if self._days else 0.0

    def answer(self, days: int, luck: float) -> int:
        if not self._days:
            grade = _drawn(luck, FIRST)
            self._days = self._start * self.first[grade]
            return grade
        grade = graded(self.recall(days), luck)
        if grade in self.growth:
            effort = min(2.0, days / (0.152 * self._days))
            self._days *= 1 + self._gain * effort * self.growth[grade]
        else:
            self._days = max(3.0, 0.4 * self._days)
        return grade


FAMILIES = {"power": Power, "half-life": HalfLife}
