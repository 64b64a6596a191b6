"""Every key is answered in a rehearsal and in a mock interview, and `?` lists the keys."""

import pytest

DEAD = "does nothing here"
WAYS = pytest.mark.parametrize("plain", [[], ["--plain"]])


def answers(terminal, there, *dead):
    """See that dead keys say so each time, and `?` lists the keys; `there` is on the screen."""
    for key in (*dead, dead[-1]):
        before = len(terminal.raw)
        terminal.press(key, DEAD)
        assert DEAD.encode() in terminal.raw[before:].replace(b"\r\n", b" ")
    terminal.press("?", "any key: back")
    terminal.press("x", there)


@WAYS
def test_in_a_rehearsal_each_key_is_answered(stage, plain):
    terminal = stage("rehearse", *plain, rows=100)
    terminal.wait_for("Enter: begin")
    answers(terminal, "Enter: begin", "n", "4", "x")
    terminal.press("enter", "1 of 5")
    answers(terminal, "1 of 5", "x", "4")
    terminal.press("down", "no more that way")
    terminal.press("p", "p: go on" if not plain else "stands still")
    answers(terminal, "1 of 5", "x")
    terminal.press("enter", "runs" if plain else "r again")
    terminal.after(5, "space", "2 of 5")
    terminal.press("q", "What did you say?")
    answers(terminal, "What did you say?", "x", "Z")
    terminal.press("9", "There are only 2 items.")
    terminal.press("q", "0:05 of 0:20 Situation")


@WAYS
def test_in_a_mock_interview_each_key_is_answered(stage, plain):
    terminal = stage("mock", "--seed", "1", *plain, rows=100)
    terminal.wait_for("none of these")
    answers(terminal, "none of these", "x", "space")
    terminal.press("9", "There is no story 9 here.")
    terminal.press("q")


def test_the_clock_stands_still_while_the_keys_are_read(stage):
    terminal = stage("rehearse", "cellar")
    terminal.wait_for("Enter: begin")
    terminal.press("enter", "1 of 5")
    terminal.clock.forward(5)
    terminal.press("?", "any key: back")
    terminal.clock.forward(60)
    terminal.press("x", "0:05 of 20 s")
    terminal.clock.forward(1)
    terminal.wait_for("0:06 of 20 s")
    terminal.press("q")
