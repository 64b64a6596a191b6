"""A list that is ticked with digits, in a review as in a rehearsal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.practice.ticks import DIGITS, SHOWN, Ticks

ITEMS = [f"item {at}" for at in range(12)]
KEYS = st.lists(st.sampled_from([*DIGITS, "a"]), max_size=9)


@given(st.integers(1, 12), KEYS, st.sets(st.integers(0, 11)))
def test_digits_tick_what_is_there_and_never_what_was_shown(count, keys, shown):
    ticks, ticked = Ticks(ITEMS[:count], aloud=False), set()
    for key in keys:
        answer = ticks.press(key, shown)
        if key == "a":
            ticked = set(range(count)) - shown
        elif (at := (int(key) - 1) % 10) >= count:
            assert answer is None
        elif at in shown:
            assert answer == SHOWN
        else:
            ticked ^= {at}
        assert ticks.ticked == ticked


@pytest.mark.parametrize("key", ["g", "enter", "", "12", "<pasted>", "²"])
def test_other_keys_tick_nothing(key):
    ticks = Ticks(ITEMS, {3}, aloud=True)
    assert ticks.press(key) is None
    assert ticks.ticked == {3}


def test_what_a_key_did_is_said_where_lines_are_said():
    ticks = Ticks(ITEMS, aloud=True)
    assert ticks.press("0") == "Item 10 ticked: item 9"
    assert ticks.press("0") == "Item 10 no longer ticked: item 9"
    assert Ticks(ITEMS, aloud=False).press("0") == ""
