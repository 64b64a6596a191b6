"""Where a sentence ends: not after `Dr.`, not after `9 a.m.`, not inside quoted speech."""

import re
from collections.abc import Iterator

_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?P<gap>\s++)(?=\S)")
_BLANK = re.compile(r"\n[ \t]*\n\s*")
QUOTE = re.compile(
    r'"[^"\n]*"|“[^“”\n]*”|«[^«»\n]*»|„[^„“”\n]*[“”]'
    r"|(?<![\w])['‘](?=\S)[^'‘’\n]+['’](?!\w)"
)
"""Speech: what stands in quotation marks on one line."""
_OPENING = "\"'“‘«„([*_"
_CLOSING = "\"'”’»)]"
_LONGEST = 16
"""Characters before a stop in which the word is looked for that it ends."""

_TITLES = "dr mr mrs ms mx prof st rev gen lt col sgt capt messrs"
_NEVER_LAST = "e.g i.e eg ie vs viz cf"
_HOURS = "a.m p.m am pm"
_BEFORE_NUMBERS = "no nos fig figs p pp vol ch sec approx ca max min est avg"
_SHORT = f"""{_HOURS} al etc jr sr inc ltd co corp llc bros u.s u.k e.u
    secs mins hr hrs yr yrs mo mos wk wks qty dept mgr mfg mon tue tues wed thu thur thurs fri sat
    jan feb mar apr jun jul aug sep sept oct nov dec"""
INSIDE = frozenset(f"{_TITLES} {_NEVER_LAST}".split())
"""A name or an example follows these; they end no sentence."""
BEFORE_CAPITALS = frozenset(f"{_BEFORE_NUMBERS} {_SHORT}".split())
"""These end a sentence only where the next one begins with a capital letter."""
HOURS = frozenset(_HOURS.split())
_AFTER_HOURS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}\b(?![a-z])|\d", re.ASCII
)
"""`9 a.m. Monday`, `9 a.m. EST`."""


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield from where to where each sentence goes, white space around it left out.

    A sentence ends at a stop that white space follows, or at an empty line. What somebody said, in
    quotation marks, belongs to the sentence around it.
    """
    speech = _SpeechOf(text)
    start = 0
    for end, after in _ends(text):
        if end <= start or speech.holds(end):
            continue
        if span := _trimmed(text, start, end):
            yield span
        start = after
    if span := _trimmed(text, start, len(text)):
        yield span


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _ends(text: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences may end, speech not looked at, and where the next ones start."""
    blanks = [(found.start(), found.end()) for found in _BLANK.finditer(text)]
    stops = [
        (found.start("gap"), found.end())
        for found in _STOP.finditer(text)
        if _is_end(text, found.start(), found.start("gap"), found.end())
    ]
    yield from sorted({*blanks, *stops})


def _is_end(text: str, stop: int, gap: int, after: int) -> bool:
    """Say whether the stop at `stop`, with more from `after` on, ends a sentence."""
    if text[gap - 1] in _CLOSING and text[after].islower():
        return False  # "Why?" he asked.
    if text[stop:gap].rstrip(_CLOSING) != ".":
        return True
    word = text[max(0, stop - _LONGEST) : stop].split()[-1:] or [""]
    last = word[0].lstrip(_OPENING)
    following = text[after : after + 12].lstrip(_OPENING)
    if len(last) == 1 and last.isupper():
        return last == "I"  # J. Smith
    if last.lower() in HOURS and _AFTER_HOURS.match(following):
        return False
    is_short = last.lower() in BEFORE_CAPITALS and not following[:1].isupper()
    return not (is_short or last.lower() in INSIDE)


class _SpeechOf:
    """The quotations of a text, asked from its start to its end."""

    def __init__(self, text: str) -> None:
        self._quotes = QUOTE.finditer(text)
        self._quote = next(self._quotes, None)

    def holds(self, at: int) -> bool:
        """Say whether `at` is inside a quotation."""
        while self._quote and self._quote.end() <= at:
            self._quote = next(self._quotes, None)
        return self._quote is not None and self._quote.start() < at


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    part = text[start:end]
    first, last = end - len(part.lstrip()), start + len(part.rstrip())
    return (first, last) if first < last else None
