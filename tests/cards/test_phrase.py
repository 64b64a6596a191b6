import pytest

from stories import made, story

EXAMPLE = (
    "The pump stood in the boiler room. It ran for 40 minutes! Nobody had oiled the float switch."
)
SWITCH = {"id": "switch", "text": "I found", "fact": "the float switch"}


def phrases(*key_phrases: object, example: str = EXAMPLE, **result: object):
    steps = {"action": {"example": example, "key_phrases": key_phrases}, "result": result}
    return made(story(steps=steps), "phrase")


def test_the_authors_sentence_shows_what_sort_of_thing_is_missing():
    sentence = "It failed at the {float switch | which part?}."
    card = phrases({**SWITCH, "sentence": sentence})["switch"]
    assert card.top == "Cellar · Action"
    assert card.front == "It failed at the [which part?]."
    assert card.back == "float switch"
    assert card.group == "cellar/action"


def test_a_blank_without_a_cue_asks_what():
    assert phrases({**SWITCH, "sentence": "At the {switch}."})["switch"].front == "At the [what?]."


def test_without_a_sentence_the_example_lends_the_one_that_holds_the_fact():
    card = phrases(SWITCH)["switch"]
    assert (card.front, card.back) == ("Nobody had oiled [what?].", "the float switch")


def test_without_a_fact_the_phrase_itself_is_the_blank():
    card = phrases({"id": "room", "text": "boiler room"})["room"]
    assert card.front == "The pump stood in the [what?]."


def test_a_phrase_without_an_id_makes_no_card():
    assert phrases({"text": "boiler room"}) == {}


@pytest.mark.parametrize(
    "example",
    [
        "The float switches were old.",
        "Here the float switch, there the float switch.",
        "The float switch " + "was old and " * 8 + "rusty.",
        "the float switch",
    ],
    ids=["another word", "twice", "too long", "nothing else in it"],
)
def test_a_sentence_that_would_make_a_bad_blank_makes_none(example):
    assert phrases(SWITCH, example=example) == {}


def test_i_and_a_verb_are_never_blanked():
    assert phrases({"id": "found", "text": "I found"}, example="I found it at noon.") == {}


@pytest.mark.parametrize("figure", ["40 minutes", "40minutes"])
def test_a_figure_that_the_result_asks_is_not_asked_again(figure):
    phrase = {"id": "ran", "text": figure, "sentence": "It ran for {" + figure + "}."}
    assert phrases(phrase, needs={"metric": "From 3 hours to 40 minutes."}) == {}
    assert phrases(phrase, needs={"metric": "From 3 hours to 40 seconds."}) != {}


def test_a_found_sentence_does_not_tell_a_figure_of_the_result():
    example = "In 40 minutes the boiler room was dry."
    room = {"id": "room", "text": "boiler room"}
    assert phrases(room, example=example) != {}
    assert phrases(room, example=example, needs={"metric": "Dry in 40 minutes."}) == {}


def test_the_phrases_of_a_beat_are_found_in_the_actions_example():
    beats = [{"id": "find", "name": "Find it", "key_phrases": [SWITCH]}]
    card = made(story(steps={"action": {"example": EXAMPLE, "beats": beats}}), "phrase")["switch"]
    assert card.back == "the float switch"
    assert card.place == ("steps", "action", "beats", 0, "key_phrases", 0)
