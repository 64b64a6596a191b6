"""Every key is answered on every screen: what does nothing says so, and `?` lists the keys."""

import pytest

CARD = "general/disqualifier/we.mend"
LIST = "general/result/needs.list"
STORY = "webhook-drops"
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
@pytest.mark.usefixtures("few_cards", "by_story")
def test_on_a_card_each_key_is_answered(sitting, plain):
    terminal = sitting(CARD, LIST, *plain, rows=200)
    terminal.wait_for("1 of 2")
    answers(terminal, "1 of 2", "x", "\x1b[20~", "Z")
    terminal.press("4", "Say it first")
    terminal.press("down", "no more in that direction")
    terminal.press("h", "Hint")
    terminal.press("space", "5 perfect")
    terminal.press("h", "already shown")
    terminal.press("9", "The grades are 0 to 5.")
    terminal.press("g", DEAD)
    answers(terminal, "1 of 2", "x")
    terminal.press("4", "s skip")
    terminal.press("s", "2 of 2")
    terminal.press("space", "0 of 3")
    terminal.press("4", "There are only 3 items. To grade, press g first.")
    terminal.press("2", "1 of 3")
    answers(terminal, "1 of 3", "x")
    terminal.press("q")


@WAYS
@pytest.mark.usefixtures("few_cards")
def test_on_pages_each_key_is_answered(sitting, lp, plain):
    terminal = sitting("--scenario", STORY, *plain, rows=200)
    terminal.wait_for("s skip")
    answers(terminal, "s skip", "x", "4", "f")
    terminal.press("b", "no more in that direction")
    terminal.press("w", "on to the cards")
    answers(terminal, "on to the cards", "x", "s")
    terminal.press("space", "1 of")
    terminal.press("l", "It is asked again")
    answers(terminal, "It is asked again", "x", "4")
    terminal.press("f", "Note")
    terminal.press("mine\r", "Flagged: mine")
    terminal.wait_for("f unflag")
    terminal.press("f", "The flag is off")
    terminal.press("q")
    assert [event["kind"] for event in lp("log").lines] == ["learn", "flag", "flag"]


@WAYS
@pytest.mark.usefixtures("few_cards")
def test_where_nothing_is_left_and_where_the_minutes_are_over_keys_are_answered(sitting, plain):
    terminal = sitting(CARD, *plain)
    terminal.wait_for("1 of 1")
    terminal.press("space", "5 perfect")
    terminal.press("4", "All done")
    terminal.press("?", "All done")
    terminal.press("some text", "Pasted text")
    assert terminal.child.isalive()
    terminal.press("u", "1 of 1")
    terminal.press("q")


@pytest.mark.usefixtures("few_cards")
def test_while_typing_keys_are_answered(sitting):
    terminal = sitting(CARD, "--type")
    terminal.wait_for("Enter: done")
    terminal.press("\x1b[20~", "does nothing while you type")
    terminal.press("a", "a_")
    terminal.press("escape", "Enter: type on")
    terminal.press("f", "Note:")
    terminal.press("\x1b[20~", "that key does nothing here")
    terminal.press("escape", "Not flagged")
    terminal.press("q")


@pytest.mark.usefixtures("few_cards")
def test_the_first_minute_says_what_goes_on(sitting):
    terminal = sitting(now="2026-11-23T09:00", rows=40)
    terminal.wait_for("interview?")
    terminal.press("?\r", "Friday or in 3 weeks. Enter goes on without, q leaves.")
    terminal.press("enter", "notes for a story")
    terminal.press("enter", "space: go on")
    terminal.press("x", "Space goes on")
    terminal.press("it is q")
    assert terminal.text.count("Space goes on") == 2
    terminal.press("space", "s skip")
    terminal.press("q")


@WAYS
def test_in_a_rehearsal_each_key_is_answered(telling, plain):
    terminal = telling("rehearse", *plain, rows=100)
    terminal.wait_for("Enter: begin")
    answers(terminal, "Enter: begin", "n", "4", "x")
    terminal.press("enter", "1 of 5")
    answers(terminal, "1 of 5", "x", "4")
    terminal.press("down", "no more in that direction")
    terminal.press("p", "p: go on" if not plain else "stands still")
    answers(terminal, "1 of 5", "x")
    terminal.press("enter", "runs" if plain else "r again")
    terminal.after(5, "space", "2 of 5")
    terminal.press("q", "What did you say?")
    answers(terminal, "What did you say?", "x", "Z")
    terminal.press("9", "There are only 2 items.")
    terminal.press("q", "0:05 of 0:20 Situation")


@WAYS
def test_in_a_mock_interview_each_key_is_answered(telling, plain):
    terminal = telling("mock", "--seed", "1", *plain, rows=100)
    terminal.wait_for("none of these")
    answers(terminal, "none of these", "x", "space")
    terminal.press("9", "There is no story 9 here.")
    terminal.press("q")


def test_the_clock_stands_still_while_the_keys_are_read(telling):
    terminal = telling("rehearse", "cellar")
    terminal.wait_for("Enter: begin")
    terminal.press("enter", "1 of 5")
    terminal.clock.forward(5)
    terminal.press("?", "any key: back")
    terminal.clock.forward(60)
    terminal.press("x", "0:05 of 20 s")
    terminal.clock.forward(1)
    terminal.wait_for("0:06 of 20 s")
    terminal.press("q")
