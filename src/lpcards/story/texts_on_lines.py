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


def texts_on_lines(data: bytes) -> list[TextOnLines]:
    """Return the texts of a file, each once; a file that YAML cannot read line by line."""
    tree = tree_of(data)
    lines = data.decode("utf-8-sig", "replace").split("\n")
    if tree.data is None or any_error(tree.faults):
        return [
            TextOnLines(line.strip(), ((0, at),))
            for at, line in enumerate(lines, 1)
            if line.strip()
        ]
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


def _further_lines(
    text: str, lines: list[str], first: int, column: int
) -> Iterator[tuple[int, int]]:
    """Yield where in `text`, begun there, each further line of the file begins, and its number."""
    row = lines[first - 1][column - 1 :]
    if text in row:
        return
    found = _rows_of(text, lines, first, row.strip())
    yield from found if found is not None else _rows_by_words(text, lines, first, row)


def _rows_of(text: str, lines: list[str], first: int, row: str) -> list[tuple[int, int]] | None:
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
        number = _below(lines, number)
        row = lines[number - 1].strip()
        if not (number and text.startswith(row, at)):
            return None
        found.append((at, number))
        at += len(row)
    return found


def _rows_by_words(text: str, lines: list[str], first: int, row: str) -> Iterator[tuple[int, int]]:
    """Yield the same, word by word.

    A word that is spelled otherwise in the file (with an escape) is taken to stand on the same line
    as the word before it.
    """
    number, row, passed = first, row.translate(_MARKS), 0
    for start, word in _words(text):
        at = row.find(word, passed)
        if at < 0 and (below := _below(lines, number)):
            after = lines[below - 1].translate(_MARKS)
            if after.lstrip().startswith(word):
                number, row, at = below, after, after.find(word)
                yield start, number
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


def _below(lines: list[str], number: int) -> int:
    """Return the number of the next line with anything on it; 0 if there is none."""
    return next((at + 1 for at in range(number, len(lines)) if lines[at].strip()), 0)
