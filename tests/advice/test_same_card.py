import pytest

from advice_on_yaml import messages


def phrase(name, text):
    return f"  - {{id: {name}, phrase: '{text}', instead: {name}}}\n"


def disqualifiers(*texts):
    return "disqualifiers:\n" + "".join(phrase(f"p{n}", text) for n, text in enumerate(texts))


ONE = "My manager asked me to look at it."


@pytest.mark.parametrize(
    "other", [ONE, "Look, my managers had asked me!", "asked; managers, looks"]
)
def test_the_same_words_in_any_form_and_order_are_the_same_question(other):
    assert len(messages("same-card", disqualifiers(ONE, other))) == 1
    assert len(messages("same-card", disqualifiers(ONE), disqualifiers(other))) == 1


def test_other_words_are_another():
    assert messages("same-card", disqualifiers(ONE, "I waited for the ticket.")) == []


def test_what_is_heard_in_a_phrase_is_another_question_than_how_to_mend_it():
    both = disqualifiers(ONE).replace("}", ", hear: no will at all}")
    assert messages("same-card", both) == []


def test_one_question_with_two_answers_is_two_probes():
    def probe(answer):
        text = f"{{takeaway: {answer}, points: [a thing, another]}}"
        return f"probes: [{{id: a, ask: Why did you take that on?, strong: {text}}}]\n"

    assert messages("same-card", probe("I saw the harm"), probe("It was on my way")) == []
    assert len(messages("same-card", probe("I saw the harm"), probe("I saw the harm"))) == 1
