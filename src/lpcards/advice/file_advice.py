"""What the rules find in a file that could be loaded, at lines and columns of its text."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding, PlacedWords
from lpcards.advice.registry import ADVICE, findings_in, mentions_in, runs_in
from lpcards.cards.card import Card
from lpcards.english.word_roots import FlatText, lowered
from lpcards.story.decoding import place_of
from lpcards.story.models import Guide, Scenario
from lpcards.story.positions import Place
from lpcards.story.reading import MOST_PROBLEMS, Source
from lpcards.story.said_file import said_by
from lpcards.system.problem import Problem

SLACK = 200
"""Characters by which a text may be longer in its file than read: indentation, doubled quotes."""


class FileAdvice(NamedTuple):
    """What the rules have to say of a file, and what those between files have to know of it.

    `ignored` are the rules that the file ignores, `mentions` what is noted by rule.
    """

    problems: tuple[Problem, ...]
    ignored: tuple[PlacedWords, ...]
    mentions: dict[str, list[PlacedWords]]
    runs: list[int]


def advice_on(source: Source, cards: Sequence[Card]) -> FileAdvice:
    """Return the advice on a file and the cards that it makes. It must have been loaded."""
    if source.file is None:
        message = f"{source.path} could not be loaded"
        raise ValueError(message)
    content = said_by(source.file) if b"](" in source.data else source.file
    file = CheckedFile(content, cards)
    return FileAdvice(
        _problems(source, file),
        _ignored(source, source.file),
        _mentions(source, file),
        runs_in(file),
    )


def _problems(source: Source, file: CheckedFile) -> tuple[Problem, ...]:
    text = _FileText(source)
    found = [
        Problem(source.path, *text.position(finding), rule, ADVICE, finding.message)
        for rule, finding in findings_in(file)
    ]
    found += _proposals(source)
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: problem[1:3])[:MOST_PROBLEMS])


def _proposals(source: Source) -> Iterator[Problem]:
    """Yield what `lpcards new --from` proposed and nobody has confirmed yet."""
    if b"# proposed" not in source.data:
        return
    lines = source.data.decode("utf-8-sig", "replace").splitlines()
    for n, line in enumerate(lines, 1):
        if found := _PROPOSED.search(line):
            yield Problem(source.path, n, found.start() + 1, PROPOSED, ADVICE, _CONFIRM)


PROPOSED = "proposed"
_PROPOSED = re.compile(r"(?<!\S)# proposed\s*\Z")
_LINE_END = re.compile("\n")
_CONFIRM = "proposed from your notes: if it is right, delete `# proposed`, else change it"


class _FileText:
    """A file's text, looked into only if words of it have to be found."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._low = ""
        self._flat: FlatText | None = None
        self._starts: list[int] = []

    def position(self, finding: Finding) -> tuple[int, int]:
        """Return line and column of the words, else of the place."""
        found = self._of_words(finding) if finding.words else None
        return found or self._source.position(finding.place)

    def _of_words(self, finding: Finding) -> tuple[int, int] | None:
        """Return where the words stand in the text of their value; None if they are not found.

        There they may be broken into lines, or hold quotes that are written twice.
        """
        if self._flat is None:
            self._low = lowered(self._source.data.decode("utf-8-sig", "replace"))
            self._flat = FlatText(self._low)
            self._starts = [0, *(found.end() for found in _LINE_END.finditer(self._low))]
        line, column = self._source.marks.value(finding.place)
        start = self._starts[line - 1] + column - 1
        end = start + _length(self._source, finding.place)
        found = self._flat.spot_of(finding.words, start, end)
        return place_of(self._low, found[0]) if found else None


def _length(source: Source, place: Place) -> int:
    """Return how many characters the value at `place` may take in the file."""
    value: object = source.file
    for step in place:
        if isinstance(step, int) and isinstance(value, tuple):
            value = value[step]
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            value = getattr(value, str(step), "")
    return 2 * len(value) + SLACK if isinstance(value, str) else SLACK


def _ignored(source: Source, file: Scenario | Guide) -> tuple[PlacedWords, ...]:
    return tuple(
        PlacedWords(*source.position(("ignore", n)), ignore.rule)
        for n, ignore in enumerate(file.ignore)
    )


def _mentions(source: Source, file: CheckedFile) -> dict[str, list[PlacedWords]]:
    found: dict[str, list[PlacedWords]] = {}
    for rule, mention in mentions_in(file):
        placed = PlacedWords(*source.marks.value(mention.place), mention.words)
        found.setdefault(rule, []).append(placed)
    return found
