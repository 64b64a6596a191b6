import pytest

from advice_on_yaml import action, messages, spots


@pytest.mark.parametrize("text", ["I called. Then it was fixed.", "The list was quickly changed."])
def test_a_deed_without_a_doer_is_found(text):
    assert len(messages("passive", action(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I saw that it was broken.",
        "I asked who was in charge.",
        "The list was changed by her team, and I checked it.",
        "I fixed it before it was shipped.",
    ],
)
def test_states_and_deeds_with_a_doer_pass(text):
    assert messages("passive", action(text)) == []


def test_it_is_found_where_it_stands():
    assert spots("passive", action("I called. Then it was fixed.")) == ["was fixed."]
