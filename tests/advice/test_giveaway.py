import pytest

from advice_on_yaml import messages


def quiz(ask, hint):
    options = "[read them in one go, answer each]"
    text = f"ask: {ask}, hint: {hint}, options: {options}, answer: read them in one go, why: x"
    return f"quizzes: [{{id: a, {text}}}]\n"


@pytest.mark.parametrize("hint", ["read them in one go", "Reading them in what go?"])
def test_a_hint_that_says_it_is_found(hint):
    assert len(messages("giveaway", quiz("What comes first?", hint))) == 1


@pytest.mark.parametrize("hint", ["one or all?", "r - i - o - g", "How do you go about it?"])
def test_a_cue_passes(hint):
    assert messages("giveaway", quiz("What comes first?", hint)) == []


def test_a_question_that_says_it_is_found():
    assert len(messages("giveaway", quiz("Read them in one go or answer each?", "x"))) == 1


def test_the_items_of_a_checklist_count_one_by_one():
    fragment = """\
steps:
  situation: {hint: late trailer - a loss, key_phrases: [the late trailer, green reports]}
"""
    [message] = messages("giveaway", fragment)
    assert '"the late trailer"' in message


def test_the_same_words_in_another_order_are_no_answer():
    mistake = "{line: x, diagnosis: It fits every story., hint: In which story would it not fit?}"
    assert messages("giveaway", f"steps: {{reflection: {{mistake: {mistake}}}}}\n") == []


def test_a_phrase_to_mend_may_hold_its_answer_but_nothing_that_a_line_must_name():
    mend = (
        "disqualifiers: [{id: a, phrase: We moved the big shelf., instead: I moved the shelf.}]\n"
    )
    assert messages("giveaway", mend) == []
    names = "phrase: We moved the big shelf., names: [the big shelf, who held it]"
    [message] = messages("giveaway", f"disqualifiers: [{{id: a, {names}}}]\n")
    assert '"the big shelf"' in message


def test_the_text_of_a_weak_answer_may_hold_its_faults():
    weak = "weak_answer: {text: I looked at it., flags: [{quote: looked at it}, {absent: b}]}\n"
    assert messages("giveaway", weak) == []
