"""How long a card takes this learner."""

from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.day.pace import ENOUGH, GUESS, LAST, LONGEST, Pace, TimedAnswer, pace_of

TIMES = st.floats(0, 10_000, allow_nan=False)
ANSWERS = st.lists(
    st.builds(
        TimedAnswer,
        st.sampled_from(["new", "review", "drill"]),
        st.sampled_from(["probe", "step"]),
        TIMES,
    ),
    max_size=40,
)


def test_before_the_first_answer_the_pace_is_the_guess():
    assert pace_of([]) == Pace()
    assert [Pace().of(sort, "probe") for sort in ("new", "review")] == [30, 15]


@given(ANSWERS)
def test_a_pace_is_whole_seconds_between_nothing_and_the_longest(answers):
    pace = pace_of(answers)
    drills = sum(one.part == "drill" for one in answers)
    for part in GUESS:
        for kind in ("probe", "step", "quiz"):
            assert 1 <= pace.of(part, kind) <= LONGEST * (1 + drills)


@given(st.sampled_from(sorted(GUESS)), st.floats(1, LONGEST))
@example("review", 40.0)
def test_many_answers_outweigh_the_guess(sort, seconds):
    pace = pace_of([TimedAnswer(sort, "probe", seconds)] * LAST)
    assert abs(pace.of(sort, "probe") - seconds) <= 6
    other = next(one for one in GUESS if one != sort)
    assert pace.of(other, "probe") == GUESS[other]


def test_a_kind_that_takes_longer_is_known_by_itself():
    quick, slow = (
        [TimedAnswer("review", "probe", 10.0)] * 40,
        [TimedAnswer("review", "step", 90.0)] * 40,
    )
    pace = pace_of([*quick, *slow])
    seconds = [pace.of("review", kind) for kind in ("probe", "quiz", "step")]
    assert seconds == sorted(seconds)
    assert seconds[0] < 20
    assert seconds[2] > 80


def test_drills_are_part_of_what_a_card_takes():
    plain = [TimedAnswer("review", "probe", 15.0)] * 40
    drilled = [*plain, *[TimedAnswer("drill", "probe", 10.0)] * 40]
    assert pace_of(drilled).of("review", "probe") == pace_of(plain).of("review", "probe") + 8


@given(st.integers(1, 30))
def test_a_card_left_on_the_screen_over_lunch_counts_no_more_than_the_longest(hours):
    lunch = pace_of([TimedAnswer("review", "probe", 3600.0 * hours)])
    assert lunch == pace_of([TimedAnswer("review", "probe", LONGEST)])


def test_a_pace_is_the_learners_own_from_so_many_answers_on():
    answers = [TimedAnswer("review", "probe", 8.0)] * ENOUGH
    assert (pace_of(answers[1:]).is_own, pace_of(answers).is_own) == (False, True)
    drills = [TimedAnswer("drill", "probe", 8.0)] * ENOUGH
    assert not pace_of([*answers[1:], *drills]).is_own
