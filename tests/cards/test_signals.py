from stories import guide, made, story

NOTED = ["the record you looked at", {"text": "a wrong turn", "accept": ["a dead end"]}]


def test_what_is_noted_for_a_principle_is_a_checklist():
    cards = made(guide(name="Dive Deep", principle="dive-deep", signals=NOTED), "signals")
    [(slot, card)] = cards.items()
    assert slot == "list"
    assert card.front == "What two things does the interviewer note for Dive Deep?"
    assert card.items == ("the record you looked at", "a wrong turn")
    assert card.accept == ((), ("a dead end",))
    assert card.principle == "dive-deep"


def test_a_guide_without_a_name_is_asked_by_its_short_one():
    [card] = made(guide(signals=NOTED), "signals").values()
    assert card.front == "What two things does the interviewer note for Any story?"


def test_a_story_has_no_signals_and_a_guide_may_have_none():
    assert made(story(), "signals") == made(guide(), "signals") == {}


def test_another_signal_is_another_text_of_the_same_card():
    [card] = made(guide(signals=NOTED), "signals").values()
    [changed] = made(guide(signals=[*NOTED, "a figure"]), "signals").values()
    assert changed.id == card.id
    assert changed.fingerprint != card.fingerprint
