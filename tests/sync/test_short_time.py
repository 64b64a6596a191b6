"""What a folder brings where time is short, as before a sitting: no step is long."""

import shutil
from itertools import count
from pathlib import Path

import pytest

from counted_work import counted
from log_steps import machines
from logs import LATER, moment, quick_folder
from lpcards.log.replays import MOST_ALONE
from lpcards.sync import folder_place
from lpcards.sync.folder_place import IN_A_HURRY, MOST_FILES_IN_A_HURRY, FolderPlace

LONGEST_STEP = 7_000
"""Steps between two looks at the time: a millisecond or two."""


@pytest.fixture
def folder():
    with quick_folder() as folder:
        yield folder


@pytest.fixture
def logs():
    with machines(2) as logs:
        yield logs


def place(folder, log):
    return FolderPlace(folder, log.device)


def take_in(folder, log, is_over=None):
    there = place(folder, log)
    return there.take_in(log, LATER.at, is_over) if is_over else there.take_in(log, LATER.at)


def send(folder, log):
    place(folder, log).send(log)


def over_after(looks):
    """Return what says that the time is over once it was asked so often."""
    asked = count(1)
    return lambda: next(asked) > looks


def answer(log, cards, day, grade=4):
    for number, card in enumerate(cards):
        log.answer(card, grade, moment(day, number / 600))


def named(word, number):
    return [f"{word} {card}" for card in range(number)]


def many_cards(log):
    answer(log, named("new", MOST_ALONE + 20), 40)


def an_adoption(log):
    log.note("adopt", "new 1", moment(40), {"from": "old 1"})


def answers_between(log):
    answer(log, named("old", 30), 15, 3)


@pytest.mark.parametrize("what_comes", [many_cards, an_adoption, answers_between])
def test_no_step_is_long_whatever_comes(folder, logs, what_comes):
    one, other = logs
    for day in range(30):
        answer(other, named("old", 30), day)
    send(folder, other)
    what_comes(one)
    send(folder, one)
    there, before = len([*one.events()]), [*other.events()]
    with counted(other) as work:
        for budget in range(0, 1_000_000, 9_000):
            end = work.steps + budget
            came = take_in(folder, other, lambda end=end: work.steps >= end)
            if not came.left:
                break
            assert work.steps < end + LONGEST_STEP
            assert not came.added
            assert [*other.events()] == before
    assert budget > 3 * LONGEST_STEP  # it was broken off in all that there is to do
    assert came.added == there
    assert other.verify() == []


def test_what_there_is_no_time_for_comes_in_later(folder, logs):
    one, other = logs
    for day in range(5):
        answer(one, named("card", IN_A_HURRY), day)
        send(folder, one)
    added = [take_in(folder, other, over_after(looks)).added for looks in range(0, 400, 7)]
    assert {0, IN_A_HURRY} <= {*added}  # a file comes in whole, or not yet
    take_in(folder, other)
    assert [*other.events()] == [*one.events()]
    assert other.verify() == []


def test_of_a_file_that_is_left_nothing_is_in_the_log(folder, logs):
    one, other = logs
    answer(one, named("card", IN_A_HURRY), 0)
    send(folder, one)
    for looks in count():
        came = take_in(folder, other, over_after(looks))
        assert came.added == (0 if came.left else IN_A_HURRY)
        assert len([*other.events()]) == came.added
        if came.added:
            break
    assert looks > IN_A_HURRY


def test_many_new_files_are_not_all_looked_at(folder, logs):
    one, other = logs
    answer(one, ["card"], 0)
    send(folder, one)
    [first] = Path(folder, "lpcards/segments").iterdir()
    for number in range(MOST_FILES_IN_A_HURRY):
        shutil.copy(first, first.with_name(f"copy {number}.lps"))
    came = take_in(folder, other, lambda: False)
    assert (came.files, came.left) == (MOST_FILES_IN_A_HURRY, 1)
    came = take_in(folder, other, lambda: False)
    assert (came.files, came.left) == (1, 0)


def test_a_log_that_goes_to_a_new_place_goes_there_where_there_is_time(folder, logs, monkeypatch):
    one, other = logs
    answer(one, ["card"], 0)
    send(folder, one)
    monkeypatch.setattr(folder_place, "MOST_NOTED_IN_A_HURRY", 3)
    answer(other, named("old", 4), 0)
    assert take_in(folder, other, lambda: False) == folder_place.LATER
    assert take_in(folder, other).added == 1
    answer(one, ["card"], 1)
    send(folder, one)
    assert take_in(folder, other, lambda: False).added == 1
