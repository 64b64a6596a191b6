"""What the last days of the log say: which were studied, how much, how long answers took."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logs import moment, quick_folder
from lpcards.log import open_log
from sizes import examples

DAY = moment().day


def on(days):
    return DAY + timedelta(days=days)


@pytest.fixture
def log(tmp_path):
    with open_log(str(tmp_path / "log.db")) as log:
        yield log


def test_the_days_with_answers_that_count_the_latest_first(log):
    for days in (0, 1, 4):
        log.answer("a", 4, moment(days))
    log.answer("b", 4, moment(5), cram=True)
    log.note("flag", "a", moment(6))
    log.answer("b", 4, moment(7))
    log.undo(moment(7))
    assert list(log.studied_before(on(9))) == [on(4), on(1), on(0)]
    assert list(log.studied_before(on(4))) == [on(1), on(0)]
    assert list(log.studied_before(on(0))) == []


def test_drills_crams_and_what_was_undone_do_not_count(log):
    log.answer("a", 1, moment())
    log.answer("a", 4, moment(hours=0.1))
    log.answer("b", 4, moment(hours=0.2), cram=True)
    log.answer("c", 4, moment(hours=0.3))
    log.undo(moment(hours=0.4))
    assert log.counted_on(DAY) == 1


def test_the_last_answers_tell_their_sort_and_seconds(log):
    log.answer("s/probe/a", 1, moment(), seconds=30.0)
    log.answer("s/probe/a", 4, moment(hours=0.1), seconds=5.0)
    log.answer("s/probe/a", 4, moment(1), seconds=12.0)
    log.answer("s/probe/b", 4, moment(1, 0.1))
    log.answer("s/probe/c", 4, moment(1, 0.2), seconds=9.0, cram=True)
    log.answer("s/probe/d", 4, moment(1, 0.3), seconds=99.0)
    log.undo(moment(1, 0.4))
    answers = [
        ("review", "s/probe/a", 12.0),
        ("drill", "s/probe/a", 5.0),
        ("new", "s/probe/a", 30.0),
    ]
    assert sorted(log.last_answers(on(2), 100)) == sorted(answers)
    assert sorted(log.last_answers(on(1), 100)) == sorted(answers[1:])


@settings(max_examples=examples(10, 20), deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), max_size=15))
def test_the_pace_of_a_day_does_not_change_while_it_is_studied(answers):
    with quick_folder() as folder, open_log(f"{folder}/log.db") as log:
        day = 0
        for card, gap in answers:
            day += gap
            log.answer(card, 4, moment(day), seconds=7.0)
        before = log.last_answers(on(day + 1), 8)
        for card in "abcd":
            log.answer(card, 2, moment(day + 1), seconds=50.0)
            assert log.last_answers(on(day + 1), 8) == before
        assert len(before) == min(8, len(answers))


def test_the_last_answers_are_found_without_reading_the_log(log):
    log.answer("a", 4, moment(), seconds=1.0)
    from lpcards.log import queries

    plan = log._db.execute(
        f"EXPLAIN QUERY PLAN {queries.LAST_ANSWERS}", ("2030-01-01", 9)
    ).fetchall()
    steps = " ".join(step for *_, step in plan)
    assert "SCAN events USING INDEX" in steps
    assert "TEMP B-TREE" not in steps
    plan = log._db.execute(f"EXPLAIN QUERY PLAN {queries.DAY_BEFORE}", ("2030-01-01",)).fetchall()
    assert "events_by_day" in plan[0][-1]
