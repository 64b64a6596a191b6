import pytest

from advice_on_yaml import action, messages, spots


@pytest.mark.parametrize(
    "text", ["I counted. Three halls had most of them.", "The log told it all."]
)
def test_a_sentence_without_i_is_found(text):
    assert len(messages("without-i", action(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "I counted them. I'd said so before.",
        'I asked: "Who counts them? Nobody does. Why is that so?"',
        "I counted them, e.g. the eight of line 8. I called Dr. Ames at 5 a.m. and told her.",
        "I counted. Twice over.",
        "My first call was to the hub.",
    ],
)
def test_sentences_with_i_speech_and_exclamations_pass(text):
    assert messages("without-i", action(text)) == []


def test_it_is_found_where_it_stands():
    assert spots("without-i", action("I counted.\n      The rest of it was easy.")) == [
        "The rest of it was easy."
    ]


def test_a_quotation_that_ends_with_a_stop_does_not_swallow_what_follows():
    text = 'I asked: "Who counts them?" The rest of it was easy.'
    assert spots("without-i", action(text)) == ["The rest of it was easy."]
