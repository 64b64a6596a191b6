"""Which cards are failed too often, and what would make them better."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.cards.card import Card
from lpcards.cards.kinds import KINDS
from lpcards.cards.leech import is_leech, tip_for
from lpcards.memory.sm2 import DEFAULT, Memory, Rules, schedule

DAY = date(2026, 3, 2)
CARD = Card("a/b/c", "probe", "a", "ownership", "a", "A", "Why?", "So.", hint="a cue")


def remembered(lapses, ease=250):
    return Memory(0, ease, 1, DAY, lapses, DAY, DAY)


@pytest.mark.parametrize(
    ("lapses", "ease", "leech"),
    [(7, 250, False), (8, 250, True), (4, 130, True), (3, 130, False), (4, 131, False)],
)
def test_eight_lapses_make_a_leech_and_four_where_the_ease_is_at_its_floor(lapses, ease, leech):
    assert is_leech(remembered(lapses, ease)) is leech


@given(st.integers(0, 12), st.sampled_from([130, 131, 250]))
def test_a_leech_lapsed_eight_times_or_four_times_at_the_floor(lapses, ease):
    assert is_leech(remembered(lapses, ease)) == (lapses >= 8 or (lapses >= 4 and ease == 130))


def test_a_new_card_is_no_leech():
    assert not is_leech(None)


@given(st.lists(st.integers(0, 5), max_size=40), st.sampled_from([DEFAULT, Rules("keep")]))
def test_once_a_leech_always_one_unless_its_ease_recovers(grades, rules):
    memory, lapses = None, 0
    for at, grade in enumerate(grades):
        memory = schedule(memory, grade, date.fromordinal(DAY.toordinal() + 4000 * at), rules)
        lapses = memory.lapses
    assert not is_leech(memory) or lapses >= 4
    assert is_leech(memory) or lapses < 8


def test_the_tip_fits_the_card():
    assert "split the list" in tip_for(CARD._replace(items=tuple("abcde")))
    assert "items are long" in tip_for(CARD._replace(items=("x" * 46, "y")))
    assert "answer is long" in tip_for(CARD._replace(back="x" * 81 + "\nwhy"))
    assert "question is long" in tip_for(CARD._replace(front="x" * 121))
    assert "no hint" in tip_for(CARD._replace(hint=""))


@pytest.mark.parametrize("kind", [kind.KIND.name for kind in KINDS])
def test_every_kind_has_a_tip_of_one_line(kind):
    tip = tip_for(CARD._replace(kind=kind))
    assert 0 < len(tip) <= 90
    assert tip.endswith(".")
