"""Days walked forward: the law of the overlay over a whole log, the forecast, the ways out."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from days import ON, entry, stories
from lpcards.day.forecast import LATER, LONGEST, forecast, until_met, ways_out
from lpcards.day.learner import Today
from lpcards.day.limits import Limits
from lpcards.day.pace import Pace
from lpcards.day.simulated_learner import SimulatedLearner
from lpcards.day.study_day import day_of
from lpcards.memory.event import Event
from lpcards.memory.history import history_of
from lpcards.memory.sm2 import early, schedule

NEW, REVIEW = (Pace().usually(part) for part in ("new", "review"))


def event(number, day, card, grade, kind):
    return Event(f"{number:05}", number, 0, "UTC", day, "d", kind, card, grade, None, "f", {})


@given(st.data())
def test_a_date_set_moved_and_taken_out_leaves_no_trace_in_the_log(data):
    entries = [one for n in range(3) for one in data.draw(stories(f"story{n}"))]
    learner, memories, log = SimulatedLearner(entries, {}), {}, []
    for day in (ON + timedelta(days=n) for n in range(data.draw(st.integers(1, 12)))):
        left = data.draw(st.none() | st.integers(0, 12))
        date = None if left is None else day + timedelta(days=left)
        limits = Limits(3, 9, 3, cards_a_day=9, interview=date)
        queue = day_of(learner, Today(day), limits).queue
        for one in (*queue.reviews, *queue.new):
            grade, before = data.draw(st.integers(0, 5)), memories.get(one.id)
            kind = "ahead" if before and early(before, day) else "review"
            log.append(event(len(log), day, one.id, grade, kind))
            learner.answer(one.id, grade, day)
            memories[one.id] = schedule(before, grade, day)
    again = history_of(log).memory
    assert again.keys() == learner.memories.keys()
    for card, memory in again.items():
        own = memory._replace(fingerprint="")
        assert own == learner.memories[card] == memories[card]
        assert memory.due == memory.last + timedelta(days=memory.interval)


def plan(cards, days, cap, minutes=0):
    learner = SimulatedLearner([entry(f"s{n // 20}/x/{n}") for n in range(cards)], {})
    on = ON + timedelta(days=days)
    limits = Limits(seconds=60 * minutes, cards_a_day=cap, interview=on)
    return forecast(learner, limits, Today(ON))


def test_a_forecast_names_every_day_until_the_interview():
    found = plan(150, 21, 60)
    assert [row.on for row in found.days] == [ON + timedelta(days=n) for n in range(21)]
    assert sum(row.new for row in found.days) == 150
    assert [row.new for row in found.days[:3]] == [11, 11, 11]
    assert not any(row.final_pass for row in found.days[:14])
    assert all(row.final_pass for row in found.days[14:])
    recalls = [row.recall for row in found.days]
    assert recalls == sorted(recalls)
    assert recalls[-1] == found.recall > 0.95
    assert found.is_met


@given(st.integers(1, 80), st.integers(0, 20), st.integers(1, 40))
def test_a_forecast_is_kept_within_the_cap_and_is_the_same_again(cards, days, cap):
    found = plan(cards, days, cap)
    assert found == plan(cards, days, cap)
    assert max((row.total for row in found.days), default=0) <= cap
    assert sum(row.new for row in found.days) + found.unseen == cards
    assert 0 <= found.recall <= 1


def test_of_the_answers_foretold_as_many_fail_as_the_intervals_promise():
    learner = SimulatedLearner([entry(f"s{n}/x/x") for n in range(100)], {})
    limits = Limits(cards_a_day=300, interview=ON + timedelta(days=2))
    forecast(learner, limits, Today(ON))
    assert sum(memory.repetitions == 0 for memory in learner.memories.values()) == 10


def test_too_many_cards_for_the_time_are_told_with_what_would_do():
    def is_met(cap, cards, on):
        return plan(cards, (on - ON).days, cap).is_met

    found, on = plan(130, 21, 20), ON + timedelta(days=21)
    assert not found.is_met
    assert min(found.unseen, found.weak) > 0
    ways = ways_out(is_met, 20, 130, on, ON)
    assert is_met(ways.cards_a_day, 130, on)
    assert not is_met(ways.cards_a_day - 1, 130, on)
    assert is_met(20, ways.cards, on)
    assert not is_met(20, ways.cards + 1, on)
    assert is_met(20, 130, ways.on)
    assert not is_met(20, 130, ways.on - timedelta(days=1))


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 2 * LATER))
def test_a_way_out_is_the_nearest_number_that_does(number, cards, days):
    on, today = ON + timedelta(days=10), ON
    ways = ways_out(
        lambda cap, new, day: cap >= 5 + number or new <= cards or (day - on).days >= days,
        cards_a_day=4,
        unseen=61,
        on=on,
        today=today,
    )
    later = on + timedelta(days=days) if days <= LATER else None
    assert ways == (5 + number, cards, later)


def test_where_nothing_would_do_there_is_no_way_out():
    assert ways_out(lambda *_: False, 4, 61, ON, ON) == (None, None, None)


@given(st.integers(1, 80), st.integers(1, 20), st.integers(1, 40), st.integers(1, 12))
def test_no_day_of_a_forecast_is_longer_than_the_minutes(cards, days, cap, minutes):
    for row in plan(cards, days, cap, minutes).days:
        assert row.seconds <= 60 * minutes
        assert row.seconds == row.new * NEW + (row.total - row.new) * REVIEW


@given(st.integers(1, 80), st.integers(1, 20), st.integers(1, 40), st.integers(1, 12))
def test_minutes_never_take_the_last_new_card_of_a_day(cards, days, cap, minutes):
    found = plan(cards, days, cap, minutes)
    met = 0
    for row in found.days[: days - found.interview.quiet]:
        assert row.new > 0 or met == cards
        met += row.new


def many(stories=16, each=20):
    return [
        entry(f"s{n}/probe/{m}", principle=f"p{n % 3}") for n in range(stories) for m in range(each)
    ]


def test_without_a_date_the_limits_decide_when_all_are_met():
    rows = until_met(SimulatedLearner(many(), {}), Limits(new=7), Today(ON))
    assert [row.new for row in rows] == [7] * 45 + [5]
    assert (rows[0].seconds, rows[0].recall) == (7 * NEW, 0)


def test_ten_minutes_a_day_for_three_weeks_are_about_150_cards():
    rows = until_met(SimulatedLearner(many(), {}), Limits(seconds=600), Today(ON))
    assert 135 <= sum(row.new for row in rows[:21]) <= 165
    assert max(row.seconds for row in rows) <= 600


def test_what_never_ends_is_walked_for_a_year_and_a_bit():
    rows = until_met(SimulatedLearner(many(), {}), Limits(new=0), Today(ON))
    assert len(rows) == LONGEST
