"""The line editor: what keys make of a text, whatever the text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.practice.typed_line import LONGEST, TypedLine, fit
from lpcards.terminal.keys import Pasted
from lpcards.terminal.line_editor import edited

MOVES = ["left", "right", "home", "end", "up", "down", "ctrl-a", "ctrl-e", "ctrl-b", "ctrl-f"]
MOVES += ["alt-b", "alt-f", "ctrl-left", "ctrl-right"]
CUTS = ["backspace", "delete", "ctrl-d", "ctrl-u", "ctrl-w", "ctrl-k", "alt-backspace"]
NOTHING = ["escape", "page-up", "tab", "ctrl-x", "alt-z", "enter", ""]

texts = st.text(max_size=30).map(lambda text: fit(text, rows=True))
lines = st.builds(TypedLine, texts, texts)


def after(line, *keys, rows=True):
    for key in keys:
        line = edited(line, key, rows=rows)
    return line


@given(lines, st.sampled_from(MOVES))
def test_moving_changes_no_letter(line, key):
    assert after(line, key).text == line.text


@given(lines, st.sampled_from(NOTHING))
def test_keys_without_a_meaning_change_nothing(line, key):
    assert after(line, key) == line


@given(lines, st.sampled_from(CUTS))
def test_cutting_takes_away_at_the_cursor_only(line, key):
    cut = after(line, key)
    assert len(cut.text) <= len(line.text)
    assert line.before.startswith(cut.before)
    assert line.after.endswith(cut.after)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=40))
def test_what_is_typed_letter_by_letter_is_what_is_there(text):
    keys = ["space" if char == " " else char for char in text if char.isprintable()]
    assert after(TypedLine(), *keys).text == "".join(char for char in text if char.isprintable())


@given(lines)
def test_left_and_right_are_opposites_and_end_at_the_ends(line):
    if after(line, "left") != line and not unicodedata.combining((line.before or "x")[-1]):
        assert len(after(line, "left").before) < len(line.before)
    assert after(TypedLine("", line.text), "left") == TypedLine("", line.text)
    assert after(TypedLine(line.text, ""), "right") == TypedLine(line.text, "")


@given(lines, st.text(max_size=60), st.booleans())
def test_what_is_pasted_can_move_no_cursor(line, text, rows):
    pasted = after(TypedLine(line.before.replace("\n", ""), ""), Pasted(text), rows=rows).text
    assert all(char.isprintable() or (rows and char == "\n") for char in pasted)


def test_a_letter_with_its_accents_and_a_joined_sign_go_together():
    assert after(TypedLine("cafe\u0301"), "backspace").text == "caf"
    assert after(TypedLine("x👩\u200d💻"), "backspace").text == "x"
    assert after(TypedLine("", "e\u0301x"), "right").before == "e\u0301"


@pytest.mark.parametrize(
    ("line", "key", "left"),
    [
        (TypedLine("one two  "), "ctrl-w", "one "),
        (TypedLine("one two", " three"), "ctrl-w", "one  three"),
        (TypedLine("one two"), "ctrl-u", ""),
        (TypedLine("one\ntwo"), "ctrl-u", "one\n"),
        (TypedLine("one", " two\nthree"), "ctrl-k", "one\nthree"),
        (TypedLine("", "one"), "delete", "ne"),
    ],
)
def test_what_is_cut(line, key, left):
    assert after(line, key).text == left


def test_up_and_down_keep_the_place_in_the_row():
    line = TypedLine("first\nsecond\nth")
    assert after(line, "up").before == "first\nse"
    assert after(line, "up", "up").before == "fi"
    assert after(line, "up", "down") == line
    assert after(TypedLine("abc\n"), "up", "end", "down").before == "abc\n"


def test_pasted_lines_are_rows_of_a_list_and_words_of_an_answer():
    assert after(TypedLine(), Pasted("one\r\ntwo\tand\rthree")).text == "one\ntwo and\nthree"
    assert after(TypedLine(), Pasted("one\r\ntwo"), rows=False).text == "one two"
    assert after(TypedLine(), Pasted("one\xa0two\x0bthree\u2028four")).text == "one two three four"
    assert after(TypedLine(), "\x1d").text == ""


def test_more_than_fits_is_not_taken():
    assert len(after(TypedLine(), Pasted("x" * (LONGEST + 5)), "y").text) == LONGEST
