"""Clauses, in which words that weaken an answer are looked for, and such words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.english.sentences import QUOTE, sentence_spans


class WeakWords(NamedTuple):
    """Words that weaken an answer: where they stand in the text, by which rule, what to do."""

    start: int
    end: int
    rule: str
    remedy: str


class Clause(NamedTuple):
    """A sentence or a part of one: its words, speech of others blotted out, and where it starts."""

    words: str
    start: int

    def weak_words(self, found: re.Match[str], rule: str, remedy: str) -> WeakWords:
        """Return what the match's group `blamed` holds."""
        start, end = found.span("blamed")
        return WeakWords(self.start + start, self.start + end, rule, remedy)

    def part_before(self, at: int) -> str:
        """Return what stands between the last joint of the clause and `at`."""
        return _JOINT.split(self.words[:at])[-1]


_PART = re.compile(r"[^;\n]+")
_JOINT = re.compile(r"[,;:()]|\b(?:and|but|so|then|because)\b", re.IGNORECASE)
_STOPS = ".!?…\"'”’»)] \t"
_BLOT = "\x00"
LONGEST = 1000
"""Characters of a clause: as many as anybody says in one breath, and more. What was never
punctuated comes in such pieces, or each rule would look through all of it for each word."""


def clauses_of(text: str) -> Iterator[Clause]:
    """Yield the sentences of `text`, in parts where semicolons or line ends part them.

    A line that is one quotation is the speaker's own.
    """
    blotted = QUOTE.sub(_blotted, text)
    for start, end in sentence_spans(blotted):
        for part in _PART.finditer(blotted, start, end):
            words = part[0].rstrip(_STOPS)
            if any(char.isalpha() for char in words):
                yield from _pieces(words, part.start())


def _pieces(words: str, start: int) -> Iterator[Clause]:
    """Yield a clause, in pieces where it is longer than any: cut at a blank if there is one."""
    at = 0
    while len(words) - at > LONGEST:
        end = words.rfind(" ", at + 1, at + LONGEST) + 1 or at + LONGEST
        yield Clause(words[at:end], start + at)
        at = end
    yield Clause(words[at:], start + at)


def _blotted(quote: re.Match[str]) -> str:
    """Return the quotation as it is if it is all its line says, else as many blots."""
    start = quote.string.rfind("\n", 0, quote.start()) + 1
    line = quote.string[start:].partition("\n")[0]
    return quote[0] if line.strip(" .\t") == quote[0] else _BLOT * len(quote[0])
