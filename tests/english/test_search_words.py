"""What counts as a word to search by, in texts and in what somebody types."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile_texts import HOSTILE, characters
from lpcards.english.search_words import parted, spans_of, terms_in, wanted_in, words_in

TEXTS = st.text(characters, max_size=40) | st.sampled_from(HOSTILE[:-3])
SAME = [
    ("café", "CAFÉ"),
    ("café", "cafe"),
    ("café", unicodedata.normalize("NFD", "café")),
    ("naïve", "NAI\u0308VE"),
    ("straße", "STRASSE"),
    ("don't", "don’t"),
    ("webhook-drops", "webhook drops"),
    ("snake_case", "snake case"),
    ("**bold**ly", "bold ly"),
    ("ﬁle", "file"),
    ("ＡＢＣ", "abc"),
    ("ｶﾞ", "ガ"),
    ("22.4%", "22 4"),
]
FOUND = [
    ("deploy", "We Deployed it", ["Deployed"]),
    ("a", "a cat", ["a"]),
    ("c++", "C++, C and cats", ["C++"]),
    ("c#", "C# or C", ["C#"]),
    ("c", "C++, C# and C", ["C"]),
    ("dead letter", "a letter, dead", ["letter", "dead"]),
    ('"dead letter"', "a letter, dead", []),
    ('"dead letter"', "the dead letter box", ["dead", "letter"]),
    ('"dead let"', "the dead letter box", []),
    ("“dead letter”", "a dead-letter queue", ["dead", "letter"]),
    ("drops/probe", "webhook-drops/probe/why", ["drops", "probe"]),
    ("don't", "I don’t know, nor do I tell", ["don", "t"]),
    ("面接", "次の面接の準備", ["面接"]),
    ("準備", "次の面接の準備", ["準備"]),
    ("面接", "面と接", []),
    ("ab", "cab", []),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_case_accents_and_composition_make_no_other_word(one, other):
    assert terms_in(one) == terms_in(other) != []


@pytest.mark.parametrize(("query", "text", "words"), FOUND)
def test_a_query_finds_words_and_what_they_go_on_as(query, text, words):
    assert [text[start:end] for start, end in spans_of(wanted_in(query), text)] == words


@pytest.mark.parametrize("query", ["", " ", "*", '"', '""', "-", "( ) :^", "’", "\0", "\U0001f600"])
def test_signs_alone_are_nothing_to_look_for(query):
    assert wanted_in(query) == ()


@pytest.mark.parametrize(
    "query", ["a OR", "NEAR(x y)", "-x", 'say "it', "col:umn", "x*", "^y", "{z}"]
)
def test_what_another_search_takes_for_a_command_is_a_word(query):
    terms = [term for one in wanted_in(query) for term in one.terms]
    assert terms == terms_in(query) != []


@given(TEXTS)
def test_the_quick_way_to_the_words_finds_the_same(text):
    assert terms_in(text) == [word.term for word in words_in(text)]


@given(TEXTS)
def test_a_text_is_found_by_each_of_its_words_and_by_all_of_it(text):
    words = words_in(text)
    for word in words:
        assert spans_of(wanted_in(word.term), text)
    assert bool(spans_of(wanted_in(text.replace('"', " ")), text)) == bool(words)


@given(TEXTS)
def test_words_are_words_of_themselves(text):
    terms = terms_in(text)
    assert terms_in(" ".join(terms)) == terms


@given(TEXTS, TEXTS)
def test_what_is_marked_is_a_text_in_pieces(text, query):
    pieces = [*parted(text, spans_of(wanted_in(query), text))]
    assert "".join(piece for piece, _ in pieces) == text
    assert all(terms_in(piece) for piece, is_found in pieces if is_found)
