from lpcards.story.new_ids import with_ids
from lpcards.story.reading import read_source
from stories import guide, made, story

ASKED = {"id": "not-yours", "ask": "When was it not your job?", "principle": "ownership"}
PIVOT = {"principle": "ownership", "lead_with": "It was another team's cellar."}


def ask(file):
    return made(file, "ask")


def test_a_question_asks_for_the_story_and_its_first_sentence():
    [card] = ask(story(asked=[ASKED], pivots=[PIVOT])).values()
    assert card.id == "cellar/ask/not-yours"
    assert card.top == "Which story? Which first sentence?"
    assert card.front == '"When was it not your job?"'
    assert card.back == 'Cellar, as Ownership: "It was another team\'s cellar."'
    assert card.hint == "Ownership"


def test_an_opening_of_its_own_comes_before_the_pivots():
    [card] = ask(story(asked=[{**ASKED, "opening": "It was theirs."}], pivots=[PIVOT])).values()
    assert card.back == 'Cellar, as Ownership: "It was theirs."'


def test_told_for_its_own_principle_a_story_begins_as_it_is_told():
    steps = {"situation": {"example": "The cellar was wet. It had been for a week."}}
    [card] = ask(story(asked=["What did you find out?"], steps=steps)).values()
    assert card.back == 'Cellar, as Dive Deep: "The cellar was wet."'


def test_without_a_first_sentence_the_story_alone_is_asked():
    [card] = ask(story(asked=[ASKED])).values()
    assert card.back == "Cellar, as Ownership"


def test_a_long_sentence_stands_on_a_line_of_its_own():
    opening = "It was another team's cellar, and the water stood as high as my knees."
    [card] = ask(story(asked=[{**ASKED, "opening": opening}])).values()
    assert card.back == f'Cellar, as Ownership\n"{opening}"'


def test_a_question_without_an_id_goes_by_the_words_that_set_it_apart():
    asked = ["When did you last miss a date?", "Tell me about a date you missed.", ASKED]
    assert list(ask(story(asked=asked))) == ["miss-date", "date-missed", "not-yours"]


def test_of_two_questions_in_the_same_words_each_has_its_card():
    assert list(ask(story(asked=["Why you?", "Why you?", "速い?"]))) == [
        "why-you",
        "why-you-2",
        "question",
    ]


def test_the_id_that_is_added_later_is_the_one_it_had_all_along():
    text = (
        b"id: a\ntitle: b\nshort: c\nprinciple: ownership\nasked:\n  - Why you?\n"
        b"  - {ask: 'Why you?', opening: So.}\n  - When did you last miss a date?\n"
        b"probes: [{id: why-you, ask: Why?}]\n"
    )
    before = read_source("a", text).file
    after = read_source("a", with_ids(text)[0]).file
    assert all(question.id for question in after.asked)
    assert list(ask(after)) == list(ask(before)) == ["why-you", "why-you-2", "miss-date"]


def test_a_renamed_question_keeps_its_history():
    [card] = ask(story(asked=[{**ASKED, "was": ["whose"]}])).values()
    assert card.was == ("cellar/ask/whose",)


def test_a_question_that_was_met_is_asked_once_it_has_a_story_and_a_first_sentence():
    met = {"id": "no-job", "ask": "Whose was it?", "story": "wet-cellar"}
    assert ask(guide(met=[met])) == {}
    [card] = ask(guide(met=[{**met, "opening": "Theirs.", "principle": "ownership"}])).values()
    assert (card.id, card.back) == ("all-of-it/ask/no-job", 'Wet cellar, as Ownership: "Theirs."')
    [card] = ask(guide(met=[{**met, "opening": "Theirs."}])).values()
    assert card.back == 'Wet cellar: "Theirs."'
