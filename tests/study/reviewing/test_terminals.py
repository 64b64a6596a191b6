"""Terminals of every sort, and what becomes of a review when one goes away."""

import re
import signal
import sys

import pytest
from rich.cells import cell_len

CARD = "general/disqualifier/we.mend"
STORY = ("--scenario", "webhook-drops")
ESCAPE = re.compile(rb"\x1b")
COLOUR = re.compile(rb"\x1b\[[0-9;]*(3[0-7]|9[0-7]|38;)[0-9;]*m")
pytestmark = pytest.mark.usefixtures("few_cards")


def answered(terminal):
    terminal.wait_for("1 of")
    terminal.press("space", "blackout")
    terminal.press("4", "2 of")


@pytest.mark.parametrize("how", ["ctrl-c", signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_whatever_ends_a_review_an_answer_given_is_kept(sitting, lp, how):
    terminal = sitting(CARD, "general/disqualifier/looked-into.mend")
    answered(terminal)
    if how == "ctrl-c":
        terminal.press(how)
        assert terminal.ended() == 130
        assert "1 card in" in terminal.text
    else:
        terminal.kill(how)
        assert terminal.ended() in {-how, 128 + how}
    assert [event["card"] for event in lp("log").lines] == [CARD]


@pytest.mark.parametrize("how", ["q", "ctrl-c", signal.SIGTERM])
def test_the_terminal_is_given_back_as_it_was(sitting, how):
    terminal = sitting(CARD)
    terminal.wait_for("1 of 1")
    assert b"\x1b[?1049h" in terminal.raw
    terminal.kill(how) if how == signal.SIGTERM else terminal.press(how)
    terminal.ended()
    assert b"\x1b[?25h\x1b[?1049l" in terminal.raw


def test_ctrl_d_stops(sitting):
    terminal = sitting(CARD)
    terminal.wait_for("1 of 1")
    terminal.press("ctrl-d")
    assert terminal.ended() == 0


def test_a_resized_terminal_is_drawn_anew(sitting):
    terminal = sitting(CARD)
    terminal.wait_for("1 of 1")
    terminal.resize(40, 30)
    terminal.wait_for("1 of 1")
    assert max(map(len, terminal.lines)) <= 40
    terminal.resize(100, 20)
    terminal.wait_for("space shows the answer h hint l learn")
    terminal.press("q")
    assert terminal.ended() == 0


@pytest.mark.parametrize("columns", [20, 32, 40, 80, 200])
@pytest.mark.usefixtures("by_story")
def test_no_line_is_wider_than_the_terminal(sitting, columns):
    terminal = sitting(*STORY, columns=columns, rows=50)
    terminal.wait_for("Rescued")
    while "1 of" not in terminal.text:
        terminal.press("space")
    terminal.press("space", "perfect")
    lines = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", terminal.raw).decode().splitlines()
    assert max(cell_len(line) for line in lines) <= columns
    terminal.press("q")


def test_a_dumb_terminal_may_be_narrow(sitting):
    terminal = sitting(CARD, TERM="dumb", columns=40)
    terminal.wait_for("all keys")
    terminal.press("space", "perfect")
    assert max(map(len, terminal.raw.decode().splitlines())) <= 40
    terminal.press("q")


def test_a_dumb_terminal_that_was_resized_is_as_wide_as_it_is(sitting):
    terminal = sitting(CARD, TERM="dumb", columns=100)
    terminal.wait_for("all keys")
    terminal.resize(30, 60)
    before = len(terminal.raw)
    terminal.press("?", "any key: back")
    assert max(map(len, terminal.raw[before:].decode().splitlines())) <= 30
    terminal.press("q")


def test_without_colour_there_is_none_and_nothing_is_lost(sitting):
    terminal = sitting(CARD, NO_COLOR="1")
    terminal.wait_for("1 of 1")
    terminal.press("space", "5 perfect")
    assert not COLOUR.search(terminal.raw)
    terminal.press("4", "All done")
    terminal.press("q")
    coloured = sitting("general/disqualifier/looked-into.mend")
    coloured.wait_for("1 of 1")
    coloured.press("space", "5 perfect")
    assert COLOUR.search(coloured.raw)


@pytest.mark.parametrize("how", [{"TERM": "dumb"}, {"plain": True}])
def test_a_dumb_terminal_gets_plain_lines_and_nothing_twice(sitting, how):
    plain = how.pop("plain", False)
    terminal = sitting(CARD, *(["--plain"] if plain else []), **how)
    terminal.wait_for("1 of 1")
    terminal.press("h", "Hint:")
    terminal.press("space", "5 perfect")
    terminal.press("4", "All done")
    terminal.press("q")
    assert terminal.ended() == 0
    assert b"\x1b[?" not in terminal.raw
    assert not re.search(rb"\x1b\[[0-9;]*[HJK]", terminal.raw)
    assert terminal.raw.decode().count("We found the root cause") == 1


def test_a_terminal_that_knows_only_ascii_gets_only_that(sitting):
    ascii_only = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    terminal = sitting("--scenario", "webhook-drops", "--kind", "probe", **ascii_only)
    terminal.wait_for("Rescued")
    while "1 of" not in terminal.text:
        terminal.press("space")
    terminal.press("space", "0 of 4")
    assert "-" * 60 in terminal.text
    assert "Webhook drops - asked - 30 s" in terminal.text
    assert terminal.raw.isascii()
    assert b"\\u" not in terminal.raw
    terminal.press("q")


def test_a_screen_too_low_scrolls(sitting):
    terminal = sitting("webhook-drops/probe/fix-accepted", columns=40, rows=12)
    terminal.wait_for("1 of 1")
    terminal.press("space", "more: arrow keys")
    assert "Because:" not in terminal.text
    for _ in range(20):
        terminal.press("down")
    assert "Because:" in terminal.text
    terminal.press("up")
    terminal.press("q")
    assert terminal.ended() == 0


def test_two_terminals_reviewing_at_once_share_the_day(sitting, lp):
    first, second = sitting(CARD), sitting(CARD)
    first.wait_for("1 of 1")
    second.wait_for("1 of 1")
    first.press("space", "blackout")
    second.press("space", "blackout")
    first.press("4", "All done")
    second.press("5", "All done")
    first.press("q")
    second.press("q")
    assert (first.ended(), second.ended()) == (0, 0)
    assert [event["kind"] for event in lp("log").lines] == ["review", "drill"]
    assert lp("show", CARD, "--json").json["memory"]["ease"] == 2.5


def test_without_a_terminal_review_names_next_and_grade(lp):
    fault = lp("review", code=2)
    assert "lpcards next" in fault.err
    assert "lpcards grade" in fault.err


REVIEW = f"{sys.executable} -m lpcards --now 2026-03-02T09:00 review {CARD}"


@pytest.mark.tmux
@pytest.mark.parametrize("columns", [80, 40])
def test_in_a_real_terminal_a_card_reads_well(tmux, columns):
    typed = tmux(columns)
    typed("clear; ", REVIEW, "Enter", words="1 of 1")
    pane = typed("Space", words="5 perfect")
    assert "They hear:" in pane
    assert max(map(len, pane.splitlines())) <= columns
    typed("4", words="All done")


@pytest.mark.tmux
def test_ctrl_z_gives_the_screen_back_and_fg_draws_the_card_again(tmux):
    typed = tmux(80)
    typed(REVIEW, "Enter", words="1 of 1")
    assert "1 of 1" not in typed("C-z", words="Stopped")
    typed("echo still a", "Enter", words="still a")
    typed("fg", "Enter", words="1 of 1")
    typed("h", words="Hint:")
    typed("q", words="Nothing answered")
