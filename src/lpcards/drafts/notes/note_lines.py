"""The sentences of some lines of notes: lines of a wrapped paragraph belong together."""

import re
from collections.abc import Iterable, Iterator

from lpcards.english.deeds import is_deed
from lpcards.english.sentences import sentences
from lpcards.story.headings import bare_span, is_list_item

WRAPPED = 45
"""A line shorter than this ends where its author ended it."""
LONGEST = 40
"""Words of a sentence; one that has more was spoken without stops."""
_FEWEST = 4
_LINKS = re.compile(
    r"(?<!\s)\s++(?=(?:"
    r"(?:and|but|so) (?:then|I|it|we|they|the|my|nobody|what|that|she|he|after|now|in)\b|"
    r"(?:and )?(?:what I(?:['’]d| learned| would)|after that|in the end|since then)\b))",
    re.IGNORECASE,
)


def sentences_of(lines: Iterable[str]) -> list[str]:
    """Return the sentences of some lines, in order; nothing but white space and bullets is lost."""
    return [
        part
        for paragraph in _paragraphs(lines)
        for sentence in sentences(paragraph)
        for part in _breaths(sentence)
    ]


def _breaths(sentence: str) -> Iterator[str]:
    """Yield the parts of what was said in one breath, cut where it is linked on."""
    if len(sentence.split()) <= LONGEST:
        yield sentence
        return
    start = 0
    for link in _LINKS.finditer(sentence):
        if len(sentence[start : link.start()].split()) >= _FEWEST:
            yield sentence[start : link.start()]
            start = link.end()
    yield sentence[start:]


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Yield what belongs together: a bullet, a short line, a wrapped paragraph."""
    held: list[str] = []
    for line in lines:
        if held and not _goes_on(held[-1], line):
            yield " ".join(" ".join(held).split())
            held = []
        start, end = bare_span(line)
        if text := line[start:end]:
            held.append(text)
    if held:
        yield " ".join(" ".join(held).split())


def _goes_on(before: str, line: str) -> bool:
    """Say whether a line goes on with the sentence of the line before it."""
    words = line.split()
    if not words or is_list_item(line):
        return False
    first = words[0]
    if first[0].isupper() and before[-1:] not in ",;:" and is_deed(first):
        return False
    return len(before) >= WRAPPED or line[:1].isspace()
