import pytest

from advice_on_yaml import messages


def better(line, more=""):
    return f'disqualifiers: [{{id: a, phrase: b, instead: "{line}"{more}}}]\n'


@pytest.mark.parametrize(
    ("line", "letters"),
    [
        ("I was given X. What I chose to do was Y.", "X and Y"),
        ("From X to 12 in a month.", "X"),
        ("I dropped X, because the date hung on X and Z.", "X and Z"),
        ("We lost X% of them.", "X"),
    ],
)
def test_a_line_that_has_to_be_filled_in_is_found(line, letters):
    [message] = messages("letters", better(line))
    assert message.startswith(f"`instead` has {letters} to fill in")


def test_what_it_must_name_does_not_make_it_sayable():
    assert len(messages("letters", better("I dropped X.", ", names: [what, when]"))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "I took plan B to the board.",
        "The X-ray was on the wrong screen.",
        "I read it off the Y axis.",
        "Half of them are Generation Z.",
        "I moved it to OS X.1 and to section X.2.",
        "R&X had the list, and I asked for it.",
        "A customer called, and I answered.",
    ],
)
def test_a_letter_that_is_a_word_passes(line):
    assert messages("letters", better(line)) == []


def test_a_phrase_to_mend_may_have_letters():
    assert (
        messages("letters", "disqualifiers: [{id: a, phrase: I did X., instead: I sat.}]\n") == []
    )
