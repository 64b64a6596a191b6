"""A text in which listed words, money and dates have given way to stand-ins."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from lpcards.english.money_and_dates import dates_in, money_in
from lpcards.sharing.kept_words import Kept
from lpcards.sharing.list_matching import Index
from lpcards.sharing.standins import StandIns, as_address
from lpcards.story.redact_list import Listed, ListedWord, entries_of

MONEY, DATES = "money", "dates"
_MOST_TURNS = 50
_FAR = 200

_ADDRESS = re.compile(r"://|[@#]|www\.|[^\W_]_[^\W_]|[^\W_]\.[a-z]|/[^\s/]*/")
_SPACE = re.compile(r"\s")
_WRITTEN_OTHERWISE = re.compile(r"%[0-9a-f]{2}|&#?\w{1,31};", re.IGNORECASE)
_CHUNK = re.compile(r"\S+")
_MARKS = re.compile(r"\*{1,3}|`")


class Replaced(NamedTuple):
    """One replacement: of which sort (a list's section, money, dates), what, by what.

    `word` is the list's, `text` what stood there.
    """

    sort: str
    word: str
    standin: str
    text: str


class Span(NamedTuple):
    """Where something is replaced, and by what; `ending` is what follows: several have an s."""

    start: int
    end: int
    sort: str
    word: str
    standin: str
    ending: str = ""


class Redactor:
    """Replaces what a list names, money and dates; the same word by the same stand-in, always."""

    def __init__(self, listed: Listed) -> None:
        """Prepare the list; what it costs does not depend on the texts."""
        self.entries: list[ListedWord] = list(entries_of(listed))
        self._index = Index(one.word for one in self.entries)
        self.standins = StandIns(self.entries, self.is_listed)
        self._in_brackets = [f"[{one}]" for one in self.standins.found]
        self._kept = Kept(listed.keep)

    def redacted(self, text: str, *, is_id: bool = False) -> tuple[str, list[Replaced]]:
        """Return a text without what is listed, money or a date, and what was replaced in it.

        Nothing else in it changes. A stand-in may make a listed word with the text around it; so
        the outcome is looked through again, and what is found then gets one in brackets, which
        cannot. A list that is made to defeat even that lets nothing of the text out.
        """
        told: list[Replaced] = []
        text = self._opened(text)
        standins = self.standins.told
        for _ in range(_MOST_TURNS):
            spans = self._spans(text, standins)
            if not spans:
                return text, told
            text = _with_standins(text, spans, told, is_id=is_id)
            standins = self._in_brackets
        return self.standins.date, told

    def finds(self, text: str) -> bool:
        """Say whether there is something to replace."""
        return bool(self._spans(text, self.standins.found))

    def is_listed(self, text: str) -> bool:
        """Say whether a word of the list is in a text, whatever is kept."""
        return any(True for _ in self._index.found_in(text))

    def _spans(self, text: str, standins: list[str]) -> list[Span]:
        found = sorted(self._all(text, standins), key=lambda one: (one.start, -one.end))
        kept = list(self._kept.spans_in(text)) if found else []
        return [one for one in found if not _is_inside(one, kept)]

    def _all(self, text: str, standins: list[str]) -> Iterator[Span]:
        for one in self._index.found_in(text):
            entry = self.entries[one.word]
            ending = "s" if one.plural else ""
            yield Span(one.start, one.end, entry.section, entry.word, standins[one.word], ending)
        for start, end in money_in(text):
            yield Span(start, end, MONEY, text[start:end], self.standins.money)
        for start, end in dates_in(text):
            yield Span(start, end, DATES, text[start:end], self.standins.date)

    def _opened(self, text: str) -> str:
        """Return a text in which addresses and entities that hide something are spelled out."""
        if not _WRITTEN_OTHERWISE.search(text):
            return text
        return _CHUNK.sub(lambda found: self._opened_chunk(found[0]), text)

    def _opened_chunk(self, chunk: str) -> str:
        if not _WRITTEN_OTHERWISE.search(chunk):
            return chunk
        plain = unescape(unquote(chunk, errors="replace"))
        plain = "".join(char if char.isprintable() else " " for char in plain)
        return plain if self._texts_in(plain) - self._texts_in(chunk) else chunk

    def _texts_in(self, text: str) -> set[str]:
        return {text[one.start : one.end] for one in self._spans(text, self.standins.found)}


def _is_inside(span: Span, kept: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in kept)


def _with_standins(text: str, spans: list[Span], told: list[Replaced], *, is_id: bool) -> str:
    """Return the text with its spans replaced, and add to `told` what was."""
    parts: list[str] = []
    at = 0
    for group in _groups(spans):
        start, end = _with_marks(text, group[0].start, max(one.end for one in group), at)
        address = is_id or _is_in_address(text, start, end)
        told += (Replaced(*one[2:5], text[one.start : one.end]) for one in group)
        joint = "-" if address else " "
        standin = joint.join(_written(one, address=address) for one in group)
        parts += (text[at:start], _set_off(standin, text, start, end, joint))
        at = end
    return "".join([*parts, text[at:]])


def _groups(spans: list[Span]) -> Iterator[list[Span]]:
    """Yield spans that overlap or touch together, without those that lie within another."""
    group: list[Span] = []
    for span in spans:
        if group and span.start <= group[-1].end:
            if span.end > group[-1].end:
                group.append(span)
            continue
        if group:
            yield group
        group = [span]
    if group:
        yield group


def _with_marks(text: str, start: int, end: int, before: int) -> tuple[int, int]:
    """Return start and end with the mark beside them whose other half lies inside."""
    marks = _MARKS.findall(text, start, end)
    for mark in set(marks):
        if marks.count(mark) % 2 and text.startswith(mark, end):
            end += len(mark)
        elif marks.count(mark) % 2 and text.endswith(mark, before, start):
            start -= len(mark)
    return start, end


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Say whether this is part of an address or a name of code, written without spaces."""
    if _SPACE.search(text, start, end):
        return False
    before, after = text[max(start - _FAR, 0) : start], text[end : end + _FAR]
    chunk = f"{_SPACE.split(before)[-1]}x{_SPACE.split(after)[0]}"
    return bool(_ADDRESS.search(chunk))


def _written(span: Span, *, address: bool) -> str:
    standin = (as_address(span.standin) or span.standin) if address else span.standin
    return f"{standin}{span.ending}"


def _set_off(standin: str, text: str, start: int, end: int, joint: str) -> str:
    """Return a stand-in set off from letters that touch it: `AcmeCloud` is `Company A Cloud`."""
    before = joint if start and text[start - 1].isalnum() and standin[:1].isalnum() else ""
    after = joint if text[end : end + 1].isalnum() and standin[-1:].isalnum() else ""
    return f"{before}{standin}{after}"
