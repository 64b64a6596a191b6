"""Sheets: a story a row, with the steps in the header; pasted, or saved as CSV."""

import csv
import io
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.drafts.files import text_of_file
from lpcards.system.problem import UserFault

HEAD = ["Story", "Principle", "Situation", "Task", "Action", "Result", "Notes"]
ROWS = [
    [
        "The queue",
        "Dive Deep",
        "It stood; for 2 days.",
        "Not mine.",
        "I read.\nI rang.",
        "5 min.",
        "",
    ],
    [
        "Bus",
        "",
        "It was late.",
        "",
        "I counted, twice.",
        "None late.",
        "Ask Ben when he has it all",
    ],
]
TEXT = """# The queue

Principle: Dive Deep

## Situation
It stood; for 2 days.

## Task
Not mine.

## Action
I read.
I rang.

## Result
5 min.

# Bus

Notes: Ask Ben when he has it all

## Situation
It was late.

## Action
I counted, twice.

## Result
None late."""


def written(rows, delimiter=",", **how):
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, **how).writerows(rows)
    return held.getvalue().encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", written([HEAD, *ROWS])),
        ("a.csv", b"sep=;\r\n" + written([HEAD, *ROWS], ";")),
        ("a.csv", written([HEAD, *ROWS], ";")),
        ("a.csv", b"\xef\xbb\xbf" + written([HEAD, *ROWS], quoting=csv.QUOTE_ALL)),
        ("a.tsv", written([HEAD, *ROWS], "\t")),
        ("standard input", written([HEAD, *ROWS], "\t", lineterminator="\n")),
    ],
)
def test_each_row_is_a_story(name, data):
    assert text_of_file(data, name).text == TEXT


def test_a_title_is_one_whatever_it_says():
    rows = [["Story", "Situation", "Result"], ["Labels", "They fell off.", "None fell off."]]
    assert text_of_file(written(rows), "a.csv").text.startswith("Title: Labels\n\n## Situation")


def test_what_stands_above_the_header_stays_there():
    text = text_of_file(written([["My stories"], [], HEAD, *ROWS]), "a.csv").text
    assert text == f"My stories\n\n{TEXT}"


def test_a_sheet_with_the_steps_in_its_first_column_is_one_story():
    rows = [["Situation", "It stood."], ["Action", "I read.\nI rang.", "Twice."], ["Result", ""]]
    text = "## Situation\nIt stood.\n\n## Action\nI read.\nI rang.\nTwice.\n\n## Result"
    assert text_of_file(written(rows), "a.csv").text == text


def test_any_other_sheet_is_a_table():
    rows = [["Day", "Calls"], ["May 3", "31"]]
    table = "| Day | Calls |\n| --- | --- |\n| May 3 | 31 |"
    assert text_of_file(written(rows), "a.csv").text == table


def test_notes_with_tabs_are_no_sheet():
    for text in ("S\tIt stood.\nA\tI read.\n", "Situation\tIt stood.\n", "Situation\tTask\n"):
        assert text_of_file(text.encode(), "a.txt").is_plain


def test_a_sheet_that_is_none_is_told():
    with pytest.raises(UserFault, match=r"a\.csv: this sheet cannot be read: field larger"):
        text_of_file(b'"' + b"a" * 200_000, "a.csv")


CELL = st.text('xy 1;,"\n', max_size=12)
"""No A, S, T or R, which name steps: a row of them is a header."""


@given(st.lists(st.lists(CELL, min_size=1, max_size=8)), st.booleans(), st.sampled_from(",;\t"))
def test_no_word_of_a_sheet_is_lost(rows, has_header, delimiter):
    rows = [HEAD, *rows] if has_header else rows
    text = text_of_file(written(rows, delimiter), "a.csv").text
    there = Counter(re.findall(r"\w+", " ".join(cell for row in rows[has_header:] for cell in row)))
    assert not there - Counter(re.findall(r"\w+", text)), text
