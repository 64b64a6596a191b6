from stories import guide, made, story

WHY = {
    "id": "why-you",
    "ask": "Why did you go down there?",
    "tests": "acting without being told",
    "strong": {
        "answer": "I heard the water before anybody else, and I had the key.",
        "takeaway": "I heard it first and I had the key.",
        "points": ["heard the water", "had the key"],
    },
    "weak": {"answer": "I was passing.", "why": "an accident, no decision."},
}


def asked(**changed: object):
    return made(story(probes=[{**WHY, **changed}]), "probe").get("why-you")


def test_the_interviewers_question_is_answered_by_the_opening_sentence_and_the_points():
    card = asked()
    assert card.top == "Cellar · asked · 30 s"
    assert card.front == '"Why did you go down there?"'
    assert card.back == '"I heard it first and I had the key."'
    assert card.items == ("heard the water", "had the key")
    assert card.seconds == 30


def test_the_weak_answer_is_told_in_words_and_not_in_colours():
    assert asked().below == 'Not: "I was passing."\nBecause: an accident, no decision.'
    assert asked(weak="I was passing.").below == 'Not: "I was passing."'
    assert asked(weak={}).below == ""


def test_what_it_tests_is_the_hint_unless_there_is_a_better_one():
    assert asked().hint == "acting without being told"
    assert asked(hint="ear - pocket").hint == "ear - pocket"


def test_an_answer_without_points_stands_in_one_block():
    card = asked(strong="I heard it.")
    assert (card.back, card.items) == ('"I heard it."', ())


def test_the_block_is_not_repeated_beside_its_points():
    assert WHY["strong"]["answer"] not in asked().back


def test_a_change_of_an_answer_that_is_not_shown_is_no_change_of_the_card():
    unseen = asked(strong={**WHY["strong"], "answer": "Said otherwise."})
    assert unseen.fingerprint == asked().fingerprint
    seen = asked(strong={**WHY["strong"], "points": ["heard it", "had the key"]})
    assert seen.fingerprint != asked().fingerprint


def test_an_unanswered_probe_is_not_asked():
    assert asked(strong={}) is None


def test_a_guide_tells_what_is_behind_a_question():
    types = [{"id": "why", "ask": "Why you?", "tests": "Initiative."}, {"id": "how", "ask": "How?"}]
    cards = made(guide(probe_types=types), "probe")
    assert list(cards) == ["why"]
    assert cards["why"].top == "What is behind it? · Any story"
    assert cards["why"].back == "Initiative."
