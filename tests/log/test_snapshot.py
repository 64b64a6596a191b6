"""What is read in several steps is of one moment, whatever other programs do in between."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import threading

import pytest

from logs import moment, quick_folder
from lpcards.log import open_log, opening, schema
from lpcards.log.database import transaction

OPENING = """
import sys
from lpcards.log import LogProblem, open_log
for name in map(str.strip, sys.stdin):
    try:
        open_log(name, reading=sys.argv[1] == "reading").close()
        print("opened", flush=True)
    except LogProblem as problem:
        print(problem, flush=True)
"""


@contextlib.contextmanager
def openers(ways):
    """Start programs that open the logs they are given, one a line, and answer with a line."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": env}
    programs = [subprocess.Popen([sys.executable, "-c", OPENING, way], **pipes) for way in ways]
    yield programs
    for program in programs:
        program.communicate(timeout=60)


def test_of_three_programs_that_open_a_new_log_at_once_none_takes_it_for_a_strangers():
    times = int(os.environ.get("OPENINGS", "60"))
    with quick_folder() as folder, openers(["writing", "writing", "reading"]) as programs:
        outcomes = set()
        for number in range(times):
            for program in programs:
                program.stdin.write(f"{folder}/{number}.db\n")
                program.stdin.flush()
            outcomes.update(program.stdout.readline() for program in programs)
    assert outcomes == {"opened\n"}


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "log.db")


def test_a_log_made_while_its_stamp_is_read_is_no_strangers(path):
    db, other = (sqlite3.connect(path, timeout=0, isolation_level=None) for _ in range(2))

    def make(statement):
        if statement.startswith(("PRAGMA", "SELECT")) and not other.in_transaction:
            with contextlib.suppress(sqlite3.OperationalError), transaction(other):
                schema.migrate(other)

    db.set_trace_callback(make)
    assert schema.stamp_of(db).ours
    db.set_trace_callback(None)
    assert schema.stamp_of(other).ours
    db.close()
    other.close()


def test_many_cards_are_looked_up_in_one_snapshot(path):
    names = [f"card {number}" for number in range(600)]
    with open_log(path) as log, open_log(path, reading=True) as reading:
        log.answer(names[1], 4, moment())
        reading.memory([])
        asked = []

        def answer(statement):
            asked.extend([statement] if "FROM memory WHERE card IN" in statement else [])
            if len(asked) == 2:
                asked.append("")
                log.answer(names[0], 4, moment())
                log.answer(names[-1], 4, moment())

        reading._db.set_trace_callback(answer)
        assert reading.memory(names).keys() == {names[1]}
        reading._db.set_trace_callback(None)
        assert len(reading.memory(names)) == 3


def test_a_log_that_is_up_to_date_by_now_is_not_copied_as_an_older_one(path, tmp_path):
    with open_log(path) as log:
        opening._copy_old(log._db, path)
    assert os.listdir(tmp_path) == ["log.db"]


def test_a_copy_of_file_and_wal_is_of_one_moment(path, tmp_path):
    def work():
        with open_log(path) as log:
            log._db.execute("PRAGMA wal_autocheckpoint = 1")
            for number in range(150):
                log.answer(f"card {number}", 4, moment())

    open_log(path).close()
    worker = threading.Thread(target=work)
    worker.start()
    copies = 0
    while worker.is_alive() or not copies:
        opening._copy_both(path, str(tmp_path / "copy"))
        copy = sqlite3.connect(tmp_path / "copy")
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        count, last = copy.execute("SELECT count(*), max(rowid) FROM events").fetchone()
        assert count == (last or 0)
        copy.close()
        copies += 1
    worker.join()
