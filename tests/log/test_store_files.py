import os
import sqlite3
import stat
import subprocess
import sys
from datetime import date, timedelta

import pytest

from logs import moment
from lpcards.log import LogProblem, open_log, schema

DAY = moment().day


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "log.db")


@pytest.fixture
def log(path):
    with open_log(path) as log:
        log.answer("a", 4, moment())
        yield log


def events_in(path):
    with open_log(str(path), reading=True) as log:
        return list(log.events())


def test_a_backup_stands_alone_and_is_readable_by_nobody_else(log, tmp_path):
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir()
    log.backup(str(target))
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [file.name for file in target.parent.iterdir()] == ["copy.db"]
    target.chmod(0o400)
    assert events_in(target) == list(log.events())


def test_a_backup_can_be_gone_on_with(log, tmp_path):
    target = str(tmp_path / "copy.db")
    log.backup(target)
    with open_log(target) as copy:
        assert copy.answer("a", 4, moment(1)).memory.repetitions == 2
        assert copy.verify() == []


def test_a_backup_never_overwrites(log, tmp_path):
    target = tmp_path / "notes.txt"
    target.write_text("mine")
    with pytest.raises(LogProblem, match=r"notes\.txt is already there: `--force` replaces it\."):
        log.backup(str(target))
    assert target.read_text() == "mine"


def test_a_backup_into_a_folder_that_is_not_there_says_so(log, tmp_path):
    with pytest.raises(
        LogProblem, match=r"no/copy\.db.* cannot be used: No such file or directory"
    ):
        log.backup(str(tmp_path / "no" / "copy.db"))


def test_one_backup_a_study_day_and_the_last_ten_are_kept(log, tmp_path):
    for days in range(14):
        assert log.rotate_backups(DAY + timedelta(days=days))
        assert log.rotate_backups(DAY + timedelta(days=days)) is None
    (tmp_path / "backups" / "log.db.mine").write_text("not ours to drop")
    log.rotate_backups(DAY + timedelta(days=14))
    dated = [f"log.db.{DAY + timedelta(days=days)}" for days in range(5, 15)]
    assert sorted(os.listdir(tmp_path / "backups")) == [*dated, "log.db.mine"]
    assert stat.S_IMODE((tmp_path / "backups").stat().st_mode) == 0o700
    assert events_in(tmp_path / "backups" / dated[0]) == list(log.events())


def test_two_logs_in_one_folder_do_not_drop_one_anothers_backups(log, tmp_path):
    log.rotate_backups(DAY)
    with open_log(str(tmp_path / "log.db.other")) as other:
        for days in range(12):
            other.rotate_backups(DAY + timedelta(days=days))
    assert os.path.exists(tmp_path / "backups" / f"log.db.{DAY}")


NEXT_STEP = ("CREATE TABLE plans (name TEXT)",)


@pytest.fixture
def newer(monkeypatch):
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, NEXT_STEP))
    for room in (schema, sys.modules["lpcards.log.opening"]):
        monkeypatch.setattr(room, "VERSION", 3)


def test_an_older_file_is_copied_and_brought_up_to_date(path, tmp_path, request):
    with open_log(path) as log:
        log.answer("a", 4, moment())
    request.getfixturevalue("newer")
    with open_log(path) as log:
        assert schema.version_of(log._db) == 3
        assert log.answer("a", 4, moment(1)).memory.repetitions == 2
        assert log.verify() == []
    assert os.listdir(tmp_path / "backups") == ["log.db.format-2"]
    old = sqlite3.connect(tmp_path / "backups" / "log.db.format-2")
    assert schema.version_of(old) == 2
    old.close()


def test_an_older_file_is_read_without_being_changed(path, request):
    with open_log(path) as log:
        log.answer("a", 4, moment())
    with open(path, "rb") as file:
        before = file.read()
    request.getfixturevalue("newer")
    with open_log(path, reading=True) as log:
        assert log.memory(["a"])
        assert schema.version_of(log._db) == 3
    with open(path, "rb") as file:
        assert file.read() == before


def test_a_step_that_fails_leaves_the_file_as_it_was(path, monkeypatch, request):
    with open_log(path) as log:
        log.answer("a", 4, moment())
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, (*NEXT_STEP, "NONSENSE")))
        patch.setattr(sys.modules["lpcards.log.opening"], "VERSION", 3)
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
    bare = subprocess.check_output(
        [
            sys.executable,
            "-S",
            "-c",
            "import sqlite3, json, datetime, typing, sys; print(*sys.modules)",
        ],
        env=env,
        text=True,
    ).split()
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


def test_programs_that_copy_at_once_do_not_disturb_each_other(tmp_path):
    path = str(tmp_path / "reviews.db")
    with open_log(path) as log:
        log.note("flag", "a/b/c", moment(), {})
    code = (
        "import sys; from datetime import date; from lpcards.log import open_log\n"
        "with open_log(sys.argv[1]) as log: log.rotate_backups(date(2026, 3, 1))"
    )
    programs = [subprocess.Popen([sys.executable, "-c", code, path]) for _ in range(6)]
    assert [program.wait(60) for program in programs] == [0] * 6
    assert os.listdir(tmp_path / "backups") == ["reviews.db.2026-03-01"]


def test_half_made_copies_of_killed_programs_are_removed(tmp_path):
    path = str(tmp_path / "reviews.db")
    with open_log(path) as log:
        log.note("flag", "a/b/c", moment(), {})
        (tmp_path / "backups").mkdir()
        ended = subprocess.Popen(["true"])
        ended.wait()
        left = tmp_path / "backups" / f".lpcards-{ended.pid}-0123abcd"
        left.touch()
        os.utime(left, (0, 0))
        log.rotate_backups(date(2026, 3, 1))
    assert os.listdir(tmp_path / "backups") == ["reviews.db.2026-03-01"]
