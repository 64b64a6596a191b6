"""What an author says later, written into the file at its place; every other byte stays as it is.

Text is only ever put in, never taken out. What comes of it is read again before it is given back:
if it does not say what it should, another way to put it in is tried.
"""

import copy
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from lpcards.story.positions import Place
from lpcards.story.reading import any_error
from lpcards.story.tree import tree_of
from lpcards.story.yaml_editing import Edit, YamlText, yaml_text
from lpcards.story.yaml_emitter import (
    Item,
    Value,
    block_entry,
    flow_entry,
    flow_value,
    item_lines,
    one_line,
)
from lpcards.system.problem import UserFault

BY_HAND = "this cannot be put into the file without changing what stands there; write it yourself"


def with_text(data: bytes, place: Place, text: str, inner: str = "text") -> bytes:
    """Return `data` with the text `text` at `place`, and whatever leads there.

    Where a mapping stands at the place, the text goes into its key `inner`; a mere text on the way
    there becomes `inner` of a mapping. Raises UserFault where something stands there already, or
    where it cannot be written without touching anything else.
    """
    return _with(data, place, one_line(text), inner)


def with_item(data: bytes, key: str, item: Item) -> bytes:
    """Return `data` with one more item in the list at the top-level `key`.

    Raises UserFault as `with_text` does.
    """
    return _with(data, (key, -1), {name: one_line(text) for name, text in item.items()}, "")


def _with(data: bytes, place: Place, value: Value, inner: str) -> bytes:
    tree = tree_of(data)
    if any_error(tree.faults) or not isinstance(tree.data, dict) or not value:
        raise UserFault(BY_HAND)
    wanted = _wanted(copy.deepcopy(tree.data), place, value, inner)
    source = yaml_text(data)
    for edits in _ways(source, place, value, inner):
        after = source.with_edits(edits)
        read = tree_of(after)
        if read.data == wanted and not any_error(read.faults):
            return after
    raise UserFault(BY_HAND)


def _wanted(data: Any, place: Place, value: Value, inner: str) -> Any:  # noqa: ANN401
    """Return the data as it should be afterwards."""
    root, at = data, data
    for step, deeper in pairwise(place):
        at = _entered(at, step, deeper, inner)
    last = place[-1]
    if isinstance(last, int):
        at.append(value)
    elif isinstance(at.get(last), dict):
        at[last].setdefault(inner, value)
    else:
        at.setdefault(last, value)
    return root


def _entered(at: Any, step: str | int, deeper: str | int, inner: str) -> Any:  # noqa: ANN401
    """Go one step down, making what is not there; one text is a list of one, or a mapping."""
    is_list = isinstance(deeper, int)
    there = at[step] if isinstance(step, int) else at.get(step)
    if isinstance(there, str):
        at[step] = [there] if is_list else {inner: there}
    return at[step] if isinstance(step, int) else at.setdefault(step, [] if is_list else {})


def _ways(source: YamlText, place: Place, value: Value, inner: str) -> Iterator[list[Edit]]:
    """Yield the edits that may do it, the most natural ones first."""
    node, rest = _nearest(source.root, place)
    if isinstance(node, ScalarNode) and rest and isinstance(rest[0], int):
        yield from _into_single(source, node, rest, value, inner)
    elif isinstance(node, ScalarNode):
        yield from _into_text(source, node, rest, value, inner)
    elif isinstance(node, SequenceNode):
        yield from _into_list(source, node, value)
    elif not rest:
        yield from _into_mapping(source, node, (inner,), value)
    else:
        yield from _into_mapping(source, node, rest, value)


def _nearest(node: Any, place: Place) -> tuple[Any, Place]:  # noqa: ANN401
    """Return the deepest node on the way to `place`, and the way that is left.

    The node of an empty value is no node: its mapping and its key are returned.
    """
    for at, step in enumerate(place):
        below = _below(node, step)
        if below is None or _is_empty(below):
            return node, place[at:]
        node = below
    return node, ()


def _below(node: Any, step: str | int) -> Any:  # noqa: ANN401
    if isinstance(step, int):
        inside = node.value if isinstance(node, SequenceNode) else []
        return inside[step] if 0 <= step < len(inside) else None
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value for key, value in pairs if key.value == step), None)


def _is_empty(node: Any) -> bool:  # noqa: ANN401
    return isinstance(node, ScalarNode) and not node.value.strip()


def _into_mapping(
    source: YamlText,
    node: Any,  # noqa: ANN401
    rest: Place,
    value: Value,
) -> Iterator[list[Edit]]:
    """Yield the ways to have an entry in a mapping: into an empty key, at its end, at its start."""
    pair = next((pair for pair in node.value if pair[0].value == rest[0]), None)
    if pair is not None:
        yield from _into_empty(source, node, pair, rest, value)
        return
    start = node.start_mark
    if node.flow_style:
        entry = flow_entry(rest, value, is_json=source.is_json)
        yield [_behind(source, node, entry)]
        return
    lines = block_entry(rest, value, start.column)
    yield [Edit(source.line_end(source.end_of(node)), source.joined(["", *lines], start.column))]
    joined = source.joined(lines, start.column)
    yield [Edit(start.index, joined + source.newline + " " * start.column)]


def _behind(source: YamlText, node: Any, text: str) -> Edit:  # noqa: ANN401
    """Put `text` behind the last part of what stands between brackets."""
    if node.value:
        return Edit(source.end_of(node.value[-1]), f", {text}")
    return Edit(node.start_mark.index + 1, text)


def _into_empty(
    source: YamlText,
    node: Any,  # noqa: ANN401
    pair: tuple[Any, Any],
    rest: Place,
    value: Value,
) -> Iterator[list[Edit]]:
    """Fill in a key without a value."""
    key, empty = pair
    if empty.style in ("'", '"'):
        if isinstance(value, str) and len(rest) == 1:
            escaped = json.dumps(value, ensure_ascii=False)[1:-1]
            inside = escaped if empty.style == '"' else value.replace("'", "''")
            yield [Edit(empty.start_mark.index + 1, inside)]
        return
    colon = source.colon_behind(key)
    if colon is None:
        return
    if node.flow_style:
        entry = flow_entry(rest, value, is_json=source.is_json).partition(":")[2]
        yield [Edit(colon, entry)]
        return
    head, *lines = block_entry(rest, value, key.start_mark.column)
    behind = head.removeprefix(f"{rest[0]}:")
    below = source.joined(["", *lines], key.start_mark.column) if lines else ""
    end = source.line_end(colon)
    yield [Edit(colon, behind), Edit(end, below)]


def _into_list(source: YamlText, node: Any, value: Value) -> Iterator[list[Edit]]:  # noqa: ANN401
    """Yield the way to have one more item in a list."""
    if node.flow_style:
        yield [_behind(source, node, flow_value(value, is_json=source.is_json))]
        return
    column = node.start_mark.column
    lines = item_lines(value, column)
    yield [Edit(source.line_end(source.end_of(node)), source.joined(["", *lines], column))]
    joined = source.joined(lines, column)
    yield [Edit(node.start_mark.index, joined + source.newline + " " * column)]


def _into_single(
    source: YamlText,
    node: ScalarNode,
    rest: Place,
    value: Value,
    inner: str,
) -> Iterator[list[Edit]]:
    """Make a text that stands for a list its first item, with one more behind it or a key in it."""
    start, end, deeper = node.start_mark.index, source.end_of(node), rest[1:]
    colon = source.text.rfind(":", 0, start) + 1
    column = source.indent(colon) + 2
    head = f" {inner}:" if deeper else ""
    lines = block_entry(deeper, value, column + 2) if deeper else item_lines(value, column)
    yield [
        Edit(colon, f"{source.newline}{' ' * column}-{head}"),
        *source.moved_in(colon, end, 4),
        Edit(source.line_end(end), source.joined(["", *lines], column + 2 * bool(deeper))),
    ]
    entry = flow_entry(deeper, value, is_json=source.is_json) if deeper else ""
    flow = f"{entry}}}" if deeper else flow_value(value, is_json=source.is_json)
    yield [
        Edit(start, f"[{{{_key(inner, source)}: " if deeper else "["),
        Edit(end, f", {flow}]"),
    ]


def _into_text(
    source: YamlText,
    node: ScalarNode,
    rest: Place,
    value: Value,
    inner: str,
) -> Iterator[list[Edit]]:
    """Make a text the `inner` of a mapping, with an entry of its own behind it."""
    if not rest or not isinstance(value, str):
        return
    start, end = node.start_mark, source.end_of(node)
    entry = flow_entry(rest, value, is_json=source.is_json)
    plain_on_its_line = node.style is None or node.style == ""
    text = source.text[start.index : end]
    if node.style not in ("|", ">") and "\n" not in text:
        amiss = plain_on_its_line and re.search(r"[,\[\]{}]|[:?-](?=\s|$)", text)
        marks = ("'", "'") if amiss and "'" not in text else ("", "")
        yield [
            Edit(start.index, f"{{{_key(inner, source)}: {marks[0]}"),
            Edit(end, f"{marks[1]}, {entry}}}"),
        ]
    yield from _into_long_text(source, node, rest, value, inner)


def _into_long_text(
    source: YamlText, node: ScalarNode, rest: Place, value: str, inner: str
) -> Iterator[list[Edit]]:
    """Move a text of several lines below a key of its own, and put the entry behind it."""
    start, end = node.start_mark, source.end_of(node)
    column = source.indent(start.index) + 2
    opening = f"{source.newline}{' ' * column}{inner}: "
    lines = block_entry(rest, value, column)
    yield [
        Edit(start.index, opening),
        *source.moved_in(start.index, end, 2),
        Edit(source.line_end(end), source.joined(["", *lines], column)),
    ]


def _key(key: str | int, source: YamlText) -> str:
    return f'"{key}"' if source.is_json else str(key)
