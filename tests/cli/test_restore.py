"""Copies of the log: made before anything could go wrong, listed, and taken back."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

WHY, WE, TOLD = (
    "cellar/probe/why",
    "cellar/disqualifier/we.mend",
    "cellar/disqualifier/told-to.mend",
)
DAY = "2026-03-{:02}T09:00".format


@pytest.fixture
def log(home):
    return home / ".local/share/lpcards/reviews.db"


@pytest.fixture
def backups(log):
    return log.parent / "backups"


def names(own):
    return [copy["name"] for copy in own("restore", "--json").json["copies"]]


def spoil(path):
    with open(path, "r+b") as file:
        file.seek(1000)
        file.write(b"\xff" * 20_000)


@pytest.mark.parametrize(
    "command",
    [
        ["grade", WE, "4"],
        ["undo"],
        ["suspend", WHY],
        ["resume", WHY],
        ["bury", WHY],
        ["flag", WHY],
        ["pause", "--until", "2026-03-09"],
    ],
    ids=lambda command: command[0],
)
def test_whatever_command_writes_first_on_a_day_copies_the_log_before(own, backups, command):
    own("grade", WHY, "4", now=DAY(2))
    assert not backups.exists()  # there was nothing to copy
    own(*command, now=DAY(3))
    own("grade", TOLD, "4", now=DAY(3))
    assert os.listdir(backups) == ["reviews.db.2026-03-03"]
    [copy] = own("restore", "--json", now=DAY(3)).json["copies"]
    assert (copy["events"], copy["last"]) == (1, "2026-03-02T08:00:00.000Z")


@pytest.mark.parametrize("command", [["due"], ["next"], ["log"], ["stats"], ["doctor"]])
def test_what_only_reads_copies_nothing(own, backups, command):
    own("grade", WHY, "4", now=DAY(2))
    own(*command, now=DAY(3))
    assert not backups.exists()


def test_before_each_merge_the_log_is_copied(own):
    own("grade", WHY, "4", now=DAY(2))
    own("--db", "other.db", "grade", WE, "4", now=DAY(2))
    own("grade", TOLD, "4", now=DAY(3))
    own("merge", "other.db", now="2026-03-03T10:20:30")
    restored = own("restore", "before-merge-2026-03-03-102030", "--json").json["restored"]
    assert restored["events"] == 2


def test_a_log_that_is_copied_already_is_not_copied_again_before_a_merge(own, backups):
    own("grade", WHY, "4", now=DAY(2))
    own("--db", "same.db", "grade", WHY, "4", now=DAY(2))
    for _ in range(3):
        own("merge", "same.db", now=DAY(3))
    own("merge", "same.db", now=DAY(3))
    assert sum("before-merge" in name for name in os.listdir(backups)) == 1


def test_where_no_copy_can_be_made_answers_are_recorded_and_merges_refused(own, backups):
    own("--db", "other.db", "grade", WE, "4", now=DAY(2))
    own("grade", WHY, "4", now=DAY(2))
    backups.write_text("in the way", encoding="utf-8")
    result = own("grade", TOLD, "4", now=DAY(3))
    assert result.err.startswith("no copy today: ")
    assert result.err.count("\n") == 1
    own("merge", "other.db", code=1, now=DAY(3))
    assert [event["card"] for event in own("log").lines] == [WHY, TOLD]


def test_a_copy_is_taken_back_and_that_can_be_taken_back(own, backups):
    own("grade", WHY, "4", now=DAY(2))
    own("grade", WE, "4", now=DAY(3))
    own("grade", TOLD, "4", now=DAY(3))
    before, due = own("log").out, own("due", "--short", now=DAY(3)).out
    output = own("restore", "2026-03-03", now="2026-03-04T10:20:30").out
    kept = "before-restore-2026-03-04-102030"
    assert output == (
        "Restored 2026-03-03: 1 event, last answer 2026-03-02 09:00.\n"
        f"The log as it was is kept: `lpcards restore {kept}` goes back to it.\n"
    )
    assert [event["card"] for event in own("log").lines] == [WHY]
    assert own("show", WE, "--json").json["memory"] is None
    assert own("doctor", now=DAY(4)).out.startswith("The log is fine")
    assert own("due", "--short", now=DAY(3)).out != due
    assert own("restore", kept, "--json", now="2026-03-04T10:20:31").json["kept"]
    assert (own("log").out, own("due", "--short", now=DAY(3)).out) == (before, due)


def test_a_damaged_log_names_its_copies_and_is_replaced_by_one(own, log, backups):
    own("grade", WHY, "4", now=DAY(2))
    own("grade", WE, "4", now=DAY(3))
    spoil(log)
    spoilt = log.read_bytes()
    words = own("due", code=1, now=DAY(3)).err
    assert words.endswith(": `lpcards restore` lists its copy.\n")
    kept = own("restore", "2026-03-03", "--json", now=DAY(4)).json["kept"]
    assert (backups / f"reviews.db.{kept}").read_bytes() == spoilt
    assert [event["card"] for event in own("log").lines] == [WHY]
    [damaged] = [copy for copy in own("restore", "--json").json["copies"] if copy["fault"]]
    assert (damaged["name"], damaged["events"]) == (kept, None)
    assert "is damaged" in own("restore", kept, code=1).err


def test_of_a_damaged_log_without_copies_nothing_is_promised(own, log):
    own("grade", WHY, "4")
    spoil(log)
    words = own("due", code=1).err
    assert words.endswith(": there is no copy of it.\n")
    assert "There is no copy yet" in own("restore").out


def test_a_damaged_log_replaces_no_sound_copy(own, log, backups):
    own("grade", WHY, "4", now=DAY(2))
    size = log.stat().st_size
    with open(log, "r+b") as file:
        file.seek(size - 4096 * 2)
        file.write(b"\xff" * 4096)
    own("grade", WE, "4", now=DAY(3), code=None)
    assert not backups.exists() or os.listdir(backups) == []


def test_a_log_that_is_gone_names_its_copies_and_comes_back(own, log):
    own("grade", WHY, "4", now=DAY(2))
    own("grade", WE, "4", now=DAY(3))
    log.unlink()
    assert f"There is no log at {log}; `lpcards restore` lists its copy." in own("due").err
    assert own("restore", "2026-03-03", "--json").json["kept"] is None
    assert len(own("log").lines) == 1


HOLDING = """
import sys
from datetime import date
from lpcards.memory.event import Moment
from lpcards.log import open_log
with open_log(sys.argv[1]) as log:
    if "flag" in sys.argv:
        log.note("flag", "x/y/z", Moment(1772600000000, 60, "Europe/Berlin", date(2026, 3, 4)))
    print("open", flush=True)
    sys.stdin.read()
"""


def holding(log, *, flag=False):
    """Start a program that holds the log open, after it has flagged a card in it."""
    program = [sys.executable, "-c", HOLDING, log, *(["flag"] if flag else [])]
    holder = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"open\n"
    return holder


def test_while_a_review_is_open_nothing_is_restored(own, log):
    own("grade", WHY, "4", now=DAY(2))
    own("grade", WE, "4", now=DAY(3))
    other = holding(log)
    before = log.read_bytes()
    assert "is in use by another program" in own("restore", "2026-03-03", code=1).err
    assert log.read_bytes() == before
    other.communicate()
    assert not [name for name in os.listdir(log.parent) if name.endswith(".part")]
    own("restore", "2026-03-03")


def test_what_a_killed_program_left_in_its_wal_is_kept_with_the_log(own, log):
    own("grade", WHY, "4", now=DAY(2))
    own("grade", WE, "4", now=DAY(3))
    killed = holding(log, flag=True)
    killed.kill()
    killed.communicate()
    assert os.path.getsize(f"{log}-wal")
    kept = own("restore", "2026-03-03", "--json", now=DAY(5)).json["kept"]
    assert not os.path.exists(f"{log}-wal")
    assert len(own("log").lines) == 1
    assert own("restore", kept, "--json", now=DAY(6)).json["restored"]["events"] == 3
    assert [event["kind"] for event in own("log").lines] == ["review", "review", "flag"]


def test_a_file_that_backup_wrote_is_restored_too(own):
    own("grade", WHY, "4", now=DAY(2))
    own("backup", "copy.db")
    own("grade", WE, "4", now=DAY(3))
    own("restore", "copy.db")
    assert len(own("log").lines) == 1


@pytest.mark.parametrize("name", ["nothing", "text", "../x", "."])
def test_what_is_no_copy_is_not_restored(own, home, name):
    own("grade", WHY, "4")
    (home / "text").write_text("no log at all, but a text of some length", encoding="utf-8")
    result = own("restore", name, code=1)
    assert result.err.count("\n") == 1
    assert len(own("log").lines) == 1


def test_listing_the_copies_changes_none_of_them(own, backups):
    own("grade", WHY, "4", now=DAY(2))
    own("grade", WE, "4", now=DAY(3))
    before = {name: (backups / name).read_bytes() for name in os.listdir(backups)}
    assert "2026-03-03" in own("restore").out
    assert {name: (backups / name).read_bytes() for name in os.listdir(backups)} == before


def test_a_backup_replaces_a_file_when_it_is_told_to(own, home):
    own("grade", WHY, "4")
    (home / "copy.db").write_text("precious", encoding="utf-8")
    assert "`--force` replaces it" in own("backup", "copy.db", code=1).err
    assert (home / "copy.db").read_text("utf-8") == "precious"
    (home / "copy.db-wal").write_text("of another file", encoding="utf-8")
    own("backup", "copy.db", "--force")
    assert own("--db", "copy.db", "log").out == own("log").out
    assert not list(home.glob("copy.db-*")) + list(home.glob("*.part*"))


def test_a_backup_never_replaces_the_log_itself(own, log):
    own("grade", WHY, "4")
    os.symlink(log, "link.db")
    for path in (log, "link.db"):
        assert "is the log itself" in own("backup", path, "--force", code=1).err
    with closing(sqlite3.connect(log)) as db:
        assert db.execute("SELECT count(*) FROM events").fetchone() == (1,)
