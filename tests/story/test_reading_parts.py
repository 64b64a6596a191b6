"""Texts cut into what is read at one go."""

from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.story.reading_parts import MOST_WORDS, parts_by_beat, parts_of

WORDS = st.text("abcd", min_size=1, max_size=4)
SENTENCES = st.builds(
    lambda words, end: " ".join(words).capitalize() + end,
    st.lists(WORDS, min_size=1, max_size=130),
    st.sampled_from([". ", "! ", "?\n", "\n\n", "\n- ", " "]),
)
TEXTS = st.lists(SENTENCES, max_size=12).map("".join)
BEATS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), min_size=1, max_size=4)


def sentence(words, at=0):
    return " ".join(f"w{at}" for _ in range(words)) + ". "


@given(TEXTS)
@example(sentence(91))
def test_no_part_has_more_than_ninety_words_and_none_is_lost(text):
    parts = parts_of(text)
    assert all(0 < len(part.split()) <= MOST_WORDS for part in parts)
    assert " ".join(parts).split() == text.split()


@given(TEXTS, BEATS)
def test_by_beat_none_is_lost_either_and_the_beats_keep_their_order(text, beats):
    found = parts_by_beat(text, beats)
    assert all(0 < len(part.split()) <= MOST_WORDS for _, part in found)
    assert " ".join(part for _, part in found).split() == text.split()
    assert [beat for beat, _ in found] == sorted(beat for beat, _ in found)


def test_a_text_is_cut_at_the_ends_of_sentences_into_about_equal_parts():
    text = "".join(sentence(30, at) for at in range(4))
    assert [len(part.split()) for part in parts_of(text)] == [60, 60]
    assert all(part.endswith(".") for part in parts_of(text))


def test_what_fits_into_one_part_stays_as_it_is():
    assert parts_of("- one\n- two\n\nthree") == ["- one\n- two\n\nthree"]
    assert parts_of("  ") == []


def test_a_beat_has_the_sentences_that_speak_of_it():
    text = "I pulled the logs. It took an hour. I wrote a fix and tested it. I told their lead."
    beats = ["Find it I pulled logs", "Fix it I wrote fix", "Land it I told their lead"]
    assert parts_by_beat(text, beats) == [
        (0, "I pulled the logs. It took an hour."),
        (1, "I wrote a fix and tested it."),
        (2, "I told their lead."),
    ]


def test_beats_without_end_are_not_compared():
    assert parts_by_beat("a. " * 200, ["a"] * 200) == []
