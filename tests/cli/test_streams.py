"""Pipes that close, disks that are full, streams that are not there, homes that cannot be used."""

import os
import subprocess
import sys

import pytest

from sizes import examples, some

PROGRAM = f"{sys.executable} -m lpcards --now 2026-03-02T09:00"
FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")


@pytest.fixture(
    params=examples([""], ["", "1"]), ids=lambda one: "unbuffered" if one else "buffered"
)
def sh(home, monkeypatch, request):
    """Return a function that runs a line of shell in which `lp` is the program."""
    monkeypatch.setenv("PYTHONUNBUFFERED", request.param)

    def run(line):
        line = line.replace("lp ", f"{PROGRAM} ")
        return subprocess.run(
            ["bash", "-c", f"set -o pipefail; {line}"],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return run


@pytest.mark.bash
@pytest.mark.parametrize(
    "command",
    some(
        ["cards --json", "cards", "list", "due", "log", "schema", "sheet", "read webhook-drops"], 3
    ),
)
def test_a_reader_that_leaves_early_is_no_fault(sh, command):
    sh("lp suspend 'general/*'")
    done = sh(f"lp {command} | head -c 1")
    assert (done.returncode, done.stderr) == (0, "")
    done = sh(f"lp {command} | true")
    assert (done.returncode, done.stderr) == (0, "")


@FULL
@pytest.mark.bash
@pytest.mark.parametrize(
    "command", some(["cards --json", "cards", "due", "next", "schema", "check"], 3)
)
def test_output_that_cannot_be_written_is_told_in_a_sentence(sh, command):
    done = sh(f"lp {command} > /dev/full")
    assert done.returncode == 1
    assert done.stderr == "lpcards: the output: No space left on device\n"


DONE = "but the output could not be written: "


@pytest.mark.bash
@pytest.mark.parametrize(
    ("way", "why"),
    [
        pytest.param("> /dev/full", "No space left on device", marks=FULL),
        ("| true", "Broken pipe"),
    ],
)
def test_what_is_recorded_did_not_fail_because_it_could_not_be_said(sh, way, why):
    """A script repeats what failed, and would have it recorded twice."""
    card = sh("lp next --json").stdout.split('"')[3]
    done = sh(f"lp grade {card} 4 {way}")
    assert (done.returncode, done.stderr) == (0, f"lpcards: recorded, {DONE}{why}\n")
    done = sh(f"lp new attic --json {way}")
    assert (done.returncode, done.stderr) == (0, f"lpcards: done, {DONE}{why}\n")
    assert sh("lp log").stdout.count('"kind": "review"') == 1
    assert "attic" in sh("lp list").stdout


@pytest.mark.bash
@pytest.mark.usefixtures("few_cards")
def test_a_disk_that_takes_no_temporary_file_is_no_fault_of_ours(sh):
    """No file may grow beyond 16 KiB: SQLite meets that in the draft of the decks."""
    done = sh("ulimit -f 16; lp build --out decks")
    assert done.returncode == 1
    assert done.stderr.startswith("lpcards: The disk refused to read or write a temporary file in ")
    assert done.stderr.count("\n") == 1


@FULL
@pytest.mark.bash
def test_no_place_to_complain_is_no_fault_of_ours(sh):
    assert sh("lp due > /dev/full 2>&1").returncode == 1
    assert sh("lp show nosuch 2> /dev/full").returncode == 1
    assert sh("lp nosuch 2> /dev/full").returncode == 2


@pytest.mark.bash
@pytest.mark.parametrize("streams", some([">&-", "2>&-", "<&-", "<&- >&- 2>&-"], 2))
def test_closed_streams_hurt_neither_answers_nor_files(sh, streams):
    card = sh("lp next --json").stdout.split('"')[3]
    done = sh(f"lp grade {card} 4 {streams}")
    assert (done.returncode, done.stderr) == (0, "")
    assert sh("lp doctor").stdout == "The log is fine: it gives exactly what is remembered.\n"
    assert sh(f"lp show {card}").stdout.count("review, grade 4") == 1
    assert sh(f"lp review {streams}").returncode == 2


def test_a_home_that_cannot_be_used_is_told_when_something_is_to_be_kept(lp, monkeypatch):
    monkeypatch.setenv("HOME", "/proc/nowhere")  # where not even root may make a folder
    card = lp("next", "--json").json["id"]
    assert lp("due", "--json").json["new"] == 10
    for command in (["grade", card, "4"], ["new", "mine"], ["suspend", card]):
        result = lp(*command, code=1)
        assert result.err.startswith("lpcards: ")
        assert result.err.count("\n") == 1


def test_a_cache_folder_that_cannot_be_used_is_no_hindrance(lp, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    card = lp("next", "--json").json["id"]
    lp("grade", card, "4")
    assert lp("next", "--json").json["id"] != card


def test_two_answers_at_once_both_succeed_and_one_is_a_drill(lp, home):
    card = lp("next", "--json").json["id"]
    command = [*PROGRAM.split(), "grade", card, "5", "--json"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    found = sorted(run.communicate(timeout=60)[0].split('"counted": "')[1][:5] for run in runs)
    assert found == ["drill", "drill", "drill", "revie"]
    assert lp("doctor", "--json").json["faults"] == []


def test_first_commands_at_once_all_succeed(home):
    command = [*PROGRAM.split(), "due", "--json"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert {run.communicate(timeout=60)[0] for run in runs} == {
        '{"day": "2026-03-02", "due": 0, "final_pass": 0, "new": 10, "total": 10, "drills": 0}\n'
    }
    assert [run.returncode for run in runs] == [0] * 4
