import json
import os
import sqlite3
import stat
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logs import LATER, moment, quick_folder
from lpcards.log import LogProblem, Shown, open_log
from lpcards.log.event_ids import next_id, time_of
from lpcards.memory.history import history_of
from lpcards.memory.sm2 import Rules, schedule
from sizes import examples

CARD = "webhook-drops/probe/fix-accepted"


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "log.db")


@pytest.fixture
def log(path):
    with open_log(path) as log:
        yield log


def test_an_answer_is_remembered_by_whoever_opens_the_log_next(path):
    with open_log(path) as log:
        first = log.answer(CARD, 4, moment(), seconds=7)
    with open_log(path) as log:
        assert log.memory([CARD, "never/answered/card"]) == {CARD: schedule(None, 4, moment().day)}
        assert list(log.events()) == [first.event]
    assert first.counted == first.event.kind == "review"


def test_an_answer_is_seen_by_other_programs_as_soon_as_it_returns(log, path):
    log.answer(CARD, 4, moment())
    other = sqlite3.connect(path)
    assert other.execute("SELECT count(*) FROM events").fetchone() == (1,)
    other.close()


def test_every_answer_is_synced_to_the_disk_in_a_write_ahead_log(log):
    assert log._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert log._db.execute("PRAGMA synchronous").fetchone() == (2,)


def test_the_second_answer_of_a_study_day_is_a_drill(log):
    log.answer(CARD, 4, moment())
    answered = log.answer(CARD, 0, moment(hours=1))
    assert (answered.counted, answered.memory) == ("drill", schedule(None, 4, moment().day))


@pytest.mark.parametrize(("day", "counted"), [(6, "ahead"), (7, "review"), (9, "review")])
def test_an_answer_is_before_its_time_whatever_day_an_overlay_chose(log, day, counted):
    log.answer(CARD, 4, moment())
    log.answer(CARD, 4, moment(1), details={"due": moment(9).day.isoformat()})
    assert log.memory([CARD])[CARD].due == moment(9).day
    assert log.answer(CARD, 4, moment(day)).counted == counted


@pytest.mark.parametrize("day", [3, 6, 10, 99])
def test_a_day_that_no_balance_would_choose_is_not_the_card_s(log, day):
    log.answer(CARD, 4, moment())
    log.answer(CARD, 4, moment(1), details={"due": moment(day).day.isoformat()})
    assert log.memory([CARD])[CARD].due == moment(7).day


def test_cram_is_logged_and_changes_nothing(log):
    answered = log.answer(CARD, 0, moment(), cram=True)
    assert (answered.counted, answered.memory) == ("cram", None)
    assert [one.kind for one in log.events()] == ["cram"]


def test_a_grade_that_is_none_is_refused_and_nothing_is_recorded(log):
    with pytest.raises(ValueError, match="0 to 5"):
        log.answer(CARD, 6, moment())
    assert list(log.events()) == []


def test_what_was_shown_is_kept_once(log):
    shown = Shown("00ff", "front", "back\nwhy", ("one", "zwei: ä"))
    log.answer(CARD, 4, moment(), shown=shown)
    log.answer(CARD, 4, moment(1), shown=shown._replace(front="other wording"))
    assert log.text("00ff") == shown
    assert log.text("unknown") is None
    assert log.memory([CARD])[CARD].fingerprint == "00ff"


@pytest.mark.parametrize("seconds", [-1.0, float("inf"), float("nan")])
def test_seconds_of_a_clock_that_jumped_are_not_kept(log, seconds):
    assert log.answer(CARD, 4, moment(), seconds=seconds).event.seconds is None
    assert log.verify() == []


@pytest.mark.parametrize("seconds", [0, 0.25, 7])
def test_the_seconds_of_the_quickest_answer_are_kept(log, seconds):
    assert log.answer(CARD, 4, moment(), seconds=seconds).event.seconds == seconds


def test_an_empty_log_is_read_without_a_replay(path):
    open_log(path).close()
    with open_log(path, reading=True) as log:
        assert (log.known(), log.is_slow) == (set(), False)


def test_due_cards_are_those_due_that_are_not_suspended(log):
    for card in "abc":
        log.answer(card, 4, moment())
    log.note("suspend", "b", moment())
    log.answer("c", 4, moment(1))
    assert log.due_by(moment().day) == []
    assert {card for card, _ in log.due_by(moment(1).day)} == {"a"}
    assert {card for card, _ in log.due_by(moment(7).day)} == {"a", "c"}
    log.note("resume", "b", moment(1))
    assert {card for card, _ in log.due_by(moment(1).day)} == {"a", "b"}


def test_more_cards_than_sqlite_takes_values_can_be_asked_for(log):
    log.answer("card 777", 4, moment())
    assert log.memory(f"card {n}" for n in range(2000)).keys() == {"card 777"}


def test_undo_takes_back_the_last_answer_with_the_drills_that_followed(log):
    log.answer(CARD, 4, moment())
    log.answer(CARD, 1, moment(1))
    log.answer(CARD, 3, moment(1, 1))
    undo, drill = log.undo(moment(1, 2))
    assert (drill.kind, undo.details) == ("drill", {"undoes": [drill.id]})
    _, review = log.undo(moment(1, 2))
    assert (review.kind, review.grade) == ("review", 1)
    assert log.memory([CARD]) == {CARD: schedule(None, 4, moment().day)}
    log.undo(moment(1, 2))
    assert log.memory([CARD]) == {}
    assert log.undo(moment(1, 2)) is None
    assert log.verify() == []


def test_after_undo_the_next_answer_counts(log):
    log.answer(CARD, 1, moment())
    log.undo(moment())
    assert log.answer(CARD, 5, moment()).counted == "review"
    assert log.day_events(moment().day)[-1].grade == 5


def test_undo_reaches_back_over_processes(path):
    with open_log(path) as log:
        log.answer(CARD, 1, moment())
    with open_log(path) as log:
        assert log.undo(moment(hours=1))[1].card == CARD
    with open_log(path) as log:
        assert log.memory([CARD]) == {}
        assert [one.kind for one in log.day_events(moment().day)] == ["undo"]


def test_undo_brings_back_what_a_note_had_changed(log):
    log.note("flag", CARD, moment(), {"note": "too long"})
    log.note("suspend", CARD, moment())
    assert (log.flags(), log.suspended()) == ({CARD: "too long"}, {CARD})
    log.undo(moment())
    log.undo(moment())
    assert (log.flags(), log.suspended()) == ({}, set())


def test_what_was_marked_at_once_is_taken_back_at_once(log):
    log.note("flag", "b", moment(), {"note": "before"})
    cards = [*"abcdef"]
    events = log.note_all("suspend", cards, moment())
    assert [event.card for event in events] == cards
    assert {event.details["bulk"] for event in events} == {events[0].id}
    log.note("suspend", "g", moment())
    log.note_all("bury", ["h"], moment())
    log.undo(moment())
    log.undo(moment())
    assert log.suspended() == {*cards}
    undo, last = log.undo(moment())
    assert (last, {*undo.details["undoes"]}) == (events[-1], {event.id for event in events})
    assert log.suspended() == set()
    assert log.undo(moment())[1].kind == "flag"
    assert log.undo(moment()) is None
    assert log.verify() == []


def test_of_what_was_marked_at_once_nothing_is_recorded_where_all_cannot_be(log):
    log.answer("b", 4, moment(3))
    with pytest.raises(LogProblem):
        log.note_all("suspend", ["a", "b", "c"], moment())
    assert log.suspended() == set()
    assert log.note_all("suspend", [], moment(3)) == []


def test_a_machine_signs_with_its_name_and_takes_back_only_what_it_signed(path):
    with open_log(path, device="workspace") as log:
        assert log.answer("a", 4, moment()).event.device == "workspace"
    with open_log(path, device="couch") as log:
        assert log.undo(moment()) is None
        assert log.note("flag", "b", moment()).device == "couch"
        assert log.undo(moment())[1].card == "b"


def test_taking_back_a_mark_takes_back_no_answer_of_another_machine(path, tmp_path):
    with open_log(str(tmp_path / "other.db"), device="other") as other, open_log(path) as log:
        flag = log.note("flag", "a", moment())
        other.answer("a", 1, moment(hours=1))
        other.answer("a", 4, moment(hours=2))
        log.merge([other.path], moment(hours=3))
        assert log.undo(moment(hours=3))[0].details == {"undoes": [flag.id]}


def test_no_machine_is_called_as_reviews_from_anki_are(path):
    """What was done on it could never be undone, and would be taken for pulled."""
    with open_log(path, device="anki") as log:
        log.answer(CARD, 4, moment())
        (event,) = log.events()
        assert event.device not in {"", "anki"}
        log.undo(moment())
        assert log.memory([CARD]) == {}


def test_undo_takes_back_nothing_of_another_device(path, tmp_path):
    with open_log(str(tmp_path / "other.db")) as other, open_log(path) as log:
        other.answer("theirs", 4, moment(1))
        log.answer("ours", 4, moment())
        log.merge([other.path], LATER)
        assert log.undo(moment(1))[1].card == "ours"
        assert log.undo(moment(1)) is None


def test_a_renamed_card_keeps_its_history(path):
    with open_log(path) as log:
        log.answer("old", 4, moment())
        log.note("suspend", "old", moment())
    with open_log(path, aliases={"old": "newer", "newer": "new"}) as log:
        assert log.memory(["new"]) == {"new": schedule(None, 4, moment().day)}
        assert log.suspended() == {"new"}
        assert {one.card for one in log.day_events(moment().day)} == {"new"}
        assert {one.card for one in log.live("new")} == {"new"}
        assert {one.card for one in log.events("new")} == {"old"}
        assert log.answer("new", 4, moment(1)).memory.repetitions == 2
        assert log.answer("old", 4, moment(1)).event.card == "new"


def test_an_adoption_moves_a_history_and_undo_moves_it_back(log):
    log.answer("gone", 4, moment())
    log.note("adopt", "heir", moment(), {"from": "gone"})
    assert log.answer("heir", 4, moment(1)).memory.repetitions == 2
    assert dict(log.remembered()).keys() == {"heir"}
    log.undo(moment(1))
    log.undo(moment(1))
    assert dict(log.remembered()).keys() == {"gone"}


@pytest.mark.parametrize(
    ("kind", "details"), [("review", {}), ("undo", {}), ("adopt", {}), ("adopt", None)]
)
def test_a_note_that_is_none_is_refused(log, kind, details):
    with pytest.raises(ValueError, match=r"no kind of note|which card's history"):
        log.note(kind, CARD, moment(), details)
    assert list(log.events()) == []


def test_events_are_never_changed_and_never_deleted(log):
    log.answer(CARD, 4, moment())
    for statement in ("UPDATE events SET grade = 5", "DELETE FROM events"):
        with pytest.raises(sqlite3.IntegrityError, match="an event"):
            log._db.execute(statement)


def test_empty_details_are_null_and_others_compact_json(log):
    log.answer(CARD, 4, moment())
    log.answer(CARD, 4, moment(), details={"missed": [0, 2], "why": "ä"})
    rows = [row for (row,) in log._db.execute("SELECT details FROM events ORDER BY id")]
    assert rows[0] is None
    assert rows[1] == json.dumps(json.loads(rows[1]), separators=(",", ":"))
    assert [one.details for one in log.events()] == [{}, {"missed": [0, 2], "why": "ä"}]


def test_other_settings_replay_the_whole_log(path):
    with open_log(path) as log:
        for day in (0, 1, 7, 24):
            log.answer(CARD, 5, moment(day))
        assert log.memory([CARD])[CARD].interval == 48
    with open_log(path, Rules(max_interval=20)) as log:
        assert log.memory([CARD])[CARD].interval == 20


def test_two_programs_with_different_settings_each_see_their_own(path):
    with open_log(path) as one, open_log(path, Rules(max_interval=3)) as other:
        one.answer(CARD, 5, moment())
        other.answer(CARD, 5, moment(1))
        assert one.memory([CARD])[CARD].interval == 6
        assert other.memory([CARD])[CARD].interval == 3


def test_derived_tables_that_were_lost_come_back_the_same(log):
    log.answer(CARD, 4, moment())
    log.note("flag", CARD, moment(), {"note": "x"})
    before = dict(log.remembered()), log.flags()
    for table in ("memory", "marks", "derived"):
        log._db.execute(f"DELETE FROM {table}")
    log._db.execute("INSERT INTO derived VALUES (1, '', '', 0, '', 0)")
    assert (dict(log.remembered()), log.flags()) == before


def test_verify_finds_a_derived_row_that_no_replay_gives(log):
    log.answer(CARD, 4, moment())
    log._db.execute("UPDATE memory SET ease = 999")
    assert log.verify() == [f"{CARD}: what is remembered is not what a replay of the log gives."]
    log.rebuild()
    assert log.verify() == []


def test_verify_finds_tables_that_are_not_ours(log):
    log._db.execute("DROP TRIGGER events_remain")
    assert log.verify() == ["The tables are not as lpcards made them."]


@given(st.lists(st.integers(0, 10**12), max_size=40))
def test_ids_sort_in_the_order_they_were_given_whatever_the_clock_does(times):
    ids = [""]
    for at in times:
        ids.append(next_id(ids[-1], at))
    assert ids == sorted(set(ids))
    assert [time_of(name) for name in ids[1:]] == [max(times[: n + 1]) for n in range(len(times))]
    assert all(name[14] == "7" and name[19] in "89ab" and len(name) == 36 for name in ids[1:])


def test_ids_of_two_copies_of_a_log_that_go_on_apart_differ():
    last = next_id("", 5)
    assert len({next_id(last, 3) for _ in range(1000)}) == 1000


def test_forgetting_is_undone_as_any_mark(log):
    log.answer("a", 4, moment())
    log.answer("b", 2, moment())
    before = dict(log.remembered())
    log.note_all("forget", ["a", "b"], moment(1))
    assert dict(log.remembered()) == {}
    assert log.answer("a", 4, moment(1, 1)).counted == "review"
    log.undo(moment(1, 2))
    log.undo(moment(1, 3))
    assert dict(log.remembered()) == before
    assert log.verify() == []


CARDS = st.sampled_from(["a", "b", "c"])
STEPS = st.one_of(
    st.tuples(st.just("answer"), CARDS, st.integers(0, 5)),
    st.tuples(st.just("answer"), CARDS, st.integers(0, 5)),
    st.tuples(st.just("cram"), CARDS, st.integers(0, 5)),
    st.tuples(st.just("wait"), st.sampled_from([-20, -3, 1, 9, 24, 24, 72, 400])),
    st.tuples(
        st.just("note"),
        st.sampled_from(["suspend", "resume", "bury", "learn", "flag", "forget", "forget"]),
        CARDS,
    ),
    st.tuples(st.just("adopt"), CARDS, CARDS),
    st.tuples(st.just("undo")),
    st.tuples(st.just("undo")),
    st.tuples(
        st.just("reopen"), st.sampled_from(["formula", "keep"]), st.sampled_from([5, 36_500])
    ),
    st.tuples(st.just("rename"), CARDS, CARDS),
    st.tuples(st.just("merge")),
    st.tuples(st.just("switch")),
)


class Learner:
    """Two machines with a log each, a clock that goes back at times, and one learner."""

    def __init__(self, folder):
        self.paths = [os.path.join(folder, name) for name in ("one.db", "two.db")]
        self.rules, self.aliases, self.hours = Rules(), {}, 0
        self.logs = [open_log(path) for path in self.paths]

    def try_to(self, *step):
        """Do it; a clock too far behind is the one thing that may be in the way."""
        try:
            self.do(*step)
        except LogProblem as problem:
            if "behind event" not in str(problem):
                raise

    def do(self, step, *values):
        now, log = moment(hours=self.hours), self.logs[0]
        if step in {"answer", "cram"}:
            due = {"due": (now.day + timedelta(days=2)).isoformat()} if values[1] == 5 else None
            details = {**(due or {}), "missed": [values[1], 7]}
            log.answer(*values, now, seconds=0.75, cram=step == "cram", details=details)
        elif step == "wait":
            self.hours = max(0, self.hours + values[0])
        elif step == "note":
            log.note(*values, now)
        elif step == "adopt":
            log.note("adopt", values[1], now, {"from": values[0]})
        elif step == "undo":
            log.undo(now)
        elif step == "merge":
            log.merge([self.paths[1]], LATER)
        elif step == "switch":
            self.paths.reverse()
            self.logs.reverse()
        else:
            self.change(step, *values)

    def change(self, step, *values):
        if step == "reopen":
            self.rules = Rules(*values)
        else:
            self.aliases = {values[0]: values[1]}
        self.close()
        self.logs = [open_log(path, self.rules, self.aliases) for path in self.paths]

    def close(self):
        for log in self.logs:
            log.close()

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self.close()


def holds(log, rules, aliases):
    """Tell whether what the log says at once is what a replay of its events comes to."""
    history = history_of(log.events(), rules, aliases)
    said = dict(log.remembered()), log.suspended(), log.flags()
    return said == tuple(history) and log.verify() == []


@settings(max_examples=examples(25, 60), deadline=None)
@given(steps=st.lists(STEPS, max_size=25))
def test_what_is_derived_is_what_a_replay_gives_whatever_happened(steps):
    with quick_folder() as folder, Learner(folder) as learner:
        for step in steps:
            learner.try_to(*step)
            assert holds(learner.logs[0], learner.rules, learner.aliases), step
        one, other = learner.logs
        one.merge([other.path], LATER)
        other.merge([one.path], LATER)
        assert list(one.events()) == list(other.events())
        assert dict(one.remembered()) == dict(other.remembered())


@settings(max_examples=examples(12, 25), deadline=None)
@given(steps=st.lists(STEPS, max_size=25))
def test_at_most_one_answer_of_a_card_and_study_day_counts(steps):
    with quick_folder() as folder, Learner(folder) as learner:
        for step in steps:
            learner.try_to(*step)
            for card, memory in learner.logs[0].remembered():
                answers = learner.logs[0].live(card)
                days = {one.day for one in answers if one.kind in {"review", "ahead"}}
                assert memory.last in days
                assert memory.repetitions <= len(days)


ANSWERING = """
import sys
from lpcards.log import open_log
from logs import moment
path, start = sys.argv[1:]
sys.stdin.readline()
with open_log(path) as log:
    for number in range(60):
        name = "shared" if number % 2 else f"{start} {number}"
        print(log.answer(name, 4, moment(number // 30)).counted, name, flush=True)
"""


def test_two_programs_that_answer_at_once_both_succeed_and_one_card_counts_once_a_day(path):
    def program(start):
        return subprocess.Popen(
            [sys.executable, "-c", ANSWERING, path, start],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        )

    programs = [program("one"), program("two")]  # nobody has made the file yet
    for one in programs:
        one.stdin.write("go\n")
        one.stdin.flush()
    said = [line for one in programs for line in one.communicate(timeout=60)[0].splitlines()]
    assert [one.returncode for one in programs] == [0, 0]
    assert len(said) == 120
    counted = [line for line in said if line.endswith("shared") and not line.startswith("drill")]
    with open_log(path) as log:
        assert len(list(log.events())) == 120
        assert len(counted) == log.memory(["shared"])["shared"].repetitions
        assert 1 <= len(counted) <= 2
        assert log.verify() == []
        assert len({one.device for one in log.events()}) == 1


def test_the_file_is_readable_by_nobody_else_and_so_are_the_folders_made_for_it(tmp_path):
    path = str(tmp_path / "new" / "deeper" / "log.db")
    with open_log(path) as log:
        log.answer(CARD, 4, moment())
        files = [path, path + "-wal", path + "-shm"]
        modes = {stat.S_IMODE(os.stat(file).st_mode) for file in files}
    assert modes == {0o600}
    for folder in (tmp_path / "new", tmp_path / "new" / "deeper"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_reading_a_log_that_is_not_there_finds_it_empty_and_makes_nothing(tmp_path):
    with open_log(str(tmp_path / "no" / "log.db"), reading=True) as log:
        assert log.due_by(date.max) == []
        assert log.day_events(moment().day) == list(log.events()) == log.verify() == []
        assert (log.suspended(), log.flags(), log.notice) == (set(), {}, "")
    assert list(tmp_path.iterdir()) == []


def test_reading_with_other_settings_leaves_the_file_as_it_is(path):
    with open_log(path) as log:
        for day in (0, 1, 7):
            log.answer(CARD, 5, moment(day))
    with open(path, "rb") as file:
        before = file.read()
    with open_log(path, Rules(max_interval=3), reading=True) as log:
        assert log.memory([CARD])[CARD].interval == 3
        with open_log(path) as writing:
            writing.answer("b", 4, moment(8))
        assert log.memory(["b"])["b"].interval == 1
    with open_log(path) as log:
        assert log.memory([CARD])[CARD].interval == 17
    assert before[:16] == b"SQLite format 3\0"


def test_reading_with_other_settings_replays_once(path):
    with open_log(path) as log:
        log.answer(CARD, 4, moment())
    with open_log(path, Rules(max_interval=3), reading=True) as log:
        before, said = log.memory([CARD]), []
        log._db.set_trace_callback(said.append)
        assert log.memory([CARD]) == before
        assert not [one for one in said if "INSERT" in one]


def test_a_log_opened_for_reading_takes_no_answer(path):
    open_log(path).close()
    with open_log(path, reading=True) as log, pytest.raises(RuntimeError, match="for reading"):
        log.answer(CARD, 4, moment())


def test_a_symlink_leads_to_the_log(tmp_path, path):
    link = tmp_path / "link.db"
    link.symlink_to(path)
    with open_log(str(link)) as log:
        log.answer(CARD, 4, moment())
    with open_log(path) as log:
        assert log.memory([CARD])
    assert link.is_symlink()


@pytest.mark.parametrize("name", ["100% sure?.db", "a#b.db", "ä ö.db", "%41.db", "q?mode=ro"])
def test_any_name_will_do_for_a_log(tmp_path, name):
    with open_log(str(tmp_path / name)) as log:
        log.answer(CARD, 4, moment())
    assert [file.name for file in tmp_path.iterdir()] == [name]
