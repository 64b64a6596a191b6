"""What is wrong with the data, in the author's words: pydantic's complaints put plainly."""

from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from lpcards.english.slugs import slug
from lpcards.story.fault import Fault, closest, quoted
from lpcards.story.json_schema import Schema, description_at, keys_at, shapes_at
from lpcards.story.models import Part
from lpcards.story.positions import Marks, Place
from lpcards.story.principle_naming import not_a_principle
from lpcards.story.principles import PRINCIPLES
from lpcards.story.tree import BROKEN, Tree

MOST_COMPLAINTS = 1000
NAME_PRINCIPLES = frozenset({"principle", "principles", "also"})
"""Keys under which ids of principles stand."""


class Wrong(NamedTuple):
    """One complaint: where, about which value, in a file of which model."""

    model: type[Part]
    place: Place
    value: Any
    details: dict[str, Any]

    @property
    def key(self) -> str:
        """The key that the author would look for."""
        return next((str(step) for step in reversed(self.place) if isinstance(step, str)), "")

    @property
    def name(self) -> str:
        """The value as the author would call it."""
        last = self.place[-1] if self.place else ""
        return f"item {last + 1} of `{self.key}`" if isinstance(last, int) else quoted(str(last))

    @property
    def shapes(self) -> list[Schema]:
        """What may stand there."""
        return shapes_at(self.model, self.place)


def faults_of(error: ValidationError, model: type[Part], tree: Tree) -> list[Fault]:
    """Return one fault for each complaint that is not the consequence of another."""
    errors = error.errors(include_url=False)[:MOST_COMPLAINTS]
    complaints = [complaint for complaint in errors if not _unreadable(complaint, tree)]
    meant_here = {
        (*complaint["loc"][:-1], _meant(model, complaint["loc"]))
        for complaint in complaints
        if complaint["type"] == "extra_forbidden"
    }
    meant_here |= {(*place[:-1], _meant(model, place)) for place in _unknown_empty(model, tree)}
    return [
        _fault(complaint, model, tree)
        for complaint in complaints
        if complaint["type"] != "missing" or complaint["loc"] not in meant_here
    ]


def faults_of_empty_keys(model: type[Part], tree: Tree) -> list[Fault]:
    """Return the faults of keys without a value that are no keys: no model ever sees them."""
    return [
        Fault(*tree.marks.position(place), "unknown-key", _unknown_of_empty(model, place))
        for place in _unknown_empty(model, tree)
    ]


def _unknown_empty(model: type[Part], tree: Tree) -> list[Place]:
    return [
        place
        for place in tree.empty
        if (known := keys_at(model, place[:-1])) and place[-1] not in known
    ]


def _meant(model: type[Part], place: Place) -> str:
    return closest(str(place[-1]), keys_at(model, place[:-1]))


def _unreadable(complaint: ErrorDetails, tree: Tree) -> bool:
    """Say whether something at this place, or around it, could not even be read."""
    place = complaint["loc"]
    whole = place[:-1] if complaint["type"] == "missing" else place
    if (*whole, BROKEN) in tree.spoiled:
        return True
    return any(place[:length] in tree.spoiled for length in range(len(place) + 1))


def _fault(complaint: ErrorDetails, model: type[Part], tree: Tree) -> Fault:
    place = tuple(step for step in complaint["loc"] if step != "[key]")
    at_key = complaint["loc"] != place
    wrong = Wrong(model, place, complaint["input"], complaint.get("ctx", {}))
    rule, words = _WORDS.get(complaint["type"], ("type", _other))
    if at_key and complaint["type"] == "literal_error":
        rule, words = "unknown-key", _unknown
    if _is_empty(complaint, tree):
        rule, words, wrong = "type", _empty, wrong._replace(place=tree.marks.nearest(place))
    elif rule not in ("required", "unknown-key"):
        wrong = wrong._replace(place=tree.marks.nearest(place))
    return Fault(*_position(wrong.place, tree.marks, at_key or rule in _AT_KEY), rule, words(wrong))


_AT_KEY = ("required", "unknown-key")


def _is_empty(complaint: ErrorDetails, tree: Tree) -> bool:
    """Say whether the complaint is about a list item without anything in it."""
    if complaint["type"] == "missing":
        return bool(tree.at(complaint["loc"][:-1]) == "")
    return bool(complaint["input"] == "")


def _position(place: Place, marks: Marks, at_key: bool) -> tuple[int, int]:
    return marks.position(place) if at_key else marks.value(place)


def _unknown(wrong: Wrong) -> str:
    known = keys_at(wrong.model, wrong.place[:-1])
    guess = closest(wrong.key, known)
    remedy = f"did you mean {quoted(guess)}?" if guess else f"the keys are {_listed(known)}"
    return f"{quoted(wrong.key)} is not a key here; {remedy}"


def _unknown_of_empty(model: type[Part], place: Place) -> str:
    """Return the words for a key without a value: in `{a: one, two}` it may be meant as text."""
    wrong = Wrong(model, place, "", {})
    if " " in wrong.key:
        return f"{quoted(wrong.key)} is not a key here; in `{{}}` put a text with a comma in quotes"
    return _unknown(wrong)


def _listed(words: list[str]) -> str:
    return ", ".join(quoted(word) for word in words)


def _missing(wrong: Wrong) -> str:
    description = description_at(wrong.model, wrong.place).split(";")[0].rstrip(".")
    remedy = description[:1].lower() + description[1:] or f"add a line `{wrong.key}: ...`"
    if wrong.key == "id" and len(wrong.place) > 1:
        remedy += "; `lpcards ids FILE` adds it"
    around = shapes_at(wrong.model, wrong.place[:-1])
    if any("string" in shape.get("type", ()) for shape in around):
        remedy += "; or it is a text that holds `: `: put it in quotes"
    return f"`{wrong.key}` is missing: {remedy}"


def _empty(wrong: Wrong) -> str:
    return f"{wrong.name} is empty: write something there, or take it out"


def _no_list(wrong: Wrong) -> str:
    return f'{wrong.name} is a list: write each item on its own line with "- " in front'


def _no_mapping(wrong: Wrong) -> str:
    inside = next((shape for shape in wrong.shapes if shape.get("type") == "object"), {})
    named = inside.get("propertyNames", {}).get("enum", ["some-id"])
    known = inside.get("required") or [*inside.get("properties", {})][:3] or named[:3]
    lines = ", ".join(f"`{key}: ...`" for key in known)
    if any("string" in shape.get("type", ()) for shape in wrong.shapes):
        return f"{wrong.name} is one text, or a mapping ({lines}): take the list's `- ` or `[` away"
    where = "there" if isinstance(wrong.place[-1], int) else "below it, indented"
    return f"{wrong.name} is a mapping: write {lines} {where}"


def _no_text(wrong: Wrong) -> str:
    if isinstance(wrong.value, dict):
        remedy = "put a text that holds `: ` or starts with `{` in quotes"
        return f"{wrong.name} is one text, not a mapping: {remedy}"
    return f"{wrong.name} is one text, not a list: take the `- ` or the `[` away, or quote the text"


def _too_long(wrong: Wrong) -> str:
    most = wrong.details["max_length"]
    return f"{wrong.name} is too long: {len(wrong.value)} characters; make it at most {most}"


def _no_id(wrong: Wrong) -> str:
    if wrong.key in NAME_PRINCIPLES or "per_principle" in wrong.place:
        remedy = not_a_principle(wrong.value, PRINCIPLES)
        return f"{quoted(wrong.value)} is not a principle; {remedy}"
    example = slug(wrong.value) or "my-story"
    return (
        f"{quoted(wrong.value)} is not an id: write lower-case words joined by hyphens,"
        f" such as {quoted(example)}"
    )


def _no_number(wrong: Wrong) -> str:
    shape = next((shape for shape in wrong.shapes if "minimum" in shape), {})
    bounds = f" from {shape['minimum']} to {shape['maximum']}" if "maximum" in shape else ""
    sort = "number" if wrong.shapes[0].get("type") == "number" else "whole number"
    return f"{wrong.name} is a {sort}{bounds}: write one in place of {_shown(wrong.value)}"


def _neither(wrong: Wrong) -> str:
    return f"{wrong.name} is `yes` or `no`: write one of them in place of {_shown(wrong.value)}"


def _no_choice(wrong: Wrong) -> str:
    known = [str(word) for shape in wrong.shapes for word in shape.get("enum", ())]
    known = [word for word in dict.fromkeys(known) if word != "None"]
    guess = closest(wrong.value, known) if isinstance(wrong.value, str) else ""
    remedy = f"did you mean {quoted(guess)}?" if guess else f"choose from {_listed(known)}"
    return f"{_shown(wrong.value)} is not a choice for `{wrong.key}`; {remedy}"


def _shown(value: Any) -> str:  # noqa: ANN401  whatever the author wrote
    if isinstance(value, str):
        return quoted(value)
    return "the list" if isinstance(value, list) else "the mapping"


def _of_model(wrong: Wrong) -> str:
    return str(wrong.details["error"])


def _other(wrong: Wrong) -> str:
    return f"{wrong.name} cannot be {_shown(wrong.value)}: see `lpcards schema` for what it can be"


_WORDS: dict[str, tuple[str, Callable[[Wrong], str]]] = {
    "extra_forbidden": ("unknown-key", _unknown),
    "missing": ("required", _missing),
    "tuple_type": ("type", _no_list),
    "model_type": ("type", _no_mapping),
    "model_attributes_type": ("type", _no_mapping),
    "dict_type": ("type", _no_mapping),
    "string_type": ("type", _no_text),
    "string_too_short": ("type", _empty),
    "string_too_long": ("too-long", _too_long),
    "string_pattern_mismatch": ("id", _no_id),
    "int_type": ("number", _no_number),
    "int_parsing": ("number", _no_number),
    "int_parsing_size": ("number", _no_number),
    "int_from_float": ("number", _no_number),
    "float_type": ("number", _no_number),
    "float_parsing": ("number", _no_number),
    "finite_number": ("number", _no_number),
    "greater_than_equal": ("number", _no_number),
    "less_than_equal": ("number", _no_number),
    "bool_type": ("choice", _neither),
    "bool_parsing": ("choice", _neither),
    "literal_error": ("choice", _no_choice),
    "value_error": ("value", _of_model),
}
