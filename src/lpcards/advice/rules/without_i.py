"""A sentence of the Action without "I".

The Action is what you did. A sentence that is not about you belongs into the Situation, or wants
your part in it.
"""

import re
from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding, excerpt
from lpcards.english.sentences import sentence_spans

NAME = "without-i"

FEWEST = 4
"""Shorter sentences are exclamations."""
REMEDY = 'no "I" in it; say your part, or leave it out'

BAD = """\
steps:
  action:
    example: I called the transit office. The trips were on a list that nobody had sent to us.
"""
GOOD = """\
steps:
  action:
    example: I called the transit office. There I found the trips on a list that nobody had sent.
"""
_I = re.compile(r"\bI\b|^\s*(?:my|mine)\b", re.IGNORECASE)


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the sentences in which nobody says "I"."""
    for said in file.actions:
        for start, end in without_i(said.text):
            words = said.text[start:end]
            yield Finding(said.place, f"{excerpt(words, 40)}: {REMEDY}", words)


def without_i(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where each sentence goes in which nobody says "I"."""
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        if len(sentence.split()) >= FEWEST and not _I.search(sentence):
            yield start, end
