"""Each bad file has a text beside it: exactly what is said of it, with the rules' names."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lpcards.story.json_schema import FILES, Schema, alternatives, schema_of
from lpcards.story.models import Part
from lpcards.story.reading import read_source
from lpcards.story.settings_file import read_settings
from lpcards.system.problem import Problem

BAD = sorted((Path(__file__).parent.parent / "bad").glob("*.yaml"))
NAMED = b"id: a\ntitle: b\nshort: c\nprinciple: ownership\n"

RULES = {
    "alias",
    "answer",
    "choice",
    "conflict",
    "control-character",
    "duplicate-id",
    "duplicate-key",
    "encoding",
    "flag",
    "id",
    "number",
    "required",
    "sentence",
    "tag",
    "too-large",
    "too-long",
    "type",
    "unknown-key",
    "value",
    "was",
    "yaml",
}


def problems_of(path: Path) -> tuple[Problem, ...]:
    if path.stem.startswith("settings-"):
        return read_settings(path.name, path.read_bytes())[1]
    return read_source(path.name, path.read_bytes()).problems


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_told_what_is_wrong_with_it(path):
    lines = "".join(f"{problem} [{problem.rule}]\n" for problem in problems_of(path))
    assert lines == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_there_are_bad_files_enough():
    assert len(BAD) >= 70
    assert {path.stem for path in BAD} == {
        path.stem for path in (Path(__file__).parent.parent / "bad").glob("*.txt")
    }


def test_every_rule_has_a_bad_file_and_every_bad_file_a_rule():
    seen = {problem.rule for path in BAD for problem in problems_of(path)}
    assert seen | {"encoding"} == RULES


_SAVE = "save the file with the encoding UTF-8"
_UNSEEN = "is a character that nobody can see: delete it"
BYTES = {
    "utf-16": ("id: a\n".encode("utf-16"), ["1:1: this is UTF-16, not UTF-8: " + _SAVE]),
    "utf-16-bare": ("id: a\n".encode("utf-16-be"), ["1:1: this is UTF-16, not UTF-8: " + _SAVE]),
    "utf-32": ("id: a\n".encode("utf-32"), ["1:1: this is UTF-16, not UTF-8: " + _SAVE]),
    "latin-1": (b"id: a\ntitle: caf\xe9\n", ["2:11: the byte 0xE9 is not UTF-8: " + _SAVE]),
    "cut-off": ("title: é".encode()[:-1], ["1:8: the byte 0xC3 is not UTF-8: " + _SAVE]),
    "lone-surrogate": (b"title: \xed\xa0\xbd", ["1:8: the byte 0xED is not UTF-8: " + _SAVE]),
    "nul": (NAMED + b"overview: a\0b\n", [f"5:12: `\\x00` {_UNSEEN}"]),
    "ansi": (NAMED + b"overview: \x1b[31mred\x1b[0m\n", [f"5:11: `\\x1b` {_UNSEEN}"]),
    "ansi-in-a-comment": (NAMED + b"# \x1b]0;title\x07\n", [f"5:3: `\\x1b` {_UNSEEN}"]),
    "c1": (NAMED + "overview: \x9b31m\n".encode(), [f"5:11: `\\x9b` {_UNSEEN}"]),
    "delete": (NAMED + b"overview: a\x7f\n", [f"5:12: `\\x7f` {_UNSEEN}"]),
    "next-line": (NAMED + "overview: a\x85b\n".encode(), [f"5:12: `\\x85` {_UNSEEN}"]),
    "bidi": (NAMED + "overview: \u202etxet\u2069\n".encode(), [f"5:11: `\\u202e` {_UNSEEN}"]),
    "line-separator": (NAMED + "overview: a\u2028b\n".encode(), [f"5:12: `\\u2028` {_UNSEEN}"]),
    "second-mark": (NAMED + "overview: \ufeffa\n".encode(), [f"5:11: `\\ufeff` {_UNSEEN}"]),
    "old-mac": (
        NAMED + b"overview: a\rsummary: b\n",
        ["5:12: a carriage return without a newline: save the file with Unix line ends"],
    ),
    "two-lines": (
        NAMED + b"overview: a\x01b\x02\nsumary: \x03\n",
        [
            f"5:12: `\\x01` {_UNSEEN}",
            "6:1: `sumary` is not a key here; did you mean `summary`?",
            f"6:9: `\\x03` {_UNSEEN}",
        ],
    ),
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_are_no_text_are_told_at_their_place(name):
    data, lines = BYTES[name]
    assert [str(problem) for problem in read_source("a", data).problems] == [
        f"a:{line}" for line in lines
    ]


def places(model: type[Part]) -> Iterator[tuple[str | int, ...]]:
    """Yield every place that the format knows, items as 0, free keys as `x`."""
    root = schema_of(model)

    def below(shape: Schema, place: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
        inner: dict[str | int, Any] = dict(shape.get("properties", {}))
        if isinstance(shape.get("additionalProperties"), dict):
            names = shape.get("propertyNames", {}).get("enum", ["x"])
            inner[names[0]] = shape["additionalProperties"]
        if "items" in shape:
            inner[0] = shape["items"]
        for step, of in inner.items():
            yield (*place, step)
            for choice in alternatives(root, of):
                yield from below(choice, (*place, step))

    yield from below(root, ())


def nested(place: tuple[str | int, ...], value: Any) -> Any:
    """Return data that has `value` at `place` and nothing else."""
    for step in reversed(place):
        value = [value] if isinstance(step, int) else {step: value}
    return value


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "wrong",
    ["", "x", "Some words: here", ["x"], [["x"]], {"x": "y"}, {"x": ["y"]}, [{"x": "y"}], [""]],
)
def test_whatever_stands_in_a_wrong_place_is_told_in_the_authors_words(name, wrong):
    for place in places(FILES[name]):
        if place == ("type",):
            continue
        data = json.dumps({"type": name} | nested(place, wrong))
        for problem in read_source("a", data.encode()).problems:
            assert problem.rule in {*RULES, "missing"}
            for strange in (
                "Input",
                "valid",
                "dictionary",
                "instance",
                "lpcards schema",
                "None",
                "pydantic",
            ):
                assert strange not in problem.message, (place, problem)


@pytest.mark.parametrize("name", FILES)
def test_a_misspelt_key_is_recognised_wherever_it_stands(name):
    for place in places(FILES[name]):
        *around, key = place
        if not isinstance(key, str) or len(key) < 6 or place == ("principle",):
            continue
        misspelt = key[:3] + key[4:]
        named = {"id": "a", "title": "b", "short": "c", "principle": "d", "type": name}
        data = json.dumps(named | nested((*around, misspelt), "x"))
        message = f"`{misspelt}` is not a key here; did you mean `{key}`?"
        source = read_source("a", data.encode())
        messages = [problem.message for problem in source.problems]
        assert message in messages, messages
        here = source.position(tuple(around))
        missing = [problem.message for problem in source.problems if problem[1:3] == here]
        assert not any(message.startswith(f"`{key}` is missing") for message in missing), place
