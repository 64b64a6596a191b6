"""A story said to a command that listens: in place of typing, on a real terminal."""

import json
import shlex
import signal
import sys
import time

import pytest
from rich.cells import cell_len

import scripted_listener
from lpcards.terminal.listening import LONGEST, PATIENCE
from lpcards.terminal.speech_command import GONE
from pty_terminal import Shell

KEYS = {"ctrl-l": "\x0c"}
WAITED = 20.0


def listener(how, folder):
    """Return the command that listens in that way."""
    return shlex.join([sys.executable, scripted_listener.__file__, how, str(folder)])


@pytest.fixture
def listening(telling, lp, tmp_path):
    """Return a function that rehearses with a command that listens, at the first part."""

    def begin(how, *more, command="rehearse", **terminal):
        lp("set", f"listen={listener(how, tmp_path)}")
        story = ["cellar"] if command == "rehearse" else ["--seed", "7"]
        opened = telling(command, *story, "--type", *more, **terminal)
        opened.folder = tmp_path
        if command == "rehearse":
            opened.wait_for("Enter: begin")
            opened.press("enter")
        return opened

    return begin


def listen(terminal, words="Listening, 0:00."):
    """Have it listen, and wait until it heeds signals."""
    terminal.wait_for("Ctrl-L")
    before = len(scripted_listener.begun(terminal.folder))
    terminal.press(KEYS["ctrl-l"], words)
    end = time.monotonic() + WAITED
    while len(scripted_listener.begun(terminal.folder)) == before and time.monotonic() < end:
        time.sleep(0.02)


def none_is_left(folder):
    """Wait until nothing of the listener runs; say whether so."""
    end = time.monotonic() + WAITED
    while scripted_listener.left(folder) and time.monotonic() < end:
        time.sleep(0.02)
    return scripted_listener.left(folder) == []


def kept(lp, kind="rehearse"):
    return [event["details"] for event in lp("log").lines if event["kind"] == kind]


@pytest.mark.parametrize("how", ["as_it_goes", "at_the_end"])
def test_what_is_said_is_heard_mended_timed_and_judged_as_if_typed(listening, lp, tmp_path, how):
    terminal = listening(how)
    listen(terminal)
    assert "Enter or space: said Esc: not this time" in terminal.text
    if how == "as_it_goes":
        terminal.wait_for("> We saw it rising, > and it was wet._")
    terminal.clock.forward(12)
    terminal.wait_for("Listening, 0:12.")
    terminal.press("space", "Heard 8 words in 0:12, 40 a minute.")
    assert (tmp_path / "asked").exists()
    assert none_is_left(tmp_path)
    terminal.clock.forward(100)  # to mend it takes no time
    for _ in "wet.":
        terminal.press("backspace")
    terminal.type("dry.", "and it was dry._")
    assert "0:12 of 20 s" in terminal.text
    terminal.press("enter", "2 of 5")
    terminal.press("escape", "Enter: type on")
    terminal.press("q", "What did you say?")
    assert "2 [x] rising (must, hit)" in terminal.text
    assert "1 [ ] wet (missed)" in terminal.text
    terminal.press("enter")
    assert terminal.ended() == 0
    assert "0:12 of 0:20, 1 of 2 said, 40 words a minute." in terminal.text
    (part,) = kept(lp)[0]["parts"]
    assert (part["seconds"], part["words"], part["missed"]) == (12, 8, ["wet"])
    (told,) = lp("rehearse", "--history", "--json").json
    assert told["parts"][0]["words"] == 8


def test_of_what_does_not_fit_the_end_shows_where_it_is_mended(listening):
    terminal = listening("at_length")
    listen(terminal)
    terminal.press("enter", "Heard 400 words in 0:00.")
    assert "> Sentence 199._" in terminal.text


def test_it_may_end_by_itself_and_more_may_be_said_and_typed(listening, lp):
    terminal = listening("by_itself")
    listen(terminal, "Heard 8 words in 0:00.")
    terminal.clock.forward(50)
    listen(terminal, "Heard 16 words in 0:00.")
    terminal.type(" It rose.", "It rose._")
    assert terminal.text.count("We saw it rising") == 2
    terminal.press("enter", "2 of 5")
    terminal.after(9, "escape", "Enter: type on")
    terminal.press("space", "3 of 5")
    terminal.press("escape", "Enter: type on")
    terminal.press("q")
    terminal.press("q")
    assert terminal.ended() == 0
    assert [part.get("words") for part in kept(lp)[0]["parts"]] == [16, None]


def test_what_was_heard_can_be_taken_out_and_typed_instead(listening, lp):
    terminal = listening("by_itself")
    listen(terminal, "Heard 8 words in 0:00.")
    terminal.press("ctrl-u", "> _")
    terminal.clock.forward(7)
    terminal.type("rising", "rising_")
    terminal.press("enter")
    terminal.press("enter", "2 of 5")
    terminal.press("ctrl-c")
    assert terminal.ended() == 130
    (part,) = kept(lp)[0]["parts"]
    assert part["seconds"] == 7
    assert "words" not in part


@pytest.mark.parametrize("key", ["ctrl-c", "escape"])
def test_what_is_not_wanted_is_not_taken_and_nothing_is_left(listening, lp, tmp_path, key):
    terminal = listening("as_it_goes")
    terminal.type("typed before", "typed before_")
    listen(terminal)
    terminal.wait_for("and it was wet._")
    terminal.press(key, "Nothing of that was taken.")
    assert "> typed before_" in terminal.text
    assert "wet" not in terminal.text
    assert none_is_left(tmp_path)
    terminal.press("ctrl-c")
    assert terminal.ended() == 130
    assert kept(lp) == []


def test_one_that_does_not_end_is_waited_for_no_longer_than_the_learner_likes(listening, tmp_path):
    terminal = listening("never")
    listen(terminal)
    terminal.wait_for("and it was wet._")
    terminal.after(5, "enter", "Writing down what was heard, 0:00.")
    assert "Enter: take what is there Esc: nothing of it" in terminal.text
    terminal.clock.forward(3)
    terminal.wait_for("Writing down what was heard, 0:03.")
    terminal.press("enter", "Heard 8 words in 0:05, 96 a minute.")
    assert none_is_left(tmp_path)


def test_who_presses_enter_once_more_while_it_is_ended_has_taken_nothing_unseen(listening):
    terminal = listening("never")
    listen(terminal)
    terminal.wait_for("and it was wet._")
    terminal.press("enter", "Writing down")
    for _ in range(3):  # the first takes what is there, and it heeds no SIGTERM
        terminal.child.send("\r")
        time.sleep(GONE / 4)
    terminal.wait_for("Heard 8 words")
    assert "1 of 5" in terminal.text
    terminal.press("enter", "2 of 5")


def test_time_is_bounded(listening, tmp_path):
    terminal = listening("never")
    listen(terminal)
    terminal.clock.forward(LONGEST)
    terminal.wait_for("Writing down what was heard, 0:00.")
    terminal.clock.forward(PATIENCE)
    terminal.wait_for("Heard 8 words in 10:00")
    assert none_is_left(tmp_path)


def test_size_is_bounded(listening, tmp_path):
    terminal = listening("endless")
    listen(terminal, "Heard 94")
    terminal.press("enter", "2 of 5")
    assert none_is_left(tmp_path)


def test_what_failed_is_said_in_a_sentence_and_typing_is_offered(listening):
    terminal = listening("fails")
    listen(terminal, "ended with 3: no \\x1b[31mmicrophone. Nothing was heard. Type it,")
    terminal.type("we saw it rising", "rising_")
    terminal.press("enter")
    terminal.press("enter", "2 of 5")


def test_where_nothing_was_heard_that_is_said(listening):
    terminal = listening("silent")
    listen(terminal)
    terminal.press("enter", "Nothing was heard. Type it, or Ctrl-L listens again.")
    assert "> _" in terminal.text


def test_a_program_that_is_not_there_is_named(telling, lp):
    lp("set", "listen=hear-me --now")
    terminal = telling("rehearse", "cellar", "--type")
    terminal.wait_for("Enter: begin")
    terminal.press("enter", "Ctrl-L: say it")
    terminal.press(KEYS["ctrl-l"], "hear-me cannot be started: No such file or directory.")
    assert "Type it, or change `listen` in your settings." in terminal.text


def test_without_a_command_ctrl_l_says_how_to_set_one(telling):
    terminal = telling("rehearse", "cellar", "--type")
    terminal.wait_for("Enter: begin")
    terminal.press("enter", "Esc: other keys")
    assert "Ctrl-L" not in terminal.text
    terminal.press(KEYS["ctrl-l"], "No command listens: `lpcards docs speech`")


def test_nothing_that_is_heard_moves_the_cursor(listening):
    terminal = listening("attacks")
    listen(terminal)
    terminal.wait_for("I pumped it out._")
    assert b"owned" not in terminal.raw
    assert b"\x1b[6n" not in terminal.raw
    assert b"\x9b31m" not in terminal.raw


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("how", ["as_it_goes", "never", "forks"])
def test_with_lpcards_it_ends_and_what_was_said_before_is_kept(
    listening, lp, tmp_path, number, how
):
    terminal = listening(how)
    terminal.type("it was wet")
    terminal.press("enter")
    terminal.press("enter", "2 of 5")
    listen(terminal)
    terminal.wait_for("By the parent" if how == "forks" else "wet._")
    terminal.kill(number)
    assert terminal.ended() == 128 + number
    assert none_is_left(tmp_path)
    assert len(kept(lp)[0]["parts"]) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_who_ends_it_twice_leaves_nothing_behind_either(listening, tmp_path, number):
    terminal = listening("never")
    listen(terminal)
    terminal.wait_for("wet._")
    terminal.kill(number)
    time.sleep(GONE / 4)  # it heeds neither: lpcards waits for it
    terminal.kill(number)
    assert terminal.ended() == 128 + number
    assert none_is_left(tmp_path)


def test_a_terminal_that_is_closed_leaves_nothing_behind(listening, tmp_path):
    terminal = listening("forks")
    listen(terminal)
    terminal.wait_for("By the parent")
    terminal.child.close(force=False)
    assert none_is_left(tmp_path)


@pytest.mark.bash
@pytest.mark.usefixtures("stories")
def test_ctrl_z_stops_the_command_too(lp, tmp_path):
    lp("set", f"listen={listener('as_it_goes', tmp_path)}")
    shell = Shell(rows=60)
    try:
        shell.lpcards("rehearse cellar --type", "Enter: begin")
        shell.press("enter", "Ctrl-L: say it")
        shell.press(KEYS["ctrl-l"], "and it was wet._")
        shell.stop("ctrl-z")
        (pid,) = scripted_listener.begun(tmp_path)
        wait_for_state(pid, "T")
        shell.run("fg", "Listening")
        wait_for_state(pid, "S")
        shell.press("enter", "Heard 8 words")
    finally:
        shell.child.close(force=True)


def wait_for_state(pid, state):
    """Wait until a process is in a state, as /proc names it."""
    end = time.monotonic() + WAITED
    while _state(pid) != state:
        assert time.monotonic() < end, _state(pid)
        time.sleep(0.02)


def _state(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        return file.read().rpartition(")")[2].split()[0]


@pytest.mark.parametrize("how", [{"TERM": "dumb"}, {}])
def test_where_lines_are_said_it_is_silent_while_it_listens(listening, lp, how):
    more = [] if how else ["--plain"]
    terminal = listening("as_it_goes", *more, rows=100, **how)
    listen(terminal, "Listening. Enter or space: said. Esc: not this time.")
    terminal.clock.forward(12)
    terminal.press("space", "Heard: and it was wet.")
    assert "Heard 8 words in 0:12, 40 a minute. Heard: We saw it rising," in terminal.text
    assert terminal.text.count("We saw") == 1
    terminal.press("enter", "2 of 5")
    listen(terminal, "Listening. Enter or space: said. Esc: not this time.")
    terminal.press("escape", "Nothing of that was taken.")
    terminal.press("enter", "Type the answer, one item a line.")
    terminal.child.send("I pumped\n\n")
    terminal.wait_for("3 of 5")
    terminal.press("q", "What did you say?")
    terminal.press("enter")
    terminal.press("enter")
    assert terminal.ended() == 0
    assert b"\x1b[" not in terminal.raw
    parts = kept(lp)[0]["parts"]
    assert [(part.get("words"), part["missed"]) for part in parts] == [
        (8, []),
        (None, ["I measured"]),
    ]


def test_where_lines_are_said_it_is_mended_by_typing_it_anew(listening, lp):
    terminal = listening("as_it_goes", "--plain", rows=100)
    listen(terminal, "Listening.")
    terminal.press("enter", "To mend it, type all of it anew")
    terminal.child.send("It was dry, and not rising\n\n")
    terminal.wait_for("2 of 5")
    terminal.press("q", "What did you say?")
    terminal.press("enter")
    assert terminal.ended() == 0
    assert kept(lp)[0]["parts"][0]["missed"] == ["wet"]


def test_it_fits_forty_columns(listening):
    terminal = listening("as_it_goes", columns=40, rows=24)
    listen(terminal)
    assert max(map(cell_len, terminal.lines)) <= 40
    terminal.press("enter", "Heard 8 words")
    assert max(map(cell_len, terminal.lines)) <= 40
    assert "Esc: other keys" in terminal.text


def test_a_mock_interview_takes_what_is_heard(listening, lp):
    terminal = listening("at_the_end", command="mock")
    terminal.wait_for("none of these")
    terminal.after(20, "1", "Ctrl-L: say it")
    listen(terminal)
    terminal.after(60, "space", "Heard 8 words in 1:00, 8 a minute.")
    assert "interview 1:20 of 45:00" in terminal.text
    terminal.clock.forward(30)
    terminal.press("enter", "Follow-up")
    terminal.type("The cellar rose.")
    terminal.press("enter")
    terminal.press("enter", "3 of")
    terminal.press("escape", "Enter: type on")
    terminal.press("q", "What did you say?")
    assert "1 [x] Situation: wet; rising (2 of 2)" in terminal.text
    assert "2 [ ] Action: I pumped; I measured (0 of 2)" in terminal.text
    terminal.press("enter")
    terminal.press("ctrl-c")
    assert terminal.ended() in {0, 130}
    whole, answer = kept(lp, "mock")[0]["parts"]
    assert (whole["words"], whole["seconds"]) == (8, 60)
    assert len(whole["missed"]) == 1
    assert "words" not in answer
    assert json.dumps(kept(lp, "mock")).count("We saw") == 0
