"""What some minutes a day come to: the days are played as they will be."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from days import ON, entry, learners
from lpcards.limits import Limits
from lpcards.outlook import NEW_SECONDS, Outlook, outlook
from sizes import examples

LIMITS = st.builds(Limits, st.integers(1, 20), st.integers(0, 50), st.integers(1, 20))
DAYS = st.integers(1, 40)


def many(stories=16, each=20):
    told = (
        (f"s{story}/probe/{card}", story % 3) for story in range(stories) for card in range(each)
    )
    return [entry(card, principle=f"p{number}") for card, number in told]


def until(days):
    return ON + timedelta(days)


def test_ten_minutes_a_day_for_three_weeks_are_about_150_cards():
    assert 140 <= outlook(many(), Limits(), ON, until(21), 10).met <= 160


def test_without_minutes_the_limit_of_new_cards_decides():
    assert outlook(many(), Limits(new=7), ON, until(3), 0) == Outlook(320, 21, until(2), 8)


def test_the_eve_of_the_interview_is_the_last_day():
    assert outlook(many(), Limits(new=7), ON, until(1), 0).met == 7
    assert outlook(many(), Limits(new=7), ON, ON, 0).met == 7  # it is today: what is left of it


@settings(max_examples=examples(20, 50))
@given(learners(), LIMITS, DAYS, st.integers(1, 30))
def test_nobody_meets_more_cards_than_there_are_or_than_the_limit_lets(
    learner, limits, days, minutes
):
    found = outlook(learner.entries, limits, ON, until(days), minutes)
    assert 0 <= found.met <= min(found.cards, days * limits.new)
    assert found.met <= days * max(1, minutes * 60 // NEW_SECONDS)
    assert found.busiest <= minutes
    assert ON <= found.last < until(days)


@settings(max_examples=examples(20, 50))
@given(learners(), LIMITS, DAYS)
def test_what_is_promised_is_what_the_days_bring(learner, limits, days):
    """A learner who answers everything well meets exactly the promised cards."""
    unseen = learner.entries
    learner.memories, learner.limits = {}, limits
    assert outlook(unseen, limits, ON, until(1), 0).met == len(learner.queue().new)
    assert outlook(unseen, limits, ON, until(days), 0).met >= len(learner.queue().new)
