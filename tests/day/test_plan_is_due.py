"""`plan` foretells what `due` serves: the same day, worked out from the same settings."""

from datetime import date, timedelta
from itertools import cycle

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from daily_learner import (
    GRADES,
    HISTORY,
    MARKS,
    PRINCIPLES,
    SETTINGS,
    START,
    DailyLearner,
    study_history,
)
from logs import quick_folder
from lpcards.day.learner import Today
from lpcards.day.simulated_learner import FAILED, PASSED
from lpcards.study.planner import planner_of
from lpcards.study.today import day_of
from sizes import examples

WORLDS = settings(
    max_examples=examples(8, 60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
MORE = st.fixed_dictionaries({}, optional={"cards_a_day": st.integers(1, 40)})
LEFT = st.none() | st.integers(-2, 24)
OTHERS = st.lists(st.tuples(st.integers(-3, 30), st.sampled_from(["", *PRINCIPLES])), max_size=3)
"""Interviews with companies: days after the first one, and what it asks about."""


def world(chosen, more, left, day, others=()):
    """Return the settings with an interview `left` days after a day."""
    dated = {} if left is None else {"interview": str(START + timedelta(days=day + left))}
    companies = [
        {"company": "Acme", "date": str(START + timedelta(days=day + days)), "principles": named}
        for days, named in others
    ]
    return {**chosen, **more, **dated, **({"interviews": companies} if companies else {})}


@WORLDS
@given(SETTINGS, MORE, HISTORY, GRADES, LEFT, st.integers(0, 9), st.integers(0, 5), MARKS, OTHERS)
@example({}, {}, [], [0], None, 0, 0, [], [(0, ""), (1, "")])
@example({}, {}, [], [0], 1, 0, 0, [], [(0, "")])
def test_the_first_row_of_a_plan_is_what_is_due(
    chosen, more, history, grades, left, gap, before, marks, others
):
    with quick_folder() as folder:
        learner, grades = DailyLearner(folder), cycle(grades)
        day = study_history(learner, history, grades) + gap
        learner.set(**world(chosen, more, left, day, others))
        learner.study(day, grades, most=before)
        learner.mark(day, marks)
        plan, due = learner.json(day, "plan"), learner.json(day, "due")
        if not plan.get("days"):
            ahead = [days for days in (left, *(days for days, _ in others)) if days is not None]
            assert all(days <= 0 for days in ahead)
            return
        row = plan["days"][0]
        assert (row["new"], row["total"]) == (due["new"], due["total"])
        assert (row["due"], row["final_pass"]) == (
            due["due"] - due["final_pass"],
            due["final_pass"],
        )
        if plan["left"]:  # on the day itself the days are the next one's
            new, unseen = sum(row["new"] for row in plan["days"]), plan["missing"]["unseen"]
            with learner.workspace(day) as workspace:
                planner = planner_of(workspace)
                promised, example = len(planner.promised_new()), len(planner.new_cards())
            assert plan["new"] == promised <= new + unseen <= example
        forecast = learner.json(day, "stats")["forecast"]["days"]
        assert [(one["day"], one["due"]) for one in forecast[: len(plan["days"])]] == [
            (row["date"], row["due"] + row["final_pass"]) for row in plan["days"][: len(forecast)]
        ]
        assert [one["minutes"] for one in forecast[: len(plan["days"])]] == [
            row["minutes"] for row in plan["days"][: len(forecast)]
        ]
        for row in plan["days"]:
            assert row["total"] <= plan["cards_a_day"]
            if "minutes" in chosen and row["total"] > 1:
                assert row["minutes"] <= chosen["minutes"]


@WORLDS
@given(SETTINGS, MORE, HISTORY, GRADES, LEFT, st.integers(1, 9), st.integers(0, 5), MARKS, OTHERS)
@example({}, {}, [], [4], 1, 1, 0, [], [(3, "dive-deep"), (4, "")])
@example({"new_order": "mixed"}, {}, [], [4], 1, 1, 0, [], [(3, "dive-deep")])
@example({"balance": "yes"}, {}, [], [0], None, 1, 0, [], [])  # a card that falls asleep has a day
@example({"balance": "yes"}, {}, [(1, 25)] * 5, [4], None, 1, 0, [], [])  # some are asleep
def test_the_days_walked_are_those_that_are_served(
    chosen, more, history, grades, left, gap, before, marks, others
):
    """The walk is played forward in a real log, with the grades that it gave.

    Timed answers of today would change the pace of tomorrow: there are none.
    """
    with quick_folder() as folder:
        learner, grades = DailyLearner(folder), cycle(grades)
        day = study_history(learner, history, grades) + gap
        learner.set(**world(chosen, more, left, day, others))
        learner.study(day, grades, most=before, seconds=None)
        learner.mark(day, marks)
        with learner.workspace(day) as workspace:
            planner = planner_of(workspace)
            walking, limits = planner.simulated(), planner.limits
        forecast = learner.json(day, "stats")["forecast"]["days"]
        today = planner.today
        for ahead in range(6):
            with learner.workspace(day + ahead) as workspace:
                log = workspace.writing()
                served = day_of(workspace.index, log, today.on)
                foretold = walking.walk(today, limits.by(today.on))
                assert cards(foretold) == cards(served)
                assert forecast[ahead]["due"] == len(served.queue.reviews)
                assert foretold._replace(queue=None) == served._replace(queue=None)
                for card in cards(served):
                    passed = walking.memories[card].repetitions
                    log.answer(card, PASSED if passed else FAILED, workspace.moment())
                    assert log.memory([card])[card] == walking.memories[card]
            today = Today(today.on + timedelta(days=1))


def cards(day):
    return [entry.id for entry in (*day.queue.reviews, *day.queue.new)]


def test_a_date_with_minutes_is_planned_within_them(tmp_path):
    learner = DailyLearner(
        tmp_path, stories=24, minutes=10, interview=str(START + timedelta(days=21))
    )
    plan = learner.json(0, "plan")
    assert all(row["minutes"] <= 10 for row in plan["days"])
    assert all(row["new"] for row in plan["days"][:7])
    assert date.fromisoformat(plan["days"][0]["date"]) == START
