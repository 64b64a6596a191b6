import pytest

from advice_on_yaml import messages

INCLINED = "inclined: {text: I looked., flags: [{quote: I looked}, {quote: I saw}]}\n"
WEAK = 'weak_answer: {text: "I didn\'t look, and it got better.", flags: [%s]}\n'


@pytest.mark.parametrize(
    "flag",
    [
        "{quote: got better}",
        "{quote: I didn’t look}",
        '{quote: "Got better."}',
        "{quote: I didn't ... better}",
        "{absent: any figure}",
    ],
)
def test_what_stands_there_but_for_case_and_signs_passes(flag):
    assert messages("misquote", WEAK % flag) == []


@pytest.mark.parametrize("flag", ["{quote: we looked into it}", "{quote: got much better}"])
def test_what_is_not_said_is_found(flag):
    assert len(messages("misquote", WEAK % flag)) == 1


def test_an_inclined_answer_is_quoted_as_strictly():
    [message] = messages("misquote", INCLINED)
    assert message.startswith('the inclined answer does not say "I saw"')
