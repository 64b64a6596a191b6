"""Copies of the log, by hand and once a day."""

import os
import stat
import subprocess
import sys
from datetime import date, timedelta

import pytest

from logs import moment
from lpcards.log import LogProblem, open_log

DAY = moment().day


@pytest.fixture
def log(tmp_path):
    with open_log(str(tmp_path / "log.db")) as log:
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
