"""The made-up learners: alike for one seed, and what the date does for them."""

import os
import re
import sys
from random import Random
from statistics import fmean

import pytest

from conftest import ROOT


@pytest.fixture(autouse=True)
def bench(monkeypatch):
    monkeypatch.syspath_prepend(os.path.join(ROOT, "bench"))
    yield
    for name in [one for one in sys.modules if one.partition(".")[0] == "simulator"]:
        del sys.modules[name]


FAMILIES = ("power", "half-life")


@pytest.mark.parametrize("family", FAMILIES)
def test_one_seed_lives_one_life(family):
    from simulator.learner import Case, Learner

    case = Case(60, 12, 40)
    lives = [Learner(family, case, seed).with_date() for seed in (1, 1, 2)]
    assert lives[0] == lives[1] != lives[2]


@pytest.mark.parametrize("family", FAMILIES)
def test_learners_of_plain_sm_2_pass_about_nine_of_ten_reviews(family):
    from simulator.learner import Case, Learner

    learner = Learner(family, Case(400, 45, 1000), 1)
    learner.without(13)
    passes = learner.passes
    assert len(passes) > 1000
    assert 0.88 < fmean(passes) < 0.95


@pytest.mark.parametrize("family", FAMILIES)
def test_either_scheduler_is_calibrated_and_neither_knows_more_than_the_truth(family):
    from simulator.foretelling import RULES, TRUTH, foretold_learner

    for by in RULES:
        life = foretold_learner(family, by, seed=1, cards=200, days=45)
        losses = life.losses()
        assert min(losses, key=losses.get) == TRUTH
        assert len({len(reviews) for reviews in life.reviews.values()}) == 1
        for reviews in life.reviews.values():
            expected = fmean(share for share, _ in reviews)
            assert abs(expected - fmean(passed for _, passed in reviews)) < 0.08
        assert 0.93 < life.recall < 0.98


@pytest.mark.parametrize("family", FAMILIES)
def test_recall_falls_with_time_and_rises_with_answers(family):
    from simulator.families import FAMILIES as MINDS

    mind = MINDS[family](Random(1))
    assert mind.recall(1) == 0
    mind.answer(0, 0.8)
    before = [mind.recall(days) for days in range(30)]
    assert before == sorted(before, reverse=True)
    assert before[0] == 1
    assert mind.answer(6, 0.0) == 5
    assert all(mind.recall(days) > before[days] for days in range(1, 30))


@pytest.mark.parametrize("family", FAMILIES)
def test_the_date_brings_what_is_promised(family):
    from simulator.study import CASES, pairs

    found = pairs(family, CASES[1], range(1, 5))
    assert [pair.is_bound for pair in found] == [True, True, False]
    assert found[0].kept
    assert all(pair.gain.value > 1.5 for pair in found)
    assert found[1].minutes.value - found[1].minutes.reach < 1.1
    assert all(pair.gain.value - pair.gain.reach > 0 for pair in found)
    assert not any(pair.over for pair in found)


def test_ten_minutes_stay_ten_minutes():
    from simulator.study import sitting

    found = [sitting("power", seconds, [1, 2]) for seconds in (6.0, 10.0, 15.0)]
    assert all(one.within >= 0.9 for one in found)
    assert [one.is_met for one in found] == [True, True, False]


def test_an_interval_of_95_percent_is_students():
    from simulator.study import mean_of

    mean = mean_of([float(n) for n in range(20)])
    assert mean.value == 9.5
    assert mean.reach == pytest.approx(2.093 * 35**0.5 / 20**0.5, rel=0.001)


def test_the_published_figures_keep_their_promises():
    with open(os.path.join(ROOT, "docs", "simulation.md"), encoding="utf-8") as file:
        text = file.read()
    gain, cost, peak = r"\| \+([\d.]+) ±.*", r"\| x([\d.]+) ±.*", r"\(([-+][\d.]+) ±.*"
    row = rf"(?:20 a day|pace \(\d+\)) .*{gain}{cost}{peak}\| 0 \|$"
    rows = re.findall(row, text, re.MULTILINE)
    assert len(rows) == 8
    for more, minutes, higher in rows:
        assert float(more) >= 1.5
        assert float(minutes) <= 1.10
        assert float(higher) <= 0
    within = re.findall(r"s a card \| ([\d.]+)% \|", text)
    assert len(within) == 10
    assert all(float(share) >= 90 for share in within)
