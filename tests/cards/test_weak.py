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


def test_a_weak_answer_without_flags_makes_no_card():
    assert made(story(weak_answer="We helped."), "weak") == {}
