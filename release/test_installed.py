"""What is installed works: from a wheel and from the source archive, far from any checkout."""

import json
import zipfile
from urllib.request import HTTPCookieProcessor, build_opener

from lpcards import __version__
from lpcards.study.manual import topics
from word_files import story


def test_it_says_its_version(lpcards):
    assert lpcards("--version") == lpcards("-V") == f"lpcards, version {__version__}\n"


def test_it_says_what_is_due(lpcards):
    said = lpcards("due", "--json")
    assert json.loads(said)["new"] == 10


def test_the_library_came_along_and_is_sound(lpcards):
    said = json.loads(lpcards("check", "--json"))
    assert said["scenarios"] > 0
    assert said["cards"] > 0
    assert [one for one in said["problems"] if one["severity"] == "error"] == []


def test_a_review_in_a_terminal_keeps_an_answer(lpcards):
    terminal = lpcards.review()
    terminal.wait_for("interview?")
    terminal.press("enter")
    terminal.press("enter", "on to the first card")
    while "1 of" not in terminal.text:
        terminal.press("space")
    terminal.press("space", "0 blackout")
    if "proposed" in terminal.text:  # of a list, whichever card is the first
        terminal.press("g", "5 perfect")
    terminal.press("5", "q stop")
    terminal.press("q")
    assert terminal.ended() == 0
    [event] = map(json.loads, lpcards("log").splitlines())
    assert (event["kind"], event["grade"]) == ("review", 5)


def test_decks_are_built(lpcards):
    said = json.loads(lpcards("build", "--out", "decks", "--json"))
    [package] = said["packages"]
    with zipfile.ZipFile(lpcards.home / package["path"]) as file:
        assert file.testzip() is None


def test_every_command_explains_itself(lpcards):
    listed = lpcards("--help").partition("Every day:\n")[2]
    lines = [line for line in listed.splitlines() if line.startswith("  ") and line[2:3].strip()]
    commands = [line.split()[0] for line in lines]
    assert len(commands) > 30
    for name in commands:
        assert lpcards("help", name).startswith(f"Usage: lpcards {name} ")


def test_man_finds_its_page(lpcards):
    page = lpcards.environment / "share" / "man" / "man1" / "lpcards.1"
    assert page.read_text(encoding="utf-8").startswith(".TH LPCARDS 1 ")


def test_the_whole_manual_came_along(lpcards):
    said = [one["topic"] for one in json.loads(lpcards("docs", "--json"))]
    assert said == [*topics()]
    for topic in said:
        assert lpcards("docs", topic).startswith("# ")


def test_word_is_an_extra_that_is_named_where_it_is_missing(lpcards):
    (lpcards.home / "a.docx").write_bytes(story())
    said = lpcards.refused("new", "--from", "a.docx")
    assert said == (
        "lpcards: a.docx: this is a Word document: "
        "`pip install 'lpcards[notes]'` reads such files\n"
    )
    lpcards.install("[notes]")
    assert "Not my queue" in lpcards("coach", "a.docx", "--json")


def test_fsrs_is_an_extra_that_is_named_where_it_is_missing(lpcards):
    lpcards("set", "scheduler=fsrs")
    assert lpcards.refused("due") == (
        "lpcards: `scheduler: fsrs` needs the package fsrs, version 6: "
        "`pip install 'lpcards[fsrs]'`, or go back with `lpcards set scheduler=sm2`\n"
    )
    lpcards.install("[fsrs]")
    card = json.loads(lpcards("next", "--json"))["id"]
    assert json.loads(lpcards("grade", card, "4", "--json"))["memory"]["stability"] == 2.3065
    lpcards("set", "scheduler=sm2")
    assert json.loads(lpcards("show", card, "--json"))["memory"]["ease"] == 2.5


def test_a_page_needs_no_extra(lpcards):
    (lpcards.home / "a.html").write_text("<html><h2>Task</h2><p>Mine.</p></html>", "utf-8")
    assert "## Task" in lpcards("coach", "a.html", "--json")


def test_the_page_is_an_extra_that_is_named_where_it_is_missing(lpcards):
    needed = "lpcards: the page needs a few packages more: `pip install 'lpcards[web]'`\n"
    assert lpcards.refused("serve") == needed
    lpcards.install("[web]")
    with lpcards.serving() as served:
        browser = build_opener(HTTPCookieProcessor())
        with browser.open(served["login"], timeout=60) as page:
            assert b"<nav" in page.read()
        with browser.open(f"{served['url']}/static/page.css", timeout=60) as style:
            assert style.headers["content-type"].startswith("text/css")
