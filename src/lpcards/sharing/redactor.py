"""A text in which listed words, contact data, money and dates have given way to stand-ins.

A stand-in is the learner's own, else `Person A`, that no list can hold.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from itertools import chain, count, islice
from string import ascii_uppercase
from typing import NamedTuple
from urllib.parse import unquote

from lpcards.english.contacts import ADDRESS, NUMBER, contacts_in
from lpcards.english.money_and_dates import dates_in, money_in
from lpcards.english.slugs import slug
from lpcards.sharing.listed_words import KeptWords, WordIndex
from lpcards.story.redact_list import Listed, ListedWord, entries_of

MONEY, DATES, ADDRESSES, NUMBERS = "money", "dates", "addresses", "numbers"
_CONTACTS = {ADDRESS: ADDRESSES, NUMBER: NUMBERS}
_MOST_TURNS = 50
_FAR = 200

_ADDRESS = re.compile(r"://|[@#]|www\.|[^\W_]_[^\W_]|[^\W_]\.[a-z]|/[^\s/]*/")
_SPACE = re.compile(r"\s")
_WRITTEN_OTHERWISE = re.compile(r"%[0-9a-f]{2}|&#?\w{1,31};", re.IGNORECASE)
_CHUNK = re.compile(r"\S+")
_MARKS = re.compile(r"\*{1,3}|`")


_NOUNS = {
    "names": ("Person", "Somebody", "Human"),
    "employers": ("Company", "Firm", "House"),
    "others": ("Thing", "Something", "Matter"),
}
_WORDS_FOR_MONEY, _WORDS_FOR_DATES = ("amount", "sum", "figure"), ("date", "day", "time")
_WORDS_FOR_ADDRESSES, _WORDS_FOR_NUMBERS = ("address", "link", "host"), ("number", "code", "digits")


class StandIns:
    """The stand-ins for a list's words, money, dates and contact data.

    None that is found has a word of the list in it: what replaces a word is not another.
    """

    def __init__(self, entries: Iterable[ListedWord], is_listed: Callable[[str], bool]) -> None:
        """Find one for each word, by its section and its number there."""
        entries = list(entries)
        self._is_listed = is_listed
        self.nouns = {section: self._free(words) for section, words in _NOUNS.items()}
        labels = list(
            islice(self.labels(), max((entry.number for entry in entries), default=0) + 1)
        )
        self.found = [f"{self.nouns[entry.section]} {labels[entry.number]}" for entry in entries]
        self.chosen = [entry.to or found for entry, found in zip(entries, self.found, strict=True)]
        self.money = f"[{self._free(_WORDS_FOR_MONEY)}]"
        self.date = f"[{self._free(_WORDS_FOR_DATES)}]"
        self.contacts = {
            ADDRESSES: f"[{self._free(_WORDS_FOR_ADDRESSES)}]",
            NUMBERS: f"[{self._free(_WORDS_FOR_NUMBERS)}]",
        }

    def labels(self) -> Iterator[str]:
        """Yield A, B, ... Z, AA, AB and so on, but those that are on the list."""
        return (
            label
            for label in _labels()
            if not any(self._is_listed(f"{noun} {label}") for noun in self.nouns.values())
        )

    def _free(self, words: tuple[str, ...]) -> str:
        more = (f"{words[0]}{'x' * length}" for length in count(1))
        return next(word for word in chain(words, more) if not self._is_listed(word))


def _labels() -> Iterator[str]:
    yield from ascii_uppercase
    for before in _labels():
        yield from (f"{before}{letter}" for letter in ascii_uppercase)


def as_address(standin: str) -> str:
    """Return a stand-in as part of an address or an id: `person-a`; "" if nothing is left of it."""
    return slug(standin, len(standin))


class Replaced(NamedTuple):
    """One replacement: of which `section` (of a list; or MONEY and the like), what, by what.

    `word` is the list's, `text` what stood there.
    """

    section: str
    word: str
    standin: str
    text: str


class ReplacedSpan(NamedTuple):
    """Where something is replaced, and by what; `ending` is what follows: several have an s."""

    start: int
    end: int
    section: str
    word: str
    standin: str
    ending: str = ""


class Redactor:
    """Replaces what a list names, contact data, money and dates.

    The same word has the same stand-in, always.
    """

    def __init__(self, listed: Listed) -> None:
        """Prepare the list; what it costs does not depend on the texts."""
        self.entries: list[ListedWord] = list(entries_of(listed))
        self._index = WordIndex(entry.word for entry in self.entries)
        self.standins = StandIns(self.entries, self.is_listed)
        self._in_brackets = [f"[{standin}]" for standin in self.standins.found]
        self.keep = listed.keep
        self._kept = KeptWords(listed.keep)

    def redacted(self, text: str, *, is_id: bool = False) -> tuple[str, list[Replaced]]:
        """Return a text without what is listed, contact data, money, dates; and what was replaced.

        Nothing else in it changes. A stand-in may make a listed word with the text around it; so
        the outcome is looked through again, and what is found then gets one in brackets, which
        cannot. A list that is made to defeat even that lets nothing of the text out.
        """
        replaced: list[Replaced] = []
        text = self._without_contacts(text, replaced, is_id=is_id)
        text = self._opened(text)
        standins = self.standins.chosen
        for _ in range(_MOST_TURNS):
            spans = self._spans(text, standins)
            if not spans:
                return text, replaced
            text = _with_standins(text, spans, replaced, is_id=is_id)
            standins = self._in_brackets
        return self.standins.date, replaced

    def finds(self, text: str) -> bool:
        """Say whether there is something to replace."""
        return bool(self._spans(text, self.standins.found))

    def is_listed(self, text: str) -> bool:
        """Say whether a word of the list is in a text, whatever is kept."""
        return any(True for _ in self._index.found_in(text))

    def _spans(self, text: str, standins: list[str]) -> list[ReplacedSpan]:
        found = sorted(self._all(text, standins), key=lambda span: (span.start, -span.end))
        kept = list(self._kept.spans_in(text)) if found else []
        return [span for span in found if not _is_inside(span, kept)]

    def _all(self, text: str, standins: list[str]) -> Iterator[ReplacedSpan]:
        for found in self._index.found_in(text):
            entry, standin = self.entries[found.word], standins[found.word]
            ending = "s" if found.plural else ""
            yield ReplacedSpan(found.start, found.end, entry.section, entry.word, standin, ending)
        yield from self._contacts(text)
        for start, end in money_in(text):
            yield ReplacedSpan(start, end, MONEY, text[start:end], self.standins.money)
        for start, end in dates_in(text):
            yield ReplacedSpan(start, end, DATES, text[start:end], self.standins.date)

    def _contacts(self, text: str) -> Iterator[ReplacedSpan]:
        for start, end, kind in contacts_in(text):
            section = _CONTACTS[kind]
            standin = self.standins.contacts[section]
            yield ReplacedSpan(start, end, section, text[start:end], standin)

    def _without_contacts(self, text: str, replaced: list[Replaced], *, is_id: bool) -> str:
        """Return a text without addresses that hide something: opened they would be in pieces."""
        if not _WRITTEN_OTHERWISE.search(text):
            return text
        found = sorted(self._contacts(text), key=lambda span: (span.start, -span.end))
        listed = [(word.start, word.end) for word in self._index.found_in(text)]
        stays = [*self._kept.spans_in(text), *listed]
        spans = [
            span
            for span in found
            if _WRITTEN_OTHERWISE.search(text, span.start, span.end) and not _is_inside(span, stays)
        ]
        return _with_standins(text, spans, replaced, is_id=is_id)

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
        return {text[span.start : span.end] for span in self._spans(text, self.standins.found)}


def _is_inside(span: ReplacedSpan, kept: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in kept)


def _with_standins(
    text: str, spans: list[ReplacedSpan], replaced: list[Replaced], *, is_id: bool
) -> str:
    """Return the text with its spans replaced, and add to `replaced` what was."""
    parts: list[str] = []
    at = 0
    for group in _groups(spans):
        start, end = _with_marks(text, group[0].start, max(span.end for span in group), at)
        is_contact = any(span.section in _CONTACTS.values() for span in group)
        address = is_id or (not is_contact and _is_in_address(text, start, end))
        replaced += (Replaced(*span[2:5], text[span.start : span.end]) for span in group)
        joint = "-" if address else " "
        standin = joint.join(_written(span, address=address) for span in group)
        parts += (text[at:start], _set_off(standin, text, start, end, joint))
        at = end
    return "".join([*parts, text[at:]])


def _groups(spans: list[ReplacedSpan]) -> Iterator[list[ReplacedSpan]]:
    """Yield spans that overlap or touch together, without those that lie within another."""
    group: list[ReplacedSpan] = []
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


def _written(span: ReplacedSpan, *, address: bool) -> str:
    standin = (as_address(span.standin) or span.standin) if address else span.standin
    return f"{standin}{span.ending}"


def _set_off(standin: str, text: str, start: int, end: int, joint: str) -> str:
    """Return a stand-in set off from letters that touch it: `AcmeCloud` is `Company A Cloud`."""
    before = joint if start and text[start - 1].isalnum() and standin[:1].isalnum() else ""
    after = joint if text[end : end + 1].isalnum() and standin[-1:].isalnum() else ""
    return f"{before}{standin}{after}"
