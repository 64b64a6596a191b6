"""`log`, `backup`, `merge`: the events, and where else they live."""

import os
import shutil
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from logs import nobody, quick_folder
from lpcards.cli.program import cli

WHY, WE = "cellar/probe/why", "cellar/disqualifier/we.mend"
DAY = "2026-03-{:02}T09:00".format
EVENT = {"id", "at", "day", "kind", "card", "grade", "seconds", "device", "details"}


def test_the_log_is_json_lines_oldest_first_and_keeps_what_was_undone(own):
    own("grade", WHY, "4", "--seconds", "3.5")
    own("flag", WE)
    own("undo")
    found = own("log").lines
    assert [event["kind"] for event in found] == ["review", "flag", "undo"]
    assert all(event.keys() >= EVENT for event in found)
    assert (found[0]["card"], found[0]["grade"], found[0]["seconds"]) == (WHY, 4, 3.5)
    assert own("log", "--json").out == own("log").out
    assert [event["id"] for event in found] == sorted(event["id"] for event in found)


def test_the_log_of_one_card(own):
    own("grade", WHY, "4")
    own("grade", WE, "4")
    assert [event["card"] for event in own("log", WE).lines] == [WE]
    assert own("log", "cellar/disqualifier/told-to.mend").out == ""
    assert "did you mean" in own("log", "cellar/probe/whi", code=1).err


def test_an_empty_log_is_no_line(own):
    assert own("log").out == ""


def test_a_backup_is_a_private_log_of_its_own(own, home):
    own("grade", WHY, "4")
    path = own("backup", "copy.db", "--json").json["path"]
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600
    assert own("--db", "copy.db", "log").out == own("log").out
    beside = own("backup", "--json").json["path"]
    assert Path(beside).parent == home / ".local/share/lpcards/backups"
    assert own("--db", beside, "log").out == own("log").out


def test_a_backup_overwrites_nothing(own, home):
    own("grade", WHY, "4")
    (home / "copy.db").write_text("precious", encoding="utf-8")
    own("backup", "copy.db", code=1)
    assert (home / "copy.db").read_text("utf-8") == "precious"
    own("backup", ".", code=2)


def test_without_a_log_there_is_nothing_to_copy(own, home):
    assert "there is no log yet" in own("backup", "copy.db", code=1).err
    assert not list(home.rglob("*.db*copy*"))


def test_two_machines_merge_to_the_same_memory_either_way_round(own):
    own("--db", "a.db", "grade", WHY, "5", now=DAY(2))
    own("--db", "b.db", "grade", WHY, "2", now=DAY(3))
    own("--db", "b.db", "grade", WE, "4", now=DAY(3))
    assert own("--db", "a.db", "merge", "b.db", "--json").json == {
        "added": 2,
        "known": 0,
        "future": 0,
    }
    assert own("--db", "b.db", "merge", "a.db", "--json").json == {
        "added": 1,
        "known": 2,
        "future": 0,
    }
    for card in (WHY, WE):
        one, other = (own("--db", db, "show", card, "--json").out for db in ("a.db", "b.db"))
        assert one == other
    assert own("--db", "a.db", "show", WHY, "--json").json["memory"]["lapses"] == 1
    assert own("--db", "a.db", "merge", "b.db").out == "0 events added, 3 already known\n"
    assert own("--db", "a.db", "doctor", "--json").json["faults"] == []


def test_the_same_card_answered_on_two_machines_on_one_day_counts_once(own):
    first = own("--db", "a.db", "grade", WHY, "5", "--json", now=DAY(2)).json
    own("--db", "b.db", "grade", WHY, "0", now="2026-03-02T10:00")
    own("--db", "a.db", "merge", "b.db")
    assert own("--db", "a.db", "show", WHY, "--json").json["memory"] == first["memory"]


def test_what_is_no_log_is_not_merged(own, home):
    (home / "text").write_text("no log", encoding="utf-8")
    own("grade", WHY, "4")
    for name in ("text", "nowhere"):
        result = own("merge", name, code=1)
        assert (result.err.count("\n"), name in result.err) == (1, True)
    assert len(own("log").lines) == 1


@pytest.mark.parametrize("command", [["due"], ["log"], ["grade", WHY, "4"], ["doctor"]])
def test_what_is_no_log_is_left_alone(own, home, command):
    (home / "x.db").write_text("no log at all, but a text of some length", encoding="utf-8")
    result = own("--db", "x.db", *command, code=1)
    assert result.err.count("\n") == 1
    assert (home / "x.db").read_text("utf-8").startswith("no log")


@pytest.mark.parametrize("command", [["due"], ["next"], ["show", WHY], ["log"], ["doctor"]])
def test_a_log_that_can_only_be_read_is_read_and_said_to_be_so(cellar, monkeypatch, command):
    def run(*args):
        rows = ["--content", folder, "--db", f"{folder}/x.db", *args]
        return CliRunner().invoke(cli, rows, standalone_mode=False)

    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    with quick_folder() as folder:
        shutil.copy(cellar, folder)
        assert run("grade", WHY, "4").exception is None
        os.chmod(folder, 0o755)
        os.chmod(f"{folder}/x.db", 0o644)
        with nobody():
            result = run(*command)
            refused = run("grade", WHY, "4")
    assert result.exception is None
    assert result.stderr == f"{folder}/x.db cannot be written here: it is read as it is.\n"
    assert "cannot be written" in str(refused.exception)


def test_the_log_is_private(own, home):
    own("grade", WHY, "4")
    for path in home.glob(".local/share/lpcards/reviews.db*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((home / ".local/share/lpcards").stat().st_mode) == 0o700
