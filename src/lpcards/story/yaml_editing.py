"""Text put into somebody's YAML; every other byte stays as it is.

Places come from YAML nodes, never from searching text.
"""

import codecs
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import yaml
from yaml.nodes import ScalarNode

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]


class Edit(NamedTuple):
    """Text to put in at a place (an index, from 0)."""

    at: int
    text: str


class YamlText(NamedTuple):
    """A file's text, its root node, and the byte order mark in front of it."""

    text: str
    root: Any
    mark: bytes = b""

    @property
    def newline(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    @property
    def is_json(self) -> bool:
        """Say whether keys are quoted: it may be JSON, and should stay so."""
        first = self.root.value[0][0] if self.root.value else None
        return bool(self.root.flow_style and first and first.style == '"')

    def with_edits(self, edits: Iterable[Edit]) -> bytes:
        """Return the bytes of the file with the edits put in; those at one place in their order."""
        parts, at = [], 0
        for edit in sorted(edits, key=lambda edit: edit.at):
            parts += [self.text[at : edit.at], edit.text]
            at = edit.at
        return self.mark + "".join([*parts, self.text[at:]]).encode()

    def end_of(self, node: Any) -> int:  # noqa: ANN401
        """Return where a node's last character is, the comments behind it left out."""
        if isinstance(node, tuple):
            return self.end_of(node[1])
        start: int = node.start_mark.index
        end: int = node.end_mark.index
        if isinstance(node, ScalarNode):
            is_block = node.style in ("|", ">")
            return start + len(self.text[start:end].rstrip()) if is_block else end
        return end if node.flow_style else self.end_of(node.value[-1])

    def line_end(self, at: int) -> int:
        """Return where the line of an index ends."""
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[at:end].endswith("\r") else end

    def indent(self, at: int) -> int:
        """Return how far the line of an index is indented."""
        line = self.text[self.text.rfind("\n", 0, at) + 1 :]
        return len(line) - len(line.lstrip(" "))

    def joined(self, lines: Iterable[str], column: int) -> str:
        """Return lines as they stand below one another in a column."""
        return f"{self.newline}{' ' * column}".join(lines)

    def moved_in(self, start: int, end: int, by: int) -> list[Edit]:
        """Return the edits that move the lines that begin between two places to the right."""
        inside = re.compile(r"(?<=\n)(?=[^\r\n])").finditer(self.text, start, end)
        return [Edit(found.start(), " " * by) for found in inside]

    def colon_behind(self, key: Any) -> int | None:  # noqa: ANN401
        """Return where the colon behind a key ends, if there is one."""
        found = re.compile(r"\s*:").match(self.text, key.end_mark.index)
        return found.end() if found else None


def yaml_text(data: bytes) -> YamlText:
    """Return the text of a file that can be read."""
    text = data.removeprefix(codecs.BOM_UTF8).decode()
    return YamlText(text, yaml.compose(text, Loader=Loader), data[: len(data) - len(text.encode())])
