import pytest

from advice_on_yaml import action, messages, spots


@pytest.mark.parametrize(
    "text",
    [
        "I counted them. Then we moved the shelf to the door.",
        "In the end we finally moved it.",
        "We've moved all of it.",
    ],
)
def test_a_we_that_acts_is_found(text):
    assert len(messages("we", action(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I counted what we had lost by then.",
        'I asked her, and she said: "We moved it."',
        "I wrote to them all.",
    ],
)
def test_a_we_that_suffers_or_is_quoted_passes(text):
    assert messages("we", action(text)) == []


def test_it_is_found_where_it_stands_in_a_folded_text():
    assert spots("we", action("I counted them.\n      Then we moved the shelf.")) == [
        "we moved the shelf."
    ]


def test_only_the_action_is_looked_at():
    assert messages("we", "steps: {situation: {example: We moved the shelf.}}\n") == []


def test_what_a_level_says_is_looked_at_like_the_example():
    told = "levels:\n  - level: senior\n    told:\n      action: I counted. Then %s.\n"
    assert spots("we", told % "we compared them") == ["we compared them."]
    assert spots("without-i", told % "the rest was easy") == ["Then the rest was easy."]
    assert spots("passive", told % "it was fixed") == ["was fixed."]
    assert spots("vague", told % "I looked into it") == ["looked into it."]
    assert spots("we", told.replace("action", "result") % "we compared them") == []
