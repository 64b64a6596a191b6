"""The interview date chooses what is asked today, and nothing else."""

from collections import Counter
from datetime import timedelta
from itertools import permutations

from hypothesis import assume, given
from hypothesis import strategies as st

from days import ON, TIMES, Learner, dated_learners, entry, learners, remembered
from lpcards.day.interview import TARGET, interview_on, strength, wanting
from lpcards.day.pace import Pace
from lpcards.memory.history import history_of
from lpcards.memory.recall import recall
from lpcards.memory.sm2 import early, schedule

GRADES = st.integers(0, 5)


def ids(queue):
    return [one.id for one in (*queue.reviews, *queue.new)]


def study(learner, data):
    """Answer the first card of the queue until it is empty; return the ids served."""
    served = []
    while waiting := ids(learner.queue()):
        served.append(waiting[0])
        learner.answer(waiting[0], data.draw(GRADES))
    return served


def dated(learner, left, total=None, cap=100):
    learner.began = ON - timedelta(days=(total or left) - left)
    learner.limit(interview=ON + timedelta(days=left), cards_a_day=cap)
    return learner


@given(dated_learners(), st.data())
def test_with_a_date_too_what_is_due_is_what_is_served(learner, data):
    queue = learner.queue()
    served = study(learner, data)
    assert sorted(served) == sorted(ids(queue))
    assert len(served) == queue.total


@given(dated_learners(), st.data())
def test_an_answer_takes_its_card_out_of_the_queue_and_nothing_else(learner, data):
    before = learner.queue()
    assume(ids(before))
    card = data.draw(st.sampled_from(ids(before)))
    learner.answer(card, data.draw(GRADES))
    after = learner.queue()
    assert set(ids(after)) == set(ids(before)) - {card}
    assert after.early == before.early - {card}


@given(dated_learners(), st.data())
def test_no_day_holds_more_than_it_may(learner, data):
    assert len(study(learner, data)) <= learner.interview.cards_a_day


@given(dated_learners(), st.data())
def test_sm_2_keeps_its_numbers_and_its_days(learner, data):
    """Switched off again, nothing is left: the replay of the log knows nothing of the date."""
    before = dict(learner.memories)
    study(learner, data)
    fresh = {card for card in learner.memories if card not in before}
    again = history_of([event for event in learner.events if event.card in fresh]).memory
    for card, memory in learner.memories.items():
        assert memory.due == memory.last + timedelta(days=memory.interval)
        assert card not in fresh or again[card][:7] == memory[:7]
    assert all("due" not in event.details for event in learner.events)


@given(learners(), st.data())
def test_a_date_far_away_leaves_the_reviews_as_they_are(learner, data):
    plain = learner.queue()
    dated(learner, left=data.draw(st.integers(100, 900)), cap=1000)
    reviews = learner.queue().reviews
    assert {one.id for one in plain.reviews} <= {one.id for one in reviews}
    assert not learner.queue().early


@given(dated_learners())
def test_the_final_pass_brings_early_what_would_be_weak_on_the_day(learner):
    queue, interview = learner.queue(), learner.interview
    for card in queue.early:
        memory = learner.memories[card]
        assert early(memory, ON)
        assert memory.due >= interview.on
        assert recall(memory, interview.on) < TARGET
    assert not queue.early or 1 <= interview.left(ON) <= interview.final
    due = {card for card, memory in learner.memories.items() if memory.due <= ON}
    assert {one.id for one in queue.reviews} <= due | queue.early


@given(st.integers(1, 7), st.lists(st.integers(5, 60), min_size=1, max_size=20))
def test_the_strongest_come_first_an_even_share_a_day(left, intervals):
    cards = {f"s{n}/x/x": remembered(elapsed=4, interval=days) for n, days in enumerate(intervals)}
    learner = dated(Learner(map(entry, cards), cards), left, total=21)
    on = learner.interview.on
    weak = [card for card, one in cards.items() if one.due >= on and recall(one, on) < TARGET]
    weak = [card for card in weak if cards[card].due > ON]
    come = learner.queue().early
    assert len(come) == -(-len(weak) // left)
    stay = [strength(cards[card], ON) for card in weak if card not in come]
    assert not come or not stay or min(strength(cards[card], ON) for card in come) >= max(stay)


@given(st.data())
def test_a_day_takes_no_more_of_the_final_pass_while_it_is_being_answered(data):
    cards = {f"s{n}/x/weak": remembered(elapsed=4, interval=9) for n in range(12)}
    cards |= {f"s{n}/x/due": remembered(elapsed=6, interval=6) for n in range(3)}
    learner = dated(Learner(map(entry, cards), cards), left=2, total=21, cap=9)
    before = learner.queue()
    assert (len(before.reviews), len(before.early)) == (9, 6)
    for _ in range(9):
        left = learner.queue()
        card = data.draw(st.sampled_from(ids(left)))
        learner.answer(card, data.draw(GRADES))
        assert set(ids(learner.queue())) == set(ids(left)) - {card}


def test_an_early_answer_takes_no_place_of_a_card_whose_day_it_is():
    cards = {f"s{n}/x/later": remembered(elapsed=1, interval=90) for n in range(3)}
    cards |= {f"s{n}/x/due": remembered(elapsed=6, interval=6) for n in range(4)}
    learner = dated(Learner(map(entry, cards), cards), left=4, total=21, cap=4)
    for number in range(3):
        learner.answer(f"s{number}/x/later", 4)
    assert len(learner.queue().reviews) == 4


def test_a_buried_card_is_not_asked_early():
    cards = {f"s{n}/x/weak": remembered(elapsed=4, interval=9) for n in range(2)}
    learner = dated(Learner(map(entry, cards), cards), left=1, total=21)
    learner.note("bury", "s0/x/weak")
    assert ids(learner.queue()) == ["s1/x/weak"]


@st.composite
def weak_cards(draw, left):
    """Draw what is remembered of some cards that are due after a day so near, and weak on it."""
    on, found = ON + timedelta(days=left), []
    for _ in range(draw(st.integers(2, 5))):
        elapsed = draw(st.integers(1, 30))
        interval = draw(st.integers(elapsed + left, 2 * (elapsed + left)))
        ease = draw(st.integers(130, 280))
        found.append(remembered(elapsed=elapsed, interval=interval)._replace(ease=ease))
    return [one for one in found if wanting(one, on)]


@given(st.data(), st.integers(2, 4))
def test_no_other_order_of_the_final_pass_gives_a_point_more_recall(data, left):
    memories, on = data.draw(weak_cards(left)), ON + timedelta(days=left)
    days = [ON + timedelta(days=n) for n in range(left)]
    rest, slots = len(memories), []
    for number, day in enumerate(days):
        slots += [day] * -(-rest // (left - number))
        rest = len(memories) - len(slots)

    def known(order):
        passed = (schedule(one, 4, day) for one, day in zip(order, slots, strict=True))
        return sum(recall(one, on) for one in passed) / max(1, len(memories))

    ours = sorted(memories, key=lambda one: -strength(one, ON))
    assert max(map(known, permutations(memories))) - known(ours) < 0.01


def test_early_cards_have_what_room_is_left():
    cards = {
        "a/x/due": remembered(elapsed=6, interval=6),
        "b/x/weak": remembered(elapsed=4, interval=9),
    }
    learner = Learner([*map(entry, cards), entry("c/x/new")], cards)
    assert ids(dated(learner, left=5, total=21).queue()) == ["a/x/due", "b/x/weak", "c/x/new"]
    assert ids(dated(learner, left=5, total=21, cap=2).queue()) == ["a/x/due", "c/x/new"]
    assert ids(dated(learner, left=1, total=21).queue()) == ["a/x/due", "b/x/weak"]


def test_slots_that_siblings_keep_from_new_cards_are_for_reviews():
    cards = {f"s{n}/x/x": remembered(elapsed=6, interval=6) for n in range(4)}
    new = [entry(f"s0/x/{n}", group="s0/x/x") for n in range(20)]
    learner = dated(Learner([*map(entry, cards), *new], cards), left=20, cap=4)
    assert len(learner.queue().reviews) == 4


@given(st.integers(1, 60), st.integers(1, 90))
def test_new_cards_are_spread_evenly_until_the_quiet_days(days, count):
    interview = interview_on(ON + timedelta(days=days), ON, 1000)
    left, brought = count, []
    for day in (ON + timedelta(days=n) for n in range(days)):
        brought.append(interview.intake(left, day))
        left -= brought[-1]
    assert left == 0
    assert brought == sorted(brought, reverse=True)
    assert brought[0] - min(brought[: days - interview.quiet]) <= 1
    assert not sum(brought[days - interview.quiet :])
    assert days == 1 or not brought[-1]


@given(st.integers(2, 14), st.integers(1, 90))
def test_who_is_late_meets_the_rest_all_the_same_but_not_on_the_last_day(days, count):
    interview = interview_on(ON + timedelta(days=days), ON - timedelta(days=400), 1000)
    left, brought = count, []
    for day in (ON + timedelta(days=n) for n in range(days)):
        brought.append(interview.intake(left, day))
        left -= brought[-1]
    assert left == 0
    assert brought[-1] == 0


@given(dated_learners())
def test_before_the_last_third_siblings_stay_apart(learner):
    assume(not learner.interview.is_near(ON))
    queue = learner.queue()
    asked = (*queue.reviews, *queue.new)
    groups = Counter(card.group for card in asked if card.id not in learner.stuck)
    assert all(count == 1 for count in groups.values())


def test_in_the_last_third_siblings_come_on_one_day_some_cards_apart():
    names = [f"s/x/{n}" for n in range(12)]
    entries = [entry(name, group=f"g{n % 6}") for n, name in enumerate(names)]
    cards = {name: remembered(elapsed=6, interval=6) for name in names}
    learner = dated(Learner(entries, cards), left=7, total=21)
    served = []
    while reviews := learner.queue().reviews:
        served.append(reviews[0])
        learner.answer(reviews[0].id, 4)
    assert len(served) == 12
    groups = [one.group for one in served]
    assert all(group not in groups[at + 1 : at + 5] for at, group in enumerate(groups))


PACES = st.fixed_dictionaries({"review": TIMES, "new": TIMES}).map(Pace)


@st.composite
def limited(draw):
    """Draw a learner with a date and seconds, in the middle of a day."""
    learner = draw(dated_learners())
    learner.limit(seconds=draw(st.integers(1, 400)), pace=draw(PACES))
    for _ in range(draw(st.integers(0, 3))):
        if waiting := ids(learner.queue()):
            learner.answer(draw(st.sampled_from(waiting)), draw(GRADES))
    return learner


@given(limited())
def test_minutes_never_take_the_last_new_card_of_a_day_that_would_have_one(learner):
    within = learner.queue()
    learner.limit(seconds=0)
    would = learner.today().introduced or learner.queue().new
    assert not would or learner.today().introduced or within.new


@given(limited())
def test_minutes_before_an_interview_are_not_overfilled(learner):
    queue, limits, today = learner.queue(), learner.limits, learner.today()
    new = len(queue.new) + len(today.introduced)
    reviews = len(queue.reviews) + len(today.reviewed)
    seconds = new * limits.pace.usually("new") + reviews * limits.pace.usually("review")
    assert seconds <= limits.seconds or new + reviews == 1


@given(limited(), st.data())
def test_within_minutes_before_an_interview_what_is_due_is_what_is_served(learner, data):
    announced, served = ids(learner.queue()), []
    while coming := ids(learner.queue()):
        served.append(data.draw(st.sampled_from(coming)))
        learner.answer(served[-1], data.draw(GRADES))
        assert len(served) <= len(announced)
    assert sorted(served) == sorted(announced)


def test_the_first_days_are_not_half_empty_and_the_last_of_a_short_time_bring_nothing_new():
    interview = interview_on(ON + timedelta(days=7), ON, 24)
    assert interview.intake(200, ON, waiting=0) == 12
    assert interview.intake(200, ON + timedelta(days=1), waiting=12) == 8
    assert [interview.intake(200, ON + timedelta(days=day)) for day in (5, 6)] == [0, 0]


def test_an_early_answer_leaves_the_new_cards_of_its_day_alone():
    cards = {
        "a/x/due": remembered(elapsed=1, interval=1),
        "b/x/early": remembered(elapsed=1, interval=3),
    }
    learner = Learner([*map(entry, cards), entry("c/x/new"), entry("d/x/new")], cards)
    dated(learner, left=2, total=12, cap=5)
    before = ids(learner.queue())
    assert "b/x/early" in before
    learner.answer("b/x/early", 0)
    assert set(ids(learner.queue())) == {*before} - {"b/x/early"}
