"""New cards in rounds: own stories in turn, the principles' cards beside them, breadth first."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from days import entry
from lpcards.day.rounds import (
    EVERY,
    FIRST,
    core_first,
    in_rounds,
    principles_in_turn,
    turn_led,
    turn_of,
    wholes_for_parts,
)
from lpcards.story.principles import MOST_ASKED, PRINCIPLES


def story(name, count=12, principle="ownership"):
    ids = [f"{name}/probe/{n}" for n in range(count)]
    return turn_of(principle, (), True, False, " ".join(ids)), ids


def guide(principle, count=4, leading=()):
    ids = [f"{principle}/question/{n}" for n in range(count)]
    return turn_of(principle, leading, False, True, " ".join(ids)), ids


def general(count=20):
    ids = [f"general/followup/{n}" for n in range(count)]
    return turn_of("all", (), False, True, " ".join(ids)), ids


def example(name, count=3, principle="ownership", *, near):
    ids = [f"{name}/probe/{n}" for n in range(count)]
    return turn_of(principle, (), False, False, " ".join(ids), near=near), ids


GUIDES = [guide(principle) for principle in PRINCIPLES]


def owner(card):
    return card.split("/")[0]


FILES = st.lists(
    st.one_of(
        st.builds(story, st.sampled_from("abcdef"), st.integers(0, 30)),
        st.builds(guide, st.sampled_from([*PRINCIPLES]), st.integers(0, 9)),
        st.builds(general, st.integers(0, 30)),
    ),
    unique_by=lambda file: file[1][0].split("/")[0] if file[1] else id(file),
)


@given(FILES)
def test_every_card_comes_once_and_those_of_a_file_in_its_order(files):
    ordered = list(in_rounds(files))
    assert sorted(ordered) == sorted(card for _, ids in files for card in ids)
    for _, ids in files:
        assert [card for card in ordered if card in ids] == ids


@given(st.integers(1, 8), st.integers(1, 20))
def test_stories_take_turns_and_a_third_of_the_cards_is_generic(count, length):
    stories = [story(f"story{n}", length) for n in range(count)]
    ordered = list(in_rounds([general(), *GUIDES, *stories]))
    assert [owner(card) for card in ordered[:FIRST]] == ["general"] * FIRST
    rest = ordered[FIRST:]
    last = max(at for at, card in enumerate(rest) if owner(card).startswith("story"))
    for end in range(1, last + 1):
        met = Counter(owner(card) for card in rest[:end] if owner(card).startswith("story"))
        each = [met[f"story{n}"] for n in range(count)]
        assert max(each) - min(each) <= 1
        generic = end - sum(each)
        assert generic <= end // EVERY + 1


def test_a_round_brings_two_cards_of_every_principle_before_any_third():
    ordered = list(in_rounds(GUIDES))
    met: Counter[str] = Counter()
    for card in ordered:
        if met[owner(card)] == 2:
            assert min(met[principle] for principle in PRINCIPLES) == 2
            break
        met[owner(card)] += 1
    assert [owner(card) for card in ordered[:4]] == list(MOST_ASKED[:4])


def test_the_principles_that_were_named_lead_with_all_their_cards():
    named = ("frugality", "think-big")
    files = [guide(principle, leading=named) for principle in PRINCIPLES]
    owners = [owner(card) for card in in_rounds(files)]
    assert owners[:2] == [*named]
    assert Counter(owners[:8]) == dict.fromkeys(named, 4)
    assert owners[8] == "ownership"


@given(FILES, st.integers(0, 16))
def test_whether_principles_led_can_be_tried_where_they_are_first_in_turn(files, count):
    named = principles_in_turn()[:count]
    tried = [(turn_led(turn, owner(ids[0]), named), ids) for turn, ids in files if ids]
    led = [
        guide(owner(ids[0]), len(ids), named) if owner(ids[0]) in PRINCIPLES else (turn, ids)
        for turn, ids in files
        if ids
    ]
    assert list(in_rounds(tried)) == list(in_rounds(led))


def test_questions_of_one_s_own_are_as_good_as_a_story():
    ids = ["asked/open/why", "asked/ask/who"]
    met = turn_of("all", (), True, True, " ".join(ids)), ids
    assert next(iter(in_rounds([*GUIDES, met]))) == "asked/open/why"


def test_late_a_checklist_stands_for_its_parts():
    parts = [entry("mine/result/metric"), entry("mine/result/worth"), entry("mine/probe/why")]
    whole = entry("mine/result/list", after=[card.id for card in parts[:2]])
    late = [card.id for card in wholes_for_parts([*parts, whole], [])]
    assert late == ["mine/result/list", "mine/probe/why"]
    assert [card.id for card in wholes_for_parts(parts, [whole])] == ["mine/probe/why"]


def test_shortly_before_the_date_the_core_of_each_own_story_comes_before_all_else():
    mine = [entry(f"mine/probe/{n}") for n in range(7)]
    guide = entry("guide/question/one")._replace(own=False, guide=True)
    asked = core_first([mine[1], guide, *mine[2:]], known=mine[:1])
    assert [card.id for card in asked] == [card.id for card in (*mine[1:5], guide, *mine[5:])]


def test_examples_of_the_own_field_come_before_all_others_and_behind_own_stories():
    files = [
        example("far", principle="customer-obsession", near=False),
        example("near", principle="think-big", near=True),
        story("mine", 3),
        example("close", near=True),
    ]
    ordered = [owner(card) for card in in_rounds(files)]
    assert ordered == ["mine"] * 3 + ["close", "near"] * 3 + ["far"] * 3


def test_guides_for_every_story_take_turns_behind_the_first_cards():
    loop = (
        turn_of("all", (), False, True, "loop/question/0"),
        ["loop/question/0", "loop/question/1"],
    )
    ordered = [*in_rounds([general(4), loop])]
    assert [owner(card) for card in ordered] == ["general"] * 3 + ["loop", "general", "loop"]
