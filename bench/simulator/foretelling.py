"""Made-up learners who go by SM-2 or FSRS: what it costs them, and who foretells their answers."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from statistics import fmean
from typing import NamedTuple

from lpcards.memory.calibration import Foretold, calibration_of
from lpcards.memory.recall import recall
from lpcards.memory.schedulers import scheduled
from lpcards.memory.sm2 import PASS, Memory, Rules
from simulator.families import FAMILIES

START = date(2026, 1, 5)
RULES = {"sm2": Rules(), "fsrs": Rules(scheduler="fsrs")}
TRUTH = "truth"


class ForetoldLearner(NamedTuple):
    """What each expected of the same reviews, the truth among them; the true recall at the end."""

    reviews: dict[str, list[Foretold]]
    recall: float

    def losses(self) -> dict[str, float]:
        """Return the log loss of each."""
        found = {name: calibration_of(reviews) for name, reviews in self.reviews.items()}
        return {name: one.log_loss for name, one in found.items() if one}


def foretold_learner(family: str, by: str, seed: int, cards: int, days: int) -> ForetoldLearner:
    """Answer so many cards for so many days, each on the day that the scheduler `by` has it due."""
    reviews: dict[str, list[Foretold]] = {name: [] for name in (*RULES, TRUTH)}
    recalls = [_one_card(family, by, f"{seed} {card}", days, reviews) for card in range(cards)]
    return ForetoldLearner(reviews, fmean(recalls))


def _one_card(
    family: str, by: str, name: str, days: int, reviews: dict[str, list[Foretold]]
) -> float:
    """Answer one card from the first day on; return its true recall on the day after the last."""
    mind, luck = FAMILIES[family](Random(name)), Random(f"{name} luck")
    known: dict[str, Memory | None] = dict.fromkeys(RULES)
    end, last = START + timedelta(days=days), START
    for on in _due_days(known, by, end):
        gone = (on - last).days
        expected = mind.recall(gone)
        grade = mind.answer(gone, luck.random())
        for scheduler, memory in known.items():
            if memory:
                reviews[scheduler].append((recall(memory, on), grade >= PASS))
        if known[by]:
            reviews[TRUTH].append((expected, grade >= PASS))
        known |= {key: scheduled(known[key], grade, on, rules) for key, rules in RULES.items()}
        last = on
    return mind.recall((end - last).days)


def _due_days(known: dict[str, Memory | None], by: str, end: date) -> Iterator[date]:
    on = START
    while on < end:
        yield on
        memory = known[by]
        on = memory.due if memory else end
