"""Which passages come before which card."""

import pytest

from conftest import FEW, LIBRARY
from lpcards.cards.kinds import cards_from
from lpcards.cards.passages_needed import PassagesNeeded
from lpcards.english.word_roots import roots_of, words_of
from lpcards.story.models import Scenario
from lpcards.story.passages import passages_of
from lpcards.story.reading import read_source


def files_in(folder):
    return [
        read_source(str(path), path.read_bytes()).file for path in sorted(folder.glob("*/*.yaml"))
    ]


FILES = files_in(LIBRARY)
STORIES = [file for file in FILES if isinstance(file, Scenario)]


def headings(file):
    """Return for each card by its id the headings of what is read before it."""
    passages = passages_of(file)
    needed = PassagesNeeded(passages)
    return {card.id: [passages[at].heading for at in needed.by(card)] for card in cards_from(file)}


def named(name):
    return next(file for file in files_in(FEW) if file.id == name)


def test_a_card_of_a_story_waits_for_its_situation_and_for_what_answers_it():
    found = headings(named("webhook-drops"))
    cards = {
        "step/situation": [],
        "step/task": ["Task"],
        "step/action.find": ["Action, part 1 of 3"],
        "step/action.land": ["Action, part 3 of 3"],
        "phrase/race": ["Action, part 1 of 3"],
        "result/needs.metric": ["Result"],
        "result/needs.list": ["Result"],
        "probe/why-you": ["“No ticket, another team's service. Why did you touch it?”"],
        "disqualifier/slack.mend": ["Action, part 3 of 3"],
        "disqualifier/errors-stopped.mend": ["Action, part 2 of 3"],
        "quiz/ownership": [],
        "reflection/sde2": ["Reflection"],
    }
    for card, more in cards.items():
        assert found[f"webhook-drops/{card}"] == ["Situation", *more], card


def test_a_card_of_a_guide_waits_for_what_answers_it_and_most_for_nothing():
    assert headings(named("general"))["general/result/needs.list"] == ["What a strong Result needs"]
    assert headings(named("general"))["general/disqualifier/we.mend"] == []
    found = headings(named("deliver-results-guide"))
    assert found["deliver-results-guide/signals/list"] == ["What it asks", "What is noted"]
    assert found["deliver-results-guide/question/missed-deadline"] == [
        "What it asks",
        "“Tell me about a time you missed a deadline.”",
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.id)
def test_no_passage_of_the_library_has_more_than_ninety_words(file):
    assert all(len(passage.text.split()) <= 90 for passage in passages_of(file))


@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.id)
def test_what_a_step_or_a_probe_asks_for_is_in_what_was_read(file):
    passages = passages_of(file)
    needed = PassagesNeeded(passages)
    for card in cards_from(file):
        if card.kind in {"step", "probe"} and not card.id.endswith("beats.list"):
            read = roots_of(words_of(" ".join(passages[at].text for at in needed.by(card))))
            asked = roots_of(words_of(" ".join(card.items)))
            assert len(asked & read) >= len(asked) / 3, card.id


def test_a_question_without_an_answer_waits_for_nothing():
    story = b"id: a\ntitle: A\nshort: A\nprinciple: ownership\nprobes: [{id: x, ask: Why?}]\n"
    file = read_source("a", story + b"steps: {situation: {example: It was late.}}\n").file
    assert headings(file)["a/open/x"] == []


def test_a_story_without_prose_has_nothing_to_be_read():
    probe = b"probes: [{id: x, ask: Why?, strong: {takeaway: Because., points: [a, b]}}]\n"
    file = read_source("a", b"id: a\ntitle: A\nshort: A\nprinciple: ownership\n" + probe).file
    assert headings(file)["a/probe/x"] == []
