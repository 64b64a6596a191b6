"""Figures of what something came to are told from names, dates and efforts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.english.result_figures import figures_of_worth, moved, without_names


def figures(text):
    return [text[start:end] for start, end in figures_of_worth(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It was a Q3 goal.",
        "After the move to version 5.1 on Python 2 everybody was pleased.",
        "I had changed two files in three days.",
        "We upgraded to Java 17 and Spring 3.",
        "I went there 12 times.",
        "That was in 2019, on 3 March, at 9:30.",
        "It took me three weeks.",
        "I joined in the third quarter and sat on floor 12.",
        "The ticket PAY-311 came in on May 4.",
        "Then I compared eight trips with the board.",
    ],
)
def test_names_dates_and_efforts_are_no_results(text):
    assert figures(text) == []
    assert not moved(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Complaints fell from 31 a month to 2.", ["31", "2"]),
        ("We saved $90k a month.", ["$90"]),
        ("It took 3 hours instead of two days.", ["3", "two"]),
        ("29 of 31 guests came back.", ["29", "31"]),
        ("In May 30 orders were late, in June 4.", ["30"]),
    ],
)
def test_results_are_figures(text, found):
    assert figures(text)[: len(found)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Complaints fell from 31 a month to 2.",
        "Late Mondays: 7 of 10 -> 0.",
        "Hot water came in 12 seconds instead of 90.",
        "350 pages a week became 41.",
        "It was 3 a year before, and since then there was none.",
        "p99 went from 4.2s to 900ms.",
        "It had been 9 of 14. This spring it was 15 of 16, up from 9.",
    ],
)
def test_a_before_and_an_after_are_seen(text):
    assert moved(text)


@pytest.mark.parametrize(
    "text",
    ["I changed two files in three days.", "40 orders were late.", "Going from concern to trust."],
)
def test_two_figures_alone_are_no_change(text):
    assert not moved(text)


@given(st.text("019$ .,:%Q3vApril Mayfromto-\n", max_size=60))
def test_to_blot_out_names_moves_nothing(text):
    bare = without_names(text)
    assert len(bare) == len(text)
    assert all(one in {two, "\0"} for one, two in zip(bare, text, strict=True))
