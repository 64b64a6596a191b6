"""A file's own text, in which the words of its texts are looked for."""

import re

from lpcards.story.decoding import place_of
from lpcards.story.placed_texts import PlacedText
from lpcards.story.positions import Place
from lpcards.story.reading import Source

SLACK = 200
"""Characters by which a text may be longer in its file than read: indentation, doubled quotes."""


class FileWords:
    """A file's text, in which words are looked for, sign by sign."""

    def __init__(self, source: Source) -> None:
        """Decode the file once; nothing is looked for yet."""
        self._source = source
        self._text = source.data.decode("utf-8-sig", "replace")
        self._after = dict[Place, int]()

    def position(self, placed: PlacedText, words: str) -> tuple[int, int]:
        """Return line and column (from 1) where `words` of a text stand, or where the text begins.

        Asked again for the same text it goes on behind what it found last.
        """
        line, column = self._source.marks.value(placed.place)
        start = self._after.get(placed.place) or self._index(line, column)
        end = start + 2 * len(placed.text) + SLACK
        found = re.compile(r"\s+".join(map(re.escape, words.split()))).search(
            self._text, start, end
        )
        if not found:
            return line, column
        self._after[placed.place] = found.end()
        return place_of(self._text, found.start())

    def _index(self, line: int, column: int) -> int:
        at = 0
        for _ in range(line - 1):
            at = self._text.find("\n", at) + 1
        return at + column - 1
