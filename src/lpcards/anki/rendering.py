"""A note rendered as Anki renders it: for the part of Anki's template language that we use.

`{{Field}}`, `{{#Field}}..{{/Field}}` without others inside, `{{hint:Field}}`, `{{cloze:Field}}`.
A hint, which Anki uncovers by a script, is a `<details>` here.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from lpcards.anki.notes import FIELDS, Note
from lpcards.anki.types import FACES

_SECTION = re.compile(r"\{\{#(\w+)\}\}((?:(?!\{\{[#/]).)*+)\{\{/\1\}\}", re.DOTALL)
_FIELD = re.compile(r"\{\{(?:(\w+):)?(\w+)\}\}")
_CLOZE = re.compile(
    r"\{\{c1::((?:(?!::|\}\}|\{\{c1::).)*+)(?:::((?:(?!\}\}|\{\{c1::).)*+))?\}\}", re.DOTALL
)
_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*")
_BLANK = '<span class="cloze" data-ordinal="1">{}</span>'


class Sides(NamedTuple):
    """Both sides of a card, HTML."""

    front: str
    back: str


def rendered(note: Note) -> Sides:
    """Return the two sides of a note's card."""
    fields = dict(zip(FIELDS[note.type], note.fields, strict=True))
    face = FACES[note.type]
    asked = {name: _CLOZE.sub(_asked, told) for name, told in fields.items()}
    answered = {name: _CLOZE.sub(_answered, told) for name, told in fields.items()}
    return Sides(_filled(face.front, asked), _filled(face.back, answered))


def _asked(found: re.Match[str]) -> str:
    return _BLANK.format(f"[{found[2] or '...'}]")


def _answered(found: re.Match[str]) -> str:
    return _BLANK.format(found[1])


def _filled(template: str, fields: Mapping[str, str]) -> str:
    """Return a template with its fields; what stands in them is not read as a template."""
    kept = _SECTION.sub(lambda found: "" if _is_empty(fields[found[1]]) else found[2], template)
    return _FIELD.sub(lambda found: _shown(found[1], found[2], fields[found[2]]), kept)


def _is_empty(told: str) -> bool:
    return _EMPTY.fullmatch(told) is not None


def _shown(how: str | None, name: str, told: str) -> str:
    if how != "hint":
        return told
    return f'<details class="hint"><summary>{name}</summary>{told}</details>'
