"""Notes as people write them, each with what it comes to beside it."""

import json
from pathlib import Path

import pytest

from corpus_results import results_of

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
