"""What comes next follows from what was told before, or from a seed, and from nothing else."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lpcards.cards.card import Card
from lpcards.cards.choices import CommonQuestion, Story, questions_of
from lpcards.practice.choosing import REAL, by_need, drawn, fitting, probes_in_need, real_first
from lpcards.practice.script import SpokenPart
from lpcards.practice.telling_record import PartResult, Telling

NAMES = "abcde"


def probe(name):
    return SpokenPart("probe", "Follow-up", Card(name, "probe", "s", "p", name, "", f"{name}?", ""))


def telling(at, asked, story="s"):
    """Return a telling in which the probes `asked` (name -> missed or not) were answered."""
    parts = tuple(
        PartResult(name, "probe", f"{name}?", 9.0, 30, of=1, missed=("x",) if missed else ())
        for name, missed in asked.items()
    )
    return Telling(f"{at:03}", "2026-03-02", "rehearse", story, parts, finished=True)


PROBES = [probe(name) for name in NAMES]


def chosen(*tellings):
    return "".join(part.card.id for part in probes_in_need(PROBES, tellings))


def test_what_was_never_asked_comes_in_the_storys_order_then_what_was_asked_longest_ago():
    first = telling(1, {"a": False, "b": False, "c": False})
    assert chosen() == "abc"
    assert chosen(first) == "dea"
    assert chosen(first, telling(2, {"d": False, "e": False, "a": False})) == "bca"


def test_what_was_missed_comes_again_but_leaves_room_for_another():
    assert chosen(telling(1, {"a": False, "b": True, "c": False})) == "bde"
    assert chosen(telling(1, {"a": True, "b": True, "c": True})) == "abd"


@given(st.lists(st.sets(st.sampled_from(NAMES)), min_size=15, max_size=15))
def test_every_probe_has_its_turn_whatever_is_missed(missing):
    tellings, turns = [], Counter()
    for at, missed in enumerate(missing):
        asked = probes_in_need(PROBES, tellings)
        assert len(asked) == 3
        turns.update(part.card.id for part in asked)
        tellings.append(telling(at, {part.card.id: part.card.id in missed for part in asked}))
    assert set(turns) == set(NAMES)
    assert min(turns.values()) >= 2


@given(st.integers(0, 5))
def test_there_are_no_more_probes_than_the_story_has(count):
    assert len(probes_in_need(PROBES[:count], [])) == min(3, count)


@given(st.permutations(NAMES))
def test_the_story_left_alone_for_longest_is_the_next(order):
    tellings = [telling(at, {}, story=name) for at, name in enumerate(order[1:])]
    assert by_need(NAMES, tellings) == list(order)


PRINCIPLES = ("ownership", "dive-deep", "frugality")


def story(name, principle, *, asked=(), also=(), own=True, guide=False):
    named = tuple(CommonQuestion(ask, principle) for ask in asked)
    return Story(
        name, "guide" if guide else "scenario", name, name, principle, also, own, "x.yaml", 1, named
    )


questions = st.lists(
    st.builds(
        CommonQuestion, st.text("abcdef", min_size=1, max_size=3), st.sampled_from(PRINCIPLES)
    ),
    unique_by=lambda question: question.ask,
    max_size=25,
).map(sorted)


@given(questions, st.integers(0, 10_000))
def test_a_seed_is_an_order_of_all_questions(asked, seed):
    loop = drawn(asked, seed)
    assert loop == drawn(asked, seed)
    assert sorted(loop) == asked


@given(questions, st.integers(0, 10_000))
def test_principles_take_turns_until_their_questions_are_used_up(asked, seed):
    loop = [question.principle for question in drawn(asked, seed)]
    whole = Counter(loop)
    for end in range(len(loop)):
        so_far = Counter(loop[:end])
        waiting = [so_far[name] for name in whole if so_far[name] < whole[name]]
        assert max(waiting) == min(waiting) or max(waiting) - min(waiting) == 1
        assert max(so_far.values(), default=0) <= min(waiting) + 1


def test_other_seeds_ask_otherwise():
    asked = [CommonQuestion(f"{n}?", PRINCIPLES[n % 3]) for n in range(12)]
    assert len({tuple(drawn(asked, seed)) for seed in range(20)}) > 15


def test_questions_come_from_guides_and_stories_each_once():
    files = [
        story("g", "ownership", asked=("Why?", "When?"), guide=True),
        story("s", "dive-deep", asked=("How?", "Why?")),
    ]
    assert questions_of(files) == [
        CommonQuestion("Why?", "ownership"),
        CommonQuestion("When?", "ownership"),
        CommonQuestion("How?", "dive-deep"),
    ]
    assert questions_of(files, {"dive-deep"}) == [
        CommonQuestion("How?", "dive-deep"),
        CommonQuestion("Why?", "dive-deep"),
    ]


FILES = [
    story("guide", "ownership", asked=("Why?",), guide=True),
    story("also", "frugality", also=("ownership",)),
    story("other", "dive-deep"),
    story("main", "ownership"),
    story("asked", "dive-deep", asked=("Why?",)),
    story("example", "ownership", own=False),
]
WHY = CommonQuestion("Why?", "ownership")


def names(question, used=()):
    return [file.id for file in fitting(question, FILES, used)]


def test_the_best_story_stands_first_and_examples_wait_until_no_own_one_fits():
    assert names(WHY) == ["asked", "main", "also"]
    assert names(WHY, ["asked", "main"]) == ["also"]
    assert names(WHY, ["asked", "main", "also", "other"]) == ["example"]
    assert len(names(CommonQuestion("Else?", "all"))) == 4


def test_where_no_own_story_fits_the_other_own_ones_stand_before_examples():
    assert names(WHY, ["asked", "main", "also"]) == ["other", "example"]
    assert names(CommonQuestion("Else?", "think-big")) == ["also", "other", "main", "asked"]


@given(st.sets(st.sampled_from([file.id for file in FILES])))
def test_a_story_that_was_told_fits_no_more(used):
    assert not used & set(names(WHY, used))


def test_of_examples_as_good_those_of_the_own_field_are_offered_first():
    files = [
        story("also", "frugality", also=("ownership",), own=False)._replace(field="product"),
        story("a", "ownership", own=False)._replace(field="software"),
        story("b", "ownership", own=False)._replace(field="product"),
    ]
    assert [file.id for file in fitting(WHY, files, (), "product")] == ["b", "a", "also"]
    assert [file.id for file in fitting(WHY, files, (), "software")] == ["a", "b", "also"]
    own = [story("mine", "ownership")._replace(field="other"), *files]
    assert [file.id for file in fitting(WHY, own, (), "product")] == ["mine"]


@given(st.lists(st.sampled_from(NAMES), unique=True), st.sets(st.sampled_from(NAMES)))
def test_questions_really_asked_begin_and_none_is_lost(names, asked):
    questions = [CommonQuestion(f"{name}?", "p") for name in names]
    found = real_first(questions, [f"{name.upper()} " for name in asked])
    real = [one for one in questions if one.ask[0] in asked][:REAL]
    assert found == [*real, *(one for one in questions if one not in real)]
