"""The interview date as a learner meets it: set, followed day by day, taken out again."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from lpcards.cli.program import cli
from lpcards.log import open_log
from terminal import Terminal

START, DAYS = date(2026, 3, 2), 21
BY = START + timedelta(days=DAYS)


pytestmark = pytest.mark.usefixtures("few_cards")


@pytest.fixture
def settings(home):
    """Return a function that writes the settings."""
    folder = home / ".config" / "lpcards"
    folder.mkdir(parents=True)

    def write(text):
        (folder / "lpcards.yaml").write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def said(home):
    """Return a function that runs a command in this process and reads its JSON."""
    runner = CliRunner()

    def run(day, *args):
        told = ["--now", f"{day}T09:00+00:00", *map(str, args), "--json"]
        result = runner.invoke(cli, told, standalone_mode=False)
        assert result.exception is None, (args, result.exception)
        return json.loads(result.stdout)

    return run


def study(said, day, grade=4):
    """Answer all that `next` brings; return the cards that counted, each with its memory."""
    served = {}
    while card := said(day, "next"):
        told = said(day, "grade", card["id"], grade, "--seconds", 12)
        served[card["id"]] = (card["memory"], told["counted"], told["memory"])
    return served


def test_three_weeks_to_an_interview_go_as_the_plan_says(said, settings, home):
    settings(f"interview: {BY}\ncards_a_day: 40\n")
    plan = said(START, "plan")
    assert plan["met"]
    assert plan["days"][-1]["recall"] == plan["recall"] > 0.95
    met, final = set(), 0
    for day in (START + timedelta(days=n) for n in range(DAYS)):
        announced, row = said(day, "due"), said(day, "plan")["days"][0]
        assert announced["total"] == announced["due"] + announced["new"] == row["total"] <= 40
        assert announced["final_pass"] == row["final_pass"]
        assert row["date"] == str(day)
        served = study(said, day)
        assert len(served) == announced["total"]
        early = [card for card, (_, counted, _) in served.items() if counted == "ahead"]
        assert len(early) == announced["final_pass"]
        assert all(served[card][0]["due"] >= str(BY) for card in early)
        new = {card for card, (memory, _, _) in served.items() if memory is None}
        assert len(new) == announced["new"] == len(new - met)
        met |= new
        final += len(early)
    assert len(met) == plan["new"] == plan["cards"]
    assert not new
    assert final > 0
    settings("")
    with open_log(str(home / ".local/share/lpcards/reviews.db")) as log:
        assert all(one.due == one.last + timedelta(one.interval) for _, one in log.remembered())
        overdue = {card for card, memory in log.due_by(BY)}
    assert said(BY, "due")["final_pass"] == 0
    assert said(BY, "due")["due"] <= len(overdue)
    assert said(BY, "doctor")["faults"] == []


def test_what_is_left_of_today_is_the_first_day_of_the_plan(said, settings):
    settings(f"interview: {BY}\n")
    before = said(START, "due")["total"]
    said(START, "grade", said(START, "next")["id"], 2)
    assert said(START, "plan")["days"][0]["total"] == said(START, "due")["total"] == before - 1


def test_once_the_day_is_past_it_is_as_if_there_were_none(said, settings):
    settings(f"interview: {BY}\nnew: 4\n")
    assert said(BY, "due")["new"] == 0
    assert said(BY + timedelta(days=1), "due")["new"] == 4


def test_a_plan_may_be_tried_without_being_set(said):
    plan = said(START, "plan", "--by", BY, "--cards-a-day", 3)
    assert (plan["interview"], plan["left"], plan["cards_a_day"]) == (str(BY), DAYS, 3)
    assert not plan["met"]
    assert sum(plan["missing"].values()) > 0
    ways = plan["ways_out"]
    assert said(START, "plan", "--by", BY, "--cards-a-day", ways["cards_a_day"])["met"]
    assert said(START, "plan", "--by", ways["interview"], "--cards-a-day", 3)["met"]
    assert 0 < ways["new"] < plan["new"]
    assert said(START, "due")["new"] == 10


def test_minutes_are_the_learners_own_once_there_are_answers(said):
    guessed = said(START, "plan", "--by", BY)
    assert (guessed["own_seconds"], guessed["seconds_a_card"] > 17) == (False, True)
    for day in range(4):
        study(said, START + timedelta(days=day), grade=5)
    plan = said(START + timedelta(days=4), "plan", "--by", BY)
    assert (plan["own_seconds"], 12 <= plan["seconds_a_card"] < 16) == (True, True)
    minutes = sum(row["minutes"] for row in plan["days"])
    cards = sum(row["total"] for row in plan["days"])
    assert minutes == pytest.approx(cards * plan["seconds_a_card"] / 60, abs=1)


@pytest.mark.parametrize("columns", [80, 40])
def test_a_plan_fits_the_terminal(lp, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    for more in ((), ("--cards-a-day", 3)):
        told = lp("plan", "--by", BY, *more).out
        assert max(map(len, told.splitlines())) < columns
        assert told.count("\n\n") == 2
        assert f"Interview on Mon {BY}, in 21 days." in " ".join(told.split())
    assert "This cannot be met: " in told
    assert "\n- 23" not in told
    assert " cards a day (up to " in told
    assert "\n- an interview on " in told


def test_without_a_date_the_plan_says_how_to_set_one(lp):
    assert "Write `interview: " in lp("plan").out
    assert lp("plan", "--json").json == {"day": "2026-03-02", "interview": None}


@pytest.mark.parametrize("by", ["2026-03-01", "2032-03-02"])
def test_a_date_that_cannot_be_planned_for_is_refused_in_a_sentence(lp, by):
    told = lp("plan", "--by", by, code=1)
    assert told.err.startswith(f"lpcards: {by} is ")
    assert told.err.count("\n") == 1


def test_a_date_that_is_none_is_a_fault_of_the_settings(lp, settings):
    settings("interview: next week\n")
    assert "`next week` is no date; write it like 2027-03-01" in lp("check", code=1).out
    assert lp("due", "--json").json["new"] == 10


def test_the_day_of_the_interview_has_no_plan_left(lp):
    assert "No day is left to plan" in lp("plan", "--by", "2026-03-02").out
    assert lp("plan", "--by", "2026-03-02", "--json").json["days"] == []


def test_a_card_that_comes_early_says_so(said, settings):
    settings(f"interview: {BY}\nnew_per_story: 30\n")
    for day in (START + timedelta(days=n) for n in range(15)):
        study(said, day)
    day = START + timedelta(days=15)
    due = said(day, "due")
    assert due["final_pass"]
    for _ in range(due["due"] - due["final_pass"]):
        said(day, "grade", said(day, "next")["id"], 4)
    terminal = Terminal("review", now=f"{day}T09:00")
    terminal.wait_for("ahead · 1 of ")
    terminal.press("q")
    assert terminal.ended() == 0
