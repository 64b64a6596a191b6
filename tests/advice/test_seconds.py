import pytest

from advice_on_yaml import messages


def situation(words, seconds=30):
    text = " ".join(["word"] * words)
    return f"steps: {{situation: {{seconds: {seconds}, example: {text}}}}}\n"


@pytest.mark.parametrize(("words", "found"), [(37, 1), (38, 0), (75, 0), (76, 1)])
def test_thirty_seconds_are_half_full_at_least_and_never_over(words, found):
    assert len(messages("seconds", situation(words))) == found


def test_the_remedy_names_how_many_words():
    [few] = messages("seconds", situation(10))
    assert few.startswith("10 words fill less than half of 30 seconds: make it 38 to 75 words, or ")
    [many] = messages("seconds", situation(90))
    assert many == "90 words do not fit into 30 seconds: cut it to 75 words"


def test_seconds_that_are_not_given_are_the_usual_ones():
    assert len(messages("seconds", "steps: {task: {example: too short}}\n")) == 1


def test_an_answer_may_be_short_but_not_long():
    def probe(words):
        return f"probes: [{{id: a, ask: b, strong: {' '.join(['word'] * words)}}}]\n"

    assert messages("seconds", probe(1)) == []
    assert len(messages("seconds", probe(76))) == 1


def test_each_levels_reflection_is_measured():
    fragment = "steps: {reflection: {by_level: {sde2: too short}}}\n"
    assert len(messages("seconds", fragment)) == 1


@pytest.mark.parametrize(("words", "found"), [(12, 1), (13, 0), (25, 0), (26, 1)])
def test_what_a_level_says_fills_the_levels_seconds(words, found):
    told = (
        f"{{level: senior, seconds: {{action: 10}}, told: {{action: {' '.join(['I'] * words)}}}}}"
    )
    assert len(messages("seconds", f"levels: [{told}]\n")) == found
    usual = told.replace("seconds: {action: 10}, ", "")
    assert len(messages("seconds", f"levels: [{usual}]\n")) == 1
