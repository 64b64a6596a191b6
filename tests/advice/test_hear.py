import pytest

from advice_on_yaml import messages

HANDED_ON = "disqualifiers: [{id: a, phrase: b, instead: c, %s}]\n"


@pytest.mark.parametrize(
    "both",
    [
        "signals: hides behind analysis while the bill grows, hear: Afraid to be wrong.",
        "signals: 'routing, not ownership', hear: {text: Folded arms., phrase: I told them.}",
    ],
)
def test_two_answers_to_one_question_are_found(both):
    [message] = messages("hear", HANDED_ON % both)
    assert "leave `hear` out" in message


@pytest.mark.parametrize(
    "both",
    [
        "signals: 'routing, not ownership', hear: They routed it.",
        "signals: nothing was validated, hear: No validation at all.",
        "hear: Folded arms.",
        "signals: handed on",
        "signals: handed on, hear: Who is it?",
    ],
)
def test_the_same_sense_and_one_alone_pass(both):
    assert messages("hear", HANDED_ON % both) == []
