from datetime import date

from lpcards.cards.card import worded
from lpcards.cards.checklist import proposed_grade
from stories import guide, made, story

LATE = {
    "id": "missed-deadline",
    "ask": "Tell me about a time you missed a deadline.",
    "shows": ["when you knew", "whom you told"],
}
OF = {"principle": "deliver-results"}


def asked(question=LATE, **parts):
    [card] = made(guide(**{**OF, **parts}, questions=[question]), "question").values()
    return card


def test_the_answer_is_a_principle_and_what_this_very_question_asks_for():
    card = asked()
    assert card.id == "all-of-it/question/missed-deadline"
    assert card.top == "What must the answer show?"
    assert card.front == '"Tell me about a time you missed a deadline."'
    assert card.items == ("Deliver Results", "when you knew", "whom you told")


def test_any_of_the_principles_that_fit_counts():
    card = asked({**LATE, "fits": ["deliver-results", "have-backbone-disagree-and-commit"]})
    assert card.items[0] == "Deliver Results or Backbone"
    assert card.accept[0] == ("Deliver Results", "Backbone")


def test_a_theme_is_after_no_principle():
    assert asked(principle="all").items == ("when you knew", "whom you told")


def test_the_principle_alone_is_at_most_a_two():
    assert proposed_grade(len(asked().items), {0}) <= 2


def test_other_words_for_it_are_kept_with_the_card():
    card = asked({**LATE, "variants": ["Which goal did you miss?"]})
    assert card.variants == ('"Which goal did you miss?"',)
    assert card.fingerprint == asked().fingerprint


def test_its_wordings_take_turns_from_day_to_day():
    card = asked({**LATE, "variants": ["Which goal did you miss?", "When were you late?"]})
    days = [worded(card, date(2027, 3, day)) for day in range(1, 7)]
    fronts = [one.front for one in days]
    assert {*fronts[:3]} == {card.front, *card.variants}
    assert fronts[:3] == fronts[3:]
    assert {one.id for one in days} == {card.id}
    assert worded(asked(), date(2027, 3, 1)) == asked()


def test_a_question_that_says_nothing_of_its_answer_is_no_card():
    questions = ["When were you late?", LATE]
    assert list(made(guide(**OF, questions=questions), "question")) == ["missed-deadline"]
    assert made(story(asked=["When were you late?"]), "question") == {}


def test_without_an_id_it_goes_by_its_words():
    bare = {key: value for key, value in LATE.items() if key != "id"}
    assert asked(bare).id.startswith("all-of-it/question/")
    assert "deadline" in asked(bare).id


def test_a_former_id_leads_to_the_card():
    assert asked({**LATE, "was": ["late"]}).was == ("all-of-it/question/late",)


def test_what_is_answered_by_itself_asks_what_to_say_and_wants_no_story():
    card = asked({**LATE, "story": False})
    assert (card.top, card.front, card.writes) == ("What do you say?", asked().front, "")
    assert card.fingerprint == asked().fingerprint
    assert asked().writes == "story"
