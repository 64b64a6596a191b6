"""A day's limits: minutes, and those of single principles, on top of the limits of all."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from days import ON, PLAIN, PRINCIPLES, TIMES, Learner, entry, learners, remembered
from lpcards.day.limits import EACH_PRINCIPLE, Limits
from lpcards.day.pace import BEGINNER, Pace
from lpcards.memory.recall import elapsed
from lpcards.story.settings import PrincipleLimits

GRADES = st.integers(0, 5)
MOST = st.none() | st.integers(0, 4)
CAPS = st.dictionaries(
    st.sampled_from([*PRINCIPLES, EACH_PRINCIPLE]),
    st.builds(PrincipleLimits, new=MOST, reviews=MOST),
)
KINDS = [(part, kind) for part in BEGINNER for kind in ("g0", "g1", "g2")]
PACES = st.builds(
    Pace,
    st.fixed_dictionaries({"review": TIMES, "new": TIMES}),
    st.dictionaries(st.sampled_from(KINDS), TIMES),
    st.floats(0, 1),
)
ONLY = st.sampled_from(["", "new", "due"])


@st.composite
def limited(draw):
    """Draw a learner with limits of all sorts, in the middle of a day."""
    learner = draw(learners())
    learner.limit(per_principle=draw(CAPS))
    for card in draw(st.lists(st.sampled_from([one.id for one in learner.entries]), max_size=3)):
        learner.answer(card, draw(GRADES))
    learner.limit(only=draw(ONLY), seconds=draw(st.just(0) | st.integers(1, 400)), pace=draw(PACES))
    return learner


def ids(queue):
    return [one.id for one in (*queue.reviews, *queue.new)]


@given(limited(), st.data())
def test_within_any_limits_an_answer_takes_its_card_out_and_nothing_else(learner, data):
    before = learner.queue()
    assume(before.total)
    card = data.draw(st.sampled_from(ids(before)))
    learner.answer(card, data.draw(GRADES))
    after = learner.queue()
    assert set(ids(after)) == set(ids(before)) - {card}
    assert after.cut == before.cut


@given(limited(), st.data())
def test_within_any_limits_what_is_due_is_what_is_served(learner, data):
    announced, served = ids(learner.queue()), []
    while coming := ids(learner.queue()):
        served.append(coming[0])
        learner.answer(coming[0], data.draw(GRADES))
    assert sorted(served) == sorted(announced)


@given(limited())
def test_no_principle_has_more_than_its_cap(learner):
    today, queue = learner.today(), learner.queue()
    for sort, done, most in (
        ("new", today.introduced, learner.limits.most_new),
        ("reviews", today.reviewed, learner.limits.most_reviews),
    ):
        had = Counter(one.principle for one in learner.by_id(done))
        for name, count in Counter(one.principle for one in getattr(queue, sort)).items():
            assert most(name) is None or count + had[name] <= most(name)


@given(CAPS, st.sampled_from(PRINCIPLES))
def test_what_a_principles_cap_leaves_open_that_of_every_principle_says(caps, name):
    limits, none = Limits(per_principle=caps), PrincipleLimits()
    own, every = caps.get(name, none), caps.get(EACH_PRINCIPLE, none)
    assert limits.most_new(name) == (every.new if own.new is None else own.new)
    assert limits.most_reviews(name) == (every.reviews if own.reviews is None else own.reviews)


def price_of(queue, pace):
    return sum(
        pace.of(sort, one)
        for sort, entries in (("review", queue.reviews), ("new", queue.new))
        for one in entries
    )


@given(learners(), st.integers(1, 400), PACES)
def test_minutes_are_filled_and_not_overfilled(learner, seconds, pace):
    whole = learner.queue()
    learner.limit(seconds=seconds, pace=pace)
    queue = learner.queue()
    assert queue.total + queue.cut == whole.total
    assert price_of(queue, pace) <= seconds or queue.total == 1
    if queue.cut:
        dearest = max(pace.of(part, card) for part in BEGINNER for card in learner.entries)
        assert price_of(queue, pace) + dearest > seconds
    else:
        assert set(ids(queue)) == set(ids(whole))


@given(learners(), st.integers(1, 400), PACES)
def test_what_is_due_fills_the_minutes_before_anything_new(learner, seconds, pace):
    due = learner.queue().reviews
    learner.limit(seconds=seconds, pace=pace)
    queue = learner.queue()
    assert not queue.new or len(queue.reviews) == len(due)


@given(learners(), st.integers(1, 400))
def test_of_more_reviews_than_fit_those_best_remembered_come(learner, seconds):
    whole = learner.queue().reviews
    learner.limit(reviews=999)
    learner.limit(seconds=seconds, pace=Pace({"review": 1, "new": 1}))
    come = {one.id for one in learner.queue().reviews}
    stay = {one.id for one in whole} - come
    ratio = {card: elapsed(learner.memories[card], ON) for card in come | stay}
    assert not (come and stay) or max(map(ratio.get, come)) <= min(map(ratio.get, stay))


def test_one_card_fits_into_the_fewest_seconds_but_not_a_second_one():
    learner = Learner([entry("a/x/0"), entry("b/x/0")])
    learner.limit(seconds=1)
    assert learner.queue().total == 1
    learner.answer(ids(learner.queue())[0], 5)
    assert learner.queue().total == 0


@pytest.mark.parametrize(("seconds", "interval"), [(75, None), (55, 6)])
def test_what_was_answered_today_is_taken_off_the_minutes_be_it_new_or_not(seconds, interval):
    cards = [f"{name}/x/0" for name in "abcd"]
    known = {one: remembered(elapsed=6, interval=interval) for one in cards if interval}
    learner = Learner(map(entry, cards), known)
    learner.limit(seconds=seconds)
    assert learner.queue().total == 2
    learner.answer("a/x/0", 4)
    assert learner.queue().total == 1


def test_once_a_card_does_not_fit_no_cheaper_one_comes_before_it():
    learner = Learner(map(entry, ("a/cheap/0", "b/dear/0", "c/cheap/0")))
    pace = Pace(by_kind={("new", "cheap"): 0.25, ("new", "dear"): 4.25})
    learner.limit(seconds=50, pace=pace)
    assert (ids(learner.queue()), learner.queue().cut) == (["a/cheap/0"], 2)


def test_a_sitting_is_not_charged_for_what_was_answered_before_it():
    learner = Learner([entry(f"{name}/x/0") for name in "abcd"])
    learner.answer("a/x/0", 5)
    learner.limit(seconds=75)
    assert learner.queue().total == 1
    learner.limit(free=frozenset({"a/x/0"}))
    assert learner.queue().total == 2


@given(limited())
def test_only_one_sort_comes_where_one_was_asked_for_and_its_drills(learner):
    queue, introduced = learner.queue(), learner.today().introduced
    if learner.limits.only == "new":
        assert queue.reviews == ()
        assert all(drill.card in introduced for drill in queue.drills)
    if learner.limits.only == "due":
        assert queue.new == ()
        assert not any(drill.card in introduced for drill in queue.drills)


@given(learners())
def test_due_and_new_alone_are_the_two_halves_of_the_day(learner):
    both = learner.queue()
    learner.limit(only="due")
    due = learner.queue()
    learner.limit(only="new")
    new = learner.queue()
    assert set(due.reviews) == set(both.reviews)
    assert set(new.new) == set(both.new)


def test_a_principle_that_is_full_makes_way_for_others():
    names = ("a", "b", "c", "d")
    entries = [entry(f"{name}/x/0", principle="own" if name < "d" else "dive") for name in names]
    learner = Learner(entries, limits=PLAIN._replace(per_principle={"own": PrincipleLimits(new=1)}))
    assert ids(learner.queue()) == ["a/x/0", "d/x/0"]
    due = {one.id: remembered(elapsed=9, interval=3) for one in entries}
    learner = Learner(
        entries, due, PLAIN._replace(per_principle={EACH_PRINCIPLE: PrincipleLimits(reviews=1)})
    )
    assert {one.principle for one in learner.queue().reviews} == {"own", "dive"}
    assert learner.queue().total == 2


def test_a_guide_that_is_full_does_not_take_the_place_of_another_guide():
    full = [entry(f"g/x/{n}", guide=True, principle="own") for n in range(4)]
    other = [entry(f"h/x/{n}", guide=True, principle="dive") for n in range(2)]
    stories = [entry(f"s/x/{n}", principle="think") for n in range(4)]
    limits = PLAIN._replace(new=4, per_principle={"own": PrincipleLimits(new=0)})
    come = Learner([*full, *other, *stories], limits=limits).queue().new
    assert sum(one.guide for one in come) == 2


def test_where_principles_share_the_day_out_guides_may_take_more_than_half_of_it():
    guides = [entry(f"g{name}/x/0", guide=True, principle=name) for name in PRINCIPLES]
    stories = [entry(f"s{n}/x/0", principle=f"p{n}") for n in range(4)]
    limits = PLAIN._replace(new=4, per_principle={EACH_PRINCIPLE: PrincipleLimits(new=1)})
    assert ids(Learner([*guides, *stories], limits=limits).queue())[:3] == [
        one.id for one in guides
    ]


@pytest.mark.parametrize(
    ("days", "first"), [(21, 7), (30, 10), (7, 5), (10, 7), (1, 1), (None, 0), (-3, 0)]
)
def test_a_quarter_of_the_seconds_is_for_telling_once_there_was_time_to_learn(days, first):
    interview = None if days is None else ON + timedelta(days=days)
    limits = Limits(seconds=600, telling=True, interview=interview)
    told = [limits.seconds_to_tell(ON + timedelta(days=day), ON) for day in range(30)]
    assert told[:first] == [0] * first
    assert {*told[first:]} == {150}
    assert not limits._replace(telling=False).seconds_to_tell(ON, ON)
