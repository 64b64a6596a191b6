from stories import guide, made, story

ASKED = {"id": "how-deep", "ask": "How deep was it?", "tests": "figures"}


def test_an_unanswered_probe_is_an_open_card():
    card = made(story(probes=[ASKED]), "open")["how-deep"]
    assert card.front == '"How deep was it?"'
    assert card.hint == "figures"
    assert "Write the answer" in card.back


def test_an_answered_probe_is_no_longer_open():
    for strong in ("40 cm.", {"points": ["40 cm"]}, {"takeaway": "Deep."}):
        assert made(story(probes=[{**ASKED, "strong": strong}]), "open") == {}


def test_a_weak_answer_alone_leaves_the_probe_open():
    assert list(made(story(probes=[{**ASKED, "weak": "Rather deep."}]), "open")) == ["how-deep"]


def test_each_probe_is_either_open_or_asked():
    probes = [ASKED, {"id": "who", "ask": "Who?", "strong": "I."}]
    file = story(probes=probes)
    assert set(made(file, "open")) == {"how-deep"}
    assert set(made(file, "probe")) == {"who"}


def test_what_a_story_lacks_is_asked_one_a_day():
    cards = made(story(steps={"result": {"needs": {"metric": "From 40 cm to none."}}}), "open")
    assert list(cards) == ["business.gap", "lasted.gap", "source.gap"]
    assert cards["business.gap"].front == '"What was it worth, and to whom?"'
    assert {card.group for card in cards.values()} == {"cellar/gaps"}


def test_nobody_is_asked_what_an_example_lacks():
    result = {"result": {"needs": {"metric": "From 40 cm to none."}}}
    assert made(story(own=False, steps=result), "open") == {}


def test_a_question_that_was_met_is_open_until_it_has_a_story_and_a_first_sentence():
    met = {"id": "whose", "ask": "Whose was it?", "was": ["who"]}
    for part in ({}, {"story": "cellar"}, {"opening": "Theirs."}):
        card = made(guide(met=[{**met, **part}]), "open")["whose"]
        assert (card.front, card.was) == ('"Whose was it?"', ("all-of-it/open/who",))
    assert made(guide(met=[{**met, "story": "cellar", "opening": "Theirs."}]), "open") == {}
