"""One log, two schedulers: to go to the other and back loses nothing."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from log_steps import STEPS, do
from logs import moment, quick_folder
from lpcards.log import open_log
from lpcards.log.replays import MISSING
from lpcards.memory.event import event_json
from lpcards.memory.recall import known_recall
from lpcards.memory.sm2 import Rules, memory_json
from lpcards.system import installed
from lpcards.system.problem import UserFault
from sizes import examples

SM2, FSRS = Rules(), Rules(scheduler="fsrs")
TABLES = ("memory", "marks", "undone", "derived", "days", "stories", "missed")


def derived_from(path, rules):
    """Open a log with some rules; return its derived tables, byte for byte, and its JSON."""
    with open_log(path, rules) as log:
        assert log.verify() == []
        shown = {card: memory_json(memory) for card, memory in log.remembered()}
        events = [event_json(event) for event in log.events()]
        tables = [log._db.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES]
        return repr(tables), shown, events


@settings(max_examples=examples(30, 300))
@given(STEPS, st.booleans(), st.floats(0.7, 0.99))
def test_there_and_back_again_is_as_if_one_had_never_left(steps, balance, retention):
    day, fsrs = 0, FSRS._replace(retention=retention)
    with quick_folder() as folder:
        path = f"{folder}/log.db"
        for at, step in enumerate(steps):
            with open_log(path, (SM2, fsrs)[at % 2], balance=balance) as log:
                day = do([log] * 3, lambda _: None, step, day)
        if not steps:
            return
        derived_from(path, (SM2, fsrs)[len(steps) % 2])  # so that all that follow are replays
        first, other = derived_from(path, SM2), derived_from(path, fsrs)
        assert derived_from(path, SM2) == first
        assert derived_from(path, fsrs) == other
        assert derived_from(path, SM2) == first
        assert other[2] == first[2]


def test_an_answer_in_an_open_log_is_what_a_replay_makes_of_it(tmp_path):
    path = str(tmp_path / "log.db")
    with open_log(path, FSRS) as log:
        for day in range(30):
            for card in range(day % 5):
                log.answer(f"s/probe/{card}", (day + card) % 6, moment(day))
        log.undo(moment(30))
        assert log.verify() == []
        answered = log.answer("s/probe/9", 4, moment(31)).memory
        assert memory_json(answered)["ease"] is None
        assert memory_json(answered)["stability"] == 2.3065
        assert memory_json(answered)["difficulty"] == 2.1181


def due_days(path, rules):
    with open_log(path, rules) as log:
        return {card: memory.due for card, memory in log.remembered()}


@pytest.mark.parametrize(
    ("rules", "other"),
    [
        (SM2, FSRS),
        (FSRS, SM2),
        (FSRS, FSRS._replace(retention=0.97)),
        (FSRS, FSRS._replace(max_interval=5)),
        (SM2, SM2._replace(max_interval=5)),
    ],
)
def test_a_day_that_was_chosen_by_some_rules_is_not_that_of_others(rules, other, tmp_path):
    path = str(tmp_path / "log.db")
    for day in (0, 2, 15):
        with open_log(path, rules, balance=True) as log:
            for card in "abc":
                log.answer(f"s/probe/{card}", 4, moment(day))
    assert due_days(path, rules) != due_days(path, rules._replace(overlays=False))
    assert due_days(path, other) == due_days(path, other._replace(overlays=False))


def test_sqlite_adds_up_the_recall_of_each_card(tmp_path):
    with open_log(str(tmp_path / "log.db"), FSRS) as log:
        for day in range(40):
            for number in (one for one in range(9) if day % (1 + one) == 0):
                log.answer(f"s{number % 2}/probe/{number}", number % 6, moment(day))
        for on in (moment(39).day, moment(60).day, moment(900).day):
            cards = list(log.remembered())
            expected = sum(known_recall(memory, on) for _, memory in cards)
            assert log.learned_groups(on).kinds["probe"].recalled == pytest.approx(expected)


def test_another_version_of_the_package_reads_the_log_anew(tmp_path, monkeypatch):
    path, site = str(tmp_path / "log.db"), tmp_path / "site"
    with open_log(path, FSRS) as log:
        log.answer("a", 4, moment())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE memory SET stability = 99.0")
    with open_log(path, FSRS, reading=True) as log:
        assert log.memory(["a"])["a"].stability == 99
    (site / "fsrs-6.9.9.dist-info").mkdir(parents=True)
    monkeypatch.setattr(installed.sys, "path", [str(site), *installed.sys.path])
    with open_log(path, FSRS, reading=True) as log:
        assert log.memory(["a"])["a"].stability == 2.3065


@pytest.mark.parametrize("there", ["", "fsrs-5.1.3.dist-info", "fsrs-60.0.0.dist-info"])
def test_without_the_package_that_has_fsrs_6_one_sentence_says_what_to_do(
    there, tmp_path, monkeypatch
):
    (tmp_path / there).mkdir(exist_ok=True)
    monkeypatch.setattr(installed.sys, "path", [str(tmp_path)])
    with pytest.raises(UserFault) as fault:
        open_log(str(tmp_path / "log.db"), FSRS)
    assert str(fault.value) == MISSING
    open_log(str(tmp_path / "log.db"), SM2).close()
