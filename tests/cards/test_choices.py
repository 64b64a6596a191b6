"""Which stories fit a question; what only all of them together can tell."""

from typing import NamedTuple

from lpcards.cards.choices import (
    Choices,
    CommonQuestion,
    answering,
    are_alike,
    how_it_answers,
    how_it_serves,
    questions_of,
)
from stories import guide, made, story


class Teller(NamedTuple):
    id: str
    principle: str = "ownership"
    also: tuple[str, ...] = ()
    pivots: tuple[str, ...] = ()
    asked: tuple[CommonQuestion, ...] = ()
    type: str = "scenario"
    own: bool = True
    probes: tuple[str, ...] = ()
    complete: bool = True

    @property
    def short(self):
        return self.id.capitalize()


MINE = Teller("cellar", "dive-deep")
CARD = made(story(asked=["Why you?"]), "ask")["why-you"]


def test_a_story_serves_its_principle_best_then_pivots_then_also():
    teller = Teller("a", "x", ("y", "z"), ("y",))
    assert [how_it_serves(name, teller) for name in "xyzw"] == ["told", "pivot", "also", ""]


def test_a_question_is_answered_best_by_the_story_that_names_it():
    asked = (CommonQuestion("When did you save money?", "x"),)
    teller = Teller("a", "x", asked=asked)
    hows = {
        CommonQuestion("When did you save money?", "q"): "asked",
        CommonQuestion("How did you save some money?", "x"): "alike",
        CommonQuestion("How did you save some money?", "q"): "",
        CommonQuestion("Why?", "q", "a"): "asked",
        CommonQuestion("Why?", "x"): "told",
        CommonQuestion("Why?", "all"): "any",
        CommonQuestion("Why?", "q"): "",
    }
    assert {question: how_it_answers(question, teller) for question in hows} == hows


def test_the_best_comes_first_and_of_equals_the_narrower():
    wide = Teller("wide", "x", ("dive-deep", "y"))
    narrow = Teller("narrow", "x", ("dive-deep",))
    pivoted = Teller("pivoted", "x", (), ("dive-deep", "y", "z"))
    found = answering(
        CommonQuestion("", "dive-deep"), [Teller("none"), wide, narrow, pivoted, MINE]
    )
    assert [one.id for _, one in found] == ["cellar", "pivoted", "narrow", "wide"]


def test_of_a_question_that_stands_twice_the_first_counts():
    files = [
        Teller("a", asked=(CommonQuestion("Why?", "x"),)),
        Teller("b", asked=(CommonQuestion("Why?", "y"), CommonQuestion("How?", "y"))),
    ]
    assert questions_of(files) == [CommonQuestion("Why?", "x"), CommonQuestion("How?", "y")]


def test_questions_are_alike_in_the_words_that_count():
    assert are_alike("When did you save money?", "Tell me how you saved some money.")
    assert not are_alike("When did you save money?", "When did you save a customer?")
    assert not are_alike("Why you?", "When did you?")


def test_a_card_says_how_many_fit_and_which_comes_second():
    card = Choices([MINE, Teller("attic", "x", ("dive-deep",)), Teller("none")]).completed(CARD)
    assert card.hint == "Dive Deep; two of your stories fit"
    assert card.below == "Second choice: Attic"


def test_where_nothing_else_fits_that_is_said():
    card = Choices([MINE, Teller("none")]).completed(CARD)
    assert card.hint == "Dive Deep; one of your stories fits"
    assert card.below == "Second choice: none yet"


def test_an_examples_card_stays_as_it_is():
    assert Choices([Teller("attic", "dive-deep")]).completed(CARD) == CARD


def test_more_stories_change_nothing_of_what_was_learned():
    several = Choices([MINE, *(Teller(f"a{n}", "dive-deep") for n in range(20))]).completed(CARD)
    assert (several.id, several.fingerprint) == (CARD.id, CARD.fingerprint)
    assert several.hint.endswith("; 21 of your stories fit")


PART = {"id": "your-part", "ask": "Your part?", "shape": ["mine", "theirs"], "was": ["whose"]}
FOLLOWUP = made(guide(followups=[PART]), "followup")["your-part"]


def test_a_follow_up_is_asked_of_the_first_complete_story_without_an_answer():
    own = [Teller("draft", complete=False), Teller("cellar", probes=("whose",)), Teller("attic")]
    asked = Choices(own).completed(FOLLOWUP)
    assert asked.front == 'Of your story "Attic": "Your part?"'
    assert (asked.writes, asked.variants, asked.items) == ("probe", (), FOLLOWUP.items)
    assert asked.fingerprint == FOLLOWUP.fingerprint


def test_where_all_stories_answer_a_follow_up_they_take_turns():
    own = [Teller(name, probes=("your-part",)) for name in ("cellar", "attic")]
    asked = Choices(own).completed(FOLLOWUP)
    assert [asked.front, *asked.variants] == [
        'Of your story "Cellar": "Your part?"',
        'Of your story "Attic": "Your part?"',
    ]
    assert asked.writes == ""


def test_without_a_complete_story_a_follow_up_is_asked_of_none():
    assert Choices([Teller("draft", complete=False)]).completed(FOLLOWUP) == FOLLOWUP
