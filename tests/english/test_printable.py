import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.english.printable import clock, counted, duration, printable, span

ANY = st.text(st.characters(exclude_categories=[]))


@given(ANY)
@example("\x1b[31m\x9b2J\r\x07\u202e\u2028\ud800\x7f")
def test_nothing_printable_moves_a_cursor_or_turns_a_line(text):
    shown = printable(text)
    assert not {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(c) for c in shown.replace("\n", "")}
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(shown)
    assert shown.count("\n") == text.count("\n")
    shown.encode()


@given(ANY)
def test_printable_text_stays_as_it_is(text):
    assert printable(printable(text)) == printable(text)


@pytest.mark.parametrize(
    "text", ["Ünïcödé “quoted” … cut", "a\nb", "e\u0301", "👩\u200d💻", "שלום"]
)
def test_what_people_write_is_left_alone(text):
    assert printable(text) == text


def test_a_tab_is_shown_as_a_space():
    assert printable("a\tb\x1b\t") == r"a b\x1b "


def test_an_escape_is_shown_and_not_obeyed():
    assert printable("\x1b[2Jgone\x9b") == r"\x1b[2Jgone\x9b"


@pytest.mark.parametrize(
    ("count", "noun", "words"),
    [
        (1, "card", "1 card"),
        (0, "card", "0 cards"),
        (2, "story", "2 stories"),
        (2, "day", "2 days"),
        (1200, "card", "1,200 cards"),
    ],
)
def test_counts_agree_with_their_nouns(count, noun, words):
    assert counted(count, noun) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 d"), (27, "27 d"), (28, "4 w"), (84, "12 w"), (85, "3 mo"), (364, "12 mo")],
)
def test_intervals_are_given_in_a_few_letters(days, words):
    assert span(days) == words


def test_long_intervals_are_years():
    assert span(365) == "1.0 y"
    assert span(36_500) == "99.9 y"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "0 seconds"),
        (1, "1 second"),
        (89, "89 seconds"),
        (90, "2 minutes"),
        (600, "10 minutes"),
    ],
)
def test_lengths_of_time_are_given_in_words(seconds, words):
    assert duration(seconds) == words


def test_a_clock_counts_minutes_and_seconds():
    assert [clock(seconds) for seconds in (0, 9.9, 60, 754)] == ["0:00", "0:09", "1:00", "12:34"]
