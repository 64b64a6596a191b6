import pytest

from advice_on_yaml import action, messages, spots


@pytest.mark.parametrize(
    "text",
    [
        "I looked into the complaints.",
        "I helped the team with it.",
        "I did some analysis of it.",
        "I escalated it.",
    ],
)
def test_verbs_that_anybody_could_say_are_found(text):
    assert len(messages("vague", action(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I looked at the gate log and counted.",
        "I handed the list, with the eight trips marked, to her.",
        "I did it by hand.",
        "She helped me with the scale.",
    ],
)
def test_what_one_can_picture_passes(text):
    assert messages("vague", action(text)) == []


def test_it_is_found_where_it_stands():
    words = spots("vague", action("I counted. Then I looked into it."))
    assert words == ["looked into it."]
