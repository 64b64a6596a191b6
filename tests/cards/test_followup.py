from stories import guide, made, story

PART = {
    "id": "your-part",
    "ask": "What exactly was your part?",
    "tests": "whether it was you",
    "trap": '"we" in every sentence',
    "shape": ["what only you did", "what others did, by name"],
}


def asked(**changes):
    [card] = made(guide(followups=[{**PART, **changes}]), "followup").values()
    return card


def test_the_shape_of_a_strong_answer_is_asked():
    card = asked()
    assert card.id == "all-of-it/followup/your-part"
    assert card.front == '"What exactly was your part?"'
    assert card.items == ("what only you did", "what others did, by name")


def test_what_it_tests_and_its_trap_are_shown_not_asked():
    assert asked().below == 'Tests: whether it was you\nTrap: "we" in every sentence'
    assert asked(tests="", trap="").below == ""


def test_a_question_of_the_bank_without_a_shape_is_no_card():
    assert made(guide(followups=[{**PART, "shape": []}]), "followup") == {}
    assert made(story(), "followup") == {}


def former(guide_id, **changes):
    [card] = made(guide(id=guide_id, followups=[{**PART, **changes}]), "followup").values()
    return card.was


def test_what_was_learned_of_a_kind_of_probe_goes_on_here():
    assert former("general", id="took-on") == ("general/probe/took-on",)
    assert former("general", was=["really-worked"]) == (
        "general/followup/really-worked",
        "general/probe/really-worked",
    )


def test_a_question_that_was_no_probe_takes_up_no_probes_history():
    assert former("general") == ()
    assert former("mine", id="took-on", was=["next-time"]) == ("mine/followup/next-time",)


def test_another_trap_is_another_text_of_the_card():
    assert asked(trap="none").fingerprint != asked().fingerprint
