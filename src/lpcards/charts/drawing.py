"""A drawing: elements of SVG as text, everything in them escaped, and what text takes of room.

Looks are classes of `charts.css`: a page may forbid `style` and all that is not its own.
"""

import unicodedata
from html import escape
from typing import NamedTuple

from lpcards.english.printable import printable

NARROW, WIDE = 320, 680
"""Widths that everything is drawn in: a phone's, and a desk's or a sheet of paper's."""
TEXT = 12
"""The size of text, in the units of the drawing: on a phone one is a pixel at least."""
TALLEST = 820
"""So high a drawing may be that has to fit on a page, in wide units."""
_NOT_IN_XML = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}
_ELLIPSIS = "…"
_BROAD, _SLIM = frozenset("mwMW@%—…"), frozenset("fijlrtI .,:;'!()[]|")


class Drawing(NamedTuple):
    """Elements in a box of `width` x `height`."""

    width: float
    height: float
    elements: str


def element(name: str, *inner: str, **attributes: str | float) -> str:
    """Return an element; `inner` is SVG already. `class_` is `class`, `text_anchor` has a dash."""
    pairs = (
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
    )
    opened = f"<{name}{''.join(pairs)}"
    return f"{opened}>{''.join(inner)}</{name}>" if inner else f"{opened}/>"


def _value(value: str | float) -> str:
    return quoted(value) if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """Return a measure with at most two places, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def quoted(text: str) -> str:
    """Return a text as it may stand in an element or an attribute."""
    return escape(plain(text))


def plain(text: str) -> str:
    """Return a text on a line, with escapes for what would move it and what no XML may hold."""
    return printable(text).replace("\n", " ").translate(_NOT_IN_XML)


def label(text: str, x: float, y: float, class_: str = "", anchor: str = "start") -> str:
    """Return a line of text."""
    more = {"class_": class_} if class_ else {}
    if anchor != "start":
        more["text_anchor"] = anchor
    return element("text", quoted(text), x=x, y=y, **more)


def tip(text: str) -> str:
    """Return what is shown where somebody points at the element around it."""
    return element("title", quoted(text))


def upright(x: float, top: float, bottom: float, class_: str) -> str:
    """Return a line from top to bottom that can be told from what it crosses, in grey, too."""
    halo = element("line", x1=x, y1=top, x2=x, y2=bottom, class_=f"{class_} halo")
    return halo + element("line", x1=x, y1=top, x2=x, y2=bottom, class_=class_)


def text_width(text: str) -> float:
    """Return how many units a text takes at most, also in DejaVu Sans, the widest in use."""
    return sum(map(_width, plain(text))) * TEXT


def _width(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if char in _BROAD or unicodedata.east_asian_width(char) in "WF":
        return 1.05
    if char in _SLIM:
        return 0.42
    if char.isupper():
        return 0.79
    return 0.64 if char.isascii() else 0.85


def fitting(text: str, room: float) -> str:
    """Return a text on one line, cut to so many units."""
    line = plain(" ".join(text.split()))
    if text_width(line) <= room:
        return line
    left = room - text_width(_ELLIPSIS)
    kept = ""
    for char in line:
        left -= _width(char) * TEXT
        if left < 0:
            break
        kept += char
    return f"{kept.rstrip()}{_ELLIPSIS}"
