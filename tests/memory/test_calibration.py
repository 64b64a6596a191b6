"""Calibration: bins and log loss are right, and who really knows the learner wins."""

from datetime import date, timedelta
from itertools import pairwise
from math import log
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.memory.calibration import (
    EDGES,
    ENOUGH,
    better,
    calibration_of,
    constant_loss,
    log_loss,
    share_passed,
)
from lpcards.memory.recall import recall
from lpcards.memory.schedulers import SCHEDULERS, scheduled
from lpcards.memory.sm2 import Rules

DAY = date(2026, 1, 5)
REVIEWS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@given(REVIEWS)
@example([(0.7, False)] * 3)  # floats whose mean is a bit under each of them
def test_each_review_is_in_the_one_bin_that_its_expectation_belongs_to(reviews):
    found = calibration_of(reviews)
    assert sum(one.reviews for one in found.bins) == len(reviews)
    assert sum(one.passed for one in found.bins) == sum(passed for _, passed in reviews)
    for one in found.bins:
        assert (one.at_least, one.below) in pairwise(EDGES)
        assert one.at_least <= one.expected <= one.below
    mean = sum(one.expected * one.reviews for one in found.bins) / len(reviews)
    assert mean == pytest.approx(sum(share for share, _ in reviews) / len(reviews))


@given(REVIEWS)
def test_the_log_loss_is_the_surprise_of_what_came(reviews):
    shares = [share if passed else 1 - share for share, passed in reviews]
    expected = -sum(log(min(0.999, max(0.001, share))) for share in shares) / len(shares)
    assert calibration_of(reviews).log_loss == pytest.approx(expected)
    assert log_loss(1.0, passed=False) == pytest.approx(-log(0.001))


@given(REVIEWS, st.floats(0.001, 0.999))
def test_no_constant_guess_is_better_than_the_share_that_passed(reviews, guess):
    constant = calibration_of([(guess, passed) for _, passed in reviews]).log_loss
    assert constant_loss(reviews) <= constant + 1e-9


def test_nothing_is_said_of_nothing():
    assert calibration_of([]) is None
    assert share_passed([]) == constant_loss([]) == 0


@given(REVIEWS)
def test_few_reviews_and_equal_ones_give_no_verdict(reviews):
    assert better(reviews, [(0.5, passed) for _, passed in reviews]) == 0
    many = (reviews * ENOUGH)[:ENOUGH]
    assert better(many, many) == 0


def foretold(truth, seed, cards=200, days=90):
    """Answer with the recall that `truth` expects; return what each scheduler expected."""
    chance, found = Random(seed), {name: [] for name in SCHEDULERS}
    rules = {name: Rules(scheduler=name) for name in SCHEDULERS}
    for _ in range(cards):
        known, day = dict.fromkeys(SCHEDULERS), 0
        while day < days:
            on, passed = DAY + timedelta(days=day), True
            if known[truth]:
                passed = chance.random() < recall(known[truth], on)
                for name, memory in known.items():
                    found[name].append((recall(memory, on), passed))
            grade = 4 if passed else 1
            known = {name: scheduled(known[name], grade, on, rules[name]) for name in SCHEDULERS}
            day += chance.randint(1, 30)
    return found


@pytest.mark.parametrize("truth", SCHEDULERS)
def test_a_learner_who_forgets_as_a_scheduler_believes_is_foretold_by_it_better(truth):
    found = foretold(truth, seed=1)
    losses = {name: calibration_of(reviews).log_loss for name, reviews in found.items()}
    assert min(losses, key=losses.get) == truth
    assert [*found][better(*found.values()) - 1] == truth
    for one in calibration_of(found[truth]).bins:
        error = (one.expected * (1 - one.expected) / one.reviews) ** 0.5
        assert abs(one.passed / one.reviews - one.expected) < 4 * error + 0.01
