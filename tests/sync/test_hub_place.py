"""Logs that meet in a hub come to the same."""

from itertools import count

import psycopg
import pytest
from hypothesis import given, settings

import hubs
from log_steps import STEPS, WORDS, all_of, assert_equal, do, machines
from logs import LATER, moment
from lpcards.log import Shown
from lpcards.sync import hub_place
from sizes import examples

pytestmark = pytest.mark.postgresql


@settings(max_examples=examples(6, 60), deadline=None)
@given(steps=STEPS)
def test_in_any_order_and_however_often_all_machines_come_to_the_same(postgresql, steps):
    with hubs.hub(postgresql) as hub, machines(3) as logs:
        day = 0
        for step in steps:
            day = do(logs, hub.sync, step, day)
        for log in (*logs, *logs):
            hub.sync(log)
        assert_equal(logs)
        for log in logs:
            came, went = hub.sync(log)
            assert (came.added, came.known, went.events) == (0, 0, 0)
            assert log.verify() == []
        assert hub.sql("SELECT count(*) FROM lpcards.events") == [(logs[0].count(),)]


def test_what_was_sent_is_not_read_again(hub):
    with machines(2) as (one, other):
        one.answer("a", 4, moment(), shown=WORDS[0])
        came, went = hub.sync(one)
        assert (came.added, came.known, went.events) == (0, 0, 1)
        came, went = hub.sync(one)
        assert (came.added, came.known, went.events) == (0, 0, 0)
        came, went = hub.sync(other)
        assert (came.added, came.known, went.events) == (1, 0, 0)
        assert other.text("00") == WORDS[0]


def test_a_log_of_many_pieces_goes_and_comes_whole(hub, monkeypatch):
    monkeypatch.setattr(hub_place, "EVENTS", 7)
    with machines(2) as (one, other):
        for number in range(50):
            one.answer(
                f"c{number}", 4, moment(hours=number), shown=Shown(f"{number}", "a" * 99, "b")
            )
        assert hub.sync(one)[1].events == 50
        assert hub.sync(other)[0].added == 50
        assert all_of(one) == all_of(other)
        assert other.text("49") == one.text("49")


def test_every_value_is_kept_to_the_byte(hub):
    details = {"note": 'a\u0000b "\\ \u202e 🙂 é', "x": [1.5, None, {"y": 1e300}]}
    with machines(2, "\u00e9\u202e") as (one, other):
        one.note("flag", "é'; --", moment(), details)
        one.answer("b", 0, moment(1), seconds=1 / 3)
        hub.sync(one)
        hub.sync(other)
        assert [*other.events()] == [*one.events()]


def test_what_a_hub_cannot_hold_stays_and_the_rest_goes(hub):
    with machines(1) as [log]:
        log.note("flag", "a\0b", moment())
        log.note("flag", "a", moment(1), {"note": "x" * (1 << 20)})
        log.answer("a", 4, moment(2), shown=Shown("0", "a\0", "b"))
        _, went = hub.sync(log)
        assert (went.events, went.held) == (1, 2)
        assert hub.sync(log)[1] == (0, 0, 2)


def test_without_whole_only_what_is_about_the_library_goes(hub):
    def library():
        return {"lib/q/a": "lib", "lib/q/b": "lib.b"}

    with machines(2) as (one, other):
        one.answer("lib/q/a", 4, moment(), shown=Shown("lib", "q", "a"))
        one.answer("own/q/a", 4, moment(1), shown=Shown("own", "secret", "b"))
        one.answer("lib/q/b", 4, moment(2), details={"typed": "my words"})
        one.note("flag", "lib/q/b", moment(3), {"note": "mine"})
        one.note("pause", "", moment(4), {"end": True})
        one.note("adopt", "lib/q/a", moment(5), {"from": "own/q/b"})
        one.note("rehearse", "lib", moment(5))
        one.note_all("suspend", ["lib/q/a", "own/q/a"], moment(6))
        one.undo(moment(7))
        place = hub.place(library=library)
        assert place.would_send(one) == (4, 0, 6)
        _, went = hub.sync(one, library=library)
        assert (went.events, went.held) == (4, 6)
        rows = hub.sql("SELECT kind, card FROM lpcards.events ORDER BY id")
        assert rows[:3] == [("review", "lib/q/a"), ("pause", ""), ("suspend", "lib/q/a")]
        assert rows[3][0] == "undo"
        assert hub.sql("SELECT front FROM lpcards.texts") == [("q",)]
        assert hub.sync(one, library=library)[1] == (0, 0, 6)
        assert hub.sync(one)[1] == (6, 0, 0)
        hub.sync(other)
        assert all_of(other) == all_of(one)
        assert other.text("own").front == "secret"


def test_words_that_are_not_the_librarys_stay_though_the_card_is_of_the_library(hub):
    with machines(1) as [log]:
        mine = Shown("mine", "my copy of the story", "secret")
        log.answer("lib/q/a", 4, moment(), shown=mine)
        log.answer("lib/q/a", 4, moment(9), shown=Shown("lib", "q", "a"))
        hub.sync(log, library=lambda: {"lib/q/a": "lib"})
        assert hub.sql("SELECT front FROM lpcards.texts") == [("q",)]
        assert hub.sql("SELECT count(*) FROM lpcards.events") == [(2,)]


def test_an_event_dated_ahead_waits_and_nothing_behind_it_is_lost(hub):
    with machines(2) as (one, other):
        one.answer("a", 4, moment(10))
        hub.sync(one)
        one.undo(moment(10))
        hub.sync(one)
        other.answer("b", 4, moment())
        came, went = hub.sync(other, now=moment().at)
        assert (came.future, went.events) == (2, 1)
        other.answer("c", 4, moment())
        came, went = hub.sync(other, now=moment().at)
        assert (came.known, came.future, went.events) == (0, 0, 1)
        assert hub.sync(other, now=moment(10).at)[0].added == 2
        assert hub.sync(other, now=moment(10).at)[0].known == 0
        hub.sync(one)
        assert all_of(one) == all_of(other)


def test_an_event_dated_ahead_that_is_there_is_not_sent_again(hub, monkeypatch):
    monkeypatch.setattr(hub_place, "EVENTS", 1)
    with machines(1) as [log]:
        log.answer("b", 4, moment())
        log.answer("a", 4, moment(10))
        hub.sync(log)
        hub.sql("DELETE FROM lpcards.events WHERE card = 'b'")
        log.exchange(hub.place().name).forget()
        came, went = hub.sync(log, now=moment().at)
        assert (came.future, went.events) == (1, 1)


def test_of_two_devices_with_one_id_the_differing_event_is_said_each_time(hub):
    with machines(3) as (one, two, three):
        event = one.answer("a", 4, moment()).event
        hub.sync(one)
        copy = event._replace(grade=5)
        from lpcards.log.event_rows import insert

        insert(two._db, copy)
        two.rebuild()
        two.answer("b", 4, moment(1))
        for _ in range(2):
            came, _ = hub.sync(two)
            assert event.id in came.faults[0].fault
        assert hub.sql("SELECT count(*) FROM lpcards.events") == [(2,)]
        hub.sync(three)
        assert [other.card for other in three.events()] == ["a", "b"]


def test_a_hub_that_lost_rows_is_given_them_again(hub):
    with machines(2) as (one, other):
        for log in (one, other):
            log.answer("a", 4, moment(), shown=WORDS[0])
            hub.sync(log)
        one.answer("b", 4, moment(1))
        hub.sync(one)
        hub.sql("DELETE FROM lpcards.events", "DELETE FROM lpcards.texts")
        other.answer("c", 4, moment(2))
        for log in (other, one, other):
            hub.sync(log)
        assert all_of(one) == all_of(other)
        assert hub.sql("SELECT count(*) FROM lpcards.events") == [(4,)]


def test_where_time_is_short_what_does_not_arrive_comes_later(hub):
    with machines(2) as (one, other):
        one.answer("a", 4, moment())
        hub.sync(one)
        place = hub.place()
        came = place.take_in(other, LATER.at, lambda: True)
        assert (came.added, came.left) == (0, 1)
        came = place.take_in(other, LATER.at)
        assert (came.added, came.left) == (1, 0)
        came = place.take_in(other, LATER.at, lambda: False)
        assert (came.added, came.left) == (0, 0)


def test_rows_that_there_is_no_time_for_come_later_and_whole(hub):
    with machines(2) as (one, other):
        for number in range(60):
            one.answer(f"c{number}", 4, moment(hours=number))
        hub.sync(one)
        for looks in count(0, 5):
            place = hub.place()
            place.take_in(other, LATER.at, lambda: True)
            place._behind.has_ended(lambda: False)
            asked = count()
            came = place.take_in(
                other, LATER.at, lambda asked=asked, looks=looks: next(asked) > looks
            )
            assert came.added == (0 if came.left else 60)
            assert other.verify() == []
            if came.added:
                break
        assert looks > 50


def test_what_others_sent_during_a_sitting_is_there_at_its_end(hub):
    with machines(2) as (one, other):
        place = hub.place()
        assert place.take_in(other, LATER.at, lambda: True).left == 1
        place._behind.has_ended(lambda: False)
        one.answer("a", 4, moment())
        hub.sync(one)
        assert place.take_in(other, LATER.at).added == 1


def test_a_device_waits_until_the_other_has_sent(hub):
    """Numbers of rows are given out in the order of commits, so that no cursor passes one by."""
    with machines(2) as (one, other), psycopg.connect(hub.url("anna")) as slow:
        event = one.answer("a", 4, moment()).event
        from lpcards.sync.hub_rows import add

        add(slow, [event], [])
        with psycopg.connect(hub.url("anna")) as quick:
            quick.execute("SET lock_timeout = '100ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                add(quick, [event._replace(id=event.id[:-1] + "0")], [])
        with psycopg.connect(hub.url("berta")) as stranger:
            add(stranger, [event], [])
        slow.commit()
        assert hub.sync(other)[0].added == 1
