"""Each deed of a sentence is found, with who did it: mine, or that of nobody named in notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.drafts.notes.told_deeds import deeds_in

DEEDS = [
    (
        "I rang the depot, wrote a list, and moved two drivers.",
        ["I rang the depot", "wrote a list", "moved two drivers"],
    ),
    (
        "I rode along on the night bus, then re-ran the test and co-wrote a page with Ana.",
        ["I rode along on the night bus", "re-ran the test", "co-wrote a page with Ana"],
    ),
    (
        "opened PR w/ batching + a contract test, got Priya to sign so I chunked the payload",
        ["opened PR w/ batching + a contract test", "got Priya to sign", "I chunked the payload"],
    ),
    (
        "I led the move, spread the load over 3 hosts, and laid out a plan",
        ["I led the move", "spread the load over 3 hosts", "laid out a plan"],
    ),
    (
        "I overheard two clerks, spun up a test store and froze the price list",
        ["I overheard two clerks", "spun up a test store", "froze the price list"],
    ),
    (
        "In March I flew to Graz, swept the yard and lit the sign.",
        ["I flew to Graz", "swept the yard", "lit the sign"],
    ),
    (
        "asked maya to review, she said no bc of brand -> showed her side by side",
        ["asked maya to review", "showed her side by side"],
    ),
    (
        "I didn't wait: phoned the plant at 6, got their sign-off, and shipped 40 boxes by hand",
        ["phoned the plant at 6", "got their sign-off", "shipped 40 boxes by hand"],
    ),
    ("i saw a lock so i cut the job", ["i saw a lock", "i cut the job"]),
    ("I told the driver, who left, and wrote a note.", ["I told the driver", "wrote a note"]),
    ("Led the rollout", ["Led the rollout"]),
]


@pytest.mark.parametrize(("sentence", "deeds"), DEEDS)
def test_every_deed_of_a_sentence_is_found(sentence, deeds):
    assert [f"{one.text} {one.fact}" for one in deeds_in(sentence)] == deeds


@pytest.mark.parametrize(
    "sentence",
    [
        "The driver rang the depot and wrote a list.",
        "We found the cause and fixed it.",
        "My boss said no, called the depot",
        "The team lead left and took two devs.",
        "Failed jobs were common.",
        "Cost per order was high.",
        "It led to fewer tickets.",
        "I wanted to go and hoped for rain.",
        "nobody asked me to go on",
        "Shared drive was full and nobody cleaned it",
        "The letters, written by hand, were late.",
        "got a page at 2am",
    ],
)
def test_what_others_did_and_what_was_is_no_deed_of_mine(sentence):
    assert list(deeds_in(sentence)) == []


@given(st.text(st.sampled_from("I rang, the and wrote: he (a) list. so got-"), max_size=80))
def test_a_deed_is_words_of_its_sentence_in_their_order(sentence):
    words = " ".join(" ".join(f"{one.text} {one.fact}" for one in deeds_in(sentence)).split())
    rest = iter(sentence.replace(":", " ").split())
    for word in words.split():
        assert any(word in one for one in rest)
