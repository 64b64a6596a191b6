"""How long a card takes this learner."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from days import entry
from lpcards.cards.card import USUAL_SECONDS
from lpcards.day.pace import BEGINNER, ENOUGH, LAST, LONGEST, Pace, TimedAnswer, pace_of

TIMES = st.floats(0, 10_000, allow_nan=False)
KINDS = ("probe", "step")
ANSWERS = st.lists(
    st.builds(
        TimedAnswer,
        st.sampled_from(["new", "review", "drill"]),
        st.sampled_from(KINDS),
        TIMES,
        st.integers(1, 120),
    ),
    max_size=40,
)


def card(seconds=USUAL_SECONDS, kind="probe", reading=0):
    return entry(f"s/{kind}/x")._replace(seconds=seconds, reading=reading)


def test_before_the_first_answer_a_card_takes_what_its_own_seconds_say():
    assert pace_of([]) == Pace()
    assert [Pace().of(part, card(40)) for part in ("new", "review")] == [70, 50]
    assert [Pace().of("review", card(seconds)) for seconds in (8, 20, 92)] == [10, 25, 115]


def test_a_story_is_read_before_its_new_cards_and_not_again():
    read, unread = card(reading=9), card()
    assert Pace().of("new", read) == Pace().of("new", unread) + 9
    assert Pace().of("review", read) == Pace().of("review", unread)


@given(ANSWERS, st.integers(1, 120), st.integers(0, 30))
def test_a_pace_is_whole_seconds_and_longer_where_the_card_is(answers, seconds, reading):
    pace = pace_of(answers)
    for part in BEGINNER:
        for kind in (*KINDS, "quiz"):
            found = pace.of(part, card(seconds, kind, reading))
            assert 1 <= found <= pace.of(part, card(seconds + 9, kind, reading))
            assert type(found) is int


@given(st.sampled_from(sorted(BEGINNER)), st.integers(10, 90), st.floats(0.5, 2))
@example("review", 40, 1.0)
def test_many_answers_outweigh_the_guess(part, seconds, times):
    pace = pace_of([TimedAnswer(part, "probe", seconds * times, seconds)] * LAST)
    assert pace.of(part, card(seconds)) == pytest.approx(seconds * times, abs=0.5 + 0.1 * seconds)
    other = next(name for name in BEGINNER if name != part)
    assert pace.by_part[other] == pytest.approx(BEGINNER[other])


def test_a_kind_that_takes_longer_than_its_cards_say_is_known_by_itself():
    quick, slow = (
        [TimedAnswer("review", "probe", 10.0)] * 40,
        [TimedAnswer("review", "step", 90.0)] * 40,
    )
    pace = pace_of([*quick, *slow])
    seconds = [pace.of("review", card(kind=kind)) for kind in ("probe", "quiz", "step")]
    assert seconds == sorted(seconds)
    assert seconds[0] < 25
    assert seconds[2] > 80


def test_drills_are_part_of_what_a_card_takes():
    plain = [TimedAnswer("review", "probe", 20.0)] * 40
    drilled = [*plain, *[TimedAnswer("drill", "probe", 10.0)] * 40]
    assert pace_of(drilled).of("review", card()) == pace_of(plain).of("review", card()) + 8


@given(st.integers(1, 30))
def test_a_card_left_on_the_screen_over_lunch_counts_no_more_than_the_longest(hours):
    lunch = pace_of([TimedAnswer("review", "probe", 3600.0 * hours)])
    assert lunch == pace_of([TimedAnswer("review", "probe", LONGEST)])


def test_a_pace_is_the_learners_own_from_so_many_answers_on():
    answers = [TimedAnswer("review", "probe", 8.0)] * ENOUGH
    assert (pace_of(answers[1:]).is_own, pace_of(answers).is_own) == (False, True)
    drills = [TimedAnswer("drill", "probe", 8.0)] * ENOUGH
    assert not pace_of([*answers[1:], *drills]).is_own


@given(ANSWERS, st.integers(1, 120), st.integers(0, 30))
def test_a_learner_twice_as_slow_takes_twice_as_long_for_everything(answers, seconds, reading):
    pace = pace_of(answers)
    for part in BEGINNER:
        taken = pace.of(part, card(seconds, reading=reading))
        assert abs(pace._replace(slower=2).of(part, card(seconds, reading=reading)) - 2 * taken) < 2
        assert abs(pace._replace(slower=2).usually(part) - 2 * pace.usually(part)) < 2
