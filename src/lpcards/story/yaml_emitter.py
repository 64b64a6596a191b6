"""Texts, and what holds them, as the YAML that a careful author would write.

What is written is read back as the very same data. Texts have no line ends in them and no two
spaces in a row: `one_line` makes them so.
"""

import json
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from lpcards.story.fault import FORBIDDEN
from lpcards.story.positions import Place
from lpcards.story.syntax import has_odd_space

WIDTH = 96
"""A longer line is folded."""
NARROWEST = 20
FEW = 2
"""How many keys may stand on one line."""
OTHER_VALUES = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
"""What we read as text, and an editor that checks by the schema does not."""
_FIRST = "-?:,[]{}#&*!|>'\"%@`~=<"
_APART = ("steps", "probes", "weak_answer", "quizzes", "pivots", "levels")

Item = Mapping[str, str]
Value = str | Item
Lines = Iterator[str]


class Blank(NamedTuple):
    """Nothing yet, and what to write there."""

    reminder: str


class Aside(NamedTuple):
    """What cannot be used as it is, kept for the author to read, and the reason."""

    value: dict[str, Any]
    reason: str


def one_line(text: str) -> str:
    """Return a text as it can be written: nothing unseen in it, and on one line."""
    return " ".join(FORBIDDEN.sub(" ", text).split())


# One text


def scalar(text: str) -> str:
    """Return a text as it stands behind its key: plain if it can only be read so, else quoted."""
    return text if _is_plain(text) else _quoted(text)


def flow_scalar(text: str) -> str:
    """Return a text as it stands between brackets or braces."""
    is_plain = _is_plain(text) and not any(sign in text for sign in ",[]{}:?")
    return text if is_plain else _quoted(text)


def _is_plain(text: str) -> bool:
    return (
        text[:1] not in ("", *_FIRST)
        and text.lower() not in OTHER_VALUES
        and not text.replace(".", "").isdigit()
        and not text.endswith(":")
        and ": " not in text
        and " #" not in text
        and not text.startswith(("---", "..."))
        and not has_odd_space(text)
    )


def _quoted(text: str) -> str:
    """Return a text in those quotation marks that it does not hold."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def text_lines(lead: str, text: str, column: int, remark: str = "") -> list[str]:
    """Return a text behind its `lead`, `key:` or `-`; folded below it where the line is too long.

    The lines are to stand in that column; `remark` is put behind the first one.
    """
    line = f"{lead} {scalar(text)}{remark}"
    if column + len(line) <= WIDTH:
        return [line]
    room = max(NARROWEST, WIDTH - column - 2)
    folded = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False)
    return [f"{lead} >-{remark}", *(f"  {part}" for part in folded)]


# An entry, and the keys that lead to it


def block_entry(path: Place, value: Value, column: int) -> list[str]:
    """Return `key: value` as lines, those below the first indented further.

    `path` holds the keys that lead to the value, -1 at its end stands for a list of one.
    """
    key, *deeper = path
    if deeper == [-1]:
        return [f"{key}:", *(f"  {line}" for line in item_lines(value, column + 2))]
    if deeper:
        inside = block_entry(tuple(deeper), value, column + 2)
        return [f"{key}:", *(f"  {line}" for line in inside)]
    return text_lines(f"{key}:", str(value), column)


def item_lines(value: Value, column: int) -> list[str]:
    """Return a list's item as lines."""
    if isinstance(value, str):
        return [f"- {scalar(value)}"]
    entries = [
        line for key, text in value.items() for line in text_lines(f"{key}:", text, column + 2)
    ]
    return [f"{'  ' if at else '- '}{line}" for at, line in enumerate(entries)]


def flow_entry(path: Place, value: Value, *, is_json: bool) -> str:
    """Return `key: value` as it stands between braces."""
    key, *deeper = path
    name = f'"{key}"' if is_json else str(key)
    if deeper == [-1]:
        return f"{name}: [{flow_value(value, is_json=is_json)}]"
    if deeper:
        return f"{name}: {{{flow_entry(tuple(deeper), value, is_json=is_json)}}}"
    return f"{name}: {flow_value(value, is_json=is_json)}"


def flow_value(value: Value, *, is_json: bool) -> str:
    """Return a text or an item of a list as it stands between brackets: its texts quoted."""
    if isinstance(value, str):
        return _json(value)
    named: Callable[[str], str] = _json if is_json else str
    return f"{{{', '.join(f'{named(key)}: {_json(text)}' for key, text in value.items())}}}"


_json = json.JSONEncoder(ensure_ascii=False).encode


# A whole file


def file_text(data: dict[str, Any], remarks: tuple[str, ...]) -> str:
    """Return the YAML of a file: `remarks` as comments on top, then `data` with its blanks."""
    lines = [f"# {remark}" for remark in remarks]
    for key, value in data.items():
        lines += ["", *_entry(key, value, "")] if key in _APART else _entry(key, value, "")
    return "\n".join(lines) + "\n"


def _entry(key: str, value: Any, pad: str) -> Lines:  # noqa: ANN401
    """Yield the lines of a key and its value."""
    if isinstance(value, Blank):
        yield f"{pad}{key}:  # {value.reminder}"
    elif isinstance(value, dict):
        yield f"{pad}{key}:"
        yield from _mapping(value, pad + "  ")
    elif isinstance(value, list):
        yield from _list(key, value, pad)
    else:
        yield from _value(f"{key}:", value, pad)


def _mapping(data: dict[str, Any], pad: str) -> Lines:
    for key, value in data.items():
        yield from _entry(key, value, pad)


def _list(key: str, items: list[Any], pad: str) -> Lines:
    """Yield a list on one line if it is short, else an item a line."""
    if all(isinstance(item, str) for item in items):
        line = f"{pad}{key}: [{', '.join(flow_scalar(item) for item in items)}]"
        if len(line) <= WIDTH:
            yield line
            return
    yield f"{pad}{key}:"
    for item in items:
        yield from _item(item, pad + "  ")


def _item(item: Any, pad: str) -> Lines:  # noqa: ANN401
    if isinstance(item, Aside):
        yield f"{pad}# {item.reason}:"
        yield from ("#" + line for line in _item(item.value, pad))
    elif isinstance(item, dict) and (line := _on_one_line(item, pad)):
        yield line
    elif isinstance(item, dict):
        first, *rest = _mapping(item, pad + "  ")
        yield f"{pad}- {first.strip()}"
        yield from rest
    else:
        yield from _value("-", item, pad)


def _on_one_line(item: dict[str, Any], pad: str) -> str:
    """Return a small item between braces, "" if it is not small."""
    if len(item) > FEW or not all(isinstance(value, str) for value in item.values()):
        return ""
    pairs = ", ".join(f"{key}: {flow_scalar(value)}" for key, value in item.items())
    line = f"{pad}- {{{pairs}}}"
    return line if len(line) <= WIDTH else ""


def _value(lead: str, value: Any, pad: str) -> Lines:  # noqa: ANN401
    """Yield a text, a number, or yes or no, behind its lead."""
    if isinstance(value, str):
        yield from (pad + line for line in text_lines(lead, value, len(pad)))
    else:
        yield f"{pad}{lead} {str(value).lower()}"
