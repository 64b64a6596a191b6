"""The worked example: its cards sleep after two passes, or once a story of one's own is whole."""

from datetime import date

import pytest

from lpcards.day.worked_example import WorkedExample
from lpcards.memory.sm2 import schedule

DAY = date(2026, 11, 2)


def memory(*grades):
    remembered = None
    for grade in grades:
        remembered = schedule(remembered, grade, remembered.due if remembered else DAY)
    return remembered


@pytest.mark.parametrize(
    ("grades", "sleeps"),
    [((4,), False), ((4, 4), True), ((4, 2), False), ((2, 4), False), ((4, 4, 1), False)],
)
def test_a_card_of_it_sleeps_after_two_passes_in_a_row(grades, sleeps):
    assert WorkedExample("drops").sleeps("drops/probe/why", memory(*grades)) is sleeps


def test_all_of_them_sleep_once_an_own_story_is_whole():
    assert WorkedExample("drops", is_over=True).sleeps("drops/probe/why", memory(2))


def test_no_other_card_sleeps():
    assert not WorkedExample("drops", is_over=True).sleeps("drops-2/probe/why", memory(4, 4))
    assert not WorkedExample("", is_over=True).sleeps("drops/probe/why", memory(4, 4))
