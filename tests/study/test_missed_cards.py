"""What was missed in an interview is asked first; SM-2 and the limits know nothing of it."""

from datetime import timedelta
from itertools import cycle

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from daily_learner import GRADES, HISTORY, SETTINGS, START, DailyLearner, study_history
from logs import quick_folder
from lpcards.day.learner import MOST_MISSED, Today
from lpcards.day.simulated_learner import FAILED, PASSED
from lpcards.memory.event import DEBRIEF
from lpcards.study.planner import planner_of
from lpcards.study.today import day_of
from sizes import examples

WORLDS = settings(
    max_examples=examples(8, 60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
PLACES = st.lists(st.integers(0, 59), max_size=14)
LEFT = st.none() | st.integers(-2, 24)


def missing(learner, day, places):
    """Write down an interview in which the cards at these places were missed; return them."""
    with learner.workspace(day) as workspace:
        ids = [card.id for card in workspace.index.outlines() if card.own]
        missed = [*dict.fromkeys(ids[at % len(ids)] for at in places)]
        workspace.writing().note(DEBRIEF, "", workspace.moment(), {"missed": missed})
        return missed


def cards(queue):
    return [card.id for card in (*queue.reviews, *queue.new)]


def world(chosen, left, day):
    dated = {} if left is None else {"interview": str(START + timedelta(days=day + left))}
    return {**chosen, **dated}


@WORLDS
@given(SETTINGS, HISTORY, GRADES, LEFT, st.integers(0, 5), st.integers(0, 4), PLACES)
@example({}, [(1, 12)], [4], None, 1, 0, [0, 1, 2])
@example({}, [(1, 12)], [4], 3, 1, 2, [0, 1, 2])
@example(
    {"balance": "yes", "catch_up": "yes"},
    [(2, 13), (1, 21), (4, 15), (4, 25), (4, 12), (2, 10)],
    [3, 0, 5],
    None,
    1,
    2,
    [48, 25, 53, 48, 19, 33, 24, 6, 9],
)  # days are caught up, and what is asked early is no part of what piled up
def test_what_was_missed_is_asked_first_and_an_answer_takes_its_card_out_and_nothing_else(
    chosen, history, grades, left, gap, before, places
):
    with quick_folder() as folder:
        learner, grades = DailyLearner(folder), cycle(grades)
        day = study_history(learner, history, grades) + gap
        learner.set(**world(chosen, left, day))
        learner.study(day, grades, most=before, seconds=None)
        missed = missing(learner, day, places)
        on = START + timedelta(days=day)
        with learner.workspace(day) as workspace:
            index, log = workspace.index, workspace.writing()
            queue = day_of(index, log, on).queue
            assert queue.missed <= {*missed}
            assert len(queue.missed) <= MOST_MISSED
            for part in (queue.reviews, queue.new):
                come = [card.id in queue.missed for card in part if card.id not in learned(log, on)]
                assert come == sorted(come, reverse=True)
            left_over = cards(queue)
            while left_over:
                log.answer(left_over[0], next(grades), workspace.moment())
                after = day_of(index, log, on).queue
                assert sorted(cards(after)) == sorted(left_over[1:])
                left_over = cards(after)


def learned(log, on):
    return {event.card for event in log.day_events(on) if event.kind == "learn"}


@WORLDS
@given(SETTINGS, HISTORY, GRADES, LEFT, st.integers(1, 5), st.integers(0, 4), PLACES)
@example({}, [(1, 12)], [4], None, 1, 3, [0, 1, 2, 3])
def test_the_days_after_an_interview_are_walked_as_they_are_served(
    chosen, history, grades, left, gap, before, places
):
    with quick_folder() as folder:
        learner, grades = DailyLearner(folder), cycle(grades)
        day = study_history(learner, history, grades) + gap
        learner.set(**world(chosen, left, day))
        learner.study(day, grades, most=before, seconds=None)
        missing(learner, day, places)
        with learner.workspace(day) as workspace:
            planner = planner_of(workspace)
            walking, limits = planner.simulated(), planner.limits
        today = planner.today
        for ahead in range(5):
            with learner.workspace(day + ahead) as workspace:
                log = workspace.writing()
                served = day_of(workspace.index, log, today.on)
                assert cards(walking.walk(today, limits).queue) == cards(served.queue)
                for card in cards(served.queue):
                    passed = walking.memories[card].repetitions
                    log.answer(card, PASSED if passed else FAILED, workspace.moment())
            today = Today(today.on + timedelta(days=1))


@WORLDS
@given(SETTINGS, HISTORY, GRADES, PLACES)
def test_a_debrief_changes_nothing_that_is_remembered(chosen, history, grades, places):
    with quick_folder() as folder:
        learner = DailyLearner(folder)
        learner.set(**chosen)
        day = study_history(learner, history, cycle(grades)) + 1
        with learner.workspace(day) as workspace:
            before = dict(workspace.reading().remembered())
            due = cards(day_of(workspace.index, workspace.reading(), START + timedelta(day)).queue)
        missing(learner, day, places)
        with learner.workspace(day) as workspace:
            log = workspace.writing()
            assert dict(log.remembered()) == before
            log.undo(workspace.moment())
            again = day_of(workspace.index, log, START + timedelta(day)).queue
            assert (cards(again), again.missed) == (due, frozenset())


def test_a_card_that_is_not_due_is_asked_once_and_then_has_its_own_day(tmp_path):
    learner = DailyLearner(tmp_path, stories=1)
    learner.study(0, cycle([5]))
    learner.study(1, cycle([5]))
    [card] = missing(learner, 2, [0])
    assert learner.json(2, "next")["id"] == card
    learner.run(2, "grade", card, "5")
    assert learner.json(2, "due")["total"] == 0 or learner.json(2, "next")["id"] != card
    following = [learner.json(day, "next") for day in (3, 4)]
    assert card not in [one and one["id"] for one in following]
