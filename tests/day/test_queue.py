from collections import Counter
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from days import ON, PLAIN, Learner, entry, learners, remembered
from lpcards.day.card_order import shuffled, spread
from lpcards.day.learner import Today
from lpcards.day.queue import ahead_of
from lpcards.day.study_day import day_of

GRADES = st.integers(0, 5)


def ids(queue):
    return [one.id for one in (*queue.reviews, *queue.new)]


def some_of(cards):
    """Draw some of these cards, in any order."""
    return st.lists(st.sampled_from(cards), unique=True) if cards else st.just([])


def study(learner, data, until=None):
    """Answer the first card of the queue until it is empty; return the entries served."""
    served = []
    while ids(learner.queue()) and len(served) != until:
        [card] = learner.by_id(ids(learner.queue())[:1])
        learner.answer(card.id, data.draw(GRADES))
        served.append(card)
    return served


@given(learners(), st.data())
def test_what_is_due_is_what_is_served(learner, data):
    queue = learner.queue()
    served = study(learner, data)
    assert len(served) == queue.total
    assert sorted(one.id for one in served) == sorted(ids(queue))


@given(learners(), st.data())
def test_an_answer_takes_its_card_out_of_the_queue_and_nothing_else(learner, data):
    before = ids(learner.queue())
    assume(before)
    card = data.draw(st.sampled_from(before))
    learner.answer(card, data.draw(GRADES))
    assert set(ids(learner.queue())) == set(before) - {card}


@given(learners(), st.data())
def test_siblings_and_a_whole_with_its_part_never_meet_on_one_day(learner, data):
    served = [card for card in study(learner, data) if card.id not in learner.stuck]
    groups = Counter(one.group for one in served)
    assert all(count == 1 for count in groups.values())
    cards = {one.id for one in served}
    assert all(cards.isdisjoint(one.after) for one in served)


@given(learners(), st.data())
def test_limits_hold_whatever_was_answered_by_name_before(learner, data):
    for card in data.draw(st.lists(st.sampled_from([one.id for one in learner.entries]))):
        learner.answer(card, data.draw(GRADES))
    today, queue, limits = learner.today(), learner.queue(), learner.limits
    assert len(queue.reviews) <= max(0, limits.reviews - len(today.reviewed))
    assert len(queue.new) <= max(0, limits.new - len(today.introduced))
    introduced = Counter(one.scenario for one in learner.by_id(today.introduced))
    for scenario, count in Counter(one.scenario for one in queue.new).items():
        assert count + introduced[scenario] <= limits.new_per_story


@given(learners(), st.data())
def test_a_new_checklist_waits_until_its_parts_were_answered_on_an_earlier_day(learner, data):
    cards = [one.id for one in learner.entries]
    for card in data.draw(st.lists(st.sampled_from(cards), max_size=4)):
        learner.answer(card, data.draw(GRADES))
    for whole in learner.queue().new:
        assert all(learner.known_before(part) for part in whole.after)


def test_a_checklist_comes_the_day_after_its_last_part():
    parts = ["s/result/a", "s/result/b"]
    whole = entry("s/result/list", after=parts)
    learner = Learner([*map(entry, parts), whole], {parts[0]: remembered(elapsed=1, interval=6)})
    assert ids(learner.queue()) == ["s/result/b"]
    learner.memories[parts[1]] = remembered(elapsed=1, interval=6)
    assert ids(learner.queue()) == ["s/result/list"]


def test_a_checklist_waits_for_parts_that_were_not_asked_for_today():
    """As with `--kind`, or when a part was buried: the whole alone is in the running."""
    whole = entry("s/result/list", after=["s/result/a", "s/result/b"])
    learner = Learner([whole], {"s/result/a": remembered(elapsed=1, interval=6)})
    assert ids(learner.queue()) == []
    learner.memories["s/result/b"] = remembered(elapsed=1, interval=6)
    assert ids(learner.queue()) == ["s/result/list"]


def clashes(scenarios):
    return sum(one == other for one, other in pairwise(scenarios))


@given(st.lists(st.sampled_from("abc"), max_size=6), st.sampled_from([None, "a", "b"]))
@example(list("aaab"), None)
@example(list("aabbcc"), "c")
def test_neighbours_come_from_different_scenarios_as_often_as_can_be(scenarios, before):
    last = entry(f"{before}/x/0") if before else None
    entries = [entry(f"{name}/x/{n}") for n, name in enumerate(scenarios)]
    ordered = spread(entries, last)
    assert sorted(ordered) == sorted(entries)
    first = [before] if before else []
    least = min(clashes([*first, *order]) for order in set(permutations(scenarios)))
    assert clashes([*first, *(one.scenario for one in ordered)]) == least


def is_most(scenario, entries):
    """Say whether a scenario has so many of the entries that two of them have to be neighbours."""
    return [one.scenario for one in entries].count(scenario) > (len(entries) + 1) // 2


@given(learners(), st.data())
def test_scenarios_stay_spread_when_every_answer_makes_the_queue_anew(learner, data):
    reviews = learner.queue().reviews
    while crowded := [one.id for one in reviews if is_most(one.scenario, reviews)]:
        del learner.memories[crowded[-1]]
        reviews = learner.queue().reviews
    served = study(learner, data, until=len(reviews))
    assert clashes([one.scenario for one in served]) == 0


@pytest.mark.parametrize(
    ("names", "order"),
    [("a1 a2 a3 b1 b2", "a b a b a"), ("a1 a2 b1 b2 c1 c2", "a b c a b c")],
)
def test_principles_take_turns(names, order):
    entries = [entry(f"{name}/x/0", principle=name[0]) for name in names.split()]
    assert [one.principle for one in spread(entries)] == order.split()


def test_the_next_principle_is_another_than_the_one_asked_last():
    one, other, last = (entry(f"{name}/x/0", principle=name[0]) for name in ("a1", "b1", "a0"))
    assert spread([one, other], last) == (other, one)


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(1, 400)), min_size=1), st.integers(0, 9))
def test_of_too_many_due_cards_those_best_remembered_come(days, room):
    due = [(elapsed, interval) for elapsed, interval in days if elapsed >= interval]
    names = {f"s{n}/x/x": pair for n, pair in enumerate(due)}
    memories = {card: remembered(elapsed=e, interval=i) for card, (e, i) in names.items()}
    learner = Learner(map(entry, names), memories, PLAIN._replace(reviews=room))
    come = {one.id for one in learner.queue().reviews}
    assert len(come) == min(room, len(due))
    ratio = {card: Fraction(*pair) for card, pair in names.items()}
    stay = [ratio[card] for card in names if card not in come]
    assert not come or not stay or max(ratio[card] for card in come) <= min(stay)


def test_of_siblings_the_more_overdue_comes_first():
    cards = [entry("s/x/a", group="g"), entry("s/x/b", group="g")]
    memories = {
        "s/x/a": remembered(elapsed=3, interval=1),
        "s/x/b": remembered(elapsed=3, interval=2),
    }
    assert ids(Learner(cards, memories).queue()) == ["s/x/a"]


def test_of_siblings_the_one_that_failed_comes_before_a_more_overdue_one():
    cards = [entry("s/x/a", group="g"), entry("s/x/b", group="g")]
    failed = remembered(elapsed=1, interval=1)._replace(repetitions=0)
    memories = {"s/x/a": remembered(elapsed=9, interval=6), "s/x/b": failed}
    assert ids(Learner(cards, memories).queue()) == ["s/x/b"]


def test_a_new_sibling_waits_while_a_due_one_does_even_beyond_the_limit():
    cards = [entry("s/x/a", group="g"), entry("s/x/b", group="g")]
    memories = {"s/x/a": remembered(elapsed=2, interval=1)}
    assert ids(Learner(cards, memories, PLAIN._replace(reviews=0)).queue()) == []


def test_a_new_sibling_waits_for_a_due_whole_that_waits_for_its_part():
    part = entry("s/x/part")
    whole = entry("s/x/list", group="g", after=["s/x/part"])
    due = {one.id: remembered(elapsed=3, interval=2) for one in (part, whole)}
    due[part.id] = remembered(elapsed=3, interval=1)
    learner = Learner([part, whole, entry("s/x/new", group="g")], due)
    assert ids(learner.queue()) == ["s/x/part"]


@given(learners(), st.data())
def test_a_buried_card_is_not_asked_again_today_not_even_as_a_drill(learner, data):
    card = data.draw(st.sampled_from([one.id for one in learner.entries]))
    if data.draw(st.booleans()):
        learner.answer(card, 0)
    learner.note("bury", card)
    queue = learner.queue()
    assert card not in ids(queue)
    assert card not in [drill.card for drill in queue.drills]


@given(learners(), st.data())
def test_cards_learned_are_asked_last_in_the_order_in_which_they_were_shown(learner, data):
    before = learner.queue()
    cards = data.draw(some_of([one.id for one in before.new]))
    elsewhere = data.draw(some_of([one.id for one in learner.entries if one.id not in ids(before)]))
    for card in (*elsewhere, *cards, *cards[:1]):
        learner.note("learn", card)
    after = learner.queue()
    assert sorted(ids(after)) == sorted(ids(before))
    assert [one.id for one in after.new][len(after.new) - len(cards) :] == cards


def test_a_new_card_that_was_only_marked_keeps_its_turn():
    learner = Learner(map(entry, ("a/x/0", "b/x/0")))
    learner.note("flag", "a/x/0", note="reword")
    assert ids(learner.queue()) == ["a/x/0", "b/x/0"]


def test_the_next_card_is_of_another_story_than_the_one_asked_last():
    cards = [f"{story}/x/{n}" for story in "ab" for n in range(3)]
    learner = Learner(map(entry, cards), dict.fromkeys(cards, remembered(elapsed=6, interval=6)))
    for card, following in (("a/x/0", "b"), ("b/x/0", "a"), ("a/x/0", "b"), ("b/x/1", "a")):
        learner.answer(card, 2)
        assert ids(learner.queue())[0].startswith(following)


def test_the_first_new_card_is_of_another_story_than_the_last_review():
    learner = Learner(map(entry, ("a/x/0", "a/x/1", "b/x/0")))
    learner.memories["a/x/0"] = remembered(elapsed=6, interval=6)
    assert ids(learner.queue()) == ["a/x/0", "b/x/0", "a/x/1"]


def test_where_all_fit_the_most_overdue_of_a_story_comes_first():
    long, short = remembered(elapsed=30, interval=10), remembered(elapsed=2, interval=1)
    learner = Learner(map(entry, ("a/x/0", "a/x/1")), {"a/x/0": short, "a/x/1": long})
    assert ids(learner.queue()) == ["a/x/1", "a/x/0"]


def test_a_part_waits_for_a_whole_that_is_more_overdue():
    part, whole = entry("s/x/part"), entry("s/x/list", after=["s/x/part"])
    due = {part.id: remembered(elapsed=3, interval=2), whole.id: remembered(elapsed=3, interval=1)}
    assert ids(Learner([part, whole], due).queue()) == [whole.id]


def test_drills_come_in_turn_until_a_four():
    learner = Learner(map(entry, ("a/x/0", "b/x/0")))
    learner.answer("a/x/0", 3, missed=[1, "?"])
    learner.answer("b/x/0", 0)
    drills = learner.queue().drills
    assert [(drill.card, drill.missed) for drill in drills] == [("a/x/0", (1,)), ("b/x/0", ())]
    learner.answer("a/x/0", 3)
    assert [drill.card for drill in learner.queue().drills] == ["b/x/0", "a/x/0"]
    learner.answer("b/x/0", 4)
    assert [drill.card for drill in learner.queue().drills] == ["a/x/0"]
    assert learner.queue().total == 0


def test_a_failed_answer_ahead_of_its_day_is_drilled_too():
    learner = Learner([entry("a/x/0")], {"a/x/0": remembered(elapsed=1, interval=6)})
    learner.answer("a/x/0", 1)
    assert learner.events[0].kind == "ahead"
    assert [drill.card for drill in learner.queue().drills] == ["a/x/0"]


def test_of_one_sort_come_the_drills_that_followed_from_it():
    learner = Learner(map(entry, ("new/x/0", "due/x/0")))
    learner.memories["due/x/0"] = remembered(elapsed=6, interval=6)
    learner.answer("new/x/0", 0)
    learner.answer("due/x/0", 0)
    for only in ("new", "due"):
        learner.limit(only=only)
        assert [drill.card for drill in learner.queue().drills] == [f"{only}/x/0"]


def test_an_answer_that_another_program_took_back_meanwhile_is_not_counted():
    learner = Learner([entry("a/x/0")])
    learner.answer("a/x/0", 4)
    learner.memories.clear()
    assert learner.today().answered == frozenset()


def test_a_drill_of_a_strange_log_that_has_no_grade_opens_no_other():
    learner = Learner([entry("a/x/0")])
    learner.note("drill", "a/x/0")
    assert learner.queue().drills == ()


@pytest.mark.parametrize("known", [{}, {"a/x/0": remembered(elapsed=6, interval=6)}])
def test_a_cram_neither_counts_nor_opens_a_drill(known):
    learner = Learner([entry("a/x/0")], known)
    learner.note("cram", "a/x/0", 0)
    assert ids(learner.queue()) == ["a/x/0"]
    assert learner.queue().drills == ()


@given(learners())
def test_ahead_come_the_later_cards_the_nearest_first_siblings_apart(learner):
    known = [(one, learner.memories[one.id]) for one in learner.by_id(learner.memories)]
    ahead = ahead_of(known, learner.today())
    dues = [learner.memories[one.id].due for one in ahead]
    assert dues == sorted(dues)
    assert all(due > ON for due in dues)
    assert len({one.group for one in ahead}) == len(ahead)
    later = {one.group for one, memory in known if memory.due > ON and not one.after}
    blocked = {one.group for one in learner.entries if one.after}
    assert later - blocked <= {one.group for one in ahead} | _parts_of(ahead, learner)


@given(learners(), st.data())
def test_ahead_brings_nothing_that_was_answered_or_buried_today(learner, data):
    cards = st.lists(st.sampled_from([one.id for one in learner.entries]), max_size=4)
    for card in data.draw(cards):
        learner.answer(card, data.draw(GRADES))
    for card in data.draw(cards):
        learner.note("bury", card)
    today = learner.today()
    ahead = {one.id for one in ahead_of(learner.later(), today)}
    assert ahead.isdisjoint(today.answered | today.buried)


def _parts_of(wholes, learner):
    return {one.group for whole in wholes for one in learner.by_id(whole.after)}


@given(st.integers(0, 30), st.text())
def test_options_are_shuffled_the_same_way_by_the_same_seed(count, seed):
    order = shuffled(count, seed)
    assert sorted(order) == list(range(count))
    assert shuffled(count, seed) == order


def test_seeds_tell_orders_apart():
    assert len({shuffled(4, str(seed)) for seed in range(200)}) == 24
    assert shuffled(5, "2026-03-02 s/quiz/a") == (2, 4, 1, 3, 0)


@pytest.mark.parametrize(("grades", "comes"), [("222", True), ("22", False), ("2224", False)])
def test_a_card_that_failed_three_days_running_holds_back_no_new_sibling(grades, comes):
    learner = Learner([entry("s/x/hard", group="g"), entry("s/x/new", group="g")])
    simulated = learner.simulated()
    for days, grade in enumerate(grades):
        simulated.answer("s/x/hard", int(grade), ON + timedelta(days=days))
    day = ON + timedelta(days=len(grades))
    queue = day_of(simulated, Today(day), learner.limits).queue
    assert [card.id for card in queue.new] == ["s/x/new"] * comes


def test_shortly_before_the_interview_a_whole_need_not_wait_for_its_parts():
    cards = [entry("s/x/a"), entry("s/x/b"), entry("s/x/list", after=["s/x/a", "s/x/b"])]
    learner = Learner(cards, limits=PLAIN._replace(interview=ON + timedelta(days=10)))
    assert ids(learner.queue()) == ["s/x/list"]
    learner.limit(interview=ON + timedelta(days=11))
    assert "s/x/list" not in ids(learner.queue())


@pytest.mark.parametrize(("days", "comes"), [(2, False), (3, True)])
def test_a_card_that_found_no_room_for_three_days_holds_back_no_new_sibling(days, comes):
    cards = [entry("s/x/due", group="g"), entry("s/x/new", group="g")]
    memories = {"s/x/due": remembered(elapsed=1 + days, interval=1)}
    queue = Learner(cards, memories, PLAIN._replace(reviews=0)).queue()
    assert [card.id for card in queue.new] == ["s/x/new"] * comes


@pytest.mark.parametrize(("waits", "first"), [(2, "s1/x/fresh"), (3, "s0/x/lost")])
def test_a_failed_card_does_not_wait_for_ever_where_not_all_fit(waits, first):
    lost = remembered(elapsed=1 + waits, interval=1)._replace(repetitions=0)
    memories = {"s0/x/lost": lost, "s1/x/fresh": remembered(elapsed=6, interval=6)}
    learner = Learner([*map(entry, memories)], memories, PLAIN._replace(reviews=1))
    assert ids(learner.queue()) == [first]
