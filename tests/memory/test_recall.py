"""Predicted recall: of one card, and as SQLite adds it up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs import moment
from lpcards.log import open_log
from lpcards.memory.recall import elapsed, is_known, known_recall, recall
from lpcards.memory.sm2 import schedule

DAY = date(2026, 3, 2)


@given(st.integers(0, 5), st.integers(0, 5), st.integers(1, 400))
def test_nine_of_ten_come_to_mind_when_the_interval_is_over_and_fewer_later(first, second, days):
    memory = schedule(schedule(None, first, DAY), second, DAY + timedelta(days=1))
    over = memory.last + timedelta(days=memory.interval)
    assert recall(memory, over) == pytest.approx(0.9)
    assert elapsed(memory, over) == 1
    assert recall(memory, over + timedelta(days=days)) < recall(memory, over)
    assert recall(memory, memory.last) == recall(memory, DAY) == 1


@given(st.lists(st.integers(0, 5), min_size=1, max_size=9), st.integers(0, 400))
def test_what_failed_last_is_not_known_until_it_passes(grades, days):
    memory = None
    for at, grade in enumerate(grades):
        memory = schedule(memory, grade, DAY + timedelta(days=40 * at))
        on = memory.last + timedelta(days=days)
        assert is_known(memory) == (grade >= 3)
        assert known_recall(memory, on) == (recall(memory, on) if grade >= 3 else 0)


def test_sqlite_adds_up_the_recall_of_each_card(tmp_path):
    with open_log(str(tmp_path / "log.db")) as log:
        for day in range(40):
            for number in (one for one in range(9) if day % (1 + one) == 0):
                log.answer(f"s{number % 2}/probe/{number}", number % 6, moment(day))
        for on in (moment(39).day, moment(60).day, moment(900).day):
            groups, cards = log.learned_groups(on), list(log.remembered())
            for name, group in groups.stories.items():
                each = [memory for card, memory in cards if card.startswith(name)]
                assert (group.cards, group.learned) == (len(each), sum(map(is_known, each)))
                expected = sum(known_recall(memory, on) for memory in each)
                assert group.recalled == pytest.approx(expected)
            assert groups.kinds["probe"].recalled == pytest.approx(
                sum(known_recall(memory, on) for _, memory in cards)
            )
