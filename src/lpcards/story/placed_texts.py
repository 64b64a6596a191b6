"""The texts of a file with their places."""

from collections.abc import Iterator
from typing import NamedTuple

from lpcards.story.part import Part
from lpcards.story.positions import Place

NAMES = frozenset({"id", "type", "principle", "level", "rule", "story", "day"})
"""Keys whose values are names, and no texts."""


class PlacedText(NamedTuple):
    """A text of the author's, and its place."""

    place: Place
    text: str


def placed_texts(value: object, place: Place = ()) -> Iterator[PlacedText]:
    """Yield the texts of a file, or of a part of it, in the order of the format."""
    if type(value) is str:
        yield PlacedText(place, value)
    elif isinstance(value, Part):
        for key, inner in value.__dict__.items():
            if key not in NAMES:
                yield from placed_texts(inner, (*place, key))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from placed_texts(inner, (*place, key))
    elif isinstance(value, tuple):
        for at, inner in enumerate(value):
            yield from placed_texts(inner, (*place, at))
