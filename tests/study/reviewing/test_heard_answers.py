"""`review --type` with a command that listens: the answer is said, mended, judged, and timed."""

import re
import shlex
import signal
import sys

import pytest

import scripted_listener
from pty_terminal import Terminal

CTRL_L = "\x0c"
STORY = """\
id: cellar
title: The cellar
short: Cellar
principle: ownership
steps:
  situation: {seconds: 20, key_phrases: [rising, wet]}
probes:
  - {id: why, ask: Why?, strong: {takeaway: "We saw it rising, and it was wet."}}
"""
LIST, LINE = "cellar/step/situation", "cellar/probe/why"


@pytest.fixture
def hearing(home, lp, tmp_path, sitting, monkeypatch):
    """Return a function that opens a review of a card with a command that listens."""
    (home / "stories").mkdir()
    (home / "stories" / "cellar.yaml").write_text(STORY, encoding="utf-8")
    monkeypatch.setenv("LPCARDS_CONTENT", str(home / "stories"))

    def open_at(card, how="at_the_end", *more, **terminal):
        line = shlex.join([sys.executable, scripted_listener.__file__, how, str(tmp_path)])
        lp("set", f"listen={line}")
        opened = sitting(card, "--type", *more, **terminal)
        opened.wait_for("Ctrl-L")
        return opened

    return open_at


def listen(terminal, folder):
    """Have it listen, and wait until it heeds signals."""
    terminal.press(CTRL_L, "Listening")
    while not scripted_listener.begun(folder):
        terminal.read()


def details(lp):
    return [event["details"] for event in lp("log").lines if event["kind"] == "review"]


@pytest.mark.parametrize("card", [LIST, LINE])
def test_what_is_heard_is_judged_as_what_is_typed_and_kept_with_its_words(
    hearing, lp, tmp_path, card
):
    terminal = hearing(card)
    listen(terminal, tmp_path)
    terminal.press("enter", "Heard 8 words")
    assert "Enter takes it type to mend it Ctrl-L: say more Esc: other keys" in terminal.text
    terminal.press("enter", "You said:")
    assert "proposed: 5" in terminal.text or "proposed: 4" in terminal.text
    assert scripted_listener.left(tmp_path) == []
    terminal.press(CTRL_L, "That key does nothing here")
    terminal.press("enter", "All done")
    terminal.press("q")
    assert terminal.ended() == 0
    (kept,) = details(lp)
    joint = "\n" if card == LIST else " "
    assert kept["typed"] == f"We saw it rising,{joint}and it was wet."
    assert kept["words"] == 8
    assert kept["said"] < 20


def test_the_clock_shows_what_was_said_and_not_what_is_thought_or_mended(hearing, tmp_path):
    terminal = hearing(LIST)
    terminal.wait_for("1 of 1 · 0:01")
    listen(terminal, tmp_path)
    assert re.search(r"1 of 1 · (0:\d\d) .* Listening, \1\.", terminal.text)
    terminal.press("space", "Heard 8 words")
    for _ in range(2):  # the clock goes on every second, if it does
        terminal.read(1.1)
    assert re.search(r"1 of 1 · (0:\d\d) of 20 s .* Heard 8 words in \1", terminal.text)


@pytest.mark.parametrize("card", [LIST, LINE])
def test_of_what_does_not_fit_the_end_shows_where_it_is_mended(hearing, tmp_path, card):
    terminal = hearing(card, "at_length")
    listen(terminal, tmp_path)
    terminal.press("enter", "Heard 400 words")
    assert "Sentence 199._" in terminal.text


def test_an_answer_that_is_typed_by_hand_keeps_no_count_of_words(hearing, lp):
    terminal = hearing(LINE)
    terminal.type("We saw it rising, and it was wet.")
    terminal.press("enter", "You typed:")
    terminal.press("enter", "All done")
    terminal.press("q")
    assert terminal.ended() == 0
    (kept,) = details(lp)
    assert "words" not in kept


def test_with_other_keys_it_listens_too_and_typing_goes_on(hearing, tmp_path):
    terminal = hearing(LINE)
    terminal.press("escape", "Enter: type on Ctrl-L: say it space shows the answer")
    listen(terminal, tmp_path)
    terminal.press("space", "Heard 8 words")
    terminal.type(" Twice.", "wet. Twice._")


def test_where_lines_are_said_it_is_said_what_was_heard(hearing, lp, tmp_path):
    terminal = hearing(LIST, "as_it_goes", "--plain", rows=100)
    assert "Enter to type the answer. Ctrl-L to say it. Space shows it." in terminal.text
    listen(terminal, tmp_path)
    terminal.press("space", "Heard: and it was wet. Enter takes it.")
    terminal.press("enter", "2 of 2 ticked")
    assert "It took" in terminal.text
    terminal.press("enter", "All done")
    terminal.press("q")
    assert terminal.ended() == 0
    assert details(lp)[0]["words"] == 8


def test_where_lines_are_said_an_answer_of_one_line_is_mended_by_one(hearing, lp, tmp_path):
    terminal = hearing(LINE, "at_the_end", "--plain", rows=100)
    listen(terminal, tmp_path)
    terminal.press("space", "Enter takes it. To mend it, type all of it anew, then Enter.")
    terminal.child.send("We saw it rising\n")
    terminal.wait_for("It took")
    assert details(lp) == []
    terminal.press("enter", "All done")
    assert details(lp)[0]["typed"] == "We saw it rising"


def test_without_typing_no_command_listens(hearing, home, lp):
    hearing(LINE).press("escape", "q stop")
    terminal = Terminal("review", LINE)
    terminal.skip_reading()
    terminal.press(CTRL_L, "That key does nothing here")
    assert "Ctrl-L" not in terminal.text
    terminal.child.close(force=True)


def test_a_closed_terminal_ends_what_listens(hearing, tmp_path):
    terminal = hearing(LINE, "forks")
    listen(terminal, tmp_path)
    terminal.wait_for("By the parent.")
    terminal.kill(signal.SIGHUP)
    assert terminal.ended() == 128 + signal.SIGHUP
    assert scripted_listener.left(tmp_path) == []
