"""Notes as people write them, each with what it comes to beside it."""

import json
import re
from pathlib import Path

import pytest

from corpus_results import results_of
from lpcards.drafts.draft_text import draft_yaml
from lpcards.drafts.notes import draft_of
from lpcards.story.headings import stories_in
from lpcards.story.reading import read_source

CORPUS = Path(__file__).parent / "corpus"
NOTES = sorted(path for path in CORPUS.iterdir() if path.suffix != ".json")


def test_the_corpus_is_whole():
    assert len(NOTES) >= 60
    beside = {path.name.removesuffix(".json") for path in CORPUS.glob("*.json")}
    assert beside == {path.name for path in NOTES}


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.name)
def test_each_note_comes_to_what_stands_beside_it(path):
    expected = json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))
    assert results_of(path.read_bytes().decode()) == expected


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.name)
def test_each_story_of_a_note_loads_and_its_words_are_those_of_the_note(path):
    text = path.read_bytes().decode()
    for story in stories_in(text):
        draft = draft_of(story.readable, story.sections)
        principle = next(iter(draft.principles), "ownership")
        written = draft_yaml(draft, "a-story", principle, "s.json")
        source = read_source("a", written.encode())
        assert source.file is not None, source.problems
        assert {problem.severity for problem in source.problems} <= {"advice"}
        assert written.count("must: true") <= 2
        figures = re.findall(r"(?<!\w)[$€£]?\d[\d.,]*[\w%+/$€-]*", story.text)
        for phrase in re.findall(r"(?:text|fact): \"?([^\",}]+)", written):
            for figure in re.findall(r"(?<!\w)[$€£]?\d[\d.,]*[\w%+/$€-]*", phrase):
                assert figure in " ".join(figures), phrase
