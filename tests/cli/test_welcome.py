"""`lpcards welcome`: what the first minute asked is asked again, and Enter keeps it."""

import pytest

from pty_terminal import Terminal

NOW = "2026-11-23T09:00"


@pytest.fixture
def file(home):
    return home / ".config/lpcards/lpcards.yaml"


def welcome():
    terminal = Terminal("welcome", now=NOW, rows=40)
    terminal.wait_for("interview?")
    return terminal


def test_what_is_set_is_said_and_enter_keeps_it(lp, file):
    lp("set", "interview=2026-12-12", "minutes=10", now=NOW)
    terminal = welcome()
    assert "Enter keeps December 12." in terminal.text
    terminal.press("enter", "notes for a story")
    terminal.press("enter", "by December 12")
    assert terminal.ended() == 0
    assert file.read_text() == "interview: 2026-12-12\nminutes: 10\n"


def test_another_answer_takes_the_place_of_the_old_one(lp, file):
    lp("set", "minutes=10", now=NOW)
    terminal = welcome()
    terminal.press("3/4")
    terminal.press("enter", "March 4, 2027 or April 3, 2027?")
    terminal.press("12/19/2026")
    terminal.press("enter", "notes for a story")
    terminal.press("enter", "minutes a day")
    assert terminal.ended() == 0
    assert file.read_text() == "minutes: 10\ninterview: 2026-12-19\n"


def test_esc_changes_nothing(lp, file):
    lp("set", "minutes=10", now=NOW)
    terminal = welcome()
    terminal.press("tomorrow")
    terminal.press("enter", "notes for a story")
    terminal.press("escape", "Nothing was changed.")
    assert terminal.ended() == 0
    assert file.read_text() == "minutes: 10\n"


def test_without_a_terminal_the_way_is_shown(lp):
    assert "use `lpcards set interview=DATE minutes=N`" in lp("welcome", code=2).err
