"""What a program that listens printed, as words: its times, noises and codes are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.practice.speech import Speech, words_heard

PRINTED = {
    "plain": ("We saw it rising.\nIt was wet.\n", "We saw it rising. It was wet."),
    "whisper-cli": (
        "\n[00:00:00.000 --> 00:00:04.000]   We saw it.\n[00:00:04.000 --> 00:00:05.000]   Wet.\n",
        "We saw it. Wet.",
    ),
    "whisper-stream": (
        "[Start speaking]\n\x1b[2K\r We\x1b[2K\r          \x1b[2K\r We saw\n\x1b[2K\r it\x1b[2K\r",
        "We saw it",
    ),
    "whisper-stream --step 0": (
        "\n### Transcription 0 START | t0 = 0 ms\n\n[00:00 --> 00:02]  We saw.\n\n### END",
        "We saw.",
    ),
    "noises": ("[BLANK_AUDIO] (music) I *coughs* pumped. ♪ [ Silence ]\n", "I pumped."),
    "nothing": ("[BLANK_AUDIO]\n\n (wind blowing)\n", ""),
    "lines of Windows": ("I pumped.\r\nI measured.\r\n", "I pumped. I measured."),
    "other spaces": (
        "We\xa0saw\u202fit.\u2028It\u3000was\x0bwet.\x0cI\x85pumped.",
        "We saw it. It was wet. I pumped.",
    ),
    "colors": ("\x1b[38;5;118mI\x1b[0m \x1b[1mpumped\x1b[0m", "I pumped"),
    "a title, a link": ("\x1b]0;owned\x07I\x1b]8;;http://x\x1b\\ did\x1b]8;;\x1b\\", "I did"),
    "an unfinished title": ("I did \x1b]0;it", "I did"),
}


@pytest.mark.parametrize("how", PRINTED)
def test_what_engines_print_becomes_what_was_said(how):
    printed, said = PRINTED[how]
    assert words_heard(printed, rows=False) == said


def test_lines_are_rows_where_an_answer_has_several():
    assert words_heard("one\n\n[BLANK_AUDIO]\n two \n", rows=True) == "one\ntwo"


HOSTILE = st.text(st.sampled_from("ab \n\r\t\x1b[]();0m\x07\x9b\u202e\\*♪") | st.characters())


@given(HOSTILE, st.booleans())
def test_nothing_that_was_heard_can_move_a_cursor_or_turn_a_line(printed, rows):
    heard = words_heard(printed, rows=rows)
    assert all(row.isprintable() for row in heard.split("\n"))
    assert rows or "\n" not in heard
    assert words_heard(heard, rows=rows) == words_heard(f"{heard}\n", rows=rows)


def test_words_are_counted_by_the_minute_and_what_is_too_short_is_not():
    assert str(Speech(84, 38.2)) == "84 words in 0:38, 132 a minute"
    assert str(Speech(1, 0.4)) == "1 word in 0:00"
