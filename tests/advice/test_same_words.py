import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_on_yaml import advice, messages, spots
from lpcards.advice.finding import FileSummary
from lpcards.advice.rules.same_words import AT_ONCE, MOST, between
from lpcards.english.word_roots import runs_of, words_of

LONG = "I read a whole month of complaints in one go on that Sunday"
NINE = "overview: %s\n"


def test_eight_words_in_a_row_are_four_runs_and_too_many():
    other = "Nobody else did: I read a whole month of complaints in it."
    assert len(messages("same-words", NINE % LONG, NINE % f"'{other}'")) == 1


def test_seven_words_in_a_row_pass():
    other = "Nobody else did, but I read a whole month of letters then."
    assert messages("same-words", NINE % LONG, NINE % f"'{other}'") == []


def test_the_passage_is_shown_where_it_stands():
    other = ">-\n  Nobody else did that: I read a whole\n  month of complaints in it."
    [words] = spots("same-words", NINE % LONG, NINE % other)
    assert words == "I read a whole"
    [message] = messages("same-words", NINE % LONG, NINE % other)
    assert 'as "I read a whole month of complaints in":' in message
    assert message.startswith("4 runs of five words are in `content/last-bus.yaml` too")


def test_guides_are_no_stories():
    assert messages("same-words", NINE % LONG, "type: guide\n" + NINE % LONG) == []


def test_a_story_is_told_of_the_one_it_shares_most_with():
    files = (
        NINE % "Quite another thing happened here that day long ago.",
        NINE % LONG,
        NINE % LONG,
    )
    found = [problem for problem in advice(*files) if problem.rule == "same-words"]
    assert [(problem.path, "last-bus1.yaml" in problem.message) for problem in found] == [
        ("content/last-bus2.yaml", True)
    ]


WORDS = st.lists(st.sampled_from("abcde"), min_size=0, max_size=40)


@pytest.mark.parametrize("at_once", [AT_ONCE, 7])
@given(words=WORDS, others=WORDS)
def test_two_stories_clash_as_counting_would(at_once, words, others):
    texts = [" ".join(story) for story in (words, others)]
    runs = [set(runs_of(words_of(text))) for text in texts]
    summaries = [
        FileSummary(f"a/{n}", str(n), "scenario", "x", {}, sorted(runs[n]), lambda n=n: texts[n])
        for n in range(2)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lpcards.advice.rules.same_words.AT_ONCE", at_once)
        found = list(between(summaries))
    counted = len(_runs(words) & _runs(others))
    assert bool(found) == (counted > MOST)
    if found:
        assert re.match(rf"{counted} runs", found[0].message)


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}
