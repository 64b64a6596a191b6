"""A card by the first words of its question."""

from hypothesis import example, given

from hostile_texts import HOSTILE, texts
from lpcards.english.printable import printable
from lpcards.study.question_words import MOST, quoted_words


def test_a_short_question_stands_as_it_is_and_quoted_once():
    assert quoted_words('"How do you *know* that?"') == '"How do you know that?"'
    assert quoted_words("Say the `Task` aloud.") == '"Say the Task aloud."'


def test_what_is_quoted_in_a_question_is_told_from_the_quotation():
    assert quoted_words('Late: "It was fine."') == "\"Late: 'It was fine.'\""


def test_a_long_question_is_cut_between_words():
    long = "Tell me about a time when you disagreed with your manager and lost, please."
    assert quoted_words(long) == '"Tell me about a time when you disagreed with ..."'


@given(texts)
@example(HOSTILE[-3])
@example("漢字" * 60)
@example("漢" * 21 + " 漢字漢字漢字")
def test_whatever_a_card_asks_its_first_words_are_one_harmless_line(front):
    words = quoted_words(front)
    assert "\n" not in words
    assert printable(words) == words
    assert columns(words) <= MOST + 2


def columns(text):
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
