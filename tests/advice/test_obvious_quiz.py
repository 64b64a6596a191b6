import pytest

from advice_on_yaml import messages


def quiz(right, *others):
    options = "".join(f"\n      - {option}" for option in (others[0], right, *others[1:]))
    return f"quizzes:\n  - id: a\n    ask: b\n    answer: {right}\n    options:{options}\n"


@pytest.mark.parametrize(
    "others", [("much better", "people are happy"), ("a lot fewer", "more than we hoped for")]
)
@pytest.mark.parametrize("right", ["from 40 to 3 a week", "nine percent are left"])
def test_a_figure_that_no_other_option_has_gives_it_away(right, others):
    [message] = messages("quiz", quiz(right, *others))
    assert "alone has a figure" in message


def test_figures_in_another_option_hide_it():
    assert messages("quiz", quiz("from 40 to 3", "down by ninety", "much better")) == []


def test_a_number_in_words_is_hardly_seen():
    assert messages("quiz", quiz("all three parts of it", "the cause", "the damage")) == []


def test_by_far_the_longest_option_gives_itself_away():
    [message] = messages("quiz", quiz("read them all and look for what they share", "ask", "wait"))
    assert "by far the longest" in message


@pytest.mark.parametrize(
    "right", ["read them all", "read all of the mails in one go", "wait a little longer"]
)
def test_one_a_little_longer_or_short_by_itself_passes(right):
    assert messages("quiz", quiz(right, "answer each of them within", "wait")) == []


def test_without_other_options_nothing_stands_out():
    assert messages("quiz", "quizzes: [{id: a, ask: b, answer: it has 40 of them}]\n") == []
    assert messages("quiz", "quizzes: [{id: a, ask: b, options: [c, d 4]}]\n") == []
