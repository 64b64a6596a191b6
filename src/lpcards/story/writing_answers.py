"""What an author says later, written into the file at its place; every other byte stays as it is.

Text is only ever put in, never taken out. What comes of it is read again before it is given back:
if it does not say what it should, another way to put it in is tried.
"""

import codecs
import copy
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from lpcards.story.new_ids import Edit, edited
from lpcards.story.positions import Place
from lpcards.story.reading import any_error
from lpcards.story.tree import tree_of
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

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]


BY_HAND = "this cannot be put into the file without changing what stands there; write it yourself"


class _Source(NamedTuple):
    """A text and its YAML nodes."""

    text: str
    root: Any

    @property
    def newline(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    @property
    def is_json(self) -> bool:
        """Say whether keys are quoted: it may be JSON, and should stay so."""
        first = self.root.value[0][0] if self.root.value else None
        return bool(self.root.flow_style and first and first.style == '"')


def with_text(data: bytes, place: Place, said: str, inner: str = "text") -> bytes:
    """Return `data` with the text `said` at `place`, and whatever leads there.

    Where a mapping stands at the place, the text goes into its key `inner`; a mere text on the way
    there becomes `inner` of a mapping. Raises UserFault where something stands there already, or
    where it cannot be written without touching anything else.
    """
    return _with(data, place, one_line(said), inner)


def with_item(data: bytes, key: str, item: Item) -> bytes:
    """Return `data` with one more item in the list at the top-level `key`.

    Raises UserFault as `with_text` does.
    """
    return _with(data, (key, -1), {name: one_line(said) for name, said in item.items()}, "")


def _with(data: bytes, place: Place, value: Value, inner: str) -> bytes:
    tree = tree_of(data)
    if any_error(tree.faults) or not isinstance(tree.data, dict) or not value:
        raise UserFault(BY_HAND)
    text = data.removeprefix(codecs.BOM_UTF8).decode()
    mark = data[: len(data) - len(text.encode())]
    wanted = _wanted(copy.deepcopy(tree.data), place, value, inner)
    source = _Source(text, yaml.compose(text, Loader=Loader))
    for edits in _ways(source, place, value, inner):
        after = mark + edited(text, sorted(edits, key=lambda one: one.at)).encode()
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


def _ways(source: _Source, place: Place, value: Value, inner: str) -> Iterator[list[Edit]]:
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
    source: _Source,
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
        told = flow_entry(rest, value, is_json=source.is_json)
        yield [_behind(source, node, told)]
        return
    lines = block_entry(rest, value, start.column)
    yield [Edit(_line_end(source, _end(source, node)), _joined(source, ["", *lines], start.column))]
    joined = _joined(source, lines, start.column)
    yield [Edit(start.index, joined + source.newline + " " * start.column)]


def _behind(source: _Source, node: Any, told: str) -> Edit:  # noqa: ANN401
    """Put `told` behind the last part of what stands between brackets."""
    if node.value:
        return Edit(_end(source, node.value[-1]), f", {told}")
    return Edit(node.start_mark.index + 1, told)


def _into_empty(
    source: _Source,
    node: Any,  # noqa: ANN401
    pair: tuple[Any, Any],
    rest: Place,
    value: Value,
) -> Iterator[list[Edit]]:
    """Fill in a key without a value."""
    key, empty = pair
    if empty.style in ("'", '"'):
        if isinstance(value, str) and len(rest) == 1:
            said = json.dumps(value, ensure_ascii=False)[1:-1]
            inside = said if empty.style == '"' else value.replace("'", "''")
            yield [Edit(empty.start_mark.index + 1, inside)]
        return
    colon = re.compile(r"\s*:").match(source.text, key.end_mark.index)
    if colon is None:
        return
    if node.flow_style:
        told = flow_entry(rest, value, is_json=source.is_json).partition(":")[2]
        yield [Edit(colon.end(), told)]
        return
    head, *lines = block_entry(rest, value, key.start_mark.column)
    behind = head.removeprefix(f"{rest[0]}:")
    below = _joined(source, ["", *lines], key.start_mark.column) if lines else ""
    end = _line_end(source, colon.end())
    yield [Edit(colon.end(), behind), Edit(end, below)]


def _into_list(source: _Source, node: Any, value: Value) -> Iterator[list[Edit]]:  # noqa: ANN401
    """Yield the way to have one more item in a list."""
    if node.flow_style:
        yield [_behind(source, node, flow_value(value, is_json=source.is_json))]
        return
    column = node.start_mark.column
    lines = item_lines(value, column)
    yield [Edit(_line_end(source, _end(source, node)), _joined(source, ["", *lines], column))]
    joined = _joined(source, lines, column)
    yield [Edit(node.start_mark.index, joined + source.newline + " " * column)]


def _into_single(
    source: _Source,
    node: ScalarNode,
    rest: Place,
    value: Value,
    inner: str,
) -> Iterator[list[Edit]]:
    """Make a text that stands for a list its first item, with one more behind it or a key in it."""
    start, end, deeper = node.start_mark.index, _end(source, node), rest[1:]
    colon = source.text.rfind(":", 0, start) + 1
    column = _indent(source, colon) + 2
    head = f" {inner}:" if deeper else ""
    lines = block_entry(deeper, value, column + 2) if deeper else item_lines(value, column)
    inside = re.compile(r"(?<=\n)(?=[^\r\n])").finditer(source.text, colon, end)
    yield [
        Edit(colon, f"{source.newline}{' ' * column}-{head}"),
        *(Edit(found.start(), " " * 4) for found in inside),
        Edit(_line_end(source, end), _joined(source, ["", *lines], column + 2 * bool(deeper))),
    ]
    told = flow_entry(deeper, value, is_json=source.is_json) if deeper else ""
    flow = f"{told}}}" if deeper else flow_value(value, is_json=source.is_json)
    yield [
        Edit(start, f"[{{{_key(inner, source)}: " if deeper else "["),
        Edit(end, f", {flow}]"),
    ]


def _indent(source: _Source, at: int) -> int:
    """Return how far the line of an index is indented."""
    line = source.text[source.text.rfind("\n", 0, at) + 1 :]
    return len(line) - len(line.lstrip(" "))


def _into_text(
    source: _Source,
    node: ScalarNode,
    rest: Place,
    value: Value,
    inner: str,
) -> Iterator[list[Edit]]:
    """Make a text the `inner` of a mapping, with an entry of its own behind it."""
    if not rest or not isinstance(value, str):
        return
    start, end = node.start_mark, _end(source, node)
    told = flow_entry(rest, value, is_json=source.is_json)
    plain_on_its_line = node.style is None or node.style == ""
    said = source.text[start.index : end]
    if node.style not in ("|", ">") and "\n" not in said:
        amiss = plain_on_its_line and re.search(r"[,\[\]{}]|[:?-](?=\s|$)", said)
        marks = ("'", "'") if amiss and "'" not in said else ("", "")
        yield [
            Edit(start.index, f"{{{_key(inner, source)}: {marks[0]}"),
            Edit(end, f"{marks[1]}, {told}}}"),
        ]
    yield from _into_long_text(source, node, rest, value, inner)


def _into_long_text(
    source: _Source, node: ScalarNode, rest: Place, value: str, inner: str
) -> Iterator[list[Edit]]:
    """Move a text of several lines below a key of its own, and put the entry behind it."""
    start, end = node.start_mark, _end(source, node)
    column = _indent(source, start.index) + 2
    opening = f"{source.newline}{' ' * column}{inner}: "
    inside = re.compile(r"(?<=\n)(?=[^\r\n])").finditer(source.text, start.index, end)
    lines = block_entry(rest, value, column)
    yield [
        Edit(start.index, opening),
        *(Edit(found.start(), "  ") for found in inside),
        Edit(_line_end(source, end), _joined(source, ["", *lines], column)),
    ]


def _end(source: _Source, node: Any) -> int:  # noqa: ANN401
    """Return where a node's last character is, the comments behind it left out."""
    if isinstance(node, tuple):
        return _end(source, node[1])
    start: int = node.start_mark.index
    end: int = node.end_mark.index
    if isinstance(node, ScalarNode):
        block = node.style in ("|", ">")
        return start + len(source.text[start:end].rstrip()) if block else end
    return end if node.flow_style else _end(source, node.value[-1])


def _line_end(source: _Source, at: int) -> int:
    end = source.text.find("\n", at)
    end = len(source.text) if end < 0 else end
    return end - 1 if source.text[at:end].endswith("\r") else end


def _joined(source: _Source, lines: list[str], column: int) -> str:
    return f"{source.newline}{' ' * column}".join(lines)


def _key(key: str | int, source: _Source) -> str:
    return f'"{key}"' if source.is_json else str(key)
