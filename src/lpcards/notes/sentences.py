"""Prose to sentences. Lines of a wrapped paragraph belong together; bullets stand alone."""

import re
from collections.abc import Iterable, Iterator

WRAPPED = 45
"""A line shorter than this ends where its author ended it."""
LONGEST_WORD = 80
"""Characters at the end of a sentence in which its last word is looked for."""
_BULLET = re.compile(r"^\s*(?:[-*+•–—‣▪]|\(?\d{1,2}[.)])\s+(?=\S)")
_ABBREVIATIONS = (
    "approx dr e.g eg etc fig i.e ie inc jr mr mrs ms no prof st vs ca min max est dept"
).split()
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’)\]]*+\s++(?=[\"'“‘(\[]*[A-Z0-9À-Þ])")


def sentences_of(lines: Iterable[str]) -> list[str]:
    """Return the sentences of some lines, in order; nothing but white space and bullets is lost."""
    return [one for paragraph in _paragraphs(lines) for one in _split(paragraph)]


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


def _split(paragraph: str) -> Iterator[str]:
    start = 0
    for found in _END.finditer(paragraph):
        if not _is_abbreviation(paragraph[max(start, found.end() - LONGEST_WORD) : found.end()]):
            yield paragraph[start : found.end()].strip()
            start = found.end()
    if rest := paragraph[start:].strip():
        yield rest


def _is_abbreviation(text: str) -> bool:
    """Say whether the stop at the end of the text ends a word, not a sentence."""
    word = text.rsplit(maxsplit=1)[-1]
    last = word.strip("\"'”’)(").rstrip(".").lower()
    return word.endswith(".") and (
        last in _ABBREVIATIONS or re.fullmatch("[a-hj-z]", last) is not None
    )
