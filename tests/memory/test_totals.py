"""The totals in the file: kept by each answer, the same after a replay, and proved by `verify`."""

import sqlite3
from datetime import timedelta

import pytest

from logs import moment
from lpcards.log import open_log, schema
from lpcards.memory.totals import LONGEST, Totals

CARD = "cellar/probe/why"
DAY = moment().day


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "log.db")


@pytest.fixture
def log(path):
    with open_log(path) as log:
        log.answer(CARD, 4, moment(), seconds=7.25)
        log.answer(CARD, 1, moment(3), seconds=3, details={"missed": [2, 0]})
        log.answer(CARD, 4, moment(3, 1), seconds=1)
        yield log


def days(log):
    return {key: sums for key, sums in log.days_since(DAY).items() if any(sums)}


def test_totals_hold_answers_passes_time_and_waiting_by_day(log):
    late = DAY + timedelta(days=1)
    assert days(log) == {
        (DAY, "first"): [1, 1, 7250],
        (late, "late"): [1, 0, 0],
        (moment(3).day, "young"): [1, 0, 3000],
        (moment(3).day, "drill"): [1, 1, 1000],
        (moment(3).day, "late"): [-1, 0, 0],
    }
    assert [(item, count) for (_, _, item), count in log.most_missed()] == [(0, 1), (2, 1)]
    assert log.totals_of([CARD]).stories == {("cellar", "probe"): [1, 0, 11250]}


def test_an_answer_taken_back_leaves_nothing_behind(log):
    before = days(log)
    log.answer(CARD, 5, moment(9), seconds=2, details={"missed": [1]})
    log.answer("cellar/probe/other", 0, moment(9))
    for _ in range(2):
        log.undo(moment(9))
    assert days(log) == before
    assert log.verify() == []


def test_a_rebuild_gives_the_same_totals(log):
    log.answer(CARD, 5, moment(9), seconds=2)
    log.undo(moment(9))
    before = days(log), dict(log.most_missed()), log.learned_groups(moment(9).day)
    log.rebuild()
    assert (days(log), dict(log.most_missed()), log.learned_groups(moment(9).day)) == before


def test_who_went_for_lunch_did_not_study(log):
    log.answer(CARD, 4, moment(9), seconds=3600)
    assert days(log)[moment(9).day, "young"] == [1, 1, LONGEST]


@pytest.mark.parametrize(
    ("lie", "named"),
    [
        ("UPDATE days SET passed = passed + 1", "2025-03-04"),
        ("DELETE FROM days WHERE sort = 'late'", "2025-03-05"),
        ("UPDATE stories SET milliseconds = 0", "cellar"),
        ("DELETE FROM missed WHERE item = 2", CARD),
        ("INSERT INTO missed VALUES ('x/y/z', '', 1, -1)", "x/y/z"),
    ],
)
def test_totals_that_lie_are_found(log, lie, named):
    log._db.execute(lie)
    assert log.verify()[0] == f"{named}: the totals are not what a replay of the log gives."


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE days SET count = 'x'",
        "UPDATE days SET day = 'soon' WHERE sort = 'first'",
        "UPDATE days SET sort = x'00' WHERE sort = 'first'",
    ],
)
def test_totals_that_make_no_sense_are_a_clear_fault(log, damage):
    log._db.execute(damage)
    with pytest.raises(Exception, match=r"is damaged .*no sense"):
        log.days_since(DAY)


def test_a_file_of_the_first_format_gets_its_totals_from_a_replay(path, log, monkeypatch):
    expected = days(log)
    rows = log._db.execute("SELECT * FROM events").fetchall()
    log.close()
    old = f"{path}.old"
    db = sqlite3.connect(old, isolation_level=None)
    for statement in schema.FIRST:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    db.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    db.close()
    for reading in (True, False):
        with open_log(old, reading=reading) as opened:
            assert days(opened) == expected
            assert opened.verify() == []


def test_cards_left_out_do_not_count(log):
    log.answer("cellar/probe/other", 4, moment(3))
    on = moment(3).day
    whole = log.learned_groups(on).stories["cellar"]
    part = log.learned_groups(on, [CARD]).kinds["probe"]
    assert (whole.cards, whole.learned, part.learned, part.lapses) == (2, 1, 1, 0)
    assert log.due_days() == {on + timedelta(days=1): 2}
    assert log.due_days([CARD]) == {on + timedelta(days=1): 1}
    assert log.most_lapsed(5) == [(CARD, 1, 196)]
    assert log.most_lapsed(5, [CARD]) == []


def test_an_sqlite_without_pow_is_given_one(log):
    expected = log.learned_groups(moment(9).day)
    log._db.create_function("pow", 2, None)
    assert log.learned_groups(moment(9).day) == expected


def test_equal_totals_need_no_change():
    totals = Totals()
    assert totals.changed_into(Totals()).days == {}
