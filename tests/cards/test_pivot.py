from stories import made, story

THRIFT = {
    "principle": "frugality",
    "lead_with": "Two borrowed pumps did it.",
    "emphasize": "what it did not cost.",
    "downplay": ["the wet night", "the tenants"],
}


ASKED = {**THRIFT, "downplay_hint": "when, and who"}


def test_the_story_opens_otherwise_for_another_principle():
    card = made(story(pivots=[THRIFT]), "pivot")["frugality.lead"]
    assert card.top == "Cellar -> Frugality"
    assert card.front == "Your first sentence?"
    assert card.back.splitlines() == [
        '"Two borrowed pumps did it."',
        "Stress: what it did not cost.",
        "Leave out: the wet night; the tenants",
    ]


def test_what_to_leave_out_is_a_sibling():
    cards = made(story(pivots=[ASKED]), "pivot")
    assert cards["frugality.leave-out"].items == ("the wet night", "the tenants")
    assert cards["frugality.leave-out"].group == cards["frugality.lead"].group


def test_without_a_cue_for_it_what_to_leave_out_is_shown_and_not_asked():
    assert list(made(story(pivots=[THRIFT]), "pivot")) == ["frugality.lead"]


def test_what_to_leave_out_is_part_of_what_was_learned():
    lead, other = (
        made(story(pivots=[{**THRIFT, "downplay": left}]), "pivot")["frugality.lead"]
        for left in ("the wet night", "the tenants")
    )
    assert lead.fingerprint != other.fingerprint


def test_a_single_thing_to_leave_out_is_no_list():
    cards = made(story(pivots=[{**ASKED, "downplay": "the wet night"}]), "pivot")
    assert cards["frugality.leave-out"].back == "the wet night"


def test_a_long_principle_is_named_by_the_words_people_use():
    pivot = {**ASKED, "principle": "success-and-scale-bring-broad-responsibility"}
    cards = made(story(pivots=[pivot]), "pivot")
    assert {card.top for card in cards.values()} == {"Cellar -> Broad Responsibility"}


def test_a_pivot_makes_only_the_cards_it_has_words_for():
    assert made(story(pivots=[{"principle": "frugality"}]), "pivot") == {}
    only = {"principle": "frugality", "lead_with": "Borrowed."}
    assert list(made(story(pivots=[only]), "pivot")) == ["frugality.lead"]
