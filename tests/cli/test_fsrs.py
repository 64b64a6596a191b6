"""`scheduler: fsrs`: what each command says and does, and that going back loses nothing."""

import json
import re
import subprocess
import sys
from datetime import date, timedelta

import pytest

from lpcards.anki.progress import DAY_ZERO, schedule_of, steps_of
from lpcards.log.replays import MISSING
from lpcards.memory.event import Event
from lpcards.memory.sm2 import Rules
from lpcards.study.compared_schedulers import MISSING as MISSING_HERE

WHY, WE = "cellar/probe/why", "cellar/disqualifier/we.mend"
ON = "2026-03-20T09:00"


@pytest.fixture
def fsrs(own):
    """Answer two cards by SM-2, then go over to FSRS; return the command."""
    for day, grade in ((2, 4), (3, 5), (9, 3), (10, 1)):
        own("grade", WHY, str(grade), now=f"2026-03-{day:02}T09:00")
    own("grade", WE, "4", now="2026-03-09T09:00")
    own("set", "scheduler=fsrs")
    return lambda *args, **more: own(*args, **{"now": ON, **more})


def all_said(lp):
    """Return what scripts and people read of the memory, by command."""
    commands = (("show", WHY), ("why", WHY), ("due",), ("next",), ("stats",), ("plan",))
    said = [lp(*command, "--json").out for command in commands]
    return [*said, lp("show", WHY).out, lp("why", WHY).out]


def test_there_and_back_again_every_command_says_what_it_said(fsrs):
    other = all_said(fsrs)
    fsrs("set", "scheduler=sm2")
    first = all_said(fsrs)
    assert first != other
    for scheduler, expected in (("fsrs", other), ("sm2", first), ("fsrs", other)):
        fsrs("set", f"scheduler={scheduler}")
        assert all_said(fsrs) == expected
    assert fsrs("doctor", "--json").json["faults"] == []


def test_json_has_no_ease_but_stability_and_difficulty(fsrs):
    memory = fsrs("show", WHY, "--json").json["memory"]
    assert memory["ease"] is None
    assert 0 < memory["stability"] < 10
    assert 1 <= memory["difficulty"] <= 10
    graded = fsrs("grade", WHY, "4", "--json").json["memory"]
    assert graded["stability"] > memory["stability"]
    fsrs("set", "scheduler=sm2")
    assert fsrs("show", WHY, "--json").json["memory"].keys() == memory.keys() - {
        "stability",
        "difficulty",
    }


def test_people_read_the_same(fsrs):
    text = fsrs("show", WHY).out
    assert re.search(r"interval .+, stability \d+\.\d\d days, difficulty \d\.\d\d\n", text)
    assert "ease" not in text


def test_each_answer_is_explained_with_its_figures(fsrs):
    text = fsrs("why", WHY).out
    assert (
        "2026-03-02 4 good\n"
        "  interval    recall falls to 90% after 2.31 days: 2 days\n"
        "  stability   good, the first answer: 2.31 days\n"
        "  difficulty  2.12 of 10\n"
    ) in text
    assert "  stability   perfect, after 1 day, at 95% recall: 2.31 to " in text
    found = fsrs("why", WHY, "--json").json["answers"]
    assert [one["rule"] for one in found] == ["first-pass", "passed", "passed", "failed"]
    assert found[1]["ease"] == [None, None]
    assert found[1]["stability"][0] == 2.3065
    assert found[1]["words"]["ease"] == ""
    assert set(found[1]["words"]) == {"interval", "ease", "due", "stability", "difficulty"}


@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_of_it_is_longer_than_the_terminal(fsrs, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    assert max(map(len, fsrs("why", WHY).out.splitlines())) <= columns


def test_a_higher_retention_brings_cards_back_sooner(fsrs):
    fsrs("grade", WE, "5")
    days = []
    for retention in ("0.8", "0.9", "0.97"):
        fsrs("set", f"retention={retention}")
        days.append(fsrs("show", WE, "--json").json["memory"]["interval"])
    assert days == sorted(days, reverse=True)
    assert len({*days}) == 3
    assert "retention: 0.97" in fsrs("settings").out
    assert "is a number from 0.7 to 0.99" in fsrs("set", "retention=90", code=1).err


def test_the_retention_that_was_set_is_said_to_its_last_digit(fsrs, home):
    fsrs("set", "retention=0.975")
    assert "recall falls to 97.5% after 0.42 days: 1 day" in fsrs("why", WHY).out
    fsrs("report", "--out", home / "report.html")
    page = (home / "report.html").read_text("utf-8")
    assert "The schedule expects 97.5% of them to pass on the day they are due" in page


def test_a_card_with_many_lapses_is_a_leech_and_no_ease_is_asked(fsrs):
    for day in range(11, 20):
        assert not fsrs("why", WHY, "--json").json["today"]["leech"]
        if day < 19:
            fsrs("grade", WHY, "1", now=f"2026-03-{day:02}T09:00")
        if day == 17:
            break
    fsrs("grade", WHY, "1", now="2026-03-18T09:00")
    assert fsrs("why", WHY, "--json").json["today"]["leech"]
    assert json.loads(fsrs("stats", "--json").out)["cards"][0]["ease"] is None
    assert "difficulty" in fsrs("sheet", "--json").out


@pytest.mark.parametrize("command", [("due",), ("next",), ("grade", WE, "4"), ("doctor",)])
def test_without_the_package_one_sentence_names_both_ways_out(fsrs, command):
    program = (
        "import lpcards.system.installed as room; room.installed_version = lambda _: ''\n"
        "from lpcards.cli.program import main\nmain()"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, *command], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (1, f"lpcards: {MISSING}\n")
    fsrs("set", "scheduler=sm2")
    fsrs("due")


def test_who_sets_it_without_the_package_hears_of_it_at_once(home):
    program = (
        "import lpcards.system.installed as room; room.installed_version = lambda _: ''\n"
        "from lpcards.cli.program import main\nmain()"
    )
    command = [sys.executable, "-c", program, "set", "scheduler=fsrs"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == (
        "It needs the package fsrs, version 6: `pip install 'lpcards[fsrs]'`."
    )


def test_stats_sets_what_was_expected_against_what_passed(fsrs):
    text = fsrs("stats", "--calibration").out
    assert "Too few to judge: 3 reviews, and it takes 200." in text
    assert "\nSM-2, log loss " in text
    assert "\nFSRS, log loss " in text
    assert "calibration" not in fsrs("stats", "--json").json
    found = fsrs("stats", "--calibration", "--json").json["calibration"]
    assert (found["reviews"], found["passed"], found["better"]) == (3, 2, None)
    assert [one["scheduler"] for one in found["schedulers"]] == ["sm2", "fsrs"]
    assert [sum(one["reviews"] for one in each["bins"]) for each in found["schedulers"]] == [3, 3]
    fsrs("set", "scheduler=sm2")
    assert fsrs("stats", "--calibration", "--json").json["calibration"] == found
    one = fsrs("stats", "--calibration", "--kind", "disqualifier", "--json").json["calibration"]
    assert (one["reviews"], one["constant"], one["schedulers"]) == (0, None, [])


def test_stats_says_where_that_is_once_there_are_reviews(lp, fsrs):
    pointer = "`lpcards stats --calibration`: which scheduler"
    assert pointer in fsrs("stats").out
    assert pointer not in fsrs("stats", "--calibration").out
    assert pointer not in lp("--db", "new.db", "stats").out


def test_calibration_in_sentences_has_no_columns(fsrs):
    text = fsrs("stats", "--calibration", "--plain").out
    assert re.search(r"FSRS, log loss \d\.\d{3}\.\n(\d+% expected: \d+% of \d passed\.\n)+", text)


def test_without_the_package_sm2_is_judged_alone(own):
    own("grade", WHY, "4", now="2026-03-02T09:00")
    own("grade", WHY, "4", now="2026-03-03T09:00")
    program = (
        "import lpcards.system.installed as room; room.installed_version = lambda _: ''\n"
        "from lpcards.cli.program import main\nmain()"
    )
    command = [sys.executable, "-c", program, "stats", "--calibration"]
    told = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    found = json.loads(told.stdout)["calibration"]
    assert [one["scheduler"] for one in found["schedulers"]] == ["sm2"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert MISSING_HERE in " ".join(text.split())


def test_a_picture_says_how_many_the_schedule_expects_to_pass(fsrs, home):
    fsrs("set", "retention=0.95")
    for scheduler, share in (("fsrs", "95%"), ("sm2", "90%")):
        fsrs("set", f"scheduler={scheduler}")
        fsrs("report", "--out", home / "report.html")
        page = (home / "report.html").read_text("utf-8")
        assert f"The schedule expects {share} of them to pass on the day they are due" in page


def test_anki_gets_the_day_and_interval_that_fsrs_has_and_an_ease_to_begin_with(fsrs):
    rules = Rules(scheduler="fsrs")
    events = [event for event in fsrs("log").lines if event["card"] == WHY]
    days = [date.fromisoformat(event["day"]) for event in events]
    answers = [
        Event(f"{at}", at, 0, "UTC", day, "d", event["kind"], WHY, event["grade"])
        for at, (event, day) in enumerate(zip(events, days, strict=True))
    ]
    steps = list(steps_of(answers, rules))
    memory = fsrs("show", WHY, "--json").json["memory"]
    card = schedule_of(steps, DAY_ZERO)
    assert DAY_ZERO + timedelta(days=card.due) == date.fromisoformat(memory["due"])
    assert (card.interval, card.lapses, card.factor) == (memory["interval"], 1, 2500)
