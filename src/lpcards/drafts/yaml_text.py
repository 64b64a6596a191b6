"""Plain data as the YAML that a careful author would write: to be read and edited by hand.

What it writes the reader reads back as the very same data. Texts have no line ends in them and no
two spaces in a row, as the texts of a page have.
"""

import textwrap
from collections.abc import Iterator
from typing import Any

from lpcards.drafts.page import Aside, Blank
from lpcards.story.scalars import NO_TEXTS

WIDTH = 98
FEW = 2
"""How many keys may stand on one line."""
_FIRST = "-?:,[]{}#&*!|>'\"%@`~=<"
_APART = ("steps", "probes", "weak_answer", "quizzes", "pivots", "levels")

Lines = Iterator[str]


def written(data: dict[str, Any], remarks: tuple[str, ...]) -> str:
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
        yield from _scalar(f"{pad}{key}:", value, pad + "  ")


def _mapping(data: dict[str, Any], pad: str) -> Lines:
    for key, value in data.items():
        yield from _entry(key, value, pad)


def _list(key: str, items: list[Any], pad: str) -> Lines:
    """Yield a list on one line if it is short, else an item a line."""
    if all(isinstance(item, str) for item in items):
        line = f"{pad}{key}: [{', '.join(_between_brackets(item) for item in items)}]"
        if len(line) <= WIDTH:
            yield line
            return
    yield f"{pad}{key}:"
    for item in items:
        yield from _item(item, pad + "  ")


def _item(item: Any, pad: str) -> Lines:  # noqa: ANN401
    if isinstance(item, Aside):
        yield f"{pad}# {item.reason}:"
        yield from (_commented(line) for line in _item(item.value, pad))
    elif isinstance(item, dict) and (line := _on_one_line(item, pad)):
        yield line
    elif isinstance(item, dict):
        first, *rest = _mapping(item, pad + "  ")
        yield f"{pad}- {first.strip()}"
        yield from rest
    else:
        yield from _scalar(f"{pad}-", item, pad + "  ")


def _on_one_line(item: dict[str, Any], pad: str) -> str:
    """Return a small item between braces, "" if it is not small."""
    if len(item) > FEW or not all(isinstance(value, str) for value in item.values()):
        return ""
    pairs = ", ".join(f"{key}: {_between_brackets(value)}" for key, value in item.items())
    return line if len(line := f"{pad}- {{{pairs}}}") <= WIDTH else ""


def _commented(line: str) -> str:
    return "#" + line


def _scalar(lead: str, value: Any, pad: str) -> Lines:  # noqa: ANN401
    """Yield a value behind `lead`; a text too long for the line below it, folded."""
    if not isinstance(value, str):
        yield f"{lead} {str(value).lower()}"
        return
    if len(lead) + 1 + len(value) <= WIDTH:
        yield f"{lead} {_plain(value)}"
        return
    yield f"{lead} >-"
    folded = textwrap.wrap(
        value, max(WIDTH - len(pad), 20), break_long_words=False, break_on_hyphens=False
    )
    yield from (pad + line for line in folded)


def _plain(text: str) -> str:
    """Return a text as it is if it can only be read so, else in quotation marks."""
    return text if _is_plain(text) else _quoted(text)


def _is_plain(text: str) -> bool:
    return (
        text[0] not in _FIRST
        and text.lower() not in NO_TEXTS
        and not text.replace(".", "").isdigit()
        and not text.endswith(":")
        and ": " not in text
        and " #" not in text
        and not text.startswith(("---", "..."))
    )


def _between_brackets(text: str) -> str:
    is_plain = _is_plain(text) and not any(sign in text for sign in ",[]{}:?")
    return text if is_plain else _quoted(text)


def _quoted(text: str) -> str:
    """Return a text in those quotation marks that it does not hold."""
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
