"""The command that listens, as a process: its words, its output, and that nothing of it stays."""

import os
import shlex
import signal
import sys
import time
from pathlib import Path

import pytest

import scripted_listener
from lpcards.system.problem import UserFault
from lpcards.terminal.speech_command import (
    FAULT_COLUMNS,
    GONE,
    MOST_BYTES,
    SpeechCommand,
    command_words,
    running,
)

PATIENCE = 20.0


@pytest.fixture
def command(tmp_path):
    """Return a function that makes the command of a listener."""

    def make(how):
        return shlex.join([sys.executable, scripted_listener.__file__, how, str(tmp_path)])

    return make


def until(speech, is_so):
    """Take in what it writes until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so(speech.take_in()):
        assert time.monotonic() < end, speech.output
        time.sleep(0.01)


def nothing():
    """Cancel nothing."""


def test_a_command_is_parted_as_a_shell_does_and_no_shell_runs_it(monkeypatch):
    monkeypatch.setenv("HOME", "/home/ann")
    words = command_words("~/bin/hear -m '~/a b.bin' $(touch x) > y; z")
    assert words[:3] == ["/home/ann/bin/hear", "-m", "/home/ann/a b.bin"]
    assert words[3:] == ["$(touch", "x)", ">", "y;", "z"]


@pytest.mark.parametrize("line", ["", " ", "hear 'it"])
def test_what_is_no_command_is_said(line):
    with pytest.raises(UserFault, match="is not a command"):
        command_words(line)


def test_a_program_that_is_not_there_is_named():
    with pytest.raises(UserFault, match="hear-me cannot be started: No such file or directory"):
        SpeechCommand("hear-me -x")


@pytest.mark.parametrize("how", ["as_it_goes", "at_the_end", "never", "endless", "forks"])
def test_however_it_behaves_nothing_of_it_is_left(command, tmp_path, how):
    pids = 2 if how == "forks" else 1
    with running(command(how), nothing) as speech:
        until(speech, lambda _: len(scripted_listener.begun(tmp_path)) == pids)
        assert scripted_listener.left(tmp_path)
    end = time.monotonic() + PATIENCE
    while scripted_listener.left(tmp_path) and time.monotonic() < end:
        time.sleep(0.01)
    assert scripted_listener.left(tmp_path) == []


def test_it_is_asked_to_end_as_by_ctrl_c_and_writes_down_the_rest(command, tmp_path):
    with running(command("at_the_end"), nothing) as speech:
        until(speech, lambda _: scripted_listener.begun(tmp_path))
        assert speech.output == ""
        speech.stop()
        until(speech, lambda has_ended: has_ended)
        assert "and it was wet." in speech.output
        assert speech.fault == ""
        assert (tmp_path / "asked").read_text(encoding="utf-8") == "SIGINT"


def test_a_failure_is_a_sentence_with_the_last_line_of_its_errors(command):
    with running(command("fails"), nothing) as speech:
        until(speech, lambda has_ended: has_ended)
        name = Path(sys.executable).name
        assert speech.fault == f"{name} ended with 3: no \\x1b[31mmicrophone"
        assert len(speech.fault) < FAULT_COLUMNS + 40


def test_what_is_written_without_end_is_kept_up_to_a_limit(command):
    with running(command("endless"), nothing) as speech:
        until(speech, lambda _: speech.is_full)
        assert len(speech.output) <= MOST_BYTES


def test_the_signals_are_as_they_were_once_it_is_over(command):
    numbers = (signal.SIGINT, signal.SIGTSTP, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    with running(command("as_it_goes"), nothing):
        assert [signal.getsignal(number) for number in numbers] != before
    assert [signal.getsignal(number) for number in numbers] == before


def test_ctrl_c_cancels_and_raises_nothing(command):
    cancelled = []
    with running(command("as_it_goes"), lambda: cancelled.append(True)):
        os.kill(os.getpid(), signal.SIGINT)
    assert cancelled == [True]


def leave(number, _):
    """Leave as a sitting does that is asked to end."""
    sys.exit(128 + number)


@pytest.fixture
def leaving():
    """Have this process leave at signals, by exceptions."""
    numbers = (signal.SIGALRM, signal.SIGTSTP)
    before = {number: signal.signal(number, leave) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def heard_then(line, do):
    """Run a command until it has heard something, then do that and go on to its end."""
    with running(line, nothing) as speech:
        until(speech, lambda _: "wet" in speech.output)
        do()


@pytest.mark.usefixtures("leaving")
def test_asked_to_end_a_second_time_it_leaves_nothing_behind_either(command, tmp_path):
    in_the_end = GONE / 4  # while it heeds no SIGTERM
    with pytest.raises(SystemExit):
        heard_then(command("never"), lambda: signal.setitimer(signal.ITIMER_REAL, in_the_end))
    assert scripted_listener.left(tmp_path) == []


@pytest.mark.usefixtures("leaving")
def test_one_that_is_ended_while_it_stands_still_throws_its_recording_away(command, tmp_path):
    with pytest.raises(SystemExit):
        heard_then(command("tidies"), lambda: os.kill(os.getpid(), signal.SIGTSTP))
    assert (tmp_path / "asked").read_text(encoding="utf-8") == "SIGTERM"
