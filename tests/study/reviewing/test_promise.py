"""What the first minute promises is what there is, and what the days bring."""

import re
import shlex
from datetime import timedelta
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daily_learner import START, DailyLearner, write_guides
from logs import quick_folder
from lpcards.day.pace import BEGINNER, DRILLED
from lpcards.story.principles import MOST_ASKED, PRINCIPLES
from lpcards.study.interview_plan import EXACT
from lpcards.study.planner import SLOWER
from lpcards.study.reviewing.promise import promise_kept, promise_of
from lpcards.study.ways_out import LONGEST_DAY
from lpcards.study.workspace import Workspace
from sizes import examples

FEW = settings(max_examples=examples(4, 60), deadline=None)
MINUTES = st.sampled_from([0, 2, 5, 10, 15])


def promised(learner):
    with learner.workspace(0) as workspace:
        return promise_of(workspace)


def total(learner):
    """Return how many cards there are to know: those of a worked example are not promised."""
    with learner.workspace(0) as workspace:
        example = workspace.index.worked_example
        return sum(not example.has(card) for card in workspace.index.study_ids())


def until(learner, days, minutes=0):
    """Set the interview so many days from the start, and the minutes a day, a line each."""
    lines = [f"interview: {START + timedelta(days=days)}", f"minutes: {minutes}"]
    text = "\n".join(lines if minutes else lines[:1])
    (learner.content.parent / "lpcards.yaml").write_text(f"{text}\n", encoding="utf-8")


@FEW
@given(st.integers(1, 30), MINUTES, st.integers(1, 12))
def test_no_count_is_above_its_total(days, minutes, stories):
    with quick_folder() as folder:
        learner = DailyLearner(folder, stories)
        until(learner, days, minutes)
        words, cards = promised(learner), total(learner)
        asked = learner.json(0, "plan")["asked"]
        assert 0 <= asked["low"] <= asked["high"] <= cards
        found = [int(number) for number in re.findall(r"\d+", words.partition(" by ")[0])]
        assert found[-1] == cards
        assert found == sorted(found)


@FEW
@given(st.integers(2, 20), st.sampled_from([0, 2, 3, 5]), st.integers(2, 8))
def test_each_way_out_does_what_it_says(days, minutes, stories):
    with quick_folder() as folder:
        learner = DailyLearner(folder, stories)
        until(learner, days, minutes)
        plan = learner.json(0, "plan")
        assert not (plan["met"] and plan["ways"])
        for way in plan["ways"]:
            program, *command = shlex.split(way["command"])
            assert program == "lpcards"
            learner.run(0, *command)
            then = learner.json(0, "plan")
            assert (then["met"], then["asked"]["high"]) == (way["met"], way["cards"])
            assert then["cards"] == way["of"]
            if command[0] == "suspend":
                learner.run(0, "resume", *command[1:])
            until(learner, days, minutes)


@FEW
@given(st.integers(2, 12), st.sampled_from([2, 3, 5]), st.integers(0, 4), st.integers(9, 16))
def test_principles_that_are_named_are_all_asked_as_the_way_out_said(
    days, minutes, stories, principles
):
    with quick_folder() as folder:
        learner = DailyLearner(folder, stories)
        write_guides(learner.content, list(PRINCIPLES)[:principles])
        until(learner, days, minutes)
        ways = [way for way in learner.json(0, "plan")["ways"] if "principles=" in way["command"]]
        for way in ways:
            learner.run(0, *shlex.split(way["command"])[1:])
            then = learner.json(0, "plan")
            assert then["named"] == {"cards": way["of"], "asked": way["cards"], "met": way["met"]}
            assert way["cards"] == way["of"]
            assert all(way["command"] != other["command"] for other in then["ways"])


def test_as_many_principles_come_first_as_there_is_time_for(tmp_path):
    learner = DailyLearner(tmp_path, 1)
    write_guides(learner.content, PRINCIPLES, questions=4)
    until(learner, 14, 5)
    ways = {way["command"].split("=")[0]: way for way in learner.json(0, "plan")["ways"]}
    way = ways["lpcards set principles"]
    named = way["command"].partition("=")[2].split(",")
    assert 3 <= len(named) <= len(MOST_ASKED)
    assert named[:3] == list(MOST_ASKED[:3])
    words = " ".join(learner.run(0, "plan").split())
    said = f"{len(named)} principles first: all {way['of']} cards about them or in your stories"
    assert said in words
    learner.run(0, *shlex.split(way["command"])[1:])
    words = " ".join(learner.run(0, "plan").split())
    assert f"you named come first: all {way['of']} cards about them or in your stories." in words


@FEW
@given(st.integers(1, 30), MINUTES, st.integers(1, 12))
def test_ways_out_are_what_somebody_would_do(days, minutes, stories):
    with quick_folder() as folder:
        learner = DailyLearner(folder, stories)
        until(learner, days, minutes)
        plan, words = learner.json(0, "plan"), learner.run(0, "plan")
        for minute in re.findall(r"minutes=(\d+)", words):
            assert minutes < int(minute) <= LONGEST_DAY
        assert not re.search(r"no new cards|within reach|an interview on|cannot be met", words)
        for way in plan["ways"]:
            assert way["cards"] > 0
            assert f"    {way['command']}\n" in words
        if out := plan["ways_out"]:
            assert out["new"] != 0
            later = START + timedelta(days=days + 28)
            assert out["interview"] is None or out["interview"] <= str(later)


@pytest.mark.parametrize("minutes", [5, 10])
def test_a_learner_twice_as_slow_reaches_the_lower_end(tmp_path, minutes):
    learner, days = DailyLearner(tmp_path, 12), 14
    until(learner, days, minutes)
    asked, words = learner.json(0, "plan")["asked"], promised(learner)
    assert re.match(rf"{asked['low']} to .*\b{total(learner)} cards by ", words)
    assert asked["low"] < asked["high"] <= total(learner) <= EXACT

    def seconds(card, new):
        return SLOWER * card.seconds * (BEGINNER["new" if new else "review"] + DRILLED)

    grades = cycle([4] * 9 + [2])
    met = [
        card for day in range(days) for card in learner.study(day, grades, seconds=seconds)["new"]
    ]
    assert asked["low"] <= len(met) <= asked["high"]


@pytest.mark.parametrize("limits", [{}, {"minutes": 5}, {"new": 2}])
def test_without_a_date_all_are_met_when_it_is_said(tmp_path, limits):
    learner = DailyLearner(tmp_path, **limits)
    promise = rf"All {total(learner)} cards within (?:\d+ to )?(\d+) days"
    days = int(re.match(promise, promised(learner))[1])
    grades, met = iter(lambda: 4, None), set()
    for day in range(days):
        met.update(learner.study(day, grades, seconds=None)["new"])
    with learner.workspace(days) as workspace:
        assert met >= {*workspace.index.study_ids()}


def test_what_comes_first_is_said_where_not_everything_comes(tmp_path):
    learner = DailyLearner(tmp_path, 20)
    until(learner, 8, 2)
    assert "Your stories come first" in promised(learner)
    until(learner, 60, 30)
    assert "Your stories come first" not in promised(learner)


def test_a_promise_that_is_kept_is_the_one_that_would_be_made(lp, home, few_cards):
    def kept(now):
        with Workspace((str(home / "few"),), None, now) as workspace:
            return promise_kept(workspace), promise_kept(workspace), promise_of(workspace)

    seen = []
    for now in ("2026-03-02T09:00", "2026-03-02T09:10", "2026-03-03T09:00", "2026-03-04T09:00"):
        seen += kept(now)
        assert len({*seen[-3:]}) == 1
        for minute in range(3):
            at = f"{now[:-2]}{20 + minute}"
            lp("grade", lp("next", "--gradable", "--json", now=at).json["id"], "5", now=at)
        seen += kept(f"{now[:-2]}30")
        assert len({*seen[-3:]}) == 1
        lp("set", f"minutes={len(seen)}", now=now)
        seen += kept(f"{now[:-2]}30")
        assert len({*seen[-3:]}) == 1
    assert len({*seen}) > 2
