"""Where a sentence ends, whoever asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.english.sentences import sentence_spans, sentences

CASES = [
    ["Dr. Berg called me at 9 a.m. on Monday.", "The pump stood still."],
    ["I left at 5 p.m.", "The line stood still."],
    ["We met at 9 a.m. Monday.", "It rained."],
    ["I said no.", "They agreed."],
    ["It was pump no. 5 of nine.", "I saw it."],
    ["Mr. J. Smith signed it!", "So did I."],
    ["So did I.", "Then he left."],
    ['He said: "Stop. Now."', "I stopped."],
    ['"Why?" he asked.', "I shrugged."],
    ["It took approx. 3 min. in all.", "Fine."],
    ["We had tools, e.g. Git.", "That helped."],
    ["It grew 3.5 % to 9.1.", "Wow..."],
    ["we fixed it.", "then i deployed it."],
    ["Really?!", "(Yes.)", "Good."],
    ["First part", "second part"],
    ["I work at Acme Inc. as a lead.", "It is fun."],
    ["The U.S. team slept.", "I didn't."],
    ["It cost nothing.", "$3 is a start."],
]


@pytest.mark.parametrize("expected", CASES, ids=lambda expected: expected[0])
def test_a_sentence_ends_where_people_end_it(expected):
    joint = "\n\n" if expected[0] == "First part" else " "
    assert sentences(joint.join(expected)) == expected
    assert sentences(f"  {joint.join(expected)}\n") == expected


@given(
    st.lists(st.sampled_from(["Dr.", "a.m.", "I", "x.", '"', "“", "”", "\n\n", "9", "No?", "'"]))
)
def test_whatever_is_written_no_letter_is_lost_and_none_comes_twice(words):
    text, end = " ".join(words), 0
    for start, stop in sentence_spans(text):
        assert end <= start < stop
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()
