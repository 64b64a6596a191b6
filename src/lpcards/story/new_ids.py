"""Ids for what has none yet, written into the author's file.

Which lists want ids, and which text an id
is made from, the schema knows.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from lpcards.english.slugs import question_ids, slug
from lpcards.story.json_schema import FILES, Schema, shapes_at
from lpcards.story.models import Part, Scenario
from lpcards.story.positions import Place
from lpcards.story.reading import any_error
from lpcards.story.tree import tree_of
from lpcards.story.yaml_editing import Edit, YamlText, yaml_text

LONGEST_ID = 60


class _Bare(NamedTuple):
    """A list item without an id: its node, its list's node, and what the format says of it.

    Of one text that stands for a list `key` is the node of the list's key; `around` is the mapping.
    """

    node: Any
    around: Any
    shape: Schema
    key: Any = None

    @property
    def line_at(self) -> tuple[int, int]:
        """Return an index, and how many lines below it the id will stand."""
        if self.key is None or self.around.flow_style:
            return self.node.start_mark.index, 0
        return self.key.start_mark.index, 1

    @property
    def text_key(self) -> str:
        """The key that the id is made from, and that a mere text stands for."""
        return next((key for key in self.shape.get("required", ()) if key != "id"), "text")

    @property
    def is_question(self) -> bool:
        """Say whether it is a question that a story answers: its card goes by its words so far."""
        return self.shape.get("title") in {"Question", "Met"}

    @property
    def text(self) -> str:
        """What the id is made from; "" if there is nothing to make one from."""
        if isinstance(self.node, ScalarNode):
            return str(self.node.value).strip()
        return _text_at(self.node, self.text_key)


class _Added(NamedTuple):
    """An id that was put in, so many lines below the line of an index of the old text."""

    at: int
    below: int
    id: str


def with_ids(data: bytes) -> tuple[bytes, list[tuple[int, str]]]:
    """Return `data` with ids where they were missing, and the ids with their lines (from 1).

    A file that cannot be read as YAML comes back as it is: `read_source` tells its problems.
    """
    tree = tree_of(data)
    if any_error(tree.faults) or not isinstance(tree.data, dict):
        return data, []
    source = yaml_text(data)
    edits, added = _edits(source, tree.data)
    return source.with_edits(edits), _new_lines(source.text, edits, added)


def _edits(source: YamlText, data: dict[str, Any]) -> tuple[list[Edit], list[_Added]]:
    model = FILES.get(str(data.get("type")), Scenario)
    taken = _ids_in(data)
    asked = _ids_in([data.get("asked"), data.get("met")])
    edits: list[Edit] = []
    added = []
    for bare in _without_id(model, source.root, ()):
        name = _question(bare, asked) if bare.is_question else _name(bare, taken)
        (asked if bare.is_question else taken).add(name)
        added.append(_Added(*bare.line_at, name))
        edits += _edits_of(source, bare, name)
    return edits, added


def _ids_in(data: Any) -> set[str]:  # noqa: ANN401
    """Return every id and former id: none of them may be given again."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    found = {name for value in inner if not isinstance(value, str) for name in _ids_in(value)}
    if isinstance(data, dict):
        was = data.get("was")
        names = [data.get("id"), *(was if isinstance(was, list) else [was])]
        found |= {name for name in names if isinstance(name, str)}
    return found


def _without_id(model: type[Part], node: Any, place: Place) -> Iterator[_Bare]:  # noqa: ANN401
    """Yield the items that want an id and have none, in the order of the file."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _alone(model, node, key, value, (*place, key.value))
            yield from _without_id(model, value, (*place, key.value))
    elif isinstance(node, SequenceNode):
        for n, item in enumerate(node.value):
            bare = _Bare(item, node, _shape_with_id(model, (*place, n)))
            if bare.shape and bare.text and not _text_at(item, "id"):
                yield bare
            yield from _without_id(model, item, (*place, n))


def _alone(
    model: type[Part],
    around: MappingNode,
    key: Any,  # noqa: ANN401
    value: Any,  # noqa: ANN401
    place: Place,
) -> Iterator[_Bare]:
    """Yield a text that stands for a list of one, if its item wants an id."""
    may_stand = any("string" in shape.get("type", ()) for shape in shapes_at(model, place))
    if isinstance(value, ScalarNode) and may_stand:
        bare = _Bare(value, around, _shape_with_id(model, (*place, 0)), key)
        if bare.shape and bare.text:
            yield bare


def _shape_with_id(model: type[Part], place: Place) -> Schema:
    shapes = shapes_at(model, place)
    return next((shape for shape in shapes if "id" in shape.get("properties", {})), {})


def _text_at(item: Any, name: str) -> str:  # noqa: ANN401
    """Return the text of one key of an item, "" if there is none."""
    pairs = item.value if isinstance(item, MappingNode) else ()
    value = next((value for key, value in pairs if key.value == name), None)
    return value.value.strip() if isinstance(value, ScalarNode) else ""


def _name(bare: _Bare, taken: set[str]) -> str:
    name = slug(bare.text)[: LONGEST_ID - 4].strip("-") or bare.shape["title"].lower()
    if name not in taken:
        return str(name)
    return next(f"{name}-{n}" for n in range(2, len(taken) + 3) if f"{name}-{n}" not in taken)


def _question(bare: _Bare, taken: set[str]) -> str:
    """Return the id that the question's card has already."""
    return question_ids([("", bare.text)], taken)[0]


def _edits_of(source: YamlText, bare: _Bare, name: str) -> list[Edit]:
    if isinstance(bare.node, MappingNode):
        return _into_mapping(source, bare.node, name)
    start = bare.node.start_mark.index
    if bare.key is not None:
        return _into_list(source, bare, name)
    if bare.node.style in ("|", ">"):
        return _around_block(source, bare, name)
    return _around(source, bare, start, f"{{id: {name}, {bare.text_key}: ")


def _into_mapping(source: YamlText, node: MappingNode, name: str) -> list[Edit]:
    empty = next((pair for pair in node.value if pair[0].value == "id"), None)
    start, end = node.start_mark, node.end_mark.index
    if empty:
        key, value = empty
        return [_into_empty(source, key, value, name)]
    if not node.flow_style:
        return [Edit(start.index, source.joined([f"id: {name}", ""], start.column))]
    if source.text[start.index] == "{":
        return [Edit(start.index + 1, f"id: {name}, ")]
    return [Edit(start.index, f"{{id: {name}, "), Edit(end, "}")]


def _into_list(source: YamlText, bare: _Bare, name: str) -> list[Edit]:
    """Make a text that stands for a list the only item of one."""
    if bare.around.flow_style:
        opening = f"[{{id: {name}, {bare.text_key}: "
        return [Edit(bare.node.start_mark.index, opening), Edit(bare.node.end_mark.index, "}]")]
    colon, end = source.text.index(":", bare.key.end_mark.index) + 1, bare.node.end_mark.index
    end = colon + len(source.text[colon:end].rstrip())
    lines = ["", f"- id: {name}", f"  {bare.text_key}:"]
    return [
        Edit(colon, source.joined(lines, bare.key.start_mark.column + 2)),
        *source.moved_in(colon, end, 4),
    ]


def _into_empty(source: YamlText, key: Any, value: Any, name: str) -> Edit:  # noqa: ANN401
    """Fill in an `id:` that has no value."""
    if value.style in ("'", '"'):
        return Edit(value.start_mark.index + 1, name)
    colon = source.colon_behind(key)
    return Edit(key.end_mark.index, f": {name}") if colon is None else Edit(colon, f" {name}")


def _around(source: YamlText, bare: _Bare, start: int, opening: str) -> list[Edit]:
    """Put a text into a flow mapping; quote it if it would mean something else there."""
    end = bare.node.end_mark.index
    if (
        bare.around.flow_style
        or bare.node.style in ("'", '"')
        or not _AMISS.search(source.text, start, end)
    ):
        return [Edit(start, opening), Edit(end, "}")]
    doubled = [
        Edit(found.start(), "'") for found in re.compile("'").finditer(source.text, start, end)
    ]
    return [Edit(start, opening + "'"), *doubled, Edit(end, "'}")]


# What a plain text may hold on a line of its own, and not between braces.
_AMISS = re.compile(r"[,\[\]{}?]|:(?=[\s,\[\]{}]|\Z)|(?<=\s)[:-]")


def _around_block(source: YamlText, bare: _Bare, name: str) -> list[Edit]:
    """Put a text of several lines below a key; its lines move in as far as the key did."""
    start = bare.node.start_mark
    opening = source.joined([f"id: {name}", f"{bare.text_key}: "], start.column)
    deeper = start.column - bare.around.start_mark.column
    inside = source.moved_in(start.index, source.end_of(bare.node), deeper)
    return [Edit(start.index, opening), *inside]


def _new_lines(text: str, edits: list[Edit], added: list[_Added]) -> list[tuple[int, str]]:
    """Return where the ids stand in the new text."""
    return [
        (
            text.count("\n", 0, given.at)
            + sum(edit.text.count("\n") for edit in edits if edit.at < given.at)
            + given.below
            + 1,
            given.id,
        )
        for given in added
    ]
