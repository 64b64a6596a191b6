"""Reviews made in another program: taken in once, whoever reads them, wherever."""

import os
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logs import HOUR, LATER, NOON, moment, quick_folder
from lpcards.log import LogProblem, open_log
from lpcards.log.event_ids import next_id, source_id, time_of
from lpcards.memory.event import Event
from lpcards.memory.sm2 import schedule
from sizes import examples

CARDS = st.sampled_from("abc")
READINGS = st.lists(
    st.tuples(CARDS, st.integers(0, 200), st.integers(0, 5), st.sampled_from((-1, 0, 1))),
    max_size=8,
    unique_by=lambda reading: reading[:2],
)
ANSWERS = st.lists(st.tuples(CARDS, st.integers(0, 200), st.integers(0, 5)), max_size=5)


def review(card="a", hours=0.0, grade=4, shift=0, kind="review"):
    """Return a review so long after noon; `shift` days off, as read in another zone."""
    when = moment(hours=hours)
    offset, day = 60 + 600 * shift, when.day + timedelta(days=shift)
    event = Event("", when.at, offset, "", day, "", kind, card, grade, 2.0)
    return f"{when.at} guid of {card}", event


@pytest.fixture
def log(tmp_path):
    with open_log(str(tmp_path / "one.db")) as opened:
        yield opened


def all_of(log):
    assert log.verify() == []
    return list(log.events()), dict(log.remembered())


def test_what_is_taken_in_is_remembered(log):
    assert log.outlook([review()]) == (1, 0, 0)
    assert log.take_in([review(), review("b", 3, 1)], LATER) == (2, 0, 0)
    assert log.memory("ab") == {
        "a": schedule(None, 4, moment().day),
        "b": schedule(None, 1, moment().day),
    }
    assert log.outlook([review(), review("c")]) == (1, 1, 0)
    assert log.take_in([review(), review("b", 3, 1)], LATER) == (0, 2, 0)
    assert log.verify() == []


def test_the_ids_of_reviews_made_elsewhere_are_for_ever():
    """They are in learners' logs: another one would count each review twice."""
    reading = source_id(NOON, "1741086000000 guid of a", "review 4")
    assert reading == "019560d0-0380-7fff-b3d6-d5f2e7a34b8c"
    assert time_of(reading) == NOON
    assert reading > next_id("", NOON)


def test_reviews_of_one_moment_have_ids_of_their_own():
    ids = {source_id(NOON, f"guid {n}", reading) for n in range(100) for reading in ("3", "4")}
    assert len(ids) == 200


def test_one_review_twice_in_a_file_is_one_event(log):
    assert log.outlook([review(), review()]) == (1, 0, 0)
    assert log.take_in([review(), review()], LATER) == (1, 1, 0)


def test_a_review_read_in_another_zone_is_known(log):
    log.take_in([review()], LATER)
    assert log.take_in([review(shift=1)], LATER) == (0, 1, 0)


def test_reviews_long_past_are_taken_in_and_bind_no_clock(log):
    log.answer("a", 4, moment(30))
    assert log.take_in([review("b")], LATER).added == 1
    assert log.answer("b", 4, moment(30)).counted == "review"


def test_a_phone_whose_clock_was_ahead_binds_no_clock_here(log):
    log.answer("a", 4, moment())
    log.take_in([review("b", 24 * 60)], LATER)
    assert log.answer("c", 4, moment(1)).counted == "review"
    with pytest.raises(LogProblem, match="The clock is more than 26 hours behind"):
        log.answer("d", 4, moment(-1))


def test_of_a_days_answers_the_earlier_counts_wherever_it_was_given(log):
    log.answer("a", 1, moment(hours=2))
    log.take_in([review("a", 1, 5)], LATER)
    assert log.memory("a") == {"a": schedule(None, 5, moment().day)}
    assert log.answer("a", 1, moment(hours=3)).counted == "drill"


def test_undo_takes_back_nothing_that_was_made_elsewhere(log):
    log.answer("a", 4, moment())
    log.take_in([review("a", 1, 1, kind="drill"), review("b", 2)], LATER)
    undo, answer = log.undo(moment(hours=3))
    assert (answer.card, undo.details) == ("a", {"undoes": [answer.id]})
    assert log.undo(moment(hours=3)) is None
    assert log.memory("ab") == {"b": schedule(None, 4, moment().day)}


def test_an_answer_that_travelled_sorts_before_its_own_return(log):
    for number in range(40):
        event = log.answer(f"card {number}", 2, moment(number)).event
        log.take_in([review(f"card {number}", 24 * number, 1)], LATER)
        assert next(log.events(f"card {number}")) == event


def test_what_makes_no_sense_is_not_taken_in(log):
    source, event = review()
    with pytest.raises(LogProblem, match="A review of 'a' makes no sense: nothing was taken in"):
        log.take_in([review("b"), (source, event._replace(grade=9))], LATER)
    assert all_of(log) == ([], {})


@settings(max_examples=examples(15, 40), deadline=None)
@given(READINGS, READINGS, ANSWERS, ANSWERS)
def test_logs_that_meet_agree_whoever_read_what_in_which_zone(here, there, ours, theirs):
    with (
        quick_folder() as folder,
        open_log(f"{folder}/a.db") as one,
        open_log(f"{folder}/b.db") as other,
    ):
        for log, answers, readings in ((one, ours, here), (other, theirs, there)):
            for card, hours, grade in sorted(answers, key=lambda reading: reading[1]):
                log.answer(card, grade, moment(hours=hours))
            log.take_in((review(*reading) for reading in readings), LATER)
        one.merge([other.path], LATER)
        other.merge([one.path], LATER)
        one.merge([other.path], LATER)
        assert all_of(one) == all_of(other)
        sources = {reading[:2] for reading in (*here, *there)}
        live = [event for card in "abc" for event in one.live(card) if event.kind != "undo"]
        assert len([event for event in live if event.device == "anki"]) == len(sources)
        before = all_of(one)
        one.take_in((review(*reading) for reading in (*here, *there)), LATER)
        assert one.merge([other.path], LATER).added == 0
        assert all_of(one) == before


def test_three_readings_meet_in_any_order(tmp_path):
    logs = [open_log(str(tmp_path / f"{number}.db")) for number in range(3)]
    for shift, log in zip((-1, 0, 1), logs, strict=True):
        log.take_in([review(shift=shift), review("b", 30, 1, shift)], LATER)
    for here, there in ((0, 1), (1, 2), (2, 0), (0, 2), (1, 0), (1, 2), (2, 1), (0, 1)):
        logs[here].merge([logs[there].path], LATER)
    reading = [all_of(log) for log in logs]
    assert reading[0] == reading[1] == reading[2]
    assert len(reading[0][1]) == 2
    for log in logs:
        log.close()


def test_ids_tell_the_time_and_are_versions_of_seven(log):
    log.take_in([review(hours=5)], LATER)
    (event,) = log.events()
    digits = event.id.replace("-", "")
    assert int(digits[:12], 16) == NOON + 5 * HOUR
    assert digits[12] == "7"
    assert digits[16] in "89ab"


def test_the_log_is_copied_before_reviews_are_taken_in(log, tmp_path):
    log.answer("z", 4, moment())
    log.take_in([review()], LATER)
    [name] = os.listdir(tmp_path / "backups")
    with open_log(str(tmp_path / "backups" / name), reading=True) as copy:
        assert [event.card for event in copy.events()] == ["z"]
