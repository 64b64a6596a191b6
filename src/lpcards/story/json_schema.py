"""The format as JSON Schema, made from the models: editors complete and check with it.

It is also the map that `words` and `ids` read: which keys there are at a place, of what shape.
"""

import functools
import re
from collections.abc import Iterator
from typing import Any, Literal

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from lpcards.story.models import Guide, Part, Scenario
from lpcards.story.positions import Place

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES: dict[str, type[Scenario | Guide]] = {"scenario": Scenario, "guide": Guide}

Schema = dict[str, Any]


@functools.cache
def json_schema(of: Literal["content", "settings", "redact"]) -> Schema:
    """Return the JSON Schema (2020-12) of a content file, of `lpcards.yaml` or `redact.yaml`."""
    if of == "content":
        return {"$schema": DIALECT, **_content()}
    return {"$schema": DIALECT, **schema_of(_model_of(of))}


def _model_of(of: Literal["settings", "redact"]) -> type[Part]:
    """Return a model; one that no story needs is not built for every story."""
    if of == "settings":
        from lpcards.story.settings import Settings

        return Settings
    from lpcards.story.redact_list import Listed

    return Listed


def _content() -> Schema:
    parts = {name: schema_of(model) for name, model in FILES.items()}
    inner = {key: part for schema in parts.values() for key, part in schema["$defs"].items()}
    for name, model in FILES.items():
        inner[model.__name__] = {key: of for key, of in parts[name].items() if key != "$defs"}
    return {
        "title": "A story or a guide for lpcards",
        "type": "object",
        "properties": {"type": {"enum": [*FILES, None]}},
        "if": {"properties": {"type": {"const": "guide"}}, "required": ["type"]},
        "then": {"$ref": "#/$defs/Guide"},
        "else": {"$ref": "#/$defs/Scenario"},
        "$defs": dict(sorted(inner.items())),
    }


@functools.cache
def schema_of(model: type[Part]) -> Schema:
    """Return the JSON Schema of one model, its parts in `$defs`."""
    schema = model.model_json_schema(mode="validation", schema_generator=_AsWritten)
    for part in (schema, *schema.get("$defs", {}).values()):
        _let_optional_keys_be_empty(part)
    return {"$defs": {}, **schema}


class _AsWritten(GenerateJsonSchema):
    """Describe what an author may write, which an editor's YAML has already given types.

    `minutes: 2` is a number to the editor and a text to us.
    """

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        made = super().str_schema(schema)
        if "pattern" in made:
            made["pattern"] = _ending(made["pattern"])
        return {**made, "type": ["string", "number", "boolean"]}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return {**super().int_schema(schema), "type": ["integer", "string"], "pattern": "^[0-9]+$"}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        del schema
        return {"enum": [True, False, "yes", "no", "on", "off"]}

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        words = [*schema["expected"]]
        return {"enum": [*words, *(int(word) for word in words if str(word).isdigit())]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        names = self.generate_inner(schema["keys_schema"])
        return {
            "type": "object",
            "propertyNames": {key: value for key, value in names.items() if key != "type"},
            "additionalProperties": self.generate_inner(schema["values_schema"]),
        }

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        short = schema.get("json_schema_input_schema")
        if not short:
            return inner
        shorter = _texts_of(inner["items"]) if "items" in inner else self._short(short)
        return {"anyOf": [*shorter, inner]}

    def _short(self, schema: core_schema.CoreSchema) -> Iterator[JsonSchemaValue]:
        """Yield what an author may write in place of the whole: a text, a number."""
        types = {choice["type"] for choice in schema.get("choices", [schema])}
        if "str" in types:
            yield self.str_schema(core_schema.str_schema(min_length=1))
        if "int" in types:
            yield self.int_schema(core_schema.int_schema(ge=1))

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        return {key: value for key, value in made.items() if key != "default" or value}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401
        del schema
        return False


def _texts_of(items: Schema) -> Iterator[Schema]:
    """Yield the shapes of a list's items that are texts: one of them may stand for the list."""
    for of in items.get("anyOf", [items]):
        if "enum" in of or "string" in of.get("type", ()):
            yield of


def _ending(pattern: str) -> str:
    return re.sub(r"\\[zZ]$", "$", pattern)


def _let_optional_keys_be_empty(part: Schema) -> None:
    required = part.get("required", [])
    for key, of in part.get("properties", {}).items():
        if key not in required:
            part["properties"][key] = _or_empty(of)


def _or_empty(of: Schema) -> Schema:
    if isinstance(of.get("type"), list):
        return {**of, "type": [*of["type"], "null"]}
    if "enum" in of:
        return {**of, "enum": [*of["enum"], None]}
    rest = dict(of)
    about = {key: rest.pop(key) for key in [*_ABOUT] if key in rest}
    choices = rest.pop("anyOf", None) or [rest]
    return {**about, "anyOf": [*choices, {"type": "null"}]}


_ABOUT = ("description", "default")


def alternatives(root: Schema, of: Schema) -> Iterator[Schema]:
    """Yield the shapes that `of` allows, references followed, none of them a mere choice."""
    if "$ref" in of:
        yield from alternatives(root, root["$defs"][of["$ref"].rsplit("/", 1)[1]])
    for choice in of.get("anyOf", ()):
        yield from alternatives(root, choice)
    if "type" in of or "enum" in of:
        yield of


def shapes_at(model: type[Part], place: Place) -> list[Schema]:
    """Return the shapes that `model` allows at `place`; none if there is no such place."""
    root = schema_of(model)
    shapes = [root]
    for step in place:
        inner = (_inside(shape, step) for shape in shapes)
        shapes = [shape for of in inner if of is not None for shape in alternatives(root, of)]
    return shapes


def _inside(shape: Schema, step: str | int) -> Schema | None:
    if isinstance(step, int):
        found = shape.get("items")
    else:
        found = shape.get("properties", {}).get(step, shape.get("additionalProperties"))
    return found if isinstance(found, dict) else None


def description_at(model: type[Part], place: Place) -> str:
    """Return what the format says of the key at `place`, "" if it says nothing."""
    *parent, key = place
    for shape in shapes_at(model, tuple(parent)):
        of = shape.get("properties", {}).get(key, {})
        if "description" in of:
            return str(of["description"])
    return ""


def keys_at(model: type[Part], place: Place) -> list[str]:
    """Return the keys that `model` knows at `place`, in the format's order."""
    shapes = shapes_at(model, place)
    named = [name for of in shapes for name in of.get("propertyNames", {}).get("enum", ())]
    return [*(key for of in shapes for key in of.get("properties", {})), *named]
