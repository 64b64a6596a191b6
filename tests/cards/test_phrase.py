import pytest

from stories import made, story

SENTENCE = "It failed at the {float switch | which part?}."
SWITCH = {"id": "switch", "text": "I found", "fact": "the float switch", "sentence": SENTENCE}


def phrases(*key_phrases: object, **result: object):
    example = "Nobody had oiled the float switch."
    steps = {"action": {"example": example, "key_phrases": key_phrases}, "result": result}
    return made(story(steps=steps), "phrase")


def test_the_authors_sentence_shows_what_sort_of_thing_is_missing():
    card = phrases(SWITCH)["switch"]
    assert card.top == "Cellar · Action"
    assert card.front == "It failed at the [which part?]."
    assert card.back == "float switch"
    assert card.group == "cellar/action"


def test_a_blank_without_a_cue_asks_what():
    assert phrases({**SWITCH, "sentence": "At the {switch}."})["switch"].front == "At the [what?]."


@pytest.mark.parametrize("missing", ["id", "sentence"])
def test_without_an_id_or_a_sentence_of_its_author_s_there_is_no_card(missing):
    assert phrases({key: SWITCH[key] for key in SWITCH if key != missing}) == {}


@pytest.mark.parametrize("figure", ["40 minutes", "40minutes"])
def test_a_figure_that_the_result_asks_is_not_asked_again(figure):
    phrase = {"id": "ran", "text": figure, "sentence": "It ran for {" + figure + "}."}
    assert phrases(phrase, needs={"metric": "From 3 hours to 40 minutes."}) == {}
    assert phrases(phrase, needs={"metric": "From 3 hours to 40 seconds."}) != {}


def test_the_phrases_of_a_beat_make_cards_too():
    beats = [{"id": "find", "name": "Find it", "key_phrases": [SWITCH]}]
    card = made(story(steps={"action": {"beats": beats}}), "phrase")["switch"]
    assert card.back == "float switch"
    assert card.place == ("steps", "action", "beats", 0, "key_phrases", 0)
