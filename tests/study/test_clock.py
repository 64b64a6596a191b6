from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from logs import LATER, moment
from lpcards.log import LogProblem, open_log
from lpcards.log.appending import BEHIND
from lpcards.memory.event import AHEAD, study_day
from lpcards.study.clock import moment_at, moment_given
from sizes import examples

START = datetime(2005, 1, 1, tzinfo=UTC)
WEEKS = 31 * 366 // 7
APART = examples(4, 1)
"""Weeks within which no clock is looked at: few were put forward and back in four of them."""
SECOND = timedelta(seconds=1)


def offset(zone, at):
    return at.astimezone(zone).utcoffset()


def change(zone, early, late):
    """Return the first second of the new offset between two instants, by halving."""
    before = offset(zone, early)
    while late - early > SECOND:
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0)
        if offset(zone, middle) == before:
            early = middle
        else:
            late = middle
    return late


def clocks_put_back(zone):
    """Yield the instants of 2005 to 2035 at which the zone's clocks went or will go back."""
    weeks = [START + timedelta(weeks=week) for week in range(0, WEEKS, APART)]
    offsets = [offset(zone, week) for week in weeks]
    for week in range(1, len(weeks)):
        if offsets[week] < offsets[week - 1]:
            yield change(zone, weeks[week - 1], weeks[week])


@pytest.fixture(scope="module")
def put_back():
    """Return (wall time just before, wall time just after) for all clocks put back on earth."""
    found = set()
    for name in available_timezones():
        zone = ZoneInfo(name)
        for at in clocks_put_back(zone):
            walls = [
                (at + shift).astimezone(zone).replace(tzinfo=None)
                for shift in (-SECOND, 0 * SECOND)
            ]
            found.add(tuple(walls))
    return found


def backwards(put_back, rollover):
    return [
        walls for walls in put_back if study_day(walls[1], rollover) < study_day(walls[0], rollover)
    ]


def test_with_days_from_4_h_the_study_day_runs_backwards_nowhere_on_earth(put_back):
    assert len(put_back) > 500
    assert backwards(put_back, 4) == []


@pytest.mark.parametrize("rollover", [0, 2, 3])
def test_with_days_from_another_hour_it_would_run_backwards_somewhere(put_back, rollover):
    assert backwards(put_back, rollover)


@pytest.mark.parametrize(
    ("wall", "day"),
    [
        ("2025-03-04 03:59:59.999", date(2025, 3, 3)),
        ("2025-03-04 04:00", date(2025, 3, 4)),
        ("2025-03-04 23:59", date(2025, 3, 4)),
        ("2025-03-05 00:01", date(2025, 3, 4)),
        ("2024-03-01 03:00", date(2024, 2, 29)),
    ],
)
def test_a_study_day_begins_at_four(wall, day):
    assert study_day(datetime.fromisoformat(wall), 4) == day


def test_the_study_day_is_one_of_wall_time_not_of_elapsed_hours():
    berlin = ZoneInfo("Europe/Berlin")
    spring = datetime(2025, 3, 30, 4, 0, tzinfo=berlin)  # only three hours after midnight
    assert study_day(spring, 4) == date(2025, 3, 30)


@pytest.fixture
def log(tmp_path):
    with open_log(str(tmp_path / "log.db")) as log:
        yield log


@pytest.mark.parametrize("hours", [-1, -20, -26])
def test_a_clock_up_to_26_hours_behind_is_taken_as_it_is(log, hours):
    log.answer("a", 4, moment())
    assert log.answer("b", 4, moment(hours=hours)).counted == "review"
    assert log.verify() == []


def test_a_clock_may_not_creep_back_in_steps(log):
    log.answer("a", 4, moment())
    log.answer("b", 4, moment(hours=-20))
    with pytest.raises(LogProblem, match=r"of 2025-03-04 12:00 "):
        log.answer("c", 4, moment(hours=-40))


def test_an_answer_on_an_earlier_study_day_than_the_last_is_a_drill(log):
    before = log.answer("a", 4, moment()).memory
    found = log.answer("a", 0, moment(hours=-20))
    assert (found.counted, found.memory) == ("drill", before)


def test_a_clock_further_behind_records_nothing_and_names_the_event_and_the_way_out(log):
    last = log.answer("a", 4, moment(3)).event
    text = (
        f"The clock is more than 26 hours behind event {last.id} of 2025-03-07 12:00 "
        "(Europe/Berlin): nothing was recorded. Set the clock right. If it is right, "
        "`lpcards undo --future` takes back what a wrong clock dated."
    )
    for record in (
        lambda: log.answer("b", 4, moment(3, -26.001)),
        lambda: log.answer("b", 4, moment(), cram=True),
        lambda: log.note("suspend", "a", moment()),
    ):
        with pytest.raises(LogProblem) as problem:
            record()
        assert str(problem.value) == text
    assert list(log.events()) == [last]


def test_undo_is_the_way_out_of_a_clock_that_was_wrong(log):
    log.answer("a", 4, moment())
    log.answer("b", 4, moment(5000))
    with pytest.raises(LogProblem):
        log.answer("c", 4, moment(1))
    assert log.undo(moment(1))[1].card == "b"
    assert log.answer("c", 4, moment(1)).counted == "review"
    assert log.answer("a", 4, moment(1)).counted == "review"
    assert log.verify() == []


def test_an_undo_made_while_the_clock_was_wrong_does_not_bind_later_answers(log):
    log.answer("a", 4, moment(5000))
    log.undo(moment(5000))
    assert log.answer("a", 4, moment()).counted == "review"
    log.rebuild()
    assert log.answer("a", 4, moment(1)).counted == "review"


@pytest.fixture
def locked(log, tmp_path):
    """Return a log that holds the answers of another machine whose clock was ahead."""
    log.answer("a", 4, moment())
    with open_log(str(tmp_path / "other.db"), device="11111111") as other:
        for number in range(200):
            other.answer(f"card {number}", number % 6, moment(5000 + number))
    log.merge([other.path], LATER)
    with pytest.raises(LogProblem, match="`lpcards undo --future`"):
        log.answer("b", 4, moment(1))
    return log


def test_whatever_machine_a_wrong_clocks_answers_are_from_one_command_takes_them_back(locked):
    [undo] = locked.undo_ahead(moment(1))
    assert len(undo.details["undoes"]) == 200
    assert locked.answer("b", 4, moment(1)).counted == "review"
    assert dict(locked.remembered()).keys() == {"a", "b"}
    assert locked.verify() == []
    assert locked.undo_ahead(moment(1)) == []


def test_when_the_time_of_a_wrong_clock_comes_nothing_of_it_comes_back(locked, tmp_path):
    locked.undo_ahead(moment(1))
    before = dict(locked.remembered())
    with open_log(str(tmp_path / "other.db")) as other:
        assert other.merge([locked.path], LATER).added == 2
        assert locked.merge([other.path], LATER) == (0, 202, 0)
        assert dict(other.remembered()) == dict(locked.remembered()) == before
    assert locked.answer("card 7", 4, moment(6000)).counted == "review"
    assert locked.verify() == []


def test_a_very_long_list_is_undone_by_several_events(log, monkeypatch):
    for number in range(5):
        log.answer(f"card {number}", 4, moment(3000))
    monkeypatch.setattr("lpcards.log.event_log.AT_ONCE", 2)
    assert [len(undo.details["undoes"]) for undo in log.undo_ahead(moment())] == [2, 2, 1]
    assert (dict(log.remembered()), log.verify()) == ({}, [])


def test_whatever_could_bind_the_clock_is_ahead():
    assert AHEAD < BEHIND


def test_what_is_up_to_a_day_ahead_is_not_taken_back(log):
    log.answer("a", 4, moment(1))
    log.answer("b", 4, moment(1, hours=0.001))
    assert [event.card for event in log.ahead(moment().at)] == ["b"]


@pytest.mark.parametrize("days", [-30_000, 3_000_000])
def test_years_that_no_clock_shows_are_refused(log, days):
    at = moment()._replace(at=moment().at + days * 86_400_000)
    with pytest.raises(LogProblem, match="The clock is wrong"):
        log.answer("a", 4, at)
    assert list(log.events()) == []


@pytest.mark.parametrize(("back", "kept"), [(90_000, True), (0, False), (-90_000, False)])
def test_what_is_heard_of_later_keeps_its_time_but_none_to_come(back, kept):
    now = moment_at("2026-11-30T04:01", 4)
    given = moment_given(now.at - back, 4, now)
    assert given == (now._replace(at=now.at - back, day=date(2026, 11, 29)) if kept else now)
    assert moment_given(-5, 4, now) == now
