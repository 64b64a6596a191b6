import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.cards.checklist import missed_items, proposed_grade

COUNTS = st.integers(1, 5)


@given(COUNTS, st.booleans())
def test_all_items_within_the_target_are_perfect_unless_hinted(count, hinted):
    assert proposed_grade(count, range(count), hinted=hinted) == (4 if hinted else 5)


@given(COUNTS)
def test_over_the_target_all_items_are_good(count):
    assert proposed_grade(count, range(count), in_time=False) == 4


@pytest.mark.parametrize(
    ("count", "recalled", "grade"),
    [(5, 4, 3), (5, 3, 2), (5, 2, 2), (5, 1, 1), (5, 0, 0), (2, 1, 3), (3, 1, 1), (1, 0, 0)],
)
def test_missing_items_cost_as_the_table_says(count, recalled, grade):
    assert proposed_grade(count, range(recalled)) == grade


@given(COUNTS.flatmap(lambda n: st.tuples(st.just(n), st.sets(st.integers(0, n - 1)))), st.data())
def test_a_missed_must_is_never_a_pass_and_costs_nothing_when_recalled(case, data):
    count, ticked = case
    must = data.draw(st.sets(st.integers(0, count - 1)))
    grade = proposed_grade(count, ticked, must)
    without = proposed_grade(count, ticked)
    assert grade == (without if must <= ticked else min(without, 2))


@given(COUNTS.flatmap(lambda n: st.tuples(st.just(n), st.sets(st.integers(0, n - 1)))))
def test_one_more_item_never_lowers_the_grade(case):
    count, ticked = case
    before = proposed_grade(count, ticked)
    assert all(proposed_grade(count, {*ticked, more}) >= before for more in range(count))


@given(COUNTS.flatmap(lambda n: st.tuples(st.just(n), st.sets(st.integers(0, n - 1)))))
def test_every_item_is_ticked_or_missed(case):
    count, ticked = case
    missed = missed_items(count, ticked)
    assert missed == sorted(missed)
    assert set(missed) == set(range(count)) - ticked
