"""`report`: the answers here, the pictures on a page, their numbers as CSV and JSON."""

import csv
import os
import shlex
import stat
import sys
from pathlib import Path

import pexpect
import pytest

WHY = "cellar/probe/why"
LAST = "2026-03-12T09:00"
NAMES = ["forecast", "readiness", "coverage", "recall", "time", "calendar"]


@pytest.fixture
def learned(own):
    """Learn for ten days; return the program as on the day after the last."""
    for day, grade in ((2, 1), (3, 5), (4, 4), (10, 2), (11, 4)):
        own("grade", WHY, grade, "--seconds", "30", now=f"2026-03-{day:02}T09:00")
    return lambda *args, **more: own(*args, **{"now": LAST, **more})


def rows(report, name):
    """Return the rows of a picture as objects."""
    [one] = [one for one in report["pictures"] if one["name"] == name]
    return [dict(zip(one["columns"], row, strict=True)) for row in one["rows"]]


def test_the_figures_are_those_of_the_commands_that_have_them(learned, home):
    (home / "lpcards.yaml").write_text("interview: 2026-03-20\n", encoding="utf-8")
    report = learned("report", "--json").json
    assert [one["name"] for one in report["pictures"]] == NAMES
    stats = learned("stats", "--json", "--days", "365").json
    plan = learned("plan", "--json").json
    coverage = learned("coverage", "--json").json
    keys = ("due", "new", "final_pass", "total", "recall")
    days = rows(report, "forecast")
    assert [{key: day[key] for key in keys} for day in days] == [
        {key: day[key] for key in keys} for day in plan["days"]
    ]
    assert [day["day"] for day in days] == [day["date"] for day in plan["days"]]
    keys = ("readiness", "cards", "learned", "recall", "asked", "passed", "met", "ready")
    assert [{key: one[key] for key in keys} for one in rows(report, "readiness")] == [
        {key: one[key] for key in keys} for one in stats["principles"] if one["principle"] != "all"
    ]
    keys = ("day", "answers", "reviews", "new", "passed", "drills", "crams")
    assert [{key: day[key] for key in keys} for day in rows(report, "calendar")] == [
        {key: day[key] for key in keys} for day in stats["days"]
    ]
    served = [(one["name"], len(one["stories"])) for one in coverage["principles"]]
    listed = rows(report, "coverage")
    assert [
        (name, sum(row["principle"] == name and row["story"] is not None for row in listed))
        for name, _ in served
    ] == served
    reviews = [age for age in stats["retention"] if age["age"] != "first"]
    for key in ("asked", "passed"):
        assert sum(week[key] for week in rows(report, "recall")) == sum(one[key] for one in reviews)


def test_without_a_date_the_days_to_come_are_those_of_stats(learned):
    days = rows(learned("report", "--json").json, "forecast")
    keys = ("day", "due", "new", "minutes")
    assert [{key: day[key] for key in keys} for day in days] == [
        {key: day[key] for key in keys}
        for day in learned("stats", "--json").json["forecast"]["days"]
    ]


def test_a_terminal_gets_the_answers(learned):
    text = learned("report").out
    assert "Am I ready?\n0 of 1 principle met" in text
    assert "Too early to say: you passed 75% of 4 reviews; 9" in text
    assert "lpcards report --open" in text


def test_nothing_learned_is_said_in_sentences(own, home):
    text = own("report").out
    assert "No reviews yet" in text
    assert "Nothing learned yet of 3 cards" in text
    own("report", "--html", "-o", "report.html")
    page = (home / "report.html").read_text("utf-8")
    assert 'id="recall-numbers"' not in page
    assert 'id="readiness-numbers"' not in page


def test_the_page_is_the_learners_alone_and_csv_is_beside_it(learned, home):
    out = learned("report", "--html", "--csv", "numbers").out.splitlines()
    page, *files = map(Path, out)
    assert page == home / ".cache/lpcards/report.html"
    assert [path.name for path in files] == [f"{name}.csv" for name in NAMES]
    for path in (page, *files):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with (home / "numbers/calendar.csv").open(newline="", encoding="utf-8") as file:
        head, *lines = csv.reader(file)
    assert head[:2] == ["day", "answers"]
    assert [line[0] for line in lines] == [f"2026-03-{day:02}" for day in (2, 3, 4, 10, 11)]
    assert learned("report", "-o", "mine.html").out == f"{home}/mine.html\n"
    assert learned("report", "--json").json["path"] is None


def test_a_story_s_name_is_no_formula_and_no_element(learned, home, cellar):
    hostile = "'=1+<b>x</b>'"
    text = cellar.read_text("utf-8").replace("short: Cellar", f"short: {hostile}")
    assert hostile in text
    cellar.write_text(text, encoding="utf-8")
    learned("report", "--html", "-o", "report.html", "--csv", "numbers")
    page = (home / "report.html").read_text("utf-8")
    assert "<b>" not in page
    assert "=1+&lt;b&gt;x&lt;/b&gt;" in page
    assert '"\'=1+<b>x</b>"' in (home / "numbers/coverage.csv").read_text("utf-8")


def test_days_bound_the_look_back(learned):
    report = learned("report", "--json", "--days", "2").json
    assert [day["day"] for day in rows(report, "calendar")] == ["2026-03-11"]
    assert sum(week["asked"] for week in rows(report, "recall")) == 1
    assert "is not in the range" in learned("report", "--days", "0", code=2).err


def test_where_nothing_can_be_written_is_said(learned, home):
    assert "nosuch/report.html" in learned("report", "-o", "nosuch/report.html", code=1).err
    (home / "file").write_text("", encoding="utf-8")
    assert "file/numbers" in learned("report", "--csv", "file/numbers", code=1).err


def test_a_page_is_opened_in_the_browser_if_so_wanted(home):
    opened, browser = home / "opened", home / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{opened}"\n', encoding="utf-8")
    browser.chmod(0o700)
    found, code = pexpect.run(
        shlex.join([sys.executable, "-m", "lpcards", "report", "--open"]),
        env={**os.environ, "BROWSER": str(browser)},
        withexitstatus=True,
        encoding="utf-8",
    )
    assert code == 0, found
    assert opened.read_text("utf-8") == f"file://{home}/.cache/lpcards/report.html"
