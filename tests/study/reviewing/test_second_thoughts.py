"""Undo, failing editors and other second thoughts leave nothing wrong behind."""

import stat
import subprocess
import sys

import pytest

CARD = "general/disqualifier/we.mend"
OTHER = "general/disqualifier/looked-into.mend"
LIBRARY = {"LPCARDS_CONTENT": ""}
"""For the library itself, a file of which is copied before it is edited."""
pytestmark = pytest.mark.usefixtures("few_cards")


RUN = {"capture_output": True, "text": True, "timeout": 60, "check": False}


def graded(terminal, grade, words):
    terminal.press("space", "blackout")
    terminal.press(grade, words)


def kinds(lp):
    return [event["kind"] for event in lp("log").lines]


def test_undo_in_a_cram_asks_the_card_as_cram_again(sitting, lp):
    terminal = sitting("--cram", CARD, OTHER)
    terminal.wait_for("cram · 1 of 2")
    graded(terminal, "5", "cram · 2 of 2")
    terminal.press("u", "cram · 1 of 2")
    graded(terminal, "5", "cram · 2 of 2")
    graded(terminal, "5", "All done")
    terminal.press("u", "cram · 2 of 2")
    graded(terminal, "4", "All done")
    terminal.press("q")
    terminal.ended()
    assert set(kinds(lp)) == {"cram", "undo"}
    assert lp("show", CARD, "--json").json["memory"] is None


def test_undoing_a_flag_asks_no_card_that_is_not_due(sitting, lp):
    lp("grade", CARD, 5)
    lp("flag", CARD)
    terminal = sitting(OTHER)
    terminal.wait_for("1 of 1")
    terminal.press("u", "Undone: the flag")
    assert "I looked into the failures" in terminal.text
    terminal.press("q")
    terminal.ended()
    assert kinds(lp) == ["review", "flag", "undo"]


def test_what_was_marked_at_once_is_taken_back_at_once_from_within_a_review(sitting, lp):
    lp("suspend", CARD, OTHER)
    terminal = sitting("general/result/needs.list", CARD, OTHER)
    terminal.wait_for("1 of 1")
    terminal.press("u", "Undone: suspending 2 cards")
    assert "of 3" in terminal.text
    terminal.press("q")
    terminal.ended()
    assert kinds(lp) == ["suspend", "suspend", "undo"]


def test_a_flag_is_shown_with_its_card(sitting, lp):
    lp("flag", CARD, "--note", "too long")
    terminal = sitting(CARD)
    terminal.wait_for("Flagged: too long")
    terminal.press("q")


def test_an_undone_drill_asks_the_same_items_again(sitting):
    terminal = sitting("general/result/needs.list")
    terminal.wait_for("1 of 1")
    terminal.press("space", "0 of 3")
    terminal.press("2", "1 of 3")
    terminal.press("enter", "again ·")
    terminal.press("space", "0 of 2")
    terminal.press("1", "1 of 2")
    terminal.press("enter", "again ·")
    terminal.press("space", "0 of 1")
    terminal.press("u", "again ·")
    terminal.press("space", "0 of 2")
    terminal.press("q")


def test_the_only_card_suspended_can_be_brought_back_at_once(sitting, lp):
    terminal = sitting(CARD)
    terminal.wait_for("1 of 1")
    terminal.press("s", "All done")
    terminal.press("u", "1 of 1")
    terminal.press("q")
    terminal.ended()
    assert lp("show", CARD, "--json").json["suspended"] is False


@pytest.mark.parametrize("key", ["q", "ctrl-d"])
def test_stopping_on_the_page_of_a_card_to_learn_stops(sitting, key):
    terminal = sitting(CARD, OTHER)
    terminal.wait_for("1 of 2")
    terminal.press("l", "It is asked again at the end")
    terminal.press(key)
    assert terminal.ended() == 0


def test_help_taller_than_the_screen_scrolls(sitting):
    terminal = sitting(CARD, columns=32, rows=12)
    terminal.wait_for("1 of 1")
    terminal.press("?", "space: more")
    assert "show the answer" in terminal.text
    for _ in range(12):
        if "any key: back" not in terminal.text:
            terminal.press("space")
    terminal.wait_for("nothing is lost")
    terminal.press("x", "space shows the answer")
    terminal.press("q")


@pytest.fixture
def failing_editor(home):
    """An editor that saves, if it is to, and then fails."""

    def make(command):
        path = home / "vim"
        path.write_text(f"#!/bin/sh\n{command}\nexit 1\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    return make


def test_a_failing_editor_leaves_no_copy_behind(sitting, failing_editor, home):
    terminal = sitting(CARD, EDITOR=failing_editor("true"), **LIBRARY)
    terminal.wait_for("1 of 1")
    terminal.press("e", "ended with 1")
    terminal.press("e", "ended with 1")
    terminal.press("q")
    terminal.ended()
    assert not list((home / ".local/share/lpcards").rglob("*.yaml"))


def test_what_an_editor_saved_before_it_failed_is_asked(sitting, failing_editor):
    saving = "perl -pi -e 's/We found the root cause together/We all found it/' \"$2\""
    terminal = sitting(CARD, EDITOR=failing_editor(saving))
    terminal.wait_for("1 of 1")
    terminal.press("e", "We all found it")
    assert "ended with 1" in terminal.text
    terminal.press("q")


def test_a_copy_that_was_not_changed_is_taken_away(sitting, home):
    terminal = sitting(CARD, EDITOR="true", **LIBRARY)
    terminal.wait_for("1 of 1")
    terminal.press("e", "Unchanged.")
    terminal.press("q")
    terminal.ended()
    assert not list((home / ".local/share/lpcards").rglob("*.yaml"))


@pytest.mark.parametrize("editor", ['vim "', " ", "/nowhere/at/all"])
def test_an_editor_that_is_no_command_is_told(sitting, editor):
    terminal = sitting(CARD, EDITOR=editor)
    terminal.wait_for("1 of 1")
    terminal.press("e", "cannot be started" if "/" in editor else "is not a command")
    terminal.press("q")
    assert terminal.ended() == 0


def test_the_terminals_modes_are_given_back(home):
    code = (
        "import os, pty, sys, termios, time, select\n"
        "me, child = pty.openpty()\n"
        "before = termios.tcgetattr(child)\n"
        "import subprocess\n"
        f"run = subprocess.Popen([sys.executable, '-m', 'lpcards', 'review', {CARD!r}],"
        " stdin=child, stdout=child, stderr=child, env={**os.environ, 'TERM': 'xterm'})\n"
        "text = b''\n"
        "while b'? help' not in text: text += os.read(me, 65536)\n"
        "during = termios.tcgetattr(child)\n"
        "os.write(me, b'q')\n"
        "while run.poll() is None:\n"
        "    if select.select([me], [], [], 0.05)[0]: os.read(me, 65536)\n"
        "assert during[3] != before[3], 'cbreak was never on'\n"
        "assert termios.tcgetattr(child) == before\n"
    )
    done = subprocess.run([sys.executable, "-c", code], **RUN)  # noqa: PLW1510
    assert done.returncode == 0, done.stderr


def test_a_question_without_an_answer_is_not_graded_but_written(sitting, home, lp):
    content = home / "content"
    content.mkdir()
    (content / "fish.yaml").write_text(
        "id: fish\ntitle: The fish\nshort: Fish\nprinciple: ownership\n"
        "probes: [{id: why, ask: Why you?}]\n"
    )
    terminal = sitting("fish", LPCARDS_CONTENT=str(content))
    terminal.wait_for("Why you?")
    terminal.press("space", "e editor")
    terminal.press("5")
    assert "blackout" not in terminal.text
    terminal.press("space", "All done")
    terminal.press("q")
    terminal.ended()
    assert kinds(lp) == ["bury"]


def test_when_nothing_new_is_left_the_reason_is_told(lp, home):
    folder = home / ".config" / "lpcards"
    folder.mkdir(parents=True)
    (folder / "lpcards.yaml").write_text("kinds: [weak]\n")
    lp("grade", "webhook-drops/weak/flags.list", 5, now="2026-03-01T09:00")
    cards = lp("cards", "--scenario", "webhook-drops", "--json").json
    text = lp("due", "--scenario", "webhook-drops").out
    assert f"hold back {len(cards) - 1} more cards." in text
