"""A file with nothing in its texts but what is said: no pictures, no sounds, links as words."""

from typing import TypeVar

from lpcards.story.markup import words_said
from lpcards.story.part import Part
from lpcards.story.placed_texts import NAMES

_Part = TypeVar("_Part", bound=Part)


def said_by(part: _Part) -> _Part:
    """Return a part of a file, or the whole of it, as it is said."""
    changed = {
        key: said
        for key, value in part.__dict__.items()
        if key not in NAMES and (said := _said(value)) is not value
    }
    return part.model_copy(update=changed) if changed else part


def _said(value: object) -> object:
    """Return the value as it is said: itself if that is all the same."""
    if type(value) is str:
        said = words_said(value)
        return value if said == value else said
    if isinstance(value, Part):
        return said_by(value)
    if isinstance(value, tuple):
        several = tuple(map(_said, value))
        same = all(one is other for one, other in zip(several, value, strict=True))
        return value if same else several
    if isinstance(value, dict):
        mapped = {key: _said(inner) for key, inner in value.items()}
        same = all(mapped[key] is inner for key, inner in value.items())
        return value if same else mapped
    return value
