import os
import random
import signal
import sqlite3
import subprocess
import sys

import pytest

from lpcards.log import open_log

ANSWERING = """
import itertools, sys
from lpcards.log import open_log
from logs import moment
with open_log(sys.argv[1]) as log:
    for number in itertools.count():
        event = log.answer(f"card {number % 40}", number % 6, moment(hours=number / 2)).event
        sys.stdout.write(event.id + "\\n")
        sys.stdout.flush()
"""

OPENING = """
import sys
from lpcards.log import open_log
print("ready", flush=True)
open_log(sys.argv[1])
"""


def killed_after(path, acknowledged):
    """Answer in another process, kill it after so many acknowledgements; return them all."""
    process = subprocess.Popen(
        [sys.executable, "-c", ANSWERING, path],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)},
    )
    ids = [process.stdout.readline().strip() for _ in range(acknowledged)]
    os.kill(process.pid, signal.SIGKILL)
    ids += process.stdout.read().split("\n")[:-1]
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    return ids


@pytest.mark.parametrize("seed", range(10))
def test_every_acknowledged_answer_survives_a_kill_at_any_moment(tmp_path, seed):
    path = str(tmp_path / "log.db")
    acknowledged = killed_after(path, random.Random(seed).randrange(1, 200))
    with open_log(path) as log:
        kept = [event.id for event in log.events()]
        assert kept[: len(acknowledged)] == acknowledged
        assert len(kept) - len(acknowledged) <= 1
        assert log.verify() == []
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()


def test_a_kill_while_the_file_is_made_leaves_one_that_opens(tmp_path):
    for number in range(12):
        path = str(tmp_path / f"{number}.db")
        process = subprocess.Popen(
            [sys.executable, "-c", OPENING, path],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)},
        )
        process.stdout.readline()
        try:
            process.wait(number / 1000)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        with open_log(path) as log:
            assert log.verify() == []
