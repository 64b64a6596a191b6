"""What there is to say of a story, part by part, and how long each may take."""

from hypothesis import given
from hypothesis import strategies as st

from lpcards.practice.script import FOLLOW_UP, script_of, shared_out
from stories import story

BEATS = [
    {"id": "find", "name": "Find it", "key_phrases": ["I pulled", "I traced", "I saw"]},
    {"id": "mend", "name": "Mend it", "key_phrases": ["I wrote"]},
]
STEPS = {
    "situation": {"seconds": 25, "key_phrases": ["wet", "rising"]},
    "task": {"example": "It was mine."},
    "action": {"seconds": 60, "beats": BEATS},
    "result": {"needs": {"metric": "from 9 to 1", "business": "dry stock"}},
    "reflection": {"by_level": {"sde1": "A pump.", "sde2": "A check."}},
}
PROBES = [
    {"id": "why", "ask": "Why?", "strong": {"takeaway": "It rose.", "points": ["a", "b"]}},
    {"id": "who", "ask": "Who?"},
]


def of(level="", **parts):
    return script_of(story(steps=STEPS, probes=PROBES, **parts), level)


def test_a_story_is_told_in_its_steps_the_action_in_its_beats():
    parts = [(part.step, part.title, part.seconds) for part in of().parts]
    assert parts == [
        ("situation", "Situation", 25),
        ("task", "Task", 20),
        ("action", "Action, beat 1 of 2: Find it", 45),
        ("action", "Action, beat 2 of 2: Mend it", 15),
        ("result", "Result", 20),
        ("reflection", "Reflection", 15),
    ]
    assert of().seconds == 140


def test_the_own_levels_seconds_and_reflection_come_first():
    levels = [{"level": "sde1", "seconds": {"situation": 10, "action": 8}}]
    mine = {part.title: part for part in of("sde1", levels=levels).parts}
    assert mine["Situation"].seconds == 10
    assert mine["Action, beat 1 of 2: Find it"].seconds == 6
    assert mine["Task"].seconds == 20
    assert mine["Reflection"].card.items == ("A pump.",)
    assert of(levels=levels).parts[-1].card.items == ("A check.",)


def test_what_has_to_be_heard_is_what_the_cards_ask():
    items = {part.card.id: part.card.items for part in of().parts}
    assert items["cellar/step/situation"] == ("wet", "rising")
    assert items["cellar/step/action.mend"] == ("I wrote",)
    assert items["cellar/result/needs.list"] == ("from 9 to 1", "dry stock")
    assert items["cellar/step/task"] == ()


def test_a_probe_without_an_answer_is_asked_all_the_same():
    why, who = of().probes
    assert (why.card.front, why.card.items, why.card.back) == ('"Why?"', ("a", "b"), '"It rose."')
    assert (who.card.front, who.card.items) == ('"Who?"', ())
    assert {why.seconds, who.seconds} == {FOLLOW_UP}


def test_a_draft_has_no_parts_and_steps_without_a_word_are_left_out():
    assert script_of(story()).parts == ()
    only = script_of(story(steps={"result": {"example": "Dry."}}))
    assert [part.step for part in only.parts] == ["result"]


@given(st.integers(1, 3600), st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_seconds_are_shared_out_whole_and_none_goes_without(seconds, weights):
    shares = shared_out(seconds, weights)
    assert min(shares) >= 1
    if seconds >= 10 * sum(weights):
        assert sum(shares) == seconds
        assert all(
            abs(share - seconds * weight / sum(weights)) <= 1
            for share, weight in zip(shares, weights, strict=True)
        )
