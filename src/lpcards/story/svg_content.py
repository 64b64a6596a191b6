"""What an SVG may hold: shapes and text. One that could run or load anything is refused.

A program that shows an SVG as a picture runs nothing in it, but the file may also be opened by
itself. So what is allowed is a drawing, and nothing is cleaned away: the author exports it anew.
"""

import re
from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

from lpcards.story.fault import quoted

DEEPEST = 200
MOST_ELEMENTS = 50_000
LIVE = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "applet", "audio", "video", "canvas"}
    | {"handler", "listener", "html", "body", "form", "input", "button", "a", "meta", "base"}
)
"""Elements that run, load or lead somewhere, or hold a page of their own."""
_SVG = "http://www.w3.org/2000/svg"
_ACTIVE = frozenset({"", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"})
"""Attributes of other namespaces are notes of the program that drew it."""
_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<")
_INLINE = re.compile(r"\A(?:#|data:image/(?:png|jpeg|gif|webp)[;,])", re.IGNORECASE)
_LOADED = re.compile(
    r"url\(\s*+[\"']?+\s*+(?!#|data:(?:image|font)/)"
    r"|@import|(?:expression|image|image-set|cross-fade|src|element)\(",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"\A\s*(?:java|vb)script\s*:", re.IGNORECASE)
_LINKS = frozenset({"href", "src", "to", "from", "values", "by"})
_ANIMATIONS = frozenset({"animate", "set", "animatetransform", "animatemotion", "animatecolor"})


_DAMAGE = (expat.ExpatError, ValueError, LookupError)
"""What the parser raises; the latter two for encodings."""


class _Refused(Exception):  # noqa: N818  it stops the parser, and is told as a fault
    pass


def is_svg(data: bytes) -> bool:
    """Say whether a file is XML whose outermost element is `svg`, as far as it can be read."""
    if not _START.match(data[:1000]):
        return False
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def started(name: str, _: Mapping[str, str]) -> None:
        found.append(name)
        raise _Refused

    parser.StartElementHandler = started
    parser.EntityDeclHandler = _no_entity
    try:
        parser.Parse(data, True)
    except _Refused:
        return found == [f"{_SVG} svg"] or (not found and b"<svg" in data)
    except _DAMAGE:
        return False
    return False


def fault_of_svg(data: bytes) -> str:
    """Return why an SVG is refused, in words; "" if it is a drawing and nothing else."""
    content = _Content()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = content.started
    parser.EndElementHandler = content.ended
    parser.CharacterDataHandler = content.told
    parser.EntityDeclHandler = _no_entity
    parser.ProcessingInstructionHandler = _instructed
    try:
        parser.Parse(data, True)
    except _Refused as refused:
        return str(refused)
    except _DAMAGE:
        return "it is damaged: export it again"
    return ""


def _no_entity(*_: Any) -> None:  # noqa: ANN401  whatever expat tells
    raise _Refused("it declares entities: export it as plain SVG")


def _instructed(target: str, _: str) -> None:
    if target.lower() == "xml-stylesheet":
        raise _Refused("it loads a style sheet: export it as plain SVG")


class _Content:
    """What is met in an SVG, element by element."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._style: list[str] = []
        self._count = 0

    def started(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(" ")[2].lower()
        self._count += 1
        if local in LIVE or name.startswith("http://www.w3.org/1999/xhtml"):
            raise _Refused(f"it holds `<{local[:40]}>`: export it as plain SVG, or as PNG")
        if len(self._open) >= DEEPEST or self._count > MOST_ELEMENTS:
            raise _Refused("it is too complex for a phone: export it as PNG")
        for key, value in attributes.items():
            space, _, attribute = key.rpartition(" ")
            if space in _ACTIVE:
                _look_at(local, attribute.lower(), value)
        self._open.append(local)

    def ended(self, _: str) -> None:
        if self._open.pop() == "style":
            _refuse_loading("".join(self._style))
            self._style = []

    def told(self, words: str) -> None:
        if self._open and self._open[-1] == "style":
            self._style.append(words)


def _look_at(element: str, name: str, value: str) -> None:
    if name.startswith("on") or name == "base":
        raise _Refused(
            f"it runs or loads something (`{name[:40]}`): export it as plain SVG, or as PNG"
        )
    if element in _ANIMATIONS and name == "attributename" and value.lower().endswith("href"):
        raise _Refused("it changes where a link leads: export it as plain SVG, or as PNG")
    if name in _LINKS and _SCRIPT.match(value):
        raise _Refused(f"it runs a script (`{name}`): export it as plain SVG, or as PNG")
    if name in {"href", "src"} and not _INLINE.match(value.strip()):
        raise _Refused(
            f"it loads {quoted(value.strip())}: put what it shows into it, or export it as PNG"
        )
    if "(" in value or "\\" in value:
        _refuse_loading(value)


def _refuse_loading(style: str) -> None:
    """Refuse looks that load something; a backslash may hide it."""
    if "\\" in style or _LOADED.search(style):
        raise _Refused("its style loads something: export it as plain SVG, or as PNG")
