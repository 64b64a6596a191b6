"""Figures as they stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.english.figures_in_text import AMOUNT, FIGURE, MONEY, figures_in
from lpcards.english.vocabulary import number_word

TEXT = st.text("019$€ .,:%kmxone-\n", max_size=40) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It fell from 1,200.50 to 9.", ["1,200.50", "9"]),
        ("At 9:30, $8k and 40 % of it, then 3ms.", ["9:30", "$8k", "40 %", "3ms"]),
        ("Twelve of thirty, a dozen at most", ["Twelve", "thirty", "dozen"]),
        ("Version v2.1 of file3 is one.", []),
        ("1:2:3, 4.", ["1:2:3", "4"]),
    ],
)
def test_a_figure_is_found_whole(text, figures):
    assert [text[start:end] for start, end in figures_in(text)] == figures


@given(TEXT)
def test_no_figure_ends_with_the_stop_behind_it(text):
    for _, end in figures_in(text):
        assert text[end - 1] not in ".,: "


@given(TEXT)
def test_a_figure_is_an_amount(text):
    assert not FIGURE.search(text) or AMOUNT.search(text)


@pytest.mark.parametrize("text", ["$5", "€ 40", "5 dollars", "ten pounds", "£1,000"])
def test_money_has_a_sign_or_a_name(text):
    assert MONEY.search(text)


def test_a_number_below_ten_is_a_word():
    assert [number_word(number) for number in (0, 1, 9, 10)] == ["no", "one", "nine", "10"]
    assert number_word(0, none="none") == "none"
