"""Three weeks of the whole product, checked against an SM-2 worked out here from its rules."""

import json
import random
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

import pytest
from click.testing import CliRunner

from lpcards.cli.program import cli
from sizes import examples

START = date(2026, 3, 2)
NEW, REVIEWS = 10, 100
EXAMPLE = "webhook-drops/"


@pytest.fixture
def run(home):
    """Return a function that runs a command in this process and reads its JSON."""
    runner = CliRunner()

    def run(day, *args):
        now = f"{day}T09:00+00:00"
        result = runner.invoke(cli, ["--now", now, *args, "--json"], standalone_mode=False)
        assert result.exception is None, (args, result.exception)
        return json.loads(result.stdout)

    return run


class Oracle:
    """One card by the rules of SM-2, as its author's program has them, in fractions."""

    def __init__(self):
        self.repetitions, self.ease, self.interval, self.due = 0, Fraction(5, 2), 0, None
        self.failed = 0

    def answer(self, grade, on):
        if grade < 3:
            self.repetitions, self.interval = 0, 1
        else:
            first = {0: 1, 1: 6}
            self.interval = first.get(self.repetitions) or ceil(self.interval * self.ease)
            self.repetitions += 1
        self.failed = self.failed + 1 if grade < 3 else 0
        lack = 5 - grade
        change = Fraction(1, 10) - lack * (Fraction(8, 100) + lack * Fraction(2, 100))
        self.ease = max(Fraction(13, 10), self.ease + change)
        self.due = on + timedelta(days=self.interval)

    def memory(self):
        return {
            "repetitions": self.repetitions,
            "ease": float(self.ease),
            "interval": self.interval,
            "due": self.due.isoformat(),
        }


def grade_for(chance):
    return chance.choices(range(6), [1, 2, 2, 4, 12, 9])[0]


def test_three_weeks_serve_what_they_announce_and_follow_sm_2(run):
    chance, oracles, met = random.Random(21), defaultdict(Oracle), set()
    cards = {card["id"]: card for card in run(START, "cards")}
    for day in (START + timedelta(days=n) for n in range(examples(5, 21))):
        expected = kept_apart(cards, due_by(day, oracles))
        stuck = {card for card, oracle in oracles.items() if is_stuck(oracle, day)}
        announced = run(day, "due")
        assert announced["due"] == len(expected) <= REVIEWS
        assert announced["new"] <= NEW
        served = study_day(run, day, chance, oracles)
        assert len(served) == announced["total"]
        assert {card for card in served if card in met} == expected
        free = [card for card in served if card not in stuck]
        assert len(kept_apart(cards, free)) == len(free)
        met.update(served)
        assert run(day, "due")["drills"] == 0
    assert len(met) > 30
    checked = run(day, "doctor")
    assert (checked["faults"], checked["retired"]) == ([], [])


def due_by(day, oracles):
    """Return the cards due, those that failed first, then the most overdue.

    What was passed twice of the worked example sleeps.
    """
    due = [
        (oracle, card)
        for card, oracle in oracles.items()
        if oracle.due <= day and not (card.startswith(EXAMPLE) and oracle.repetitions >= 2)
    ]
    due.sort(key=lambda pair: (pair[0].repetitions > 0, pair[0].due, pair[1]))
    return [card for _, card in due]


def is_stuck(oracle, day):
    """Say whether a card failed, or found no room, on its last three days: it holds back none."""
    return oracle.failed >= 3 or (day - oracle.due).days >= 3


def kept_apart(cards, waiting):
    """Return which cards come today: of siblings, and of a whole and its parts, the first."""
    come = set()
    for card in waiting:
        after, group = cards[card]["after"], cards[card]["group"]
        spoilt = any(
            group == cards[other]["group"] or other in after or card in cards[other]["after"]
            for other in come
        )
        if not spoilt:
            come.add(card)
    return come


def study_day(run, day, chance, oracles):
    """Answer all that `next` brings; return what counted, drills left out."""
    served = []
    while card := run(day, "next"):
        grade = grade_for(chance)
        result = run(day, "grade", card["id"], str(grade))
        if result["counted"] == "drill":
            assert run(day, "due")["total"] == 0
            continue
        oracle = oracles[card["id"]]
        oracle.answer(grade, day)
        assert result["counted"] == "review"
        assert result["memory"] | oracle.memory() == result["memory"]
        served.append(card["id"])
    return served
