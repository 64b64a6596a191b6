"""Files of any sort, given to the commands that take a text."""

from pathlib import Path

import pytest

from pasted_pages import TOWER, pasted
from pty_terminal import Terminal
from word_files import story

HTML = (
    "<!doctype html><h2>Situation</h2><p>It stood still.</p><h2>Action</h2><p>I read the log.</p>"
)
VTT = (
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ben>We all looked at it, didn't we?</v>\n\n"
    "00:03.000 --> 00:09.000\n<v Anna>It stood still for two days. I read the log.</v>\n"
)
SHEET = "Story\tPrinciple\tSituation\tAction\nThe queue\tDive Deep\tIt stood.\tI read the log.\n"
FILES = {
    "a.docx": (story(), "example: Not my queue."),
    "a.html": (HTML.encode(), "example: It stood still."),
    "a.vtt": (VTT.encode(), "It stood still for two days."),
    "a.tsv": (SHEET.encode(), "principle: dive-deep\n"),
}


def text_of(given):
    return Path(given.json["path"]).read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_a_story_is_made_of_a_file_of_any_sort(lp, home, name):
    data, kept = FILES[name]
    (home / name).write_bytes(data)
    assert kept in text_of(lp("new", "q", "--from", name, "--json"))
    assert lp("check").code == 0


def test_what_is_left_out_is_said_beside_the_outcome(lp, home):
    (home / "a.docx").write_bytes(story())
    found = lp("new", "--from", "a.docx")
    assert found.err.splitlines()[0] == 'Left out: deleted with Track Changes: "a few".'
    assert "Left out" not in found.out


def test_what_the_interviewer_asks_for_is_asked(lp, home):
    asks = VTT.replace(
        "We all looked at it, didn't we?", "Hello. Tell me about a time you dug deep."
    )
    (home / "a.vtt").write_text(asks, "utf-8")
    text = text_of(lp("new", "q", "--from", "a.vtt", "--json"))
    assert "ask: Tell me about a time you dug deep.}\n" in text
    assert "Hello" not in text


def test_only_the_candidate_is_coached(lp, home):
    (home / "a.vtt").write_text(VTT, "utf-8")
    found = lp("coach", "a.vtt", "--json")
    assert (
        "Only what Anna says is read, as the one who answers; left out: Ben (1 turn)." in found.err
    )
    assert "We all" not in found.out
    assert "We all" in lp("coach", "-", "--json", stdin="We all looked at it, didn't we?").out


@pytest.mark.parametrize("command", [["coach"], ["import"], ["new", "--from"]])
def test_what_is_no_text_is_refused_alike_everywhere(lp, home, command):
    (home / "a.pdf").write_bytes(b"%PDF-1.7\n" + b"\xe2" * 9_000_000)
    found = lp(*command, "a.pdf", code=1)
    assert found.err == "lpcards: a.pdf: this is a PDF: copy its text into a text file\n"
    assert not [*home.rglob("*.yaml")]


def test_a_page_is_imported_as_it_was_saved(lp, home):
    paragraphs = "".join(f"<p>{line}</p>" for line in pasted().splitlines())
    page = f"<!doctype html><title>Site</title><nav>Home</nav><main>{paragraphs}</main>"
    (home / "page.html").write_text(page, "utf-8")
    found = lp("import", "page.html", "--principle", "dive-deep", "--json")
    assert found.json["title"] == TOWER.title
    assert (found.json["left"], found.json["odd"]) == ([], [])
    assert "around the article (Home)" in found.err


def test_the_first_minute_takes_a_document_and_says_what_it_left(home):
    (home / "a.docx").write_bytes(story())
    terminal = Terminal("welcome", rows=40, cwd=str(home))
    terminal.wait_for("interview?")
    terminal.press("enter", "notes for a story")
    terminal.press("a.docx")
    terminal.press("enter", "Your story is in")
    assert 'Left out: deleted with Track Changes: "a few".' in terminal.text
    assert terminal.ended() == 0
