"""In a transcript the candidate's words are told from everybody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.english.speakers import own_spans


def own(text):
    spans = own_spans(text)
    return None if spans is None else [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    "text",
    [
        "Interviewer: What did you do?\nMe: I rang.\nand wrote.\nInterviewer: Good.",
        "**Interviewer:** What did you do?\n**Me:** I rang.\nand wrote.",
        "Recruiter: What did you do?\nCandidate: I rang.\nand wrote.\n",
        "Dana (Interviewer): What did you do?\nPriya: I rang.\nand wrote.\n",
        "[00:12] Interviewer: What did you do?\n[00:15] Anna: I rang.\nand wrote.",
        "Tom: What did you do?\nAnna: I rang.\nand wrote.\nTom: And then?\nAnna: Nothing.",
        "Tom Hill  00:12\nWhat did you do?\n\nMe  00:15\nI rang.\nand wrote.\n",
        "- Interviewer: What did you do?\n- Me: I rang.\nand wrote.\n",
    ],
)
def test_only_the_candidates_own_lines_count(text):
    assert own(text)[0] == "I rang.\nand wrote."
    assert "What" not in "".join(own(text))


def test_times_and_cues_of_captions_are_no_words():
    text = (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\n<v Interviewer>What did you do?</v>\n\n"
        "2\n00:00:03.000 --> 00:00:05.000\n<v Anna>I rang.</v>\n\n"
        "3\n00:00:05.000 --> 00:00:09.000\n<v Anna>And I wrote.</v>\n"
    )
    assert own(text) == ["I rang.", "And I wrote."]


@pytest.mark.parametrize(
    "text",
    [
        "I rang the depot: nobody there.\nThen I wrote.",
        "Situation: it was late.\nTask: mine.\nAction: I rang.\nResult: 3 to 1.",
        "Problem: late.\nWhat I did: I rang.\nOutcome: none.",
        "Note: I rang.",
        "Tools: Python.\nCost: 3 euros.",
        "",
    ],
)
def test_what_is_no_transcript_is_left_as_it_is(text):
    assert own_spans(text) is None


LINES = st.lists(
    st.sampled_from(
        [
            "Me: I rang.",
            "Interviewer: Why?",
            "Anna: Yes.",
            "and more",
            "",
            "<v Bo>Hm",
            "00:01",
            "Me:",
        ]
    ),
    max_size=12,
)


@given(LINES.map("\n".join))
def test_spans_stand_in_the_text_in_order_and_apart(text):
    at = 0
    for start, end in own_spans(text) or ():
        assert at <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        at = end
