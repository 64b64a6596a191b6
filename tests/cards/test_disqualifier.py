import pytest

from lpcards.cards.disqualifier import better_line
from stories import guide, made, story

LUCK = {
    "id": "luck",
    "phrase": "Luckily it stopped raining.",
    "instead": "I had the pump running before the rain stopped.",
    "signals": "chance, no plan.",
    "hear": "Chance did the work.",
}


def test_a_phrase_is_answered_with_its_replacement_and_then_what_is_heard_otherwise():
    card = made(story(disqualifiers=[LUCK]), "disqualifier")["luck.mend"]
    assert card.top == "Say it better · Cellar"
    assert card.front == '"Luckily it stopped raining."'
    assert card.back.splitlines() == [
        '"I had the pump running before the rain stopped."',
        "They hear: chance, no plan.",
    ]


def test_what_is_heard_is_a_second_card_and_its_sibling():
    cards = made(story(disqualifiers=[LUCK]), "disqualifier")
    assert cards["luck.hear"].back == "Chance did the work."
    assert cards["luck.hear"].group == cards["luck.mend"].group


def test_the_heard_phrase_may_leave_out_the_words_that_tell_the_answer():
    hear = {"text": "Chance.", "phrase": "It stopped.", "setting": "Full stop."}
    cards = made(story(disqualifiers=[{**LUCK, "hear": hear}]), "disqualifier")
    assert cards["luck.hear"].front == '"It stopped." Full stop.'
    assert cards["luck.mend"].front == '"Luckily it stopped raining."'


def test_a_setting_follows_the_phrase_unless_it_leads_up_to_it():
    after = made(story(disqualifiers=[{**LUCK, "setting": "(It did.)"}]), "disqualifier")
    before = made(story(disqualifiers=[{**LUCK, "setting": "And then:"}]), "disqualifier")
    assert after["luck.mend"].front == '"Luckily it stopped raining." (It did.)'
    assert before["luck.mend"].front == 'And then: "Luckily it stopped raining."'


def test_the_scope_takes_the_storys_place_on_top():
    card = made(story(disqualifiers=[{**LUCK, "scope": "any Result"}]), "disqualifier")["luck.mend"]
    assert card.top == "Say it better · any Result"


NAMED = {**LUCK, "names": ["when you began", {"text": "what you ran", "accept": "the pump"}]}


def test_where_any_line_would_do_it_is_asked_for_what_such_a_line_names():
    card = made(story(disqualifiers=[{**NAMED, "setting": "(It did.)"}]), "disqualifier")[
        "luck.mend"
    ]
    assert (
        card.front == '"Luckily it stopped raining." (It did.) Which two things do you say instead?'
    )
    assert card.items == ("when you began", "what you ran")
    assert card.accept == ((), ("the pump",))
    assert card.back == ""
    assert card.below.splitlines() == [
        'For example: "I had the pump running before the rain stopped."',
        "They hear: chance, no plan.",
    ]


def test_a_line_to_fill_in_can_be_said_once_it_is_an_example_of_what_is_asked():
    line = {**LUCK, "instead": "I had X running before Y."}
    asked = made(guide(disqualifiers=[line]), "disqualifier")["luck.mend"]
    named = made(guide(disqualifiers=[{**NAMED, **line}]), "disqualifier")["luck.mend"]
    assert (asked.part, named.part) == ("template", "mend")


def test_names_alone_are_enough_to_ask_for():
    phrase = {"id": "luck", "phrase": "Luckily.", "names": ["when", "what"]}
    card = made(story(disqualifiers=[phrase]), "disqualifier")["luck.mend"]
    assert card.items == ("when", "what")
    assert card.below == ""


def test_what_a_line_names_is_part_of_what_was_learned():
    plain, named = (
        made(story(disqualifiers=[phrase]), "disqualifier")["luck.mend"] for phrase in (LUCK, NAMED)
    )
    assert plain.fingerprint == "c90baaa947104efd"
    assert named.fingerprint != plain.fingerprint


@pytest.mark.parametrize("phrase", [LUCK, NAMED])
def test_a_better_line_can_be_read_off_its_card(phrase):
    card = made(story(disqualifiers=[phrase]), "disqualifier")["luck.mend"]
    assert better_line(card) == (
        '"I had the pump running before the rain stopped."',
        "chance, no plan.",
    )


def test_without_a_replacement_there_is_nothing_to_say_better():
    phrase = {"id": "luck", "phrase": "Luckily.", "signals": "chance"}
    assert made(story(disqualifiers=[phrase]), "disqualifier") == {}


def test_a_guide_asks_for_the_phrases_after_each_was_mended():
    phrases = [{**LUCK, "id": f"luck-{number}"} for number in range(3)]
    card = made(guide(disqualifiers=phrases, phrases_hint="rain"), "disqualifier")["phrases.list"]
    assert card.front == "Any story: which phrases weaken it?"
    assert len(card.items) == 3
    assert card.after == tuple(f"all-of-it/disqualifier/luck-{number}.mend" for number in range(3))


def test_a_principles_guide_names_the_principle():
    phrases = [LUCK, {**LUCK, "id": "more-luck"}]
    file = guide(principle="dive-deep", disqualifiers=phrases, phrases_hint="rain")
    cards = made(file, "disqualifier")
    assert cards["phrases.list"].front == "Dive Deep: which phrases weaken the story?"


def test_only_the_first_five_phrases_are_asked_as_a_list():
    phrases = [{**LUCK, "id": f"luck-{number}", "phrase": f"Luck {number}."} for number in range(7)]
    card = made(guide(disqualifiers=phrases, phrases_hint="rain"), "disqualifier")["phrases.list"]
    assert card.items == tuple(f'"Luck {number}."' for number in range(5))


def test_without_a_cue_for_it_nobody_is_asked_for_a_list_of_phrases():
    phrases = [LUCK, {**LUCK, "id": "more-luck"}]
    assert "phrases.list" not in made(guide(disqualifiers=phrases), "disqualifier")


def test_a_story_keeps_no_list_of_phrases():
    phrases = [LUCK, {**LUCK, "id": "more-luck"}]
    assert "phrases.list" not in made(story(disqualifiers=phrases), "disqualifier")


def test_a_renamed_phrase_keeps_what_it_was_in_both_its_cards():
    cards = made(story(was=["flood"], disqualifiers=[{**LUCK, "was": ["chance"]}]), "disqualifier")
    assert cards["luck.mend"].was == (
        "cellar/disqualifier/chance.mend",
        "flood/disqualifier/luck.mend",
        "flood/disqualifier/chance.mend",
    )
    assert "flood/disqualifier/chance.hear" in cards["luck.hear"].was
