import json
import sqlite3
from contextlib import closing, contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logs import LATER, moment, quick_folder
from lpcards.log import LogProblem, Shown, open_log, schema
from lpcards.log.derived import head_of
from lpcards.log.event_rows import INSERT, row_of
from lpcards.memory.event import event_json
from sizes import examples

ANSWERS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 5), st.integers(0, 9), st.booleans()),
    max_size=12,
)


@pytest.fixture
def logs(tmp_path):
    opened = [open_log(str(tmp_path / f"{name}.db")) for name in "abc"]
    yield opened
    for log in opened:
        log.close()


def all_of(log):
    return list(log.events()), dict(log.remembered()), log.suspended(), log.flags()


def record(log, answers):
    day = 0
    for card, grade, gap, undone in answers:
        day += gap
        log.answer(card, grade, moment(day))
        if undone:
            log.undo(moment(day))


@contextmanager
def two_logs(ours, theirs):
    """Give a folder, and two logs in it with these answers."""
    with (
        quick_folder() as folder,
        open_log(f"{folder}/a.db") as one,
        open_log(f"{folder}/b.db") as other,
    ):
        record(one, ours)
        record(other, theirs)
        yield folder, one, other


@settings(max_examples=examples(12, 30), deadline=None)
@given(ANSWERS, ANSWERS)
def test_either_way_round_the_memory_is_the_same(ours, theirs):
    with two_logs(ours, theirs) as (_, one, other):
        count = len(list(other.events()))
        assert one.merge([other.path], LATER).added == count
        other.merge([one.path], LATER)
        assert all_of(one) == all_of(other)
        before = all_of(one)
        assert one.merge([other.path], LATER) == (0, len(before[0]), 0)
        assert all_of(one) == before
        assert one.verify() == other.verify() == []


@settings(max_examples=examples(12, 30), deadline=None)
@given(ANSWERS, ANSWERS)
def test_the_lines_of_a_log_are_as_good_as_its_file(ours, theirs):
    with two_logs(ours, theirs) as (folder, one, other):
        one.backup(f"{folder}/c.db")
        with open(f"{folder}/lines", "w", encoding="utf-8") as lines:
            lines.writelines(f"{json.dumps(event_json(event))}\n" for event in other.events())
        with open_log(f"{folder}/c.db") as copy:
            by_lines, by_file = one.merge([lines.name], LATER), copy.merge([other.path], LATER)
            assert (by_lines, all_of(one)) == (by_file, all_of(copy))


def test_in_any_order_three_logs_come_to_the_same(logs):
    for number, log in enumerate(logs):
        log.answer("shared", number + 2, moment(number))
        log.answer(f"own {number}", 4, moment(number))
    first, second, third = logs
    first.merge([second.path], LATER)
    first.merge([third.path], LATER)
    third.merge([second.path], LATER)
    third.merge([first.path], LATER)
    assert all_of(first) == all_of(third)


def test_a_card_answered_on_two_machines_counts_once_a_day(logs):
    logs[0].answer("a", 1, moment())
    logs[1].answer("a", 5, moment(hours=1))
    logs[0].merge([logs[1].path], LATER)
    logs[1].merge([logs[0].path], LATER)
    for log in logs[:2]:
        assert log.memory(["a"])["a"].ease == 196
        assert log.answer("a", 4, moment(hours=2)).counted == "drill"


def test_an_undo_follows_to_the_other_machine(logs):
    logs[0].answer("a", 1, moment())
    logs[1].merge([logs[0].path], LATER)
    logs[0].undo(moment())
    assert logs[1].merge([logs[0].path], LATER) == (1, 1, 0)
    assert logs[1].memory(["a"]) == {}


def test_texts_come_along_and_of_two_wordings_both_machines_keep_the_same(logs):
    logs[0].answer("a", 4, moment(), shown=Shown("00", "a front", "back"))
    logs[0].answer("b", 4, moment(), shown=Shown("11", "b front", "back"))
    logs[1].answer("a", 4, moment(), shown=Shown("00", "b front", "back", ("x",)))
    logs[1].answer("b", 4, moment(), shown=Shown("11", "a front", "back", ("x",)))
    logs[1].answer("c", 4, moment(), shown=Shown("22", "f", "b"))
    logs[0].merge([logs[1].path], LATER)
    logs[1].merge([logs[0].path], LATER)
    for log in logs[:2]:
        assert log.text("00") == Shown("00", "a front", "back")
        assert log.text("11") == Shown("11", "a front", "back", ("x",))
        assert log.text("22") == Shown("22", "f", "b")


def test_an_undo_takes_back_the_drills_that_followed_on_another_machine(logs):
    logs[0].answer("a", 1, moment())
    logs[1].merge([logs[0].path], LATER)
    drill = logs[1].answer("a", 4, moment(hours=1))
    other = logs[1].answer("b", 4, moment(hours=1))
    logs[0].merge([logs[1].path], LATER)
    undo, review = logs[0].undo(moment(hours=2))
    assert (drill.counted, other.counted) == ("drill", "review")
    assert undo.details == {"undoes": [review.id, drill.event.id]}


def test_a_merged_log_is_ready_to_be_read_at_once(logs):
    logs[1].answer("a", 1, moment())
    logs[0].merge([logs[1].path], LATER)
    assert head_of(logs[0]._db, logs[0]._made)


def test_a_log_merged_with_itself_stays_as_it_is(logs):
    logs[0].answer("a", 4, moment())
    assert logs[0].merge([logs[0].path], LATER) == (0, 1, 0)


def test_a_log_that_is_not_there_is_not_made_by_merging_it(logs, tmp_path):
    with pytest.raises(LogProblem, match=r"nowhere\.db does not exist\."):
        logs[0].merge([str(tmp_path / "nowhere.db")], LATER)
    assert not (tmp_path / "nowhere.db").exists()


def foreign(log, event):
    """Write an event into a log as no program of ours would."""
    log._db.execute("PRAGMA ignore_check_constraints = ON")
    log._db.execute(f"INSERT INTO events VALUES ({', '.join('?' * 12)})", event)


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (0, "not an id", "makes no sense: the event id 'not an id' is none. Nothing was merged."),
        (
            0,
            "ffffffff-ffff-7fff-bfff-ffffffffffff",
            "makes no sense: its id is of another time. Nothing was merged.",
        ),
        (0, b"\x00", "makes no sense: a value is of the wrong type"),
        (1, -1, "makes no sense: its time is out of range"),
        (1, 2**60, "makes no sense: its time is out of range"),
        (2, 10**6, "makes no sense: its time is out of range"),
        (3, b"UTC", "of the wrong type"),
        (4, "today", "Invalid isoformat string: 'today'"),
        (7, b"card", "of the wrong type"),
        (8, 6, "makes no sense: nothing was merged."),
        (8, "good", "of the wrong type"),
        (8, None, "it is an answer without a grade"),
        (9, float("inf"), "its seconds are none"),
        (9, -1.0, "its seconds are none"),
        (11, "{", "makes no sense: Expecting property name"),
        (11, "[1]", "its details are not a JSON object"),
        (11, '{"a": NaN}', "NaN is not JSON"),
        (11, "[" * 100_000, "makes no sense"),
        (11, '{"due": "soon"}', "Invalid isoformat string: 'soon'"),
        (11, '{"due": 5}', "makes no sense"),
    ],
)
def test_an_event_that_makes_no_sense_stays_out_with_all_its_log(logs, place, value, words):
    ours, theirs, spare, *_ = logs
    ours.answer("mine", 4, moment())
    row = list(row_of(spare.answer("a", 4, moment(), seconds=1.0).event))
    theirs.answer("good", 4, moment())
    row[place] = value
    before = all_of(ours)
    foreign(theirs, row)
    with pytest.raises(LogProblem) as problem:
        ours.merge([theirs.path], LATER)
    assert words in str(problem.value)
    assert all_of(ours) == before


def test_two_different_events_of_one_id_are_not_merged(logs):
    ours, theirs, *_ = logs
    event = ours.answer("a", 4, moment()).event
    foreign(theirs, row_of(event._replace(grade=5)))
    with pytest.raises(
        LogProblem, match=f"Event {event.id} of .* differs from the one that is here"
    ):
        ours.merge([theirs.path], LATER)


def test_some_other_programs_database_is_not_merged(logs, tmp_path):
    path = str(tmp_path / "other.sqlite")
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE cookies (name)")
    other.close()
    with pytest.raises(LogProblem, match="it is some other program's SQLite file"):
        logs[0].merge([path], LATER)


def test_a_log_of_an_older_format_is_merged_as_it_is(logs, tmp_path):
    logs[1].answer("a", 4, moment())
    path = str(tmp_path / "old.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        for statement in schema.FIRST:
            old.execute(statement)
        old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        old.execute("PRAGMA user_version = 1")
        old.executemany(INSERT, map(row_of, logs[1].events()))
    with open(path, "rb") as file:
        before = file.read()
    assert logs[0].merge([path], LATER) == (1, 0, 0)
    with open(path, "rb") as file:
        assert file.read() == before
    assert logs[0].memory(["a"])
