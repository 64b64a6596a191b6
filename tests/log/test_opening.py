"""The log is opened: made, brought up to date, with few modules and few statements."""

import os
import sqlite3
import subprocess
import sys

import pytest

from logs import moment
from lpcards.log import LogProblem, open_log, schema

DAY = moment().day


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "log.db")


NEXT_STEP = ("CREATE TABLE plans (name TEXT)",)


@pytest.fixture
def newer(monkeypatch):
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, NEXT_STEP))
    for room in (schema, sys.modules["lpcards.log.opening"]):
        monkeypatch.setattr(room, "VERSION", schema.VERSION + 1)


def test_an_older_file_is_copied_and_brought_up_to_date(path, tmp_path, request):
    with open_log(path) as log:
        log.answer("a", 4, moment())
    before = schema.VERSION
    request.getfixturevalue("newer")
    with open_log(path) as log:
        assert schema.version_of(log._db) == before + 1
        assert log.answer("a", 4, moment(1)).memory.repetitions == 2
        assert log.verify() == []
    assert os.listdir(tmp_path / "backups") == [f"log.db.format-{before}"]
    old = sqlite3.connect(tmp_path / "backups" / f"log.db.format-{before}")
    assert schema.version_of(old) == before
    old.close()


def test_an_older_file_is_read_without_being_changed(path, request):
    with open_log(path) as log:
        log.answer("a", 4, moment())
    with open(path, "rb") as file:
        before = file.read()
    request.getfixturevalue("newer")
    with open_log(path, reading=True) as log:
        assert log.memory(["a"])
        assert schema.version_of(log._db) == schema.VERSION
    with open(path, "rb") as file:
        assert file.read() == before


def test_a_step_that_fails_leaves_the_file_as_it_was(path, monkeypatch, request):
    with open_log(path) as log:
        log.answer("a", 4, moment())
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, (*NEXT_STEP, "NONSENSE")))
        patch.setattr(sys.modules["lpcards.log.opening"], "VERSION", schema.VERSION + 1)
        with pytest.raises(LogProblem):
            open_log(path)
    with open_log(path) as log:
        assert log.memory(["a"])
        assert log.verify() == []


BARE = "import sqlite3, json, datetime, typing, sys; print(*sys.modules)"
OURS = """import lpcards.log, lpcards.memory.event, lpcards.memory.history, lpcards.memory.sm2, sys
print(*sys.modules)"""


def test_a_start_loads_nothing_that_it_does_not_need():
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
    loaded = subprocess.check_output([sys.executable, "-S", "-c", OURS], env=env, text=True).split()
    spared = {"dataclasses", "enum", "pathlib", "uuid", "hashlib", "tempfile", "shutil", "inspect"}
    bare = subprocess.check_output([sys.executable, "-S", "-c", BARE], env=env, text=True).split()
    assert spared & (set(loaded) - set(bare)) == set()


@pytest.fixture
def traced(path):
    """Return a log of a few hundred events and the list of the statements it runs from now on."""
    with open_log(path, aliases={"older": "a"}) as log:
        for number in range(300):
            log.answer(f"card {number % 50}", 4, moment(number // 10, hours=number % 10 / 10))
        log.note("adopt", "card 1", moment(30), {"from": "gone"})
        log._db.execute("ANALYZE")
        statements = []
        log._db.set_trace_callback(statements.append)
        yield log, statements
        log._db.set_trace_callback(None)


def scans(log, statements):
    """Return the steps in which SQLite would walk through all events."""
    log._db.set_trace_callback(None)
    steps = [
        detail
        for statement in statements
        if statement.split()[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"}
        for *_, detail in log._db.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    assert steps
    return [step for step in steps if step.startswith("SCAN events") and "events_apart" not in step]


def test_an_answer_is_a_dozen_statements_and_walks_through_no_table(traced):
    log, statements = traced
    log.answer("card 7", 4, moment(31))
    assert statements[0] == "BEGIN IMMEDIATE"  # the lock comes before the look at what counts
    assert len(statements) <= 12
    assert scans(log, statements) == []


def test_what_a_prompt_asks_walks_through_no_events(traced):
    log, statements = traced
    with open_log(log.path, aliases={"older": "a"}, reading=True) as other:
        other._db.set_trace_callback(statements.append)
        other.due_by(moment(31).day)
        other.day_events(moment(29).day)
        other.memory(["card 1"])
        other.live("card 1")
        other.suspended()
        other.flags()
    assert len(statements) >= 10
    assert scans(log, statements) == []
