"""Questions read aloud by a program on PATH: what it is given, when it is silenced."""

import json
import signal
import sys
import time

import pytest

FAKE = """#!{python}
import json, os, signal, sys, time
def hushed(*_):
    with open({record!r}, "a") as file:
        print(json.dumps("hushed"), file=file)
    os._exit(0)
signal.signal(signal.SIGTERM, hushed)
with open({record!r}, "a") as file:
    print(json.dumps(sys.argv[1:]), file=file)
time.sleep(300)
"""


@pytest.fixture
def heard(tmp_path, monkeypatch):
    """Put a fake voice on PATH; return a function that waits for what it recorded."""
    record, folder = tmp_path / "heard", tmp_path / "bin"
    folder.mkdir()
    program = folder / "espeak-ng"
    program.write_text(FAKE.format(python=sys.executable, record=str(record)), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    def lines(count):
        until = time.monotonic() + 60
        while True:
            lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
            if len(lines) >= count or time.monotonic() > until:
                return [json.loads(line) for line in lines]
            time.sleep(0.02)

    return lines


EVIL = "--help `rm` $(rm) *Why* that?"


def test_a_question_is_one_argument_behind_two_dashes_and_a_key_silences_it(
    telling, stories, heard, lp
):
    stories("cellar", asked=[EVIL])
    terminal = telling("mock", "--speak")
    terminal.wait_for("none of these")
    assert heard(1) == [["--", "--help rm $(rm) Why that?"]]
    terminal.press("1", "said, go on")
    assert heard(2)[1] == "hushed"
    terminal.press("space", "Follow-up")
    dashes, words = heard(3)[2]
    assert (dashes, words[0], words[-2:]) == ("--", '"', '?"')
    terminal.press("ctrl-c")
    assert terminal.ended() == 130


def test_a_killed_program_leaves_no_voice_behind(telling, heard):
    terminal = telling("mock", "--speak")
    terminal.wait_for("none of these")
    heard(1)
    terminal.kill(signal.SIGTERM)
    assert terminal.ended() in {128 + signal.SIGTERM, -signal.SIGTERM}
    assert heard(2)[1] == "hushed"


def test_in_a_rehearsal_the_probes_are_read_aloud(telling, heard):
    terminal = telling("rehearse", "cellar", "--speak")
    terminal.wait_for("Enter: begin")
    terminal.press("enter", "1 of 5")
    terminal.press("space", "2 of 5")
    terminal.press("space", "3 of 5")
    assert heard(1) == [["--", '"why?"']]


def test_without_a_program_one_line_says_so(telling, tmp_path, monkeypatch):
    empty = tmp_path / "nothing"
    empty.mkdir()
    terminal = telling("rehearse", "cellar", "--speak", "--plain", PATH=str(empty))
    terminal.wait_for("Enter: begin")
    assert terminal.text.count("Questions are not read aloud") == 1
    terminal.press("q")
    assert terminal.ended() == 0


def test_nobody_speaks_who_was_not_asked_to(telling, heard):
    terminal = telling("mock")
    terminal.wait_for("none of these")
    terminal.press("q")
    assert terminal.ended() == 0
    assert heard(0) == []
