"""A page becomes the data of a story: what it holds and nothing else, under lasting names."""

from pathlib import Path

import pytest

from lpcards.drafts.page import (
    missing_parts,
    names_of,
    odd_parts,
    paste_of,
    principle_named,
    principle_of_title,
    refusal_of,
    spoken_of,
    story_data_of,
    walkthrough_of,
)
from lpcards.drafts.page.page_names import LONGEST_ID, ids_of, level_id
from lpcards.story.principles import PRINCIPLES
from lpcards.story.reading import read_source
from lpcards.story.yaml_emitter import Aside, Blank, file_text
from pasted_pages import TOWER, pasted

SOURCE = Path(__file__).parents[4] / "shared" / "source" / "walkthrough.txt"


def data_of(page=TOWER, principle="dive-deep", known=PRINCIPLES):
    return story_data_of(page, names_of(page.title), principle, known, own=False)


def loaded(page=TOWER):
    source = read_source("a.yaml", file_text(data_of(page).data, ()).encode())
    assert source.file is not None, source.problems
    return source.file


def test_a_whole_page_is_a_story_with_all_its_texts():
    story = loaded()
    assert (story.title, story.principle, story.own) == (TOWER.title, "dive-deep", False)
    assert (story.overview, story.summary) == (TOWER.overview, TOWER.summary)
    for step in TOWER.steps:
        found = getattr(story.steps, step.name)
        assert (found.seconds, found.example or "") == (step.seconds, step.example)
        assert tuple(phrase.text for phrase in found.key_phrases) == step.phrases
        assert found.coaching == step.coaching
        lost = step.mistake.replace(" - ", "")
        assert found.mistake.line + (found.mistake.diagnosis or "") == lost
    levels = story.steps.reflection.by_level
    assert {name: one.text for name, one in levels.items()} == {
        "sde2": TOWER.reflections[0].text,
        "senior": TOWER.reflections[1].text,
    }
    for probe, found in zip(TOWER.probes, story.probes, strict=True):
        assert (found.ask, found.tests) == (probe.ask, probe.tests)
        assert (found.weak.answer, found.weak.why) == (probe.weak, probe.why)
        assert (found.strong.answer, found.strong.takeaway or "") == (probe.strong, probe.takeaway)
    for quiz, found in zip(TOWER.quizzes, story.quizzes, strict=True):
        assert (found.ask, found.why) == (quiz.ask, quiz.why)
    for pivot, found in zip(TOWER.pivots, story.pivots, strict=True):
        assert PRINCIPLES[found.principle] == pivot.name
        assert (found.lead_with, found.emphasize) == (pivot.lead, pivot.emphasize)
        assert found.downplay == (pivot.downplay,)
    for level, found in zip(TOWER.levels, story.levels, strict=True):
        assert (found.name, found.focus, found.reflection) == level[:3]
        assert found.bar == (level.bar,)
    assert [(one.level, one.minutes) for one in story.levels] == [
        ("sde1", "2"),
        ("senior", "2.5 to 3"),
    ]


def test_a_flag_quotes_what_stands_in_the_answer_and_keeps_its_own_words_else():
    flags = [flag.model_dump(exclude_none=True) for flag in loaded().weak_answer.flags]
    assert flags == [
        {"quote": "We looked", "fault": "says nothing of who did."},
        {"quote": "it was fixed", "fault": "has no doer."},
        {"fault": "No minutes, no letters."},
        {"fault": "Use of 'one' instead of I."},
    ]


def test_what_a_paste_loses_is_never_made_up_and_always_named():
    story = loaded()
    assert [(quiz.options, quiz.answer) for quiz in story.quizzes] == [((), None)] * 2
    assert story.steps.reflection.example is None
    assert [level.level for level in story.levels] == ["sde1", "senior"]
    assert story.also == story.asked == story.disqualifiers == ()
    assert story.steps.result.needs.metric is None
    assert [str(gap) for gap in missing_parts(TOWER, data_of().data)] == [
        "steps.reflection: example",
        "quizzes.line-shows-looked-first: options, answer",
        "quizzes.lacks-result-clock-right: options, answer",
        "levels.sde2",
    ]


def test_what_is_not_said_in_so_many_words_is_called_a_guess():
    guesses = data_of().guesses
    assert [(guess.part, guess.source) for guess in guesses[:2]] == [
        ("id", "taken from the title"),
        ("short", "taken from the title"),
    ]
    dashes = [step.name for step in TOWER.steps if " - " in step.mistake]
    assert [guess.part for guess in guesses[2:]] == [f"steps.{name}.mistake" for name in dashes]
    assert "action" not in dashes


@pytest.mark.parametrize(
    ("name", "principle"),
    [
        ("Are Right a Lot", "are-right-a-lot"),
        ("ARE RIGHT, A LOT", "are-right-a-lot"),
        ("Strive to be Earth’s Best Employer", "strive-to-be-earths-best-employer"),
        ("Have Backbone - Disagree & Commit", "have-backbone-disagree-and-commit"),
        ("dive-deep", "dive-deep"),
        ("Googleyness", ""),
        ("", ""),
        ("—", ""),
    ],
)
def test_of_a_principles_name_only_the_letters_count(name, principle):
    assert principle_named(name, PRINCIPLES) == principle


@pytest.mark.parametrize(
    ("title", "principle"),
    [
        ("Are Right a Lot - What It Means and How It Sounds", "are-right-a-lot"),
        ("Dive Deep – What it means", "dive-deep"),
        ("Fun - What It Means", ""),
        ("Tell Me About Ownership - Once", ""),
        ("", ""),
    ],
)
def test_only_a_title_of_one_sort_names_its_principle(title, principle):
    assert principle_of_title(title, PRINCIPLES) == principle


def test_what_a_page_speaks_of_is_a_hint_but_not_its_pivots():
    assert spoken_of(TOWER, PRINCIPLES) == []
    spoken = TOWER._replace(summary="A story for Dive Deep, with Ownership in it.")
    assert spoken_of(spoken, PRINCIPLES) == ["dive-deep"]
    alone = TOWER._replace(summary="Ownership, a story of Frugality.")
    assert spoken_of(alone, PRINCIPLES) == []
    pivot = TOWER._replace(summary="Customer Obsession is another story.")
    assert spoken_of(pivot, PRINCIPLES) == []


def test_a_principle_that_is_missing_is_left_to_be_filled_in():
    data = data_of(TOWER._replace(summary="This is for Dive Deep."), "").data
    assert isinstance(data["principle"], Blank)
    assert "dive-deep" in data["principle"].reminder
    source = read_source("a.yaml", file_text(data, ()).encode())
    assert [one.rule for one in source.problems if one.severity == "error"] == ["required"]


def test_a_pivot_to_no_principle_stays_in_the_file_as_a_comment():
    strange = TOWER.pivots[0]._replace(name="Googleyness")
    page = TOWER._replace(pivots=(strange, *TOWER.pivots[1:], TOWER.pivots[1]))
    pivots = data_of(page).data["pivots"]
    assert [type(one) for one in pivots] == [Aside, dict, Aside]
    text = file_text(data_of(page).data, ())
    assert [pivot.principle for pivot in loaded(page).pivots] == [
        "have-backbone-disagree-and-commit"
    ]
    commented = [line for line in text.split("\n") if line.startswith("#")]
    assert any("Googleyness" in line for line in commented)
    assert any(strange.lead in line for line in commented)


def test_a_pivot_to_a_principle_that_a_guide_names_is_kept():
    known = {**PRINCIPLES, "fun": "Googleyness"}
    page = TOWER._replace(pivots=(TOWER.pivots[0]._replace(name="Googleyness"),))
    assert data_of(page, known=known).data["pivots"][0]["principle"] == "fun"


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("SDE 1", "sde1"),
        ("SDE2", "sde2"),
        ("SDE II", "sde2"),
        ("SDE-3", "sde3"),
        ("Senior", "senior"),
        ("Senior SDE", "senior"),
        ("Staff Engineer", "staff-engineer"),
        ("L5", "l5"),
        ("É", "e"),
        ("日本", "level"),
        ("x" * 99, "x" * LONGEST_ID),
    ],
)
def test_levels_go_by_their_usual_ids(name, level):
    assert level_id(name) == level


@pytest.mark.parametrize(
    ("title", "name", "short"),
    [
        (
            "Tell Me About a Time You Recovered a Leaking Pipe",
            "recovered-leaking-pipe",
            "Leaking pipe",
        ),
        ("Describe a Time You Said No", "said", "Said"),
        ("Dive Deep - What It Means", "dive-deep-example", "Dive deep"),
        ("How did you cut AWS costs?", "cut-aws-costs", "Cut AWS"),
        ("", "untitled-story", "Untitled story"),
        ("日本", "imported-story", "日本"),
        ("x" * 200, "x" * LONGEST_ID, "X" + "x" * 23),
    ],
)
def test_a_title_gives_an_id_and_a_short_name(title, name, short):
    assert names_of(title) == (name, short)


def test_an_id_that_is_taken_gets_a_number():
    assert names_of("A Leaking Pipe", {"leaking-pipe"}).id == "leaking-pipe-2"
    assert names_of("A Leaking Pipe", {"leaking-pipe", "leaking-pipe-2"}).id == "leaking-pipe-3"


def test_ids_are_made_once_and_never_meet():
    asked = ["Why the pipe?", "Why the pipe?", "?", "!", "Who, the pipe!", "Why the pipe?"]
    assert ids_of(asked, "probe") == ["pipe", "pipe-2", "probe", "probe-2", "pipe-3", "pipe-4"]
    assert ids_of(asked[:2], "probe") == ids_of(asked, "probe")[:2]


def test_texts_that_a_wrong_encoding_broke_are_kept_and_named():
    probe = TOWER.probes[0]._replace(tests="the mayorâ€™s view")
    page = TOWER._replace(probes=(probe, *TOWER.probes[1:]), overview="a \ufffd b")
    data = data_of(page).data
    assert data["probes"][0]["tests"] == "the mayorâ€™s view"
    assert [*odd_parts(data)] == ["overview", "probes.sure-pigeons.tests"]
    assert [*odd_parts(data_of().data)] == []


def test_the_same_page_gives_the_same_file():
    assert file_text(data_of().data, ()) == file_text(
        data_of(walkthrough_of(paste_of(pasted()))).data, ()
    )


@pytest.mark.skipif(not SOURCE.exists(), reason=f"{SOURCE.name} is not beside the project")
def test_the_source_page_comes_in_complete():
    paste = paste_of(SOURCE.read_text("utf-8"))
    page = walkthrough_of(paste)
    assert refusal_of(paste, page) == ""
    assert [len(step.phrases) for step in page.steps] == [4, 4, 7, 3, 3]
    assert all(step.seconds and step.coaching and step.mistake for step in page.steps)
    assert [bool(step.example) for step in page.steps] == [True] * 4 + [False]
    counts = [len(getattr(page, key)) for key in ("reflections", "probes", "quizzes", "pivots")]
    assert (counts, len(page.levels)) == ([2, 4, 3, 3], 2)
    assert all(all(part) for part in (*page.probes, *page.quizzes, *page.pivots, *page.levels))
    assert page.weak_answer
    assert len(page.weak_answer.flags) == 5
    assert page.weak_answer.verdict
    assert (page.left, page.cut, page.ends) == ((), "", None)
    assert spoken_of(page, PRINCIPLES) == ["deliver-results"]
    flags = loaded(page).weak_answer.flags
    assert sum(flag.quote is not None for flag in flags) == 3
