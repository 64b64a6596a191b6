"""Faults at system calls: some of them by chance here, all of them by `make faults`."""

import subprocess
import sys

import pytest

from faults.__main__ import run_with, shim_in
from faults.checks import State, faults_of_files, faults_of_words
from faults.child import Outcome
from faults.homes import CACHED, SEEN, TRIALS
from lpcards.cli.commands import help_lines
from sizes import examples


@pytest.fixture(scope="module")
def shim(tmp_path_factory):
    """Build the library that lets calls fail."""
    if sys.platform != "linux":
        pytest.skip("faults are injected on Linux only")
    return shim_in(tmp_path_factory.mktemp("shim"))


@pytest.mark.gcc
def test_what_is_acknowledged_survives_faults_at_any_call(shim):
    options = ("--most", "4", "--trials", examples("5", "9"), "--kills", "2")
    done = run_with(shim, *options, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, done.stdout


def test_every_command_that_is_tried_exists():
    assert {one.name for one in (*TRIALS, *CACHED)} | {*SEEN} <= {*help_lines()}


def test_half_a_file_would_be_seen():
    before, after = State({"x": b"old", "y": b"1"}, []), State({"x": b"whole", "y": b"1"}, [])
    assert not list(faults_of_files(after, before, after))
    assert len(list(faults_of_files(State({"x": b"who"}, []), before, after))) == 2


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (70, "lpcards: this is a bug in lpcards"),
        (1, ""),
        (1, "Traceback"),
        (-11, ""),
        (2, "lpcards: x"),
    ],
)
def test_a_bad_end_would_be_seen(code, words):
    assert list(faults_of_words(Outcome(code, "", words, {}, True), {0, 1}))
