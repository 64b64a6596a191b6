"""What the pictures say and draw, of values made up: verdicts, days put together, times."""

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.cards.choices import Story
from lpcards.cards.story_coverage import coverage_of
from lpcards.charts.drawing import NARROW, WIDE
from lpcards.charts.picture import picture_html
from lpcards.day.forecast import ForecastDay
from lpcards.day.pace import LONGEST, Pace, TimedAnswer, times_by_kind
from lpcards.memory.prediction import RecallSpan
from lpcards.study.pictures.coverage_picture import coverage_picture
from lpcards.study.pictures.forecast_picture import MOST, days_drawn, days_together
from lpcards.study.pictures.recall_picture import recall_picture
from lpcards.study.pictures.time_picture import time_picture
from lpcards.study.stories_covered import CoveredStories

DAY = date(2026, 11, 30)
DAYS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 90), st.integers(0, 40), st.integers(0, 5000)),
    min_size=1,
    max_size=1000,
)
NAMES = {"ownership": "Ownership", "dive-deep": "Dive Deep"}


def tips(drawing):
    return [one.text for one in ET.fromstring(f"<g>{drawing.elements}</g>").iter("title")]


@given(st.integers(1, 1000))
def test_so_many_columns_there_is_room_for(days):
    step = days_together(days)
    assert -(-days // step) <= MOST
    assert step == 1 or step % 7 == 0
    assert (step == 1) == (days <= MOST)


@given(DAYS)
def test_days_put_together_lose_no_card_and_every_day_is_in_the_table(numbers):
    days = [ForecastDay(DAY + timedelta(days=at), *four) for at, four in enumerate(numbers)]
    picture = days_drawn("Will I make it?", "Yes.", "So.", days)
    assert [row[:2] for row in picture.table.rows] == [(day.on, day.due) for day in days]
    for width in (NARROW, WIDE):
        cards, minutes = picture.draw(width)
        assert len(tips(cards)) == len(tips(minutes)) == -(-len(days) // days_together(len(days)))
        drawn = sum(int(tip.split(": ")[1].split()[0].replace(",", "")) for tip in tips(cards))
        assert drawn == sum(day.due for day in days)


def spans(weeks, passed, expected):
    days = (DAY + timedelta(weeks=week) for week in range(weeks))
    return [RecallSpan(day, day, 10, passed, expected) for day in days]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "No reviews yet"),
        (spans(1, 9, 9.0), "Too early to say: you passed 90% of 10 reviews; 90% expected."),
        (spans(9, 9, 9.0), "It does: you passed 90% of 90 reviews; 90% expected."),
        (spans(9, 8, 9.0), "Less than it should: you passed 80% of 90 reviews; 90% expected."),
    ],
)
def test_whether_it_sticks_is_said_first(days, words):
    assert recall_picture(days).answer.startswith(words)


@given(st.integers(1, 500))
def test_many_weeks_of_reviews_are_put_together(weeks):
    picture = recall_picture(spans(weeks, 9, 9.0))
    assert len(picture.table.rows) <= 60
    assert sum(row[2] for row in picture.table.rows) == 10 * weeks
    [drawing] = picture.draw(NARROW)
    assert len(tips(drawing)) == len(picture.table.rows)


def story(name, principle, *also):
    return Story(name, "scenario", name, name, principle, also, own=True, path="", cards=1)


def covered(*stories):
    return coverage_picture(CoveredStories(stories, coverage_of(stories, NAMES, ()), NAMES))


def test_which_principles_lack_a_story_is_said_first():
    assert covered().answer.startswith("No story of your own yet")
    assert covered().draw(WIDE) == ()
    assert covered(story("a", "ownership")).answer == (
        "Not yet, with 1 story: 1 principle without a story (Dive Deep); 1 principle with only one."
    )
    both = [story(name, "ownership", "dive-deep") for name in "ab"]
    assert covered(*both).answer == "Yes: your 2 stories give each principle 2 or more."


def test_a_principle_without_a_story_is_in_the_numbers():
    picture = covered(story("a", "ownership"))
    assert picture.table.rows == (("Ownership", "a", "told"), ("Dive Deep", None, None))
    assert "<bdi>is about it</bdi>" in picture_html(picture, "coverage.csv")


ANSWERS = st.lists(
    st.builds(
        TimedAnswer,
        st.sampled_from(["review", "new", "drill"]),
        st.sampled_from(["probe", "step", "result"]),
        st.floats(0, 400),
        st.integers(1, 60),
    ),
    max_size=40,
)


@given(ANSWERS)
def test_times_by_kind_are_means_of_all_answers_but_drills(answers):
    times = times_by_kind(answers)
    counted = [one for one in answers if one.part != "drill"]
    assert sum(one.reviews + one.new for one in times) == len(counted)
    assert {one.kind for one in times} == {one.kind for one in counted}
    total = sum(
        (one.review_seconds or 0) * one.reviews + (one.new_seconds or 0) * one.new for one in times
    )
    assert total == pytest.approx(sum(min(one.seconds, LONGEST) for one in counted))
    picture = time_picture(answers, Pace())
    assert len(picture.table.rows) == len(times)
    if times:
        assert sum(len(tips(one)) for one in picture.draw(NARROW)) == len(times)
