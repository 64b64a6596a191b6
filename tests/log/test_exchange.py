"""Logs that meet at a place, in any order and as often as they like, come to the same."""

import io
from itertools import count

import pytest
from hypothesis import given, settings

from counted_work import counted
from log_steps import STEPS, WORDS, all_of, assert_equal, do, machines
from logs import LATER, moment, quick_folder
from lpcards.log import LogProblem, open_log, replays
from lpcards.log.exchange import NEVER, Arrival, SeenFile
from lpcards.log.other_log import lines_of, other_of_lines
from lpcards.memory.event import AHEAD
from sizes import examples

PLACE = "somewhere"


class Shelf:
    """A place in memory: pieces with a number, each written once."""

    def __init__(self):
        self.pieces = {}
        self.numbers = count()

    def sync(self, log, now=LATER.at, place=PLACE):
        account = log.exchange(place)
        seen = account.files()
        new = [name for name in self.pieces if name not in seen]
        taken = account.take_in([self.arrival(name) for name in new], now)
        events, texts = account.waiting(), account.waiting_texts()
        if events or texts:
            name = f"{next(self.numbers)}"
            self.pieces[name] = b"".join(lines_of(events, texts))
            account.sent(
                [event.id for event in events],
                [text.fingerprint for text in texts],
                [SeenFile(name, 1, 1, own=True)],
            )
        return taken, len(events)

    def arrival(self, name):
        other = other_of_lines(io.BytesIO(self.pieces[name]), name)
        return Arrival(name, other, SeenFile(name, len(self.pieces[name]), 1))


@settings(max_examples=examples(25, 150), deadline=None)
@given(STEPS)
def test_in_any_order_and_however_often_all_machines_come_to_the_same(steps):
    with machines(3) as logs:
        shelf, day = Shelf(), 0
        for step in steps:
            day = do(logs, shelf.sync, step, day)
            for log in logs:
                assert log.verify() == []
        for log in (*logs, *logs):
            shelf.sync(log)
        assert_equal(logs)
        written = len(shelf.pieces)
        for log in logs:
            assert shelf.sync(log) == ([], 0)
            assert log.verify() == []
        assert len(shelf.pieces) == written


def test_an_event_goes_to_a_place_once_and_never_back():
    with machines(2) as (one, other):
        shelf = Shelf()
        one.answer("a", 4, moment())
        assert shelf.sync(one)[1] == 1
        assert shelf.sync(other)[1] == 0
        assert other.exchange(PLACE).waiting_count() == 0
        other.answer("b", 4, moment(1))
        assert other.exchange(PLACE).waiting_count() == 1
        assert shelf.sync(other)[1] == 1
        assert len(shelf.pieces) == 2


def test_what_waits_can_be_seen_where_the_log_is_only_read():
    with quick_folder() as folder, open_log(f"{folder}/a.db", device="one") as log:
        shelf = Shelf()
        log.answer("a", 4, moment())
        shelf.sync(log)
        log.answer("b", 4, moment(1))
        for place in (PLACE, "elsewhere"):
            with open_log(f"{folder}/a.db", reading=True) as read:
                unsent = read.exchange(place).unsent()
            assert unsent == log.exchange(place).waiting()


def test_what_came_from_one_place_goes_to_the_other():
    with machines(3) as (one, two, three):
        here, there = Shelf(), Shelf()
        one.answer("a", 4, moment(), shown=WORDS[1])
        two.answer("a", 4, moment(), shown=WORDS[0])
        for log in (two, one, two):
            here.sync(log)
        there.sync(two, place="elsewhere")
        there.sync(three, place="elsewhere")
        assert all_of(three) == all_of(one)
        assert three.text("00") == two.text("00") == one.text("00") == WORDS[0]


def test_a_better_wording_goes_on_to_a_place_that_had_the_worse():
    with machines(3) as (one, two, three):
        here, there = Shelf(), Shelf()
        two.answer("a", 4, moment(), shown=WORDS[1])
        there.sync(two, place="elsewhere")
        one.answer("b", 4, moment(), shown=WORDS[0])
        here.sync(one)
        here.sync(two)
        there.sync(two, place="elsewhere")
        there.sync(three, place="elsewhere")
        assert three.text("00") == WORDS[0]


def test_a_better_wording_that_was_merged_goes_to_a_place_that_had_the_worse():
    with machines(3) as (one, two, three):
        shelf = Shelf()
        two.answer("a", 4, moment(), shown=WORDS[1])
        shelf.sync(two)
        one.answer("b", 4, moment(), shown=WORDS[0])
        two.merge([one.path], LATER)
        shelf.sync(two)
        shelf.sync(three)
        assert three.text("00") == WORDS[0]


def _steps_for_one_more_answer(days):
    """Return what it takes to take in the last of so many days' answers to one card."""
    with machines(2) as (one, other):
        shelf = Shelf()
        for day in range(days):
            one.answer("a", 4, moment(10 * day))
        for log in (one, other):
            shelf.sync(log)
        one.answer("a", 4, moment(10 * days))
        shelf.sync(one)
        with counted(other) as work:
            shelf.sync(other)
        assert other.verify() == []
        return work.steps


def test_a_cards_last_answer_comes_in_without_a_replay_of_all_that_were_before_it():
    few, many = map(_steps_for_one_more_answer, (8, 800))
    assert many - few < 8 * 792  # SQLite looks at each one's id


def test_what_is_dated_ahead_waits_and_its_file_is_read_again_then():
    with machines(2) as (one, other):
        shelf = Shelf()
        one.answer("a", 4, moment(10))
        shelf.sync(one)
        now = moment().at
        [taken], _ = shelf.sync(other, now)
        assert taken.merged == (0, 0, 1)
        [file] = other.exchange(PLACE).files().values()
        assert file.again == moment(10).at - AHEAD
        other.exchange(PLACE).take_in([shelf.arrival("0")], moment(10).at)
        assert other.exchange(PLACE).files()["0"].again == NEVER
        assert all_of(one) == all_of(other)


def test_of_several_arrivals_a_bad_one_leaves_the_others_and_says_why():
    with machines(2) as (one, other):
        good = one.answer("a", 4, moment()).event
        bad = good._replace(grade=5)
        arrivals = [
            Arrival(name, other_of_lines(io.BytesIO(b"".join(lines_of(events, []))), name))
            for name, events in (("good", [good]), ("bad", [bad]), ("both", [bad, good]))
        ]
        taken = other.exchange(PLACE).take_in(arrivals, LATER.at)
        assert [one.merged.added for one in taken] == [1, 0, 0]
        assert [bool(one.fault) for one in taken] == [False, True, True]
        assert "differs from the one that is here" in taken[1].fault
        assert other.verify() == []


def test_begun_anew_all_of_the_log_goes_there_but_what_is_found_there():
    with machines(1) as [log]:
        shelf = Shelf()
        log.answer("a", 4, moment())
        shelf.sync(log)
        log.answer("b", 4, moment(1))
        log.exchange(PLACE).forget()
        taken, sent = shelf.sync(log)
        assert ([one.merged for one in taken], sent) == ([(0, 1, 0)], 1)


def _pieces_of_days(number):
    """Return a shelf of so many pieces, and the log whose answers they hold."""
    shelf = Shelf()
    with machines(1, "far ") as [log]:
        for day in range(number):
            log.answer("abc"[day % 3], day % 6, moment(day))
            shelf.sync(log)
    return shelf


def test_a_log_that_was_left_before_the_last_piece_came_makes_up_for_the_replay():
    shelf = _pieces_of_days(6)
    with machines(2) as (whole, cut):
        shelf.sync(whole)
        account = cut.exchange(PLACE)
        account.take_in([shelf.arrival("0"), shelf.arrival("1")], LATER.at, more=True)
        assert cut.verify() == []
        account.take_in([shelf.arrival("2")], LATER.at, more=True)
        with open_log(cut.path) as again:
            assert again.verify() == []
            assert again.count() == 3
        again = cut.exchange(PLACE)
        for number, more in ((3, True), (4, True), (5, False)):
            again.take_in([shelf.arrival(f"{number}")], LATER.at, more=more)
        assert cut.verify() == []
        assert_equal([whole, cut])


def _steps_in_batches(shelf, size):
    pieces = [shelf.arrival(name) for name in shelf.pieces]
    batches = [pieces[at : at + size] for at in range(0, len(pieces), size)]
    with machines(1) as [log]:
        account = log.exchange(PLACE)
        with counted(log) as work:
            for batch in batches:
                account.take_in(batch, LATER.at, more=batch is not batches[-1])
        assert log.verify() == []
    return work.steps


def test_however_many_batches_come_they_are_replayed_once(monkeypatch):
    monkeypatch.setattr(replays, "MOST_ALONE", 0)
    shelf = _pieces_of_days(120)
    assert _steps_in_batches(shelf, 6) < 1.2 * _steps_in_batches(shelf, 120)


def test_a_cursor_is_kept_with_what_it_stands_for():
    with machines(1) as [log]:
        assert log.exchange(PLACE).cursor == ""
        log.exchange(PLACE).take_in([], LATER.at, "17")
        assert log.exchange(PLACE).cursor == "17"
        log.exchange(PLACE).sent([], [], cursor="18")
        assert log.exchange(PLACE).cursor == "18"
        assert log.exchange("elsewhere").cursor == ""


@pytest.mark.parametrize(
    "line",
    [
        b"{}",
        b"[]",
        b'{"fingerprint": "0", "front": "a"}',
        b'{"fingerprint": "0", "front": 1, "back": "", "items": []}',
        b'{"fingerprint": "0", "front": "", "back": "", "items": {}}',
        b'{"fingerprint": "0", "front": "", "back": "", "items": [], "more": 1}',
        b'{"id": "x"}',
    ],
)
def test_lines_that_are_none_of_ours_are_refused(line):
    with pytest.raises(LogProblem):
        other_of_lines(io.BytesIO(line), "it")
