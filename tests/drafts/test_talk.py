"""Unmarked talk: divided where it is linked on, sorted into steps, its deeds and facts found."""

import json
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.drafts.notes import draft_of, prose
from lpcards.drafts.notes.note_lines import sentences_of
from lpcards.drafts.notes.story_draft import ALONE, BEAT_NAMES
from lpcards.drafts.notes.talk import breaths_of
from talk_results import results_of

TALK = sorted((Path(__file__).parent / "talk").glob("*.txt"))
words_of_talk = st.lists(
    st.sampled_from(
        "so and then but i we the boss queue wrote cut was after that in end what learned is it, "
        "log. a list rang said because nobody my job turns out looking back".split()
    ),
    max_size=80,
)


def test_the_corpus_of_talk_is_whole():
    assert len(TALK) >= 20
    assert all(path.with_suffix(".json").exists() for path in TALK)


@pytest.mark.parametrize("path", TALK, ids=lambda path: path.stem)
def test_talk_comes_to_what_stands_beside_it(path):
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert results_of(path.read_text("utf-8")) == expected


@pytest.mark.parametrize("path", TALK, ids=lambda path: path.stem)
def test_talk_is_divided_into_three_steps_or_more_without_a_word_lost(path):
    text = path.read_text("utf-8")
    steps = draft_of(text).steps
    assert len(steps) >= 3
    told = " ".join(chain.from_iterable(steps.values())).split()
    rest = iter(text.split())
    assert all(word in rest for word in told)


@given(words_of_talk.map(" ".join))
def test_what_was_divided_is_the_same_when_it_is_joined(talk):
    assert " ".join(breaths_of(talk)) == talk
    assert prose(sentences_of([talk])) == talk


@given(words_of_talk.map(" ".join))
def test_sorting_moves_no_sentence(talk):
    draft = draft_of(f"{talk}\n{talk} ")
    sentences = [*chain.from_iterable(draft.steps.values())]
    assert sentences in ([], sentences_of([talk, talk])) or draft.title == talk


@pytest.mark.parametrize(
    ("talk", "parts"),
    [
        (
            "i was an intern and my task was the wiki but i saw that half was wrong so i asked",
            [
                "i was an intern",
                "and my task was the wiki",
                "but i saw that half was wrong",
                "so i asked",
            ],
        ),
        (
            "we had one printer for two floors and it jammed at nine and after that nobody came",
            [
                "we had one printer for two floors",
                "and it jammed at nine",
                "and after that nobody came",
            ],
        ),
        (
            "it took the bus and the tram to get there so that nobody would have to wait for me",
            ["it took the bus and the tram to get there so that nobody would have to wait for me"],
        ),
    ],
)
def test_talk_without_stops_is_divided_where_it_is_linked_on(talk, parts):
    assert list(breaths_of(talk)) == parts


def test_a_sentence_with_its_commas_stays_whole():
    sentence = (
        "In spring the shop moved, and the drivers, whom nobody had told, went to the old gate."
    )
    assert list(breaths_of(sentence)) == [sentence]


@pytest.mark.parametrize(
    ("lines", "sentences"),
    [
        (
            [
                "we had 4 outages in a month on the login service",
                "Added a canary",
                "no outage since",
            ],
            [
                "we had 4 outages in a month on the login service",
                "Added a canary",
                "no outage since",
            ],
        ),
        (
            ["checked the invoices of twelve months against the bank", "wrote to both banks"],
            ["checked the invoices of twelve months against the bank", "wrote to both banks"],
        ),
        (
            ["I pulled the job logs for six weeks and then I", "wrote an index."],
            ["I pulled the job logs for six weeks and then I wrote an index."],
        ),
        (["it was late. nobody came. lower"], ["it was late.", "nobody came.", "lower"]),
    ],
)
def test_a_line_ends_where_its_author_ended_it(lines, sentences):
    assert sentences_of(lines) == sentences


@pytest.mark.parametrize(
    "marks",
    [
        ("a. ", "b. "),
        ("A. ", "B. "),
        ("1.1 ", "1.2 "),
        ("Step 1: ", "Step 2: "),
        ("1\ufe0f\u20e3 ", "2\ufe0f\u20e3 "),
        ("-> ", "-> "),
        ("~ ", "~ "),
        ("• ", "• "),
        ("☐ ", "☑ "),
        ("(1) ", "(2) "),
    ],
)
def test_whatever_marks_the_lines_of_a_list_is_no_word_of_it(marks):
    first, second = marks
    assert sentences_of([f"{first}pulled the logs", f"{second}cached them"]) == [
        "pulled the logs",
        "cached them",
    ]


def test_a_figure_or_a_name_at_the_start_of_a_line_is_no_number():
    lines = ["1.1 million rows were lost", "1.2 million rows came back", "~ 30 people", "A. Smith"]
    assert sentences_of(lines) == lines


@pytest.mark.parametrize(
    ("lesson", "is_one"),
    [
        ("what would I do different: should have alerted on it.", True),
        ("should've asked on day one", True),
        ("Today I would bring the screenshot first.", True),
        ("I'd ask for it in writing.", True),
        ("learned: look for locks", True),
        ("I'd seen it before.", False),
    ],
)
def test_what_one_would_do_is_the_reflection(lesson, is_one):
    told = "The queue was long. I pulled the logs. I wrote an index. It went from 9 days to 4."
    assert ("reflection" in draft_of(f"{told} {lesson}").steps) is is_one


def test_what_somebody_still_thought_does_not_last_and_what_others_took_over_does():
    needs = draft_of(
        "R: Cold starts went from 90s to 11s. I still thought waiting was better. Both other teams "
        "took the sidecar over too."
    ).needs
    assert needs["second_order"] == "Both other teams took the sidecar over too."


def test_whose_it_was_is_the_point_of_a_task_and_how_long_it_took_is_none():
    draft = draft_of("T: I was new, and nobody asked me to go on. It took 6 weeks.\nA: I went on.")
    assert [one.text for one in draft.phrases["task"]] == ["nobody asked me to go on"]


@pytest.mark.parametrize("path", TALK, ids=lambda path: path.stem)
def test_the_names_of_beats_give_nothing_away(path):
    assert {beat.name for beat in draft_of(path.read_text("utf-8")).beats} <= {*BEAT_NAMES, *ALONE}


@pytest.mark.parametrize(
    ("notes", "title"),
    [
        ("So this was when I was at a clinic. The pumps rang. Our pumps ring.", "Pumps"),
        ("ok so the label printer jammed.\nI fixed it.", "the label printer jammed"),
        (
            "So yeah the thing I always tell is the label printer story. The label printer jammed.",
            "Label printer",
        ),
    ],
)
def test_a_title_is_what_notes_are_about_and_not_how_they_begin(notes, title):
    assert draft_of(notes).title == title
