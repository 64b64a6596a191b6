"""What `due` announces is what is served, whatever the settings, the options and the history."""

from datetime import timedelta
from itertools import cycle, repeat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daily_learner import (
    GRADES,
    HISTORY,
    SETTINGS,
    START,
    DailyLearner,
    study_history,
    write_whole_story,
)
from logs import quick_folder
from lpcards.study.today import SittingOptions, today_in
from sizes import examples

OPTIONS = st.builds(
    SittingOptions,
    st.sampled_from(["", "new", "due"]),
    st.sampled_from([0, 0, 1, 3]),
    anyway=st.booleans(),
)
SLOW = settings(
    max_examples=examples(5, 80),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def flags_of(options):
    minutes = ["--minutes", str(options.minutes)] if options.minutes else []
    only = [f"--{options.only}-only"] if options.only else []
    return [*minutes, *only, *(["--anyway"] if options.anyway else [])]


@SLOW
@given(SETTINGS, HISTORY, GRADES, OPTIONS, st.integers(0, 12), st.integers(0, 5))
def test_what_is_announced_is_what_is_served(chosen, history, grades, options, gap, before):
    with quick_folder() as folder:
        learner, grades = DailyLearner(folder, **chosen), cycle(grades)
        day = study_history(learner, history, grades) + gap
        learner.study(day, grades, most=before)
        announced = learner.json(day, "due", *flags_of(options))
        with learner.workspace(day) as workspace:
            started = today_in(workspace.writing(), workspace.moment().day).answered
        served = learner.study(day, grades, options._replace(before=started))
        assert len(served["review"]) == announced["due"]
        assert len(served["new"]) == announced["new"]
        assert announced["total"] == announced["due"] + announced["new"]
        assert ("paused" in announced) <= (announced["total"] == 0)


@SLOW
@given(SETTINGS, HISTORY, GRADES, st.integers(0, 12))
def test_what_next_shows_is_what_review_asks_first(chosen, history, grades, gap):
    with quick_folder() as folder:
        learner, grades = DailyLearner(folder, **chosen), cycle(grades)
        day = study_history(learner, history, grades) + gap
        for options in ([], ["--new-only"], ["--due-only"], ["--minutes", "2"], ["--anyway"]):
            card, due = (learner.json(day, name, *options) for name in ("next", "due"))
            assert (card is not None) == (due["total"] + due["drills"] > 0)


@SLOW
@given(SETTINGS, SETTINGS, HISTORY, GRADES)
def test_no_setting_of_the_day_touches_what_is_remembered(chosen, others, history, grades):
    with quick_folder() as folder:
        learner = DailyLearner(folder, **{**chosen, "balance": "no"})
        day = study_history(learner, history, cycle(grades))
        before = numbers(learner, day)
        learner.set(**{**others, "balance": "no"})
        assert numbers(learner, day) == before


def numbers(learner, day):
    with learner.workspace(day) as workspace:
        return dict(workspace.writing().remembered())


@pytest.fixture
def learner(tmp_path):
    return DailyLearner(tmp_path, new=20, new_per_story=20)


def away(learner, days=6):
    """Study on three days and then be away; return the day of return."""
    for day in range(3):
        learner.study(day, repeat(4))
    return 2 + days + 1


BUSY = {"new": 30, "new_per_story": 20}


@pytest.fixture
def returned(tmp_path):
    """Return a learner of many cards, who has been away for six days, and the day of return."""
    learner = DailyLearner(tmp_path, stories=24, **BUSY)
    return learner, away(learner)


def test_after_days_away_the_backlog_comes_in_portions_without_new_cards(returned):
    learner, day = returned
    met = learner.json(day, "due")
    catching = met["catching_up"]
    assert (catching["away"], met["new"]) == (6, 0)
    assert met["due"] == catching["a_day"] < catching["waiting"]
    words = (
        f"You were away 6 days: {catching['waiting']} cards wait; about {catching['a_day']} a day"
    )
    assert learner.run(day, "due").splitlines()[1].startswith(words)
    learner.study(day, repeat(4))
    assert learner.json(day, "due")["total"] == 0
    assert learner.run(day + 1, "due").splitlines()[1].startswith("Catching up: ")


def test_the_backlog_is_done_when_it_was_promised_and_new_cards_are_back(returned):
    learner, day = returned
    until = learner.json(day, "due")["catching_up"]["until"]
    while "catching_up" in (met := learner.json(day, "due")):
        assert met["day"] <= until
        learner.study(day, repeat(4))
        day += 1
    assert learner.json(day, "due")["new"] > 0


def test_catching_up_can_be_switched_off(returned):
    learner, day = returned
    with_it = learner.json(day, "due")
    learner.set(**BUSY, catch_up="no")
    without = learner.json(day, "due")
    assert "catching_up" not in without
    assert without["due"] > with_it["due"]
    assert without["new"] > 0


def test_new_cards_come_in_spite_of_a_backlog_where_only_those_are_wanted(returned):
    learner, day = returned
    assert learner.json(day, "due")["new"] == 0
    assert learner.json(day, "due", "--new-only")["new"] > 0


def test_a_selection_does_not_hide_that_there_is_a_backlog(returned):
    learner, day = returned
    whole = learner.json(day, "due")
    some = learner.json(day, "due", "--kind", "probe")
    assert some["catching_up"] == whole["catching_up"]
    assert some["new"] == 0


def test_a_day_of_minutes_is_cut_and_says_so(learner):
    learner.set(new_order="story", new=20, new_per_story=20, minutes=2)
    due = learner.json(0, "due")
    assert (due["new"], due["minutes"], due["cut"]) == (3, 2, 17)
    words = "3 cards today in 2 minutes: 0 reviews, 3 new; 17 more are waiting\n"
    assert learner.run(0, "due") == words
    learner.study(0, repeat(4))
    assert learner.run(0, "due") == "Today's 2 minutes are spent; 17 cards wait.\n"


def test_minutes_asked_for_by_name_are_minutes_from_now(learner):
    learner.set(new=20, new_per_story=20, minutes=2)
    learner.study(0, repeat(4))
    assert learner.json(0, "due")["total"] == 0
    assert learner.json(0, "due", "--minutes", "3")["total"] == 3
    assert learner.json(0, "next", "--minutes", "3") is not None


def test_seconds_learned_from_the_log_decide_how_many_cards_fit(learner):
    learner.set(new_order="story", new=20, new_per_story=20, minutes=5)
    assert learner.json(0, "due")["new"] == 8
    learner.study(0, repeat(4), seconds=120.0)
    assert learner.json(1, "due", "--new-only")["new"] < 4


def test_failed_cards_are_counted_and_shown_and_change_nothing(learner):
    assert learner.run(0, "due", "--failed-today") == "You failed no card today.\n"
    learner.study(0, cycle([1, 4, 3, 2]), most=8)
    assert learner.json(0, "due", "--failed-today")["failed"] == 4
    assert learner.run(0, "due", "--failed-today") == "You failed 4 cards today.\n"
    card = learner.json(0, "next", "--failed-today")
    assert card["memory"]["repetitions"] == 0
    assert learner.json(1, "due", "--failed-today")["failed"] == 0


@pytest.mark.parametrize("order", ["story", "mixed", "kinds"])
def test_new_cards_come_in_the_order_that_is_set(learner, order):
    learner.set(new=9, new_per_story=20, new_order=order, examples="none")
    come = learner.study(0, repeat(4))["new"]
    stories, kinds = ({card.split("/")[at] for card in come} for at in (0, 1))
    assert len(come) == 9
    assert len(stories) == {"story": 2, "mixed": 6, "kinds": 5}[order]
    assert len(kinds) == {"story": 2, "mixed": 1, "kinds": 1}[order]


def test_caps_of_principles_hold_over_a_restart(learner):
    caps = {"every": {"new": 3}, "dive-deep": {"new": 1}}
    learner.set(new=20, new_per_story=20, per_principle=caps, examples="none")
    assert learner.json(0, "due")["new"] == 7
    learner.study(0, repeat(4), most=4)
    assert learner.json(0, "due")["new"] == 3


def test_balance_off_is_plain_sm_2_again(learner):
    learner.set(new=20, new_per_story=20, balance="yes")
    away(learner)
    spread = numbers(learner, 9)
    assert any((memory.due - memory.last).days > memory.interval for memory in spread.values())
    learner.set(new=20, new_per_story=20, balance="no")
    plain = numbers(learner, 9)
    assert all((memory.due - memory.last).days == memory.interval for memory in plain.values())
    assert {card: memory[:3] for card, memory in plain.items()} == {
        card: memory[:3] for card, memory in spread.items()
    }
    assert learner.json(9, "doctor")["faults"] == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--new-only", "--due-only"], "--new-only leaves no card for --due-only"),
        (["--due-only", "--failed-today"], "--due-only leaves no card for --failed-today"),
        (["--minutes", "0"], "0 is not in the range 1<=x<=600"),
    ],
)
def test_options_that_leave_nothing_are_a_usage_error(learner, options, words):
    from click.testing import CliRunner

    from lpcards.cli.program import cli

    for command in ("due", "next"):
        result = CliRunner().invoke(cli, ["--content", str(learner.content), command, *options])
        assert result.exit_code == 2
        assert words in result.output


def test_a_limit_for_what_is_no_principle_is_pointed_out(learner):
    learner.set(per_principle={"dive-dep": {"new": 1}, "dive-deep": {"new": 1}, "every": {}})
    [problem] = learner.json(0, "check")["problems"][-1:]
    assert (problem["severity"], problem["rule"]) == ("advice", "principle")
    assert problem["path"].endswith("lpcards.yaml")
    assert problem["message"] == (
        "`per_principle` limits `dive-dep`, which no story is told for; did you mean `dive-deep`?"
    )
    learner.set(principles=["dive-deep", "backbonne"])
    [problem] = learner.json(0, "check")["problems"][-1:]
    assert problem["message"].startswith("`principles` begins with `backbonne`, which no story")
    learner.set(per_principle={"dive-deep": {"new": 1}}, principles=["dive-deep"])
    assert not [one for one in learner.json(0, "check")["problems"] if one["rule"] == "principle"]


@settings(SLOW, max_examples=examples(3, 30))
@given(
    st.integers(2, 8),
    st.integers(3, 60),
    st.lists(st.integers(0, 30), min_size=1, max_size=4),
    st.lists(st.integers(2, 5), min_size=1, max_size=9),
    st.data(),
)
def test_on_all_days_of_coming_back_what_is_announced_is_served(gap, reviews, days, grades, data):
    with quick_folder() as folder:
        learner, grades = DailyLearner(folder, stories=20, **BUSY), cycle(grades)
        for day in range(3):
            learner.study(day, grades)
        learner.set(new=10, reviews=reviews)
        for day, first in enumerate(days, start=3 + gap):
            announced = learner.json(day, "due")
            assert announced["due"] <= reviews
            served = sum(map(len, learner.study(day, grades, most=first).values()))
            left = learner.json(day, "due")
            assert left["total"] == announced["total"] - served
            assert left.get("catching_up") == announced.get("catching_up")
            learner.study(day, grades, most=data.draw(st.integers(0, left["total"])))


def test_with_a_whole_story_a_quarter_of_the_minutes_is_for_saying_it_aloud(tmp_path):
    learner = DailyLearner(tmp_path, minutes=8, examples="none")
    assert "telling" not in learner.json(0, "due")
    write_whole_story(learner.content)
    due = learner.json(0, "due")
    assert (due["telling"], due["minutes"]) == (2.0, 6)
    assert "And 2 minutes to say a story aloud: `lpcards rehearse`." in learner.run(0, "due")
    assert "telling" not in learner.json(0, "due", "--minutes", "8")
    learner.set(minutes=8, examples="none", interview=str(START + timedelta(days=21)))
    rows = learner.json(0, "plan")["days"]
    assert [row.get("telling", 0) for row in rows] == [0] * 7 + [2.0] * 14
