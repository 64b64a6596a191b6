"""Siblings some cards apart."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from days import entry
from lpcards.day.card_order import APART, apart, in_order, spread

GROUPS = st.lists(st.integers(0, 9), max_size=16)


def entries_of(groups):
    return [entry(f"s{n % 3}/x/{n}", group=f"g{group}") for n, group in enumerate(groups)]


def have_room(groups):
    """Say whether any order keeps all siblings apart: the largest groups decide."""
    sizes = Counter(groups).values()
    most = max(sizes, default=1)
    return (most - 1) * APART + sum(size == most for size in sizes) <= len(groups) or most == 1


def distances(entries):
    last, found = {}, []
    for at, one in enumerate(entries):
        if one.group in last:
            found.append(at - last[one.group])
        last[one.group] = at
    return found


@given(GROUPS)
def test_siblings_are_apart_wherever_there_is_room(groups):
    ordered = apart(entries_of(groups))
    assert sorted(ordered) == sorted(entries_of(groups))
    assert not have_room(groups) or all(one >= APART for one in distances(ordered))


@given(GROUPS)
@example([5, 2, 6, 1, 7, 2, 0])
def test_where_siblings_are_far_enough_anyway_the_order_is_as_ever(groups):
    for given_groups in (groups, dict.fromkeys(groups)):
        ordered = spread(entries_of(given_groups))
        if all(one >= APART for one in distances(ordered)):
            assert apart(entries_of(given_groups)) == ordered


def test_the_story_asked_just_before_is_not_the_next_one():
    one, other = entry("a/x/1"), entry("b/x/1")
    assert apart([one, other], [entry("a/x/0")]) == (other, one)


@given(st.integers(1, 4))
def test_what_was_asked_just_before_keeps_its_distance_too(back):
    before = entries_of(range(4))
    sibling = entry("z/x/0", group=before[-back].group)
    others = [entry(f"y{n}/x/0") for n in range(6)]
    ordered = apart([sibling, *others], before)
    assert distances([*before, *ordered]) == [APART]


def test_without_room_the_sibling_asked_longest_ago_is_next():
    before = [entry("a/x/0", group="g"), entry("b/x/0", group="h")]
    ordered = apart([entry("c/x/1", group="h"), entry("d/x/1", group="g")], before)
    assert [one.group for one in ordered] == ["g", "h"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_whole_is_apart_from_its_part(turned):
    couple = [entry("a/x/part"), entry("b/x/list", after=["a/x/part"])]
    one, other = reversed(couple) if turned else couple
    others = [entry(f"y{n}/x/0") for n in range(6)]
    assert apart([other, *others], [one]).index(other) >= APART - 1


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("story", "a/quiz/0 a/step/0 a/probe/0 b/step/0 b/quiz/0"),
        ("mixed", "a/quiz/0 b/step/0 a/step/0 b/quiz/0 a/probe/0"),
        ("kinds", "a/step/0 b/step/0 a/quiz/0 b/quiz/0 a/probe/0"),
    ],
)
def test_new_cards_come_story_by_story_mixed_or_kind_by_kind(order, names):
    cards = ("a/quiz/0", "a/step/0", "a/probe/0", "b/step/0", "b/quiz/0")
    ordered = in_order(map(entry, cards), order, ["step", "quiz"])
    assert [one.id for one in ordered] == names.split()
