"""The interview date as a learner meets it: set, followed day by day, taken out again."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from lpcards.cli.program import cli
from lpcards.log import open_log
from pty_terminal import Terminal

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
def answer_to(home):
    """Return a function that runs a command in this process and reads its JSON."""
    runner = CliRunner()

    def run(day, *args):
        call = ["--now", f"{day}T09:00+00:00", *map(str, args), "--json"]
        result = runner.invoke(cli, call, standalone_mode=False)
        assert result.exception is None, (args, result.exception)
        return json.loads(result.stdout)

    return run


def study(answer_to, day, grade=4):
    """Answer all that `next` brings; return the cards that counted, each with its memory."""
    served = {}
    while card := answer_to(day, "next"):
        graded = answer_to(day, "grade", card["id"], grade, "--seconds", 12)
        served[card["id"]] = (card["memory"], graded["counted"], graded["memory"])
    return served


def test_three_weeks_to_an_interview_go_as_the_plan_says(answer_to, settings, home):
    settings(f"interview: {BY}\ncards_a_day: 40\n")
    plan = answer_to(START, "plan")
    assert plan["met"]
    assert plan["days"][-1]["recall"] == plan["recall"] > 0.93
    met, final = set(), 0
    for day in (START + timedelta(days=n) for n in range(DAYS)):
        announced, row = answer_to(day, "due"), answer_to(day, "plan")["days"][0]
        assert announced["total"] == announced["due"] + announced["new"] == row["total"] <= 40
        assert announced["final_pass"] == row["final_pass"]
        assert row["date"] == str(day)
        served = study(answer_to, day)
        assert len(served) == announced["total"]
        early = [card for card, (_, counted, _) in served.items() if counted == "ahead"]
        assert len(early) == announced["final_pass"]
        assert all(served[card][0]["due"] >= str(BY) for card in early)
        new = {card for card, (memory, _, _) in served.items() if memory is None}
        assert len(new) == announced["new"] == len(new - met)
        met |= new
        final += len(early)
    promised = [card for card in met if not card.startswith("webhook-drops/")]
    assert len(promised) == plan["new"] == plan["cards"] < len(met)
    assert not new
    assert final > 0
    settings("")
    with open_log(str(home / ".local/share/lpcards/reviews.db")) as log:
        assert all(one.due == one.last + timedelta(one.interval) for _, one in log.remembered())
        overdue = {card for card, memory in log.due_by(BY)}
    assert answer_to(BY, "due")["final_pass"] == 0
    assert answer_to(BY, "due")["due"] <= len(overdue)
    assert answer_to(BY, "doctor")["faults"] == []


def test_what_is_left_of_today_is_the_first_day_of_the_plan(answer_to, settings):
    settings(f"interview: {BY}\n")
    before = answer_to(START, "due")["total"]
    answer_to(START, "grade", answer_to(START, "next")["id"], 2)
    assert (
        answer_to(START, "plan")["days"][0]["total"]
        == answer_to(START, "due")["total"]
        == before - 1
    )


def test_once_the_day_is_past_it_is_as_if_there_were_none(answer_to, settings):
    settings(f"interview: {BY}\nnew: 4\n")
    assert answer_to(BY, "due")["new"] == 0
    assert answer_to(BY + timedelta(days=1), "due")["new"] == 4


def test_a_plan_may_be_tried_without_being_set(answer_to):
    plan = answer_to(START, "plan", "--by", BY, "--cards-a-day", 6)
    assert (plan["interview"], plan["left"], plan["cards_a_day"]) == (str(BY), DAYS, 6)
    assert not plan["met"]
    assert sum(plan["missing"].values()) > 0
    ways = plan["ways_out"]
    assert answer_to(START, "plan", "--by", BY, "--cards-a-day", ways["cards_a_day"])["met"]
    assert answer_to(START, "plan", "--by", ways["interview"], "--cards-a-day", 6)["met"]
    assert 0 < ways["new"] < plan["new"]
    assert answer_to(START, "due")["new"] == 10


def test_minutes_are_the_learners_own_once_there_are_answers(answer_to):
    guessed = answer_to(START, "plan", "--by", BY)
    assert (guessed["own_seconds"], guessed["seconds_a_card"] > 17) == (False, True)
    for day in range(4):
        study(answer_to, START + timedelta(days=day), grade=5)
    plan = answer_to(START + timedelta(days=4), "plan", "--by", BY)
    assert plan["own_seconds"]
    assert 9 <= plan["seconds_a_card"] < guessed["seconds_a_card"]
    minutes = sum(row["minutes"] for row in plan["days"])
    cards = sum(row["total"] for row in plan["days"])
    assert minutes == pytest.approx(cards * plan["seconds_a_card"] / 60, abs=1)


@pytest.mark.parametrize("columns", [80, 40])
def test_a_plan_fits_the_terminal(lp, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    for more in ((), ("--cards-a-day", 3)):
        text = lp("plan", "--by", BY, *more).out
        lines = [line for line in text.splitlines() if not line.startswith("    lpcards ")]
        assert max(map(len, lines)) < columns
        assert text.count("\n\n") == 2
        assert f"Interview on Mon {BY}, in 21 days." in " ".join(text.split())
    assert "What would help, each by itself:\n- without " in text
    assert "\n    lpcards set kinds=result,probe," in text  # whole: it is to be pasted


def test_without_a_date_the_plan_says_how_to_set_one(lp):
    assert "To set one: `lpcards set interview=2026-03-23`" in lp("plan").out
    assert lp("plan", "--json").json == {"day": "2026-03-02", "interview": None}


@pytest.mark.parametrize("by", ["2026-03-01", "2032-03-02"])
def test_a_date_that_cannot_be_planned_for_is_refused_in_a_sentence(lp, by):
    refusal = lp("plan", "--by", by, code=1)
    assert refusal.err.startswith(f"lpcards: {by} ")
    assert refusal.err.count("\n") == 1


def test_a_date_that_is_none_is_a_fault_of_the_settings(lp, settings):
    settings("interview: next week\n")
    assert "`next week` is not a date; write it like 2027-03-01" in lp("check", code=1).out
    assert lp("due", "--json").json["new"] == 10


def test_an_interview_that_has_passed_is_said_to_with_the_command_for_the_next(lp, settings):
    settings("interview: 2026-03-01\n")
    assert lp("plan").out == (
        "Your interview on March 1 has passed. To set the date of the next one:\n"
        "`lpcards set interview=2026-03-23`\n"
    )
    assert lp("plan", "--json").json == {
        "day": "2026-03-02",
        "interview": "2026-03-01",
        "left": -1,
    }
    lp("set", "interview=2026-03-23")
    assert lp("plan", "--json").json["left"] == 21


def test_the_day_of_the_interview_has_no_plan_left(lp):
    assert "It is today, so no day is left to plan" in lp("plan", "--by", "2026-03-02").out
    assert lp("plan", "--by", "2026-03-02", "--json").json["days"] == []


def test_a_card_that_comes_early_says_so(answer_to, settings):
    settings(f"interview: {BY}\nnew_per_story: 30\n")
    for day in (START + timedelta(days=n) for n in range(15)):
        study(answer_to, day)
    day = START + timedelta(days=15)
    due = answer_to(day, "due")
    assert due["final_pass"]
    for _ in range(due["due"] - due["final_pass"]):
        answer_to(day, "grade", answer_to(day, "next")["id"], 4)
    terminal = Terminal("review", now=f"{day}T09:00")
    terminal.wait_for("ahead · 1 of ")
    assert answer_to(day, "why", answer_to(day, "next")["id"])["today"]["because"] == "early"
    terminal.press("q")
    assert terminal.ended() == 0
