"""Ctrl-Z, SIGSTOP and `fg` on every screen, under a real shell."""

import signal
import sys

import pytest

import stepped_clock
from pty_terminal import Shell
from stepped_clock import Clock

LEFT = b"\x1b[?2004l\x1b[?25h\x1b[?1049l"
STORY = "webhook-drops"
LIST = "general/result/needs.list"


@pytest.fixture
def shell(home, monkeypatch):
    """Return a shell with job control, on a terminal."""
    monkeypatch.setenv("EDITOR", str(home / "editor"))
    opened = Shell(rows=100)
    yield opened
    opened.child.close(force=True)


def comes_back(shell, words, key, answer, back="x"):
    """Stop it in every way; see that the shell has its terminal, and the screen is there again.

    Then one `key`, if any, without Enter, has to bring the `answer`; `back` leaves that.
    """
    for how in ("ctrl-z", signal.SIGSTOP):
        written = shell.stop(how)
        modes = shell.run("stty -a; echo en''d", "end").split()
        assert {"icanon", "echo", "isig"} <= set(modes)
        if how == "ctrl-z":
            assert shell.is_whole == (LEFT in written)
        shell.run("fg", words)
        if key:
            shell.press(key, answer)
        if back:
            shell.press(back, words)


HELP = ("?", "any key: back")
WAYS = pytest.mark.parametrize("plain", ["", " --plain"])
pytestmark = pytest.mark.bash


@WAYS
@pytest.mark.usefixtures("few_cards", "by_story")
def test_every_screen_of_a_review_comes_back(shell, plain):
    shell.is_whole = not plain
    shell.lpcards(f"review --scenario {STORY}{plain}", "s skip")
    comes_back(shell, "s skip", *HELP)
    shell.press("w", "on to the cards")
    comes_back(shell, "on to the cards", *HELP)
    shell.press("space", "1 of")
    comes_back(shell, "1 of", *HELP)
    shell.press("?", "any key: back")
    comes_back(shell, "any key: back", "x", "1 of", back="?")
    shell.press("x", "1 of")
    shell.press("l", "It is asked again at the end")
    comes_back(shell, "It is asked again at the end", *HELP)
    shell.press("space", "1 of")
    shell.press("space", "5 perfect")
    comes_back(shell, "1 of", *HELP)
    shell.press("q", "Nothing answered")


@WAYS
@pytest.mark.usefixtures("few_cards")
def test_what_is_typed_comes_back_or_is_asked_again(shell, plain):
    shell.is_whole = not plain
    shell.lpcards(f"review {LIST} --type{plain}", "s skip")
    shell.press("s", "1 of 1")
    if plain:
        shell.press("enter", "Type the answer")
        comes_back(shell, "Type the answer", "x\r", "x", back="")
        assert "1 of 1" in shell.text
        shell.press("enter", "proposed")
    else:
        comes_back(shell, "empty line: done", "x", "x_", back="backspace")
        shell.press("escape", "Enter: type on")
        shell.press("space", "proposed")
    shell.press("f", "Note")
    if plain:
        comes_back(shell, "Note for the flag", "", "Note for the flag", back="")
        shell.press("enter", "Flagged")
    else:
        comes_back(shell, "Note:", "x", "x_", back="backspace")
        shell.press("escape", "Not flagged")
    shell.press("q", "Nothing answered")


@pytest.mark.usefixtures("few_cards")
def test_an_answer_after_fg_is_the_one_that_was_given(shell, lp):
    shell.is_whole = False
    shell.lpcards(f"review {LIST} --plain", "s skip")
    shell.press("s", "1 of 1")
    comes_back(shell, "1 of 1", "h", "Hint", back="")
    shell.press("space", "proposed")
    comes_back(shell, "proposed", "2", "1 of 3", back="2")
    shell.press("a", "3 of 3")
    shell.press("g", "5 perfect")
    shell.press("5", "All done")
    comes_back(shell, "All done", "?", "All done", back="")
    shell.press("q", "1 card in")
    assert [event["grade"] for event in lp("log").lines] == [5]


@pytest.mark.usefixtures("few_cards")
def test_the_first_minute_comes_back(shell):
    shell.is_whole = False
    shell.lpcards("review", "interview?")
    shell.press("1", "> 1")
    comes_back(shell, "> 1", "2", "> 12", back="backspace")
    assert "interview?" in shell.text
    shell.press("ctrl-u")
    shell.press("enter", "notes for a story")
    shell.press("enter", "space: go on")
    comes_back(shell, "space: go on", "?", "Space goes on", back="")
    shell.press("q", "Not today")


@WAYS
@pytest.mark.usefixtures("few_cards")
def test_every_screen_of_a_rehearsal_comes_back(shell, plain):
    shell.is_whole = not plain
    shell.lpcards(f"rehearse {STORY}{plain}", "Enter: begin")
    comes_back(shell, "Enter: begin", *HELP)
    shell.press("enter", "1 of")
    comes_back(shell, "stands still", *HELP)
    shell.press("p", "runs" if plain else "r again")
    shell.press("space", "2 of")
    shell.press("q", "What did you say?")
    comes_back(shell, "What did you say?", *HELP)
    shell.press("q", "stopped early")


@WAYS
@pytest.mark.usefixtures("few_cards")
def test_every_screen_of_a_mock_interview_comes_back(shell, plain):
    shell.is_whole = not plain
    shell.lpcards(f"mock --seed 1{plain}", "none of these")
    comes_back(shell, "none of these", *HELP)
    shell.press("1", "said, go on")
    comes_back(shell, "stands still", *HELP)
    shell.press("q", "The debrief")
    shell.press("q", "Nothing was said")


def test_a_question_on_the_ordinary_screen_is_asked_again(shell, home):
    shell.is_whole = False
    notes = home / "notes.txt"
    notes.write_text("Our login was down. I was on call. I wrote a guard. It held for 3 weeks.\n")
    shell.lpcards(f"new login --from {notes}", "Enter keeps it, or type it.")
    comes_back(shell, "Login", "?\r", "Its id is made of it", back="")
    shell.press("q\r", "The rest stays")


@pytest.mark.usefixtures("few_cards")
def test_what_the_shell_changed_meanwhile_stays(shell):
    shell.lpcards(f"review {LIST}", "s skip")
    shell.press("s", "1 of 1")
    shell.stop("ctrl-z")
    shell.run("stty -ixon; echo en''d", "end")
    shell.run("fg", "1 of 1")
    shell.press("q", "Nothing answered")
    assert "-ixon" in shell.run("stty -a; echo en''d", "end").split()


@pytest.mark.usefixtures("few_cards")
def test_in_the_background_it_waits_and_leaves_the_terminal_alone(shell):
    shell.lpcards(f"review {LIST}", "s skip")
    shell.press("s", "1 of 1")
    shell.stop("ctrl-z")
    before = len(shell.raw)
    shell.run("bg; wait %1; jobs", "Stopped")
    assert b"\x1b[?1049h" not in shell.raw[before:]
    assert {"icanon", "echo"} <= set(shell.run("stty -a; echo en''d", "end").split())
    shell.run("fg", "1 of 1")
    shell.press(*HELP)


def test_an_editor_that_is_stopped_keeps_its_terminal(shell, home):
    (home / "content").mkdir()
    card = "disqualifiers: [{id: we, phrase: We did., instead: I did.}]"
    (home / "content/a.yaml").write_text(
        f"id: a\ntitle: A\nshort: A\nprinciple: ownership\n{card}\n"
    )
    editor = home / "editor"
    editor.write_text("#!/bin/sh\nkill -TSTP 0\nstty -a\necho reading\nread line\n")
    editor.chmod(0o755)
    shell.lpcards(f"--content {home / 'content'} review a/disqualifier/we.mend", "1 of 1")
    shell.child.send("e")
    shell.wait_for("Stopped")
    before = len(shell.raw)
    assert {"icanon", "echo"} <= set(shell.run("fg", "reading").split())
    assert b"\x1b[?1049h" not in shell.raw[before:]
    shell.press("enter", "Unchanged")
    shell.press(*HELP)


@pytest.mark.parametrize("how", ["ctrl-z", signal.SIGSTOP])
@pytest.mark.usefixtures("few_cards")
def test_the_seconds_of_an_answer_leave_out_a_stop(shell, lp, tmp_path, how):
    card, clock = "webhook-drops/probe/why-you", Clock(tmp_path / "clock")
    lp("grade", "webhook-drops/mistake/task", 4)
    shell.run(
        f"{sys.executable} {stepped_clock.__file__} {clock.path} --now 2026-03-02 review {card}",
        "s skip",
    )
    shell.press("s", "1 of 1")
    clock.forward(7)
    shell.wait_for("0:07 of 30 s")
    shell.stop(how)
    clock.forward(3600)
    shell.run("fg", "0:07 of 30 s")
    clock.forward(2)
    shell.press("space", "proposed")
    shell.press("enter", "again")
    shell.press("q", "1 card in")
    assert lp("log").lines[-1]["seconds"] == 9


@pytest.mark.parametrize("how", ["ctrl-z", signal.SIGSTOP])
@pytest.mark.usefixtures("stories")
def test_what_stops_the_program_stops_the_clock_of_a_telling(shell, tmp_path, how):
    clock = Clock(tmp_path / "clock")
    shell.run(
        f"{sys.executable} {stepped_clock.__file__} {clock.path} rehearse cellar", "Enter: begin"
    )
    shell.press("enter", "1 of 5")
    clock.forward(5)
    shell.wait_for("0:05 of 20 s")
    shell.stop(how)
    clock.forward(300)
    assert "0:05 of 20 s" in shell.run("fg", "paused")
    clock.forward(300)
    shell.press("p", "h hint")
    clock.forward(2)
    shell.wait_for("0:07 of 20 s")
    shell.press("q", "Nothing was said")
