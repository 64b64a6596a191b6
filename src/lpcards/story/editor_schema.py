"""The JSON Schema of content files that editors get: the format's, and what they complete.

It also says what no model does, but `check`: an empty flag, a sentence without a blank. What only
a whole file, or several, can tell is left to `check`: ids twice, an answer that is no option.
"""

import copy
from collections.abc import Iterator, Mapping

from lpcards.story.json_schema import Schema, json_schema
from lpcards.story.meaning import BLANK
from lpcards.story.principles import EVERY_STORY, LEVELS, PRINCIPLES

_PLACES_OF_PRINCIPLES = frozenset({"principle", "also", "principles", "fits"})
_TRUE_OR_FALSE = (
    "^([Yy]([Ee][Ss])?|[Nn]([Oo])?|[Tt]([Rr][Uu][Ee])?|[Ff]([Aa][Ll][Ss][Ee])?|[Oo]([Nn]|[Ff][Ff])"
    "|[01])$"
)
"""All texts that the reader takes for yes or no."""
_ABOVE_ZERO = r"^\s*\+?0*[1-9][0-9]*(_[0-9]+)*(\.0*)?\s*$"
"""All texts that the reader takes for a number of seconds."""


def editor_schema(rules: Mapping[str, str]) -> Schema:
    """Return the schema of content files. `rules` are what each rule of advice finds, by name."""
    schema: Schema = copy.deepcopy(json_schema("content"))
    parts = schema["$defs"]
    for part in parts.values():
        for key in _PLACES_OF_PRINCIPLES & part["properties"].keys():
            but = None if key == "fits" else EVERY_STORY
            part["properties"][key] = _offering(part["properties"][key], PRINCIPLES, but)
    guide, level, rule = (parts[name]["properties"] for name in ("Guide", "Level", "Ignore"))
    every = {EVERY_STORY: "A guide for every story"}
    guide["principle"] = _offering(
        json_schema("content")["$defs"]["Guide"]["properties"]["principle"], PRINCIPLES | every
    )
    level["level"] = _offering(level["level"], LEVELS)
    rule["rule"] = _offering(rule["rule"], rules)
    for shape in _with_names(parts["Reflection"]["properties"]["by_level"]):
        shape["properties"] = {
            level: {"description": name, **shape["additionalProperties"]}
            for level, name in LEVELS.items()
        }
    for sentence in _shapes(parts["KeyPhrase"]["properties"]["sentence"]):
        sentence |= {"type": ["string", "null"], "pattern": BLANK}
    parts["Flag"] |= {
        "anyOf": [_has(key) for key in ("quote", "absent", "fault")],
        "not": {"allOf": [_has("quote"), _has("absent")]},
    }
    for shape in [*_all(schema)]:
        _widen(shape)
    for part in parts.values():
        for key, shape in part["properties"].items():
            if key not in part.get("required", ()):
                _let_be_empty(shape)
    return schema


_ZERO_OR_ONE = {"type": "integer", "minimum": 0, "maximum": 1}
_EMPTY = {"type": ["null", "string"], "maxLength": 0}


def _let_be_empty(shape: Schema) -> None:
    """Let what may be missing be an empty text, too, as the reader does."""
    if "anyOf" in shape:
        shape["anyOf"] = [*(one for one in shape["anyOf"] if one != {"type": "null"}), _EMPTY]
    shape.pop("minLength", None)
    if "pattern" in shape:
        shape["pattern"] = f"^$|{shape['pattern']}"


def _offering(shape: Schema, known: Mapping[str, str], but: str | None = None) -> Schema:
    """Return the shape of an id, or of several, with the `known` ones as its first choice.

    `but` is an id that may not stand there.
    """
    if "pattern" in shape:
        about = {key: shape[key] for key in ("description",) if key in shape}
        rest = {key: value for key, value in shape.items() if key not in about}
        types = {"object", "array", "null"} - {*rest.pop("type")}
        wrong = [{"type": sorted(types)}, *([{"const": but}] if but else [])]
        names = {"enum": [*known], "enumDescriptions": [*known.values()]}
        return {**about, "anyOf": [names, {**rest, "not": {"anyOf": wrong}}]}
    if "anyOf" in shape:
        return {**shape, "anyOf": [_offering(one, known, but) for one in shape["anyOf"]]}
    if "items" in shape:
        return {**shape, "items": _offering(shape["items"], known, but)}
    return shape


def _with_names(shape: Schema) -> Iterator[Schema]:
    return (one for one in _shapes(shape) if "propertyNames" in one)


def _shapes(shape: Schema) -> list[Schema]:
    choices: list[Schema] = shape.get("anyOf", [shape])
    return choices


def _has(key: str) -> Schema:
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def _all(schema: object) -> Iterator[Schema]:
    """Yield a schema and all that are in it."""
    if isinstance(schema, dict):
        yield schema
        for inner in schema.values():
            yield from _all(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _all(inner)


def _widen(shape: Schema) -> None:
    """Let a shape take what the reader takes: `y` for yes, `1_000`; and no id `-1` or `1.5`."""
    if shape.get("enum", [])[:2] == [True, False]:
        given = shape.pop("enum")
        empty = [{"type": "null"}] if None in given else []
        words = {"type": "string", "pattern": _TRUE_OR_FALSE}
        shape["anyOf"] = [{"enum": [True, False]}, words, _ZERO_OR_ONE, *empty]
    pattern = shape.get("pattern")
    if pattern == "^[0-9]+$":
        shape["pattern"] = _ABOVE_ZERO
    elif pattern and pattern.startswith("^[a-z0-9]"):
        shape |= {"multipleOf": 1, "minimum": 0}
