"""The JSON Schema accepts and rejects what the reader does."""

import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from lpcards.story import models, settings
from lpcards.story.json_schema import FILES, alternatives, json_schema, keys_at, schema_of
from lpcards.story.models import Guide, Scenario
from lpcards.story.reading import read_source
from lpcards.story.redact_list import Listed
from lpcards.story.settings import Settings
from lpcards.story.settings_file import read_settings

ROOT = Path(__file__).parent.parent
GOOD = sorted([*(ROOT / "good").glob("*.yaml"), *(ROOT.parent / "content").rglob("*.yaml")])
BAD = sorted((ROOT / "bad").glob("*.yaml"))
# What a schema can know of: not YAML itself, nor what two places have to do with one another.
SHAPES = {"choice", "id", "number", "required", "too-long", "type", "unknown-key"}


class AsEditorsRead(yaml.CSafeLoader):
    """YAML 1.2's core schema: `yes` is a text, `2` a number, nothing is a date."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012  PyYAML's way


for tag, pattern, starts in (
    ("null", r"~|null|Null|NULL|$", ["~", "n", "N", ""]),
    ("bool", "true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", "[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    AsEditorsRead.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), starts
    )


def accepts(text: str, of: str = "content") -> bool:
    schema = json_schema(of)  # type: ignore[arg-type]
    return jsonschema.Draft202012Validator(schema).is_valid(yaml.load(text, Loader=AsEditorsRead))


@pytest.mark.parametrize("of", ["content", "settings"])
def test_the_schema_is_one(of):
    jsonschema.Draft202012Validator.check_schema(json_schema(of))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_the_schema_accepts_good_files(path):
    schema = json_schema("content")
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=AsEditorsRead)
    faults = [*jsonschema.Draft202012Validator(schema).iter_errors(data)]
    assert faults == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_the_schema_agrees_with_the_reader_on_bad_files(path):
    of_settings = path.stem.startswith("settings-")
    of = "settings" if of_settings else "content"
    data = path.read_bytes()
    problems = (read_settings if of_settings else read_source)("a", data)[-1 if of_settings else 2]
    rules = {problem.rule for problem in problems}
    if rules <= SHAPES:
        assert not accepts(data.decode(), of)
    elif not rules & SHAPES and not rules & {
        "yaml",
        "alias",
        "tag",
        "control-character",
        "too-large",
        "conflict",
    }:
        assert accepts(data.decode(), of)


NAMED = "id: a\ntitle: b\nshort: c\nprinciple: ownership\n"


@pytest.mark.parametrize(
    "text",
    [
        "levels: [{level: 2, minutes: 2, focus: 1.5}]",
        "overview: true",
        "own: yes",
        "own: false",
        "steps: {task: {seconds: '20', key_phrases: [12, true, {text: 3}]}}",
        "overview:\nsteps:\n  task:\nprobes:\nweak_answer:\nown:\n",
        "pivots: [{principle: x, downplay: one}]",
        "asked: []",
    ],
)
def test_what_an_editor_takes_for_a_number_is_still_a_text(text):
    assert read_source("a", (NAMED + text).encode()).file is not None
    assert accepts(NAMED + text)


def test_a_list_item_may_not_be_empty():
    assert not accepts(NAMED + "asked: [a, ]\nprobes:\n  -\n")


@pytest.mark.parametrize("model", [Scenario, Guide, Settings])
def test_the_schema_knows_every_key(model):
    assert keys_at(model, ()) == [*model.model_fields]


def test_editors_get_words_for_what_they_complete():
    whole = json_schema("content")
    for model in FILES.values():
        properties = whole["$defs"][model.__name__]["properties"]
        assert properties["short"]["description"]
        assert properties["type"]["enum"]
    assert whole["$defs"]["Action"]["properties"]["example"]["description"]


def test_every_setting_is_described():
    for name, of in json_schema("settings")["properties"].items():
        assert of["description"], name


def parts():
    """Return every part of every file, by name, with its schema."""
    found = {}
    for model in (Scenario, Guide, Settings, Listed):
        inner = {"$defs": {}, **schema_of(model)}
        found |= {model.__name__: (model, inner, inner)}
        for name in inner["$defs"]:
            part = getattr(models, name, None) or getattr(settings, name)
            found[name] = (part, inner["$defs"][name], inner)
    return found


def lists_of_texts():
    for name, (part, of, root) in parts().items():
        for key, shape in of.get("properties", {}).items():
            shapes = [*alternatives(root, shape)]
            items = [one for shape in shapes for one in alternatives(root, shape.get("items", {}))]
            texts = [one for one in items if "string" in one.get("type", ()) or "enum" in one]
            if texts:
                yield pytest.param(part, key, shapes, texts[0], id=f"{name}.{key}")


@pytest.mark.parametrize(("part", "key", "shapes", "text"), [*lists_of_texts()])
def test_one_text_is_a_list_of_one(part, key, shapes, text):
    value = str(text["enum"][0]) if "enum" in text else "2026-12-24..2026-12-25"
    value = "some-id" if "pattern" in text else value
    needed = {name: "other" for name, of in part.model_fields.items() if of.is_required()}
    needed |= {"type": "guide"} if part is Guide else {}
    needed |= {"date": "2026-12-24"} if "date" in needed else {}
    alone = part.model_validate({**needed, key: value})
    assert alone == part.model_validate({**needed, key: [value]})
    assert len(getattr(alone, key)) == 1
    assert any("string" in shape.get("type", ()) or "enum" in shape for shape in shapes)
