"""Rows of Anki's review log become events by rules that hold for any rows."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.anki.reviews import GRADES, TRAVEL, OwnAnswer, ReviewReader, ReviewRow
from lpcards.anki.wall_clock import WallClock, zone_of

NOON = 1_741_086_000_000
DAY = 86_400_000
NOW = NOON + 10 * DAY


def wall(at):
    return WallClock(60, date(2025, 3, 4) + timedelta(days=(at - NOON) // DAY))


def read(rows, *, written=None, old=False, now=NOW):
    own = {
        card: [OwnAnswer(at, 3, 1500) for at in times] for card, times in (written or {}).items()
    }
    return ReviewReader(wall, now, own, old=old).read(rows)


def row(at=NOON, card="a", button=3, sort=1, factor=2500, took=1500):
    return ReviewRow(at, f"guid of {card}", card, button, factor, took, sort)


ROWS = st.lists(
    st.builds(
        row,
        at=st.integers(NOON, NOON + 5 * DAY),
        card=st.sampled_from("abc"),
        button=st.integers(0, 5),
        sort=st.integers(-1, 6),
        factor=st.sampled_from((0, 2500)),
        took=st.integers(-1, 60_000),
    ),
    max_size=20,
    unique_by=lambda one: one.at,
)


@given(ROWS)
def test_every_row_becomes_one_event_or_is_left_out_for_a_reason(rows):
    found = read(rows)
    assert len(found.reviews) + found.skipped.total() == len(rows)
    assert set(found.skipped) <= {"rescheduled", "unreadable"}
    assert [event.at for _, event in found.reviews] == sorted(
        event.at for _, event in found.reviews
    )


@given(ROWS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows, chance):
    shuffled = chance.sample(rows, len(rows))
    assert read(shuffled) == read(rows)


@given(ROWS)
def test_of_a_cards_answers_on_a_study_day_the_first_is_the_review(rows):
    days = {}
    for _, event in read(rows).reviews:
        if event.kind == "forget":
            days.pop((event.card, event.day), None)
        elif event.kind != "cram":
            days.setdefault((event.card, event.day), []).append(event.kind)
    assert all(kinds == ["review", *["drill"] * (len(kinds) - 1)] for kinds in days.values())


@given(ROWS)
def test_what_was_read_of_some_days_stays_when_more_come(rows):
    early = [one for one in rows if one.at < NOON + 2 * DAY]
    assert read(rows).reviews[: len(read(early).reviews)] == read(early).reviews


@pytest.mark.parametrize("sort", [0, 1, 2, 3])
@pytest.mark.parametrize("button", [1, 2, 3, 4])
def test_buttons_are_grades(sort, button):
    ((_, event),) = read([row(button=button, sort=sort)]).reviews
    assert (event.kind, event.grade) == ("review", GRADES[button - 1])


@pytest.mark.parametrize(("button", "grade"), [(1, 1), (2, 4), (3, 5), (4, 5)])
@pytest.mark.parametrize("sort", [0, 2])
def test_in_ankis_first_scheduler_learning_had_three_buttons(sort, button, grade):
    ((_, event),) = read([row(button=button, sort=sort)], old=True).reviews
    assert event.grade == grade
    ((_, review),) = read([row(button=button, sort=1)], old=True).reviews
    assert review.grade == GRADES[button - 1]


def test_answers_outside_the_schedule_are_crams_and_leave_the_day_open():
    found = read([row(sort=3, factor=0), row(at=NOON + 1)]).reviews
    assert [event.kind for _, event in found] == ["cram", "review"]


def test_what_no_answer_made_is_left_out():
    rows = [row(sort=4), row(at=NOON + 1, sort=5), row(at=NOON + 2, button=0)]
    assert read(rows).skipped == {"rescheduled": 3}


def test_what_is_still_to_come_is_left_out_until_it_has_come():
    rows = [row(at=NOW + DAY), row(at=NOW + DAY + 1)]
    assert read(rows).skipped == {"future": 1}
    assert len(read(rows, now=NOW + 1).reviews) == 2


@given(st.integers(0, TRAVEL - 1), st.integers(0, 5))
def test_a_row_that_comes_from_an_answer_of_ours_is_ours(later, day):
    at = NOON + day * DAY
    found = read([row(at=at + later)], written={"a": [NOON, at], "b": [at]})
    assert (found.ours, found.reviews) == (1, [])


@pytest.mark.parametrize("at", [NOON - 1, NOON + TRAVEL, NOON - DAY])
def test_a_row_of_another_time_or_card_is_not_ours(at):
    assert read([row(at=at)], written={"a": [NOON]}).ours == 0
    assert read([row()], written={"b": [NOON]}).ours == 0


@pytest.mark.parametrize("other", [{"button": 1}, {"button": 4}, {"took": 1501}, {"took": 0}])
def test_a_row_that_says_something_else_is_not_ours(other):
    """Whoever answers a card in Anki right after it was answered here gave two answers."""
    assert read([row(at=NOON + 5, **other)], written={"a": [NOON]}).ours == 0


@given(st.integers(1, 4), st.integers(1, 4))
def test_a_row_stands_for_one_answer(rows, answers):
    found = read([row(at=NOON + at) for at in range(rows)], written={"a": [NOON] * answers})
    assert found.ours == min(rows, answers)


def test_what_follows_on_an_answer_of_ours_that_day_is_a_drill():
    found = read([row(), row(at=NOON + 2 * TRAVEL)], written={"a": [NOON]})
    assert found.ours == 1
    assert [event.kind for _, event in found.reviews] == ["drill"]


def test_a_review_is_known_by_its_time_and_its_guid_alone():
    assert [source for source, _ in read([row()]).reviews] == [f"{NOON} guid of a"]
    assert read([]).skipped == Counter()


@pytest.mark.parametrize(
    ("offset", "name"),
    [(0, "UTC+00:00"), (330, "UTC+05:30"), (-570, "UTC-09:30"), (840, "UTC+14:00")],
)
def test_a_zone_is_named_by_its_offset(offset, name):
    assert zone_of(offset) == name


@pytest.mark.parametrize("sort", [4, 5])
@pytest.mark.parametrize("factor", [0, 100, 2500])
def test_a_reset_and_nothing_else_forgets(sort, factor):
    """A due day set by hand leaves an ease, under FSRS a difficulty."""
    found = read([row(), row(NOON + 1, button=0, sort=sort, factor=factor), row(NOON + 2)])
    kinds = [event.kind for _, event in found.reviews]
    if (sort, factor) == (4, 0):
        assert kinds == ["review", "forget", "review"]
        assert found.skipped == {}
    else:
        assert kinds == ["review", "drill"]
        assert found.skipped == {"rescheduled": 1}


def test_a_reset_right_after_an_answer_of_ours_is_none_of_ours():
    found = read([row(NOON + 5, button=0, sort=4, factor=0)], written={"a": [NOON]})
    assert [event.kind for _, event in found.reviews] == ["forget"]
    assert found.ours == 0


def test_a_reset_later_than_the_clock_waits():
    found = read([row(NOW + 2 * DAY, button=0, sort=4, factor=0)])
    assert found.skipped == {"future": 1}
