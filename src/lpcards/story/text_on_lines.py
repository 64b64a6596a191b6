"""A text and the lines of its file. Light: a search of what is known reads no file."""

from bisect import bisect_right
from typing import NamedTuple


class TextOnLines(NamedTuple):
    """A text and its lines: where in it each begins (from 0), and its number in the file (from 1).

    `is_heading`: it says what other texts are about.
    """

    text: str
    lines: tuple[tuple[int, int], ...]
    is_heading: bool = False

    def line_at(self, offset: int) -> int:
        """Return the number of the line on which that letter stands."""
        return self.lines[self._row(offset)][1]

    def words_on(self, offset: int) -> str:
        """Return what of the text stands on the line of that letter."""
        row = self._row(offset)
        ends = [start for start, _ in self.lines[row + 1 : row + 2]]
        return self.text[self.lines[row][0] : ends[0] if ends else None].strip()

    def _row(self, offset: int) -> int:
        return max(0, bisect_right(self.lines, offset, key=lambda line: line[0]) - 1)
