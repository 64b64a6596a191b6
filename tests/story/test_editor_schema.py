"""What editors are told of a file, and what `check` says of it, is the same where both can know."""

from pathlib import Path

import jsonschema
import pytest
import yaml

from lpcards.advice.registry import described
from lpcards.story.editor_schema import editor_schema
from lpcards.story.principles import LEVELS, PRINCIPLES
from lpcards.story.reading import read_source
from lpcards.story.together import problems_together, summary_of
from story.test_json_schema import BAD, GOOD, SHAPES, AsEditorsRead

SCHEMA = editor_schema(described())
EDITOR = jsonschema.Draft202012Validator(SCHEMA)
FILE = Path(__file__).parent / "editor_files.txt"
NAMED = {"id": "a", "title": "b", "short": "c", "principle": "ownership"}


def small_files():
    """Yield the mark of each small file and its text."""
    for line in FILE.read_text("utf-8").splitlines():
        if line and line[0] in "+-~!":
            mark, text = line[0], line[2:].replace("type: guide, ", "type: guide\n")
            text = text.replace("\\n", "\n")
            own = {row.partition(":")[0] for row in text.splitlines()}
            rest = [f"{key}: {value}" for key, value in NAMED.items() if key not in own]
            yield mark, "\n".join([*rest, text]) + "\n"


def is_fine_to_an_editor(text):
    return EDITOR.is_valid(yaml.load(text, Loader=AsEditorsRead))


FILES = [*small_files()]


def is_fine_to_check(text):
    source = read_source("a.yaml", text.encode())
    problems = [*source.problems, *problems_together([summary_of(source, 0)])]
    return all(problem.severity != "error" for problem in problems)


def test_there_are_enough_of_them():
    assert len({*FILES}) == len(FILES) >= 130


@pytest.mark.parametrize(("mark", "text"), FILES)
def test_check_says_of_a_small_file_what_is_expected(mark, text):
    assert is_fine_to_check(text) == (mark in "+!")


@pytest.mark.parametrize(("mark", "text"), [row for row in FILES if row[0] in "+-"])
def test_editors_and_check_say_alike_what_both_can_know(mark, text):
    assert is_fine_to_an_editor(text) == (mark == "+")


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_files_are_fine_to_an_editor(path):
    assert is_fine_to_an_editor(path.read_text("utf-8"))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_files_are_not_where_an_editor_can_know(path):
    rules = {problem.rule for problem in read_source("a", path.read_bytes()).problems}
    if not path.stem.startswith("settings-") and rules <= SHAPES | {"flag", "sentence"}:
        assert not is_fine_to_an_editor(path.read_text("utf-8"))


def offered(part, *keys):
    """Return what an editor offers at a place: the choices of the enumerations in its shapes."""
    shapes = [SCHEMA["$defs"][part]["properties"]]
    for key in keys:
        shapes = [one[key] for one in shapes]
    found, rest = [], shapes
    while rest:
        shape = rest.pop()
        found += zip(shape.get("enum", ()), shape.get("enumDescriptions", ()), strict=False)
        rest += [*shape.get("anyOf", ()), *([shape["items"]] if "items" in shape else ())]
    return dict(found)


@pytest.mark.parametrize(
    ("part", "key"),
    [
        ("Scenario", "principle"),
        ("Scenario", "also"),
        ("Pivot", "principle"),
        ("Question", "principle"),
    ],
)
def test_the_sixteen_principles_are_offered_with_their_names(part, key):
    assert offered(part, key) == PRINCIPLES


def test_a_guide_may_be_for_every_story():
    assert offered("Guide", "principle").keys() == {*PRINCIPLES, "all"}


def test_levels_and_rules_are_offered():
    assert offered("Level", "level") == LEVELS
    assert offered("Ignore", "rule") == described()
    [mapping] = [
        one
        for one in SCHEMA["$defs"]["Reflection"]["properties"]["by_level"]["anyOf"]
        if "properties" in one
    ]
    assert {key: of["description"] for key, of in mapping["properties"].items()} == LEVELS


def test_no_place_of_an_id_offers_true_and_false():
    for part, key in (("Scenario", "principle"), ("Level", "level"), ("Ignore", "rule")):
        for shape in SCHEMA["$defs"][part]["properties"][key]["anyOf"]:
            assert "boolean" not in shape.get("type", ())
