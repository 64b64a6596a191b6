"""What is rehearsed next follows from what was told before, and from nothing else."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lpcards.cards.card import Card
from lpcards.practice.choosing import by_need, probes_in_need
from lpcards.practice.script import Part
from lpcards.practice.telling_record import Telling, Told

NAMES = "abcde"


def probe(name):
    return Part("probe", "Follow-up", Card(name, "probe", "s", "p", name, "", f"{name}?", ""))


def telling(at, asked, story="s"):
    """Return a telling in which the probes `asked` (name -> missed or not) were answered."""
    parts = tuple(
        Told(name, "probe", f"{name}?", 9.0, 30, of=1, missed=("x",) if missed else ())
        for name, missed in asked.items()
    )
    return Telling(f"{at:03}", "2026-03-02", "rehearse", story, parts, finished=True)


PROBES = [probe(name) for name in NAMES]


def chosen(*tellings):
    return "".join(part.card.id for part in probes_in_need(PROBES, tellings))


def test_what_was_never_asked_comes_in_the_storys_order_then_what_was_asked_longest_ago():
    first = telling(1, {"a": False, "b": False, "c": False})
    assert chosen() == "abc"
    assert chosen(first) == "dea"
    assert chosen(first, telling(2, {"d": False, "e": False, "a": False})) == "bca"


def test_what_was_missed_comes_again_but_leaves_room_for_another():
    assert chosen(telling(1, {"a": False, "b": True, "c": False})) == "bde"
    assert chosen(telling(1, {"a": True, "b": True, "c": True})) == "abd"


@given(st.lists(st.sets(st.sampled_from(NAMES)), min_size=15, max_size=15))
def test_every_probe_has_its_turn_whatever_is_missed(missing):
    told, turns = [], Counter()
    for at, missed in enumerate(missing):
        asked = probes_in_need(PROBES, told)
        assert len(asked) == 3
        turns.update(part.card.id for part in asked)
        told.append(telling(at, {part.card.id: part.card.id in missed for part in asked}))
    assert set(turns) == set(NAMES)
    assert min(turns.values()) >= 2


@given(st.integers(0, 5))
def test_there_are_no_more_probes_than_the_story_has(count):
    assert len(probes_in_need(PROBES[:count], [])) == min(3, count)


@given(st.permutations(NAMES))
def test_the_story_left_alone_for_longest_is_the_next(order):
    told = [telling(at, {}, story=name) for at, name in enumerate(order[1:])]
    assert by_need(NAMES, told) == list(order)
