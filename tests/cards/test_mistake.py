from stories import guide, made, story

WE = {"line": '"We all helped."', "diagnosis": "Nobody sees you.", "cure": "say I.", "hint": "who?"}


def test_a_bad_line_is_answered_by_its_diagnosis_and_cure():
    card = made(guide(mistakes={"action": WE}), "mistake")["action"]
    assert card.top == "What's off? · Action"
    assert card.front == '"We all helped."'
    assert card.back == "Nobody sees you.\nCure: say I."
    assert card.hint == "who?"


def test_a_story_may_have_mistakes_of_its_own():
    cards = made(story(steps={"task": {"mistake": WE}, "result": {"mistake": WE}}), "mistake")
    assert list(cards) == ["task", "result"]
    assert cards["task"].place == ("steps", "task", "mistake")


def test_a_storys_mistake_says_which_story_it_is_of():
    card = made(story(steps={"task": {"mistake": WE}}), "mistake")["task"]
    assert card.top == "What's off? · Cellar · Task"


def test_a_mistake_without_a_diagnosis_makes_no_card():
    assert made(story(steps={"task": {"mistake": "We all helped."}}), "mistake") == {}
