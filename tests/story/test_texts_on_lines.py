"""The texts of a file and the lines they stand on."""

import sys

import pytest

from lpcards.english.search_words import wanted_in
from lpcards.story.excerpt import BEFORE, CUT, MOST, excerpt
from lpcards.story.texts_on_lines import texts_on_lines

FILE = """\
id: queue
title: A queue # not a text
short: "Q: \\u00e9t\\u00e9 \\"now\\""
principle: ownership
also: [dive-deep]
own: true
overview: >-
  First line,
  second line.

  A paragraph.
summary: |
  One
  two
steps:
  situation:
    seconds: 30
    example: plain words
      that go
      on here
    key_phrases: [it grew, {id: grew, text: 'don''t
      stop', fact: now}]
  task:
    example: "in quotes \\
      and on, \\"said\\" he,
      and
      out"
"""
LINES = {
    "queue": [1],
    "A queue": [2],
    'Q: été "now"': [3],
    "First line, second line.\nA paragraph.": [8, 9, 11],
    "One\ntwo\n": [13, 14],
    "plain words that go on here": [18, 19, 20],
    "it grew": [21],
    "don't stop": [21, 22],
    "now": [22],
    'in quotes and on, "said" he, and out': [24, 25, 26, 27],
}


def test_each_text_has_its_lines_and_names_and_numbers_are_no_texts():
    found = {text.text: text for text in texts_on_lines(FILE.encode())}
    assert found.keys() == LINES.keys()
    for text, lines in LINES.items():
        rows = dict.fromkeys(found[text].line_at(at) for at in range(len(text)))
        assert [*rows] == lines, text


def test_what_stands_on_a_line_is_said_as_the_text_has_it():
    [text] = [one for one in texts_on_lines(FILE.encode()) if one.text.startswith("First")]
    assert text.words_on(0) == "First line,"
    assert text.words_on(text.text.index("second")) == "second line."
    assert text.words_on(len(text.text) - 1) == "A paragraph."


def test_windows_line_ends_and_a_byte_order_mark_move_no_line():
    plain = [(one.text, one.lines) for one in texts_on_lines(FILE.encode())]
    windows = b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode()
    assert [(one.text, one.lines) for one in texts_on_lines(windows)] == plain


@pytest.mark.parametrize(
    "data",
    [
        b"id: x\n\ttitle: [\n",
        b"title: a\ntitle: b\n",
        b"id: *x\n",
        b"a\n---\nb\n",
        b"\xff\xfe\x00\n",
        b"<<<<<<< one\nid: x\n=======\nid: y\n>>>>>>> two\n",
        b"[" * 100,
        b"caf\xe9\n",
    ],
)
def test_a_file_that_yaml_cannot_read_is_taken_line_by_line(data):
    lines = data.decode("utf-8", "replace").split("\n")
    expected = [(line.strip(), ((0, at),)) for at, line in enumerate(lines, 1) if line.strip()]
    assert [(one.text, one.lines) for one in texts_on_lines(data)] == expected


def test_a_file_with_keys_that_are_none_still_has_its_texts():
    found = [
        one.text for one in texts_on_lines(b"id: x\nnonsense: a text\nprobes: [3, {ask: why}]")
    ]
    assert found == ["x", "a text", "3", "why"]


def test_an_empty_file_has_no_texts():
    assert texts_on_lines(b"") == []


def looks_at(data):
    """Return how often something of Python's own was called: `strip`, `find`."""
    calls = []
    sys.setprofile(lambda _, event, called: event == "c_call" and calls.append(called))
    try:
        texts_on_lines(data)
    finally:
        sys.setprofile(None)
    return len(calls)


@pytest.mark.parametrize(
    "texts", ['"' + "\\x61 " * 200 + '"', "[" + '"\\x61", ' * 200 + "{}b]"], ids=["words", "texts"]
)
def test_empty_lines_are_looked_through_once_however_many_escapes_are_above_them(texts):
    near, far = (f"x: {texts.format(gap)}\n{gap}y: b\n".encode() for gap in ("\n", "\n" * 1000))
    assert looks_at(far) < looks_at(near) + 50_000


def test_words_behind_a_long_row_of_escapes_are_on_the_lines_below():
    row = "\\u0434\\u0430 " * 1000
    [text] = texts_on_lines(f'title: "{row}\n  then {row}\n  end"\n'.encode())
    assert [text.line_at(text.text.index(word)) for word in ("then", "end")] == [2, 3]


def test_an_excerpt_is_short_and_has_what_was_looked_for():
    text = f"{'before ' * 50}**needle** and pin, {'behind ' * 50}"
    pieces = excerpt(text, wanted_in("pin needle"))
    assert [piece for piece, is_found in pieces if is_found] == ["needle", "pin"]
    words = "".join(piece for piece, _ in pieces)
    assert words.startswith(f"{CUT} before")
    assert words.endswith(f"behind {CUT}")
    assert len(words) <= MOST + 2 * len(CUT) + 2
    assert 0 < words.index("needle") <= BEFORE + len(CUT) + 1


def test_an_excerpt_begins_where_most_of_it_stands_together():
    text = f"one here. {'between ' * 50} one and two"
    assert sum(is_found for _, is_found in excerpt(text, wanted_in("one two"))) == 2


def test_an_excerpt_of_one_endless_word_is_cut_in_it():
    pieces = excerpt("x" * 1000, wanted_in("xx"))
    assert len("".join(piece for piece, _ in pieces)) <= MOST + len(CUT) + 1


def test_nothing_in_an_excerpt_moves_a_cursor():
    [(words, _), *_] = excerpt("\x1b[31mred\nline", ())
    assert words == "\\x1b[31mred line"
