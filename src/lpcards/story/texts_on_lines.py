"""The texts of a file as its lines hold them, for whoever looks for words: faults or not."""

from collections.abc import Iterator
from typing import Any

from lpcards.story.placed_texts import NAMES
from lpcards.story.positions import Place
from lpcards.story.reading import any_error
from lpcards.story.text_on_lines import TextOnLines
from lpcards.story.tree import tree_of

CODES = NAMES | {
    *("also", "was", "own", "field", "worked_example", "fits", "lacks", "principles"),
    *("must", "seconds", "minutes", "targets"),
}
"""Keys whose values are for the program: names of something else, numbers, yes and no."""
HEADINGS = frozenset({"title", "short", "ask", "asked"})
"""Keys whose texts say what the others are about."""
_MARKS = str.maketrans("", "", "'\"\\")
_LONGEST_ESCAPE = 10
"""Characters of a file that one letter of a text may take: `\\U0001F600`."""
_FAR = 1_000
"""Characters in which a word is looked for behind the one before it, or a text's first row ends.

A text of nothing but escapes would have all of a long row looked through for each of its words.
"""


def texts_on_lines(data: bytes) -> list[TextOnLines]:
    """Return the texts of a file, each once; a file that YAML cannot read line by line."""
    tree = tree_of(data)
    lines = _Lines(data.decode("utf-8-sig", "replace").split("\n"))
    if tree.data is None or any_error(tree.faults):
        return [TextOnLines(line, ((0, at),)) for at, line in enumerate(lines.bare, 1) if line]
    return [
        TextOnLines(
            text,
            ((0, line), *_further_lines(text, lines, line, column)),
            not HEADINGS.isdisjoint(place[-2:]),
        )
        for place, text in _texts(tree.data)
        if text
        for line, column in [tree.marks.value(place)]
    ]


def _texts(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:  # noqa: ANN401
    """Yield the texts in a file's data, in its order."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _texts(inner, (*place, at))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in CODES or (*place, key) == ("id",):  # a story is known by its id
                yield from _texts(inner, (*place, key))


class _Lines:
    """The lines of a file, each stripped (`bare`), and the next that has anything on it."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self.bare = [line.strip() for line in lines]
        self._next = [0] * (len(lines) + 1)
        for at in range(len(lines) - 1, -1, -1):
            self._next[at] = at + 1 if self.bare[at] else self._next[at + 1]

    def row(self, number: int, column: int, text: str) -> str:
        """Return what of a line may be of the `text` that begins there."""
        most = _LONGEST_ESCAPE * len(text) + _FAR
        return self._lines[number - 1][column - 1 : column - 1 + most]

    def below(self, number: int) -> int:
        """Return the number of the next line with anything on it; 0 if there is none."""
        return self._next[number]

    def words_on(self, number: int, text: str) -> str:
        """Return what of a line may be of the `text`, without marks; "" for number 0."""
        most = _LONGEST_ESCAPE * len(text) + _FAR
        return self.bare[number - 1][:most].translate(_MARKS).lstrip() if number else ""


def _further_lines(text: str, lines: _Lines, first: int, column: int) -> Iterator[tuple[int, int]]:
    """Yield where in `text`, begun there, each further line of the file begins, and its number."""
    row = lines.row(first, column, text)
    if text in row:
        return
    found = _rows_of(text, lines, first, row.strip())
    yield from found if found is not None else _rows_by_words(text, lines, first, row)


def _rows_of(text: str, lines: _Lines, first: int, row: str) -> list[tuple[int, int]] | None:
    """Return the same where each line stands in the text as it is: most do, and it is quick.

    None: one does not, for quotation marks or an escape. Behind `>` and `|` stands no text.
    """
    found: list[tuple[int, int]] = []
    at, end, number = 0, len(text.rstrip()), first
    if row[:1] not in {">", "|"}:
        if not text.startswith(row):
            return None
        at = len(row)
    while at < end:
        while text[at].isspace():
            at += 1
        number = lines.below(number)
        row = lines.bare[number - 1]
        if not (number and text.startswith(row, at)):
            return None
        found.append((at, number))
        at += len(row)
    return found


def _rows_by_words(text: str, lines: _Lines, first: int, row: str) -> Iterator[tuple[int, int]]:
    """Yield the same, word by word.

    A word that is spelled otherwise in the file (with an escape) is taken to stand on the same line
    as the word before it.
    """
    row, passed = row.translate(_MARKS), 0
    below = lines.below(first)
    after = lines.words_on(below, text)
    for start, word in _words(text):
        at = row.find(word, passed, passed + len(word) + _FAR)
        if at < 0 and below and after.startswith(word):
            row, at = after, 0
            yield start, below
            below = lines.below(below)
            after = lines.words_on(below, text)
        if at >= 0:
            passed = at + len(word)


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words between spaces, without quotation marks and backslashes, and their places."""
    at = 0
    for word in text.split():
        at = text.index(word, at)
        if bare := word.translate(_MARKS):
            yield at, bare
        at += len(word)
