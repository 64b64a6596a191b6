"""One made-up learner's days, from the first to the interview."""

import math
from datetime import date, timedelta
from itertools import cycle
from random import Random
from statistics import fmean
from typing import NamedTuple

from lpcards.cards.card import Outline
from lpcards.day.learner import Today
from lpcards.day.limits import Limits
from lpcards.day.pace import LAST, Pace, TimedAnswer, pace_of
from lpcards.day.simulated_learner import SimulatedLearner
from lpcards.day.study_day import day_of
from lpcards.memory.sm2 import PASS
from simulator.families import FAMILIES

START = date(2026, 1, 5)
GROUPS = (1, 1, 1, 2, 1, 1, 3, 1, 2, 1)
"""Sizes of the groups of siblings, as in the library."""
STORY = 25
"""Cards of a story."""
NEW, DRILL, SPREAD = 1.6, 0.6, 0.4
"""A new card takes longer, a drill is shorter; the logarithm of the time has this deviation."""


class Case(NamedTuple):
    """So many cards in so many days, at most `cap` a day, `seconds` an answer on average.

    With `minutes` the learner's own pace so far decides how many cards those are (`cap` at most).
    """

    cards: int
    days: int
    cap: int
    seconds: float = 10.0
    minutes: int = 0


class Outcome(NamedTuple):
    """True recall on the day over all cards (0 to 1), and what each day held and took."""

    recall: float
    loads: tuple[int, ...]
    minutes: tuple[float, ...]
    unseen: int

    @property
    def peak(self) -> int:
        """Return the answers of the fullest day."""
        return max(self.loads)

    @property
    def total(self) -> float:
        """Return the minutes of all days."""
        return sum(self.minutes)


def entries(count: int) -> list[Outline]:
    """Return so many cards in study order: stories of STORY cards, in GROUPS of siblings."""
    made: list[Outline] = []
    for group, size in enumerate(cycle(GROUPS)):
        for _ in range(min(size, count - len(made))):
            number, story = len(made), f"story-{len(made) // STORY}"
            outline = (
                f"{story}/probe/{number}",
                "probe",
                story,
                f"principle-{number // STORY % 16}",
            )
            made.append(Outline(*outline, f"{story}/{group}", (), own=True, guide=False))
        if len(made) == count:
            return made
    raise AssertionError


class Learner:
    """Answers what a day asks, and needs time for it."""

    def __init__(self, family: str, case: Case, seed: int) -> None:
        cards = entries(case.cards)
        self._case = case
        self._minds = {one.id: FAMILIES[family](Random(f"{seed} {one.id}")) for one in cards}
        self._luck = {one.id: Random(f"{seed} {one.id} luck") for one in cards}
        self._asked = SimulatedLearner(cards, {})
        self._answers: list[TimedAnswer] = []
        self.passes: list[bool] = []

    def with_date(self) -> Outcome:
        """Live through all days with the interview date set."""
        case = self._case
        on, seconds = self._day(case.days), 60 * case.minutes
        return self._outcome(Limits(seconds=seconds, cards_a_day=case.cap, interview=on))

    def without(self, new: int) -> Outcome:
        """Live through all days with plain SM-2 and so many new cards a day."""
        reviews, seconds = self._case.cap - new, 60 * self._case.minutes
        return self._outcome(Limits(new, reviews, seconds=seconds, catch_up=False))

    @property
    def pace(self) -> Pace:
        """The learner's own pace so far, as the program reads it from a log."""
        return pace_of(self._answers[-LAST:])

    def _outcome(self, limits: Limits) -> Outcome:
        loads, minutes = [], []
        for day in map(self._day, range(self._case.days)):
            limits = limits._replace(pace=self.pace)
            asked = day_of(self._asked, Today(day), limits).queue
            cards = [entry.id for entry in (*asked.reviews, *asked.new)]
            loads.append(len(cards))
            minutes.append(sum(self._answered(card, day) for card in cards) / 60)
        return Outcome(self._recall(), tuple(loads), tuple(minutes), self._asked.to_be_met())

    def _answered(self, card: str, day: date) -> float:
        """Answer a card, drills included; return the seconds it took."""
        memory = self._asked.memories.get(card)
        luck = self._luck[card]
        grade = self._minds[card].answer((day - memory.last).days if memory else 0, luck.random())
        self._asked.answer(card, grade, day)
        self.passes += [grade >= PASS] if memory else []
        seconds = self._seconds(luck) * (1 if memory else NEW)
        drills = [self._seconds(luck) * DRILL for _ in range((grade < 4) + (grade < 2))]
        part = "review" if memory else "new"
        self._answers += [TimedAnswer(part, "probe", seconds)]
        self._answers += [TimedAnswer("drill", "probe", one) for one in drills]
        return seconds + sum(drills)

    def _seconds(self, luck: Random) -> float:
        return self._case.seconds * math.exp(luck.gauss(-(SPREAD**2) / 2, SPREAD))

    def _recall(self) -> float:
        day, memories = self._day(self._case.days), self._asked.memories
        return fmean(
            mind.recall((day - memories[card].last).days) if card in memories else 0.0
            for card, mind in self._minds.items()
        )

    @staticmethod
    def _day(number: int) -> date:
        return START + timedelta(days=number)
