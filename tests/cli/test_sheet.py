"""`lpcards sheet`: a page a story and the weakest cards, in the terminal, as HTML and as JSON."""

import json
import os
import re
import shlex
import stat
import sys
from pathlib import Path

import pexpect
import pytest
from rich.cells import cell_len

from own_stories import own_stories
from pty_terminal import Terminal
from sizes import some

MINE = """\
id: {id}
title: {id} retold
short: Mine
principle: dive-deep
also: [frugality]
probes:
  - {{id: why, ask: Why?, strong: {{answer: So. Then., points: [one, two], takeaway: Because.}}}}
disqualifiers:
  - {{id: we, phrase: We did, instead: I did}}
"""
LEARNER = ".local/share/lpcards/content"


@pytest.fixture
def write(home):
    def written(path, text=MINE):
        path = home / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(id=path.stem), encoding="utf-8")
        return path

    return written


def ids(lp, *args):
    return [page["id"] for page in lp("sheet", "--json", *args).json["stories"]]


def examples(lp):
    answer = lp("list", "--json").json
    return [one["id"] for one in answer if one["type"] == "scenario" and not one["own"]]


def test_without_a_story_of_one_s_own_every_story_has_a_page(lp):
    assert ids(lp) == examples(lp)


def test_own_stories_come_alone_and_others_when_they_are_named(lp, write):
    write(f"{LEARNER}/mine.yaml")
    write(f"{LEARNER}/other.yaml")
    assert ids(lp) == ["mine", "other"]
    assert ids(lp, "webhook-drops", "mine") == ["webhook-drops", "mine"]
    assert {"mine", "other"} <= {*ids(lp, "--principle", "frugality")}
    assert "webhook-drops" in ids(lp, "--principle", "deliver-results")


def test_what_is_no_story_is_a_fault_that_says_so(lp, write):
    assert "webhook-drops" in lp("sheet", "webhook-drop", code=1).err
    assert "a guide has no sheet" in lp("sheet", "general", code=1).err
    assert "principle" in lp("sheet", "--principle", "nosuch", code=1).err
    write("empty/.keep")
    assert "lpcards new" in lp("--content", "empty", "sheet", code=1).err


def test_the_terminal_has_what_the_json_has(lp, write):
    write("a/mine.yaml")
    out = " ".join(lp("--content", "a", "sheet").out.split())
    [page] = lp("--content", "a", "sheet", "--json").json["stories"]
    assert page["title"] in out
    for block in page["blocks"]:
        assert block["heading"] in out
        for line in block["lines"]:
            assert line["mark"] in out
            assert line["text"] in out
    assert "\x1b" not in out


@pytest.mark.parametrize("columns", some([20, 40, 80, 200], 2))
@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_no_line_is_wider_than_the_terminal(home, lp, columns, term):
    lp("grade", "webhook-drops/probe/why-you", "2")
    terminal = Terminal("sheet", columns=columns, rows=50, TERM=term)
    assert terminal.ended() == 0
    text = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", terminal.raw).decode()
    assert "When they ask" in text
    noted = text.index("To print:")
    assert max(cell_len(line) for line in text[:noted].splitlines()) <= columns


def test_the_weakest_cards_have_a_page_once_something_was_answered(lp):
    assert lp("sheet", "--json").json["weakest"] == []
    assert "weakest" not in lp("sheet").out
    lp("grade", "general/result/needs.list", "2")
    lp("grade", "general/disqualifier/we.mend", "5")
    lp("grade", "general/disqualifier/happy.mend", "1")
    lp("suspend", "general/disqualifier/happy.mend")
    weak = lp("sheet", "--json").json["weakest"]
    rows = [(card["id"], card["recall"], card["memory"]["ease"]) for card in weak]
    assert rows == [
        ("general/result/needs.list", 0, 2.18),
        ("general/disqualifier/we.mend", 0.9, 2.6),
    ]
    assert "Your 2 weakest cards" in lp("sheet").out


def test_an_examples_cards_are_nobodys_weakness_once_an_own_story_is_whole(lp, write):
    worked, other = "webhook-drops/probe/why-you", "returned-pair/disqualifier/voucher.mend"
    for day in (1, 2):
        for card in (worked, other):
            lp("grade", card, "1", now=f"2026-03-{day:02}T09:00")

    def weakest():
        lapsed = [card["card"] for card in lp("stats", "--json").json["cards"]]
        assert [card["id"] for card in lp("sheet", "--json").json["weakest"]] == lapsed
        return lapsed

    assert weakest() == [other]
    write(f"{LEARNER}/mine.yaml")
    assert weakest() == [other]
    [whole] = own_stories(1)
    write(f"{LEARNER}/whole.yaml", json.dumps(whole).replace("{", "{{").replace("}", "}}"))
    assert weakest() == []
    named = lp("sheet", "webhook-drops", "--json").json["weakest"]
    assert [card["id"] for card in named] == [worked]
    assert lp("stats", "--json", "--scenario", "webhook-drops").json["cards"][0]["card"] == worked


def test_the_worked_examples_cards_are_in_no_figure_of_what_is_known(lp):
    before = lp("stats", "--json").json["readiness"]
    lp("grade", "webhook-drops/step/situation", "5")
    after = lp("stats", "--json").json["readiness"]
    assert (after["cards"], after["learned"]) == (before["cards"], 0)
    plan = lp("plan", "--by", "2026-04-02", "--json").json
    assert plan["cards"] == after["cards"]
    lp("grade", "general/result/needs.list", "5")
    assert lp("stats", "--json").json["readiness"]["learned"] == 1


def test_recall_is_that_on_the_day_of_the_interview(lp, write):
    lp("grade", "general/disqualifier/we.mend", "5")
    write("lpcards.yaml", "interview: 2026-03-12\n")
    assert lp("sheet", "--json").json["weakest"][0]["recall"] == 0.35
    past = lp("sheet", "--json", now="2026-03-12T09:00").json
    assert past["weakest"][0]["recall"] == round(0.9**11, 2)


def test_a_page_to_print_is_written_where_it_is_wanted(lp, home):
    result = lp("sheet", "--html", "night.html")
    assert (
        result.out
        == f"{home}/night.html: {len(examples(lp))} page{'s' * (len(examples(lp)) > 1)}\n"
    )
    text = (home / "night.html").read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert stat.S_IMODE((home / "night.html").stat().st_mode) == 0o600
    assert "@page { size: A4" in text
    lp("sheet", "--html", "night.html", "--paper", "letter")
    assert "@page { size: letter" in (home / "night.html").read_text("utf-8")
    assert "night.html" in lp("sheet", "--html", "nosuch/night.html", code=1).err


def test_without_a_path_the_page_is_nobody_else_s_to_read(lp, home):
    path = Path(lp("sheet", "--json", "--html").json["path"])
    assert path == home / ".cache/lpcards/sheet.html"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_story_is_not_taken_for_a_file(lp, home):
    assert "put the story first" in lp("sheet", "--html", "webhook-drops", code=2).err
    lp("sheet", "webhook-drops", "--html")
    assert not (home / "webhook-drops").exists()


def test_a_page_is_opened_in_the_browser_if_so_wanted(home):
    opened, browser = home / "opened", home / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{opened}"\n', encoding="utf-8")
    browser.chmod(0o700)
    found, code = pexpect.run(
        shlex.join([sys.executable, "-m", "lpcards", "sheet", "--open"]),
        env={**os.environ, "BROWSER": str(browser)},
        withexitstatus=True,
        encoding="utf-8",
    )
    assert code == 0, found
    assert opened.read_text("utf-8") == f"file://{home}/.cache/lpcards/sheet.html"


def test_a_faulty_file_is_noticed_and_the_others_have_their_pages(lp, write):
    write(f"{LEARNER}/mine.yaml")
    write(f"{LEARNER}/bad.yaml", "id: bad\n")
    result = lp("sheet", "--json")
    assert [page["id"] for page in result.json["stories"]] == ["mine"]
    assert "1 content file could not be loaded" in result.err


def test_texts_cannot_reach_the_terminal_raw(lp, write):
    write("a/mine.yaml", MINE.replace("Because.", '"an\\x1b[31m escape"'))
    result = lp("--content", "a", "sheet", code=None)
    assert "\x1b" not in result.out + result.err
