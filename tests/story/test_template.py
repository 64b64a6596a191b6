"""A new story's text loads as it is, and teaches the format."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.cards.kinds import cards_from
from lpcards.story.fault import FORBIDDEN
from lpcards.story.models import Scenario, Steps
from lpcards.story.reading import read_source
from lpcards.story.template import new_scenario


def new(title: str = "The parcels", short: str = "Parcels") -> str:
    return new_scenario("late-parcels", title, "ownership", short, "schema.json")


def uncommented(text: str) -> str:
    return re.sub(r"(?m)^#( {2,}[-a-z{])", r"\1", text)


def test_a_new_story_is_a_draft_without_faults():
    source = read_source("a", new().encode())
    assert source.file == Scenario.model_validate(
        {
            "id": "late-parcels",
            "title": "The parcels",
            "short": "Parcels",
            "principle": "ownership",
            "steps": {
                name: {"seconds": seconds}
                for name, seconds in zip(Steps.model_fields, [30, 20, 90, 20, 15], strict=True)
            },
        }
    )
    assert source.problems == ()


def test_a_new_story_is_not_asked_for_anything():
    source = read_source("a", new().encode())
    assert list(cards_from(source.file)) == []


def test_editors_find_the_schema_on_the_first_line():
    assert new().startswith("# yaml-language-server: $schema=schema.json\n")


def test_what_a_new_story_shows_as_comments_is_right():
    source = read_source("a", uncommented(new()).encode())
    assert [problem for problem in source.problems if problem.severity == "error"] == []
    file = source.file
    assert isinstance(file, Scenario)
    for part in ("asked", "probes", "disqualifiers", "quizzes", "pivots", "weak_answer"):
        assert getattr(file, part), part
    assert file.steps.action.beats
    assert file.steps.situation.mistake


@pytest.mark.parametrize(
    "key", sorted({*Scenario.model_fields} - {"type", "own", "levels", "worked_example"})
)
def test_a_new_story_shows_every_part(key):
    assert re.search(f"(?m)^{key}:", new())


TEXTS = st.text(min_size=1).filter(lambda text: text.split() and not FORBIDDEN.search(text))


@given(TEXTS, TEXTS.filter(lambda text: len(" ".join(text.split())) <= 24))
def test_any_title_is_written_so_that_it_is_read_as_itself(title, short):
    file = read_source("a", new(title, short).encode()).file
    assert isinstance(file, Scenario)
    assert (file.title, file.short) == (" ".join(title.split()), " ".join(short.split()))


@pytest.mark.parametrize(
    "title", ["- x", "a: b", "#1", "no", "'s", "@a", "a #b", "{", "x:", '"', "\\"]
)
def test_a_title_with_a_meaning_in_yaml_is_quoted(title):
    assert read_source("a", new(title).encode()).file.title == title


def test_lines_are_short_enough_to_read():
    assert max(map(len, new().splitlines())) <= 100
