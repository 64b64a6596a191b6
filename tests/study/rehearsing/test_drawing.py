"""The loop: the same seed asks the same, no story fits that was told, own stories come first."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lpcards.cards.choices import CommonQuestion, Story, questions_of
from lpcards.practice.interview_loop import drawn, fitting

PRINCIPLES = ("ownership", "dive-deep", "frugality")


def story(name, principle, *, asked=(), also=(), own=True, sort="scenario"):
    named = tuple(CommonQuestion(ask, principle) for ask in asked)
    return Story(name, sort, name, name, principle, also, own, "x.yaml", 1, named)


questions = st.lists(
    st.builds(
        CommonQuestion, st.text("abcdef", min_size=1, max_size=3), st.sampled_from(PRINCIPLES)
    ),
    unique_by=lambda one: one.ask,
    max_size=25,
).map(sorted)


@given(questions, st.integers(0, 10_000))
def test_a_seed_is_an_order_of_all_questions(asked, seed):
    loop = drawn(asked, seed)
    assert loop == drawn(asked, seed)
    assert sorted(loop) == asked


@given(questions, st.integers(0, 10_000))
def test_principles_take_turns_until_their_questions_are_used_up(asked, seed):
    loop = [one.principle for one in drawn(asked, seed)]
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
        story("g", "ownership", asked=("Why?", "When?"), sort="guide"),
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
    story("guide", "ownership", asked=("Why?",), sort="guide"),
    story("also", "frugality", also=("ownership",)),
    story("other", "dive-deep"),
    story("main", "ownership"),
    story("asked", "dive-deep", asked=("Why?",)),
    story("example", "ownership", own=False),
]
WHY = CommonQuestion("Why?", "ownership")


def names(question, told=()):
    return [file.id for file in fitting(question, FILES, told)]


def test_the_best_story_stands_first_and_examples_wait_until_no_own_one_fits():
    assert names(WHY) == ["asked", "main", "also"]
    assert names(WHY, ["asked", "main"]) == ["also"]
    assert names(WHY, ["asked", "main", "also", "other"]) == ["example"]
    assert len(names(CommonQuestion("Else?", "all"))) == 4


def test_where_no_own_story_fits_the_other_own_ones_stand_before_examples():
    assert names(WHY, ["asked", "main", "also"]) == ["other", "example"]
    assert names(CommonQuestion("Else?", "think-big")) == ["also", "other", "main", "asked"]


@given(st.sets(st.sampled_from([file.id for file in FILES])))
def test_a_story_that_was_told_fits_no_more(told):
    assert not told & set(names(WHY, told))
