from stories import made, story

BAD = {
    "text": "We helped. It was wet.",
    "flags": [
        {"quote": "We", "fault": "nobody in it"},
        {"absent": "how deep"},
        {"fault": "too short"},
        {},
    ],
    "verdict": "nothing to hold on to.",
}


def test_the_faults_are_counted_on_top_and_found_one_by_one():
    card = made(story(weak_answer=BAD), "weak")["flags.list"]
    assert card.top == "Find the faults: 3 · Cellar"
    assert card.front == '"We helped. It was wet."'
    assert card.items == ('"We": nobody in it', "absent: how deep", "too short")
    assert card.below == "Written down: nothing to hold on to."


INCLINED = {
    "text": "I got the pump running.",
    "flags": [{"quote": "running", "fault": "when?"}, {"absent": "what it saved"}],
    "verdict": "inclined.",
}


def test_an_inclined_answer_is_asked_what_keeps_it_from_strong():
    cards = made(story(weak_answer=BAD, inclined=INCLINED), "weak")
    card = cards["inclined.list"]
    assert list(cards) == ["flags.list", "inclined.list"]
    assert card.top == "Not strong: 2 reasons · Cellar"
    assert card.front == '"I got the pump running."'
    assert card.items == ('"running": when?', "absent: what it saved")
    assert card.below == "Written down: inclined."
    assert card.place == ("inclined",)


def test_an_inclined_answer_needs_no_weak_one_beside_it():
    assert list(made(story(inclined=INCLINED), "weak")) == ["inclined.list"]


def test_a_weak_answer_without_flags_makes_no_card():
    assert made(story(weak_answer="We helped.", inclined="I helped."), "weak") == {}
