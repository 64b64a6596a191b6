"""Texts and what holds them as YAML: plain where that is plain enough, folded where it is long."""

import json
import re
import textwrap
from collections.abc import Callable, Mapping

from lpcards.story.fault import FORBIDDEN
from lpcards.story.positions import Place

WIDTH = 96
NO_TEXTS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
"""What we read as text, and an editor that checks by the schema does not."""
Item = Mapping[str, str]
Value = str | Item


def one_line(said: str) -> str:
    """Return a text as it can be written: nothing unseen in it, and on one line."""
    return " ".join(FORBIDDEN.sub(" ", said).split())


def block_entry(rest: Place, value: Value, column: int) -> list[str]:
    """Return `key: value` as lines, those below the first indented further.

    `rest` holds the keys that lead to the value, -1 at its end stands for a list of one.
    """
    key, *deeper = rest
    if deeper == [-1]:
        return [f"{key}:", *(f"  {line}" for line in item_lines(value, column + 2))]
    if deeper:
        return [
            f"{key}:",
            *(f"  {line}" for line in block_entry(tuple(deeper), value, column + 2)),
        ]
    return said_lines(str(key), str(value), column)


def item_lines(value: Value, column: int) -> list[str]:
    """Return a list's item as lines."""
    if isinstance(value, str):
        return [f"- {scalar(value)}"]
    entries = [line for key, said in value.items() for line in said_lines(key, said, column + 2)]
    return [f"{'  ' if at else '- '}{line}" for at, line in enumerate(entries)]


def said_lines(key: str, said: str, column: int, remark: str = "") -> list[str]:
    """Return `key: said` as lines of YAML, folded where they are long, for that column.

    `remark` is put behind the first line, as a comment.
    """
    told = f"{key}: {scalar(said)}{remark}"
    if len(told) + column <= WIDTH:
        return [told]
    room = max(20, WIDTH - column - 2)
    wrapped = textwrap.wrap(said, room, break_long_words=False, break_on_hyphens=False)
    return [f"{key}: >-{remark}", *(f"  {line}" for line in wrapped)]


def flow(said: str) -> str:
    """Return a text as YAML has it between braces."""
    return (
        said
        if _is_text(said) and _PLAIN_WORDS.match(said)
        else json.dumps(said, ensure_ascii=False)
    )


def _is_text(said: str) -> bool:
    return said.lower() not in NO_TEXTS


_PLAIN_WORDS = re.compile(r"\A[^\W\d_](?:[\w '.-]*[\w.])?\Z")
_PLAIN = re.compile(r"\A[^\W\d_](?:[\w ',.;!?()%$/+-]*[\w.!?)%])?\Z")


def scalar(said: str) -> str:
    """Return a text as YAML has it on a line of its own, plain where that is plain enough."""
    return said if _is_text(said) and _PLAIN.match(said) else json.dumps(said, ensure_ascii=False)


def flow_entry(rest: Place, value: Value, *, quoted: bool) -> str:
    """Return `key: value` as it stands between braces; `quoted`: its keys, too."""
    key, *deeper = rest
    name = f'"{key}"' if quoted else str(key)
    if deeper == [-1]:
        return f"{name}: [{flow_value(value, quoted=quoted)}]"
    if deeper:
        return f"{name}: {{{flow_entry(tuple(deeper), value, quoted=quoted)}}}"
    return f"{name}: {flow_value(value, quoted=quoted)}"


def flow_value(value: Value, *, quoted: bool) -> str:
    """Return a text or an item of a list as it stands between brackets."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    told: Callable[[str], str] = json.dumps if quoted else str
    entries = (
        f"{told(key)}: {json.dumps(said, ensure_ascii=False)}" for key, said in value.items()
    )
    return f"{{{', '.join(entries)}}}"
