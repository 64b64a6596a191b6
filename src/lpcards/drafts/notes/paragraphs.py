"""Prose to sentences. Lines of a wrapped paragraph belong together; bullets stand alone."""

import re
from collections.abc import Iterable, Iterator

from lpcards.english.sentences import sentences

WRAPPED = 45
"""A line shorter than this ends where its author ended it."""
_BULLET = re.compile(r"^\s*(?:[-*+•–—‣▪]|\(?\d{1,2}[.)])\s+(?=\S)")


def sentences_of(lines: Iterable[str]) -> list[str]:
    """Return the sentences of some lines, in order; nothing but white space and bullets is lost."""
    return [one for paragraph in _paragraphs(lines) for one in sentences(paragraph)]


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Yield what belongs together: a bullet, a short line, a wrapped paragraph."""
    held: list[str] = []
    for line in lines:
        if held and not _goes_on(held[-1], line):
            yield " ".join(" ".join(held).split())
            held = []
        if text := _BULLET.sub("", line).strip():
            held.append(text)
    if held:
        yield " ".join(" ".join(held).split())


def _goes_on(before: str, line: str) -> bool:
    """Say whether a line goes on with the sentence of the line before it."""
    if not line.strip() or _BULLET.match(line):
        return False
    return len(before) >= WRAPPED or line[:1].isspace()
