"""Straight quotes and arrows of plain text as a book sets them."""

import re

_STRAIGHT = re.compile(r"[\"']|(?<!\S)(?:<->|->|<-)(?!\S)")
_ARROWS = {"->": "\u2192", "<-": "\u2190", "<->": "\u2194"}
_BEFORE_WORDS = frozenset("([{<\u2014\u2013-/\u201c\u2018\u00bf\u00a1")
_CUT_SHORT = re.compile(r"(?:\d\d?s?\b|(?:tis|twas|em|til|cause|n)\b)", re.IGNORECASE)
"""What an apostrophe stands before: the '90s, 'em."""
RIGHT_TO_LEFT = re.compile(
    "[\u05d0-\u05f4\u0620-\u064a\u066e-\u06d5\u0710-\u072f\u074d-\u07ea\u0800-\u0815\u0840-\u08c7"
    "\ufb1d-\ufdfb\ufe70-\ufefc]"
)
"""Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and their like."""
_OTHERWISE = re.compile(f"[\u201e\u201a\u00ab\u2039]|{RIGHT_TO_LEFT.pattern}")
"""Quotes of other languages: a text that has them says itself how it quotes. Where one reads from
right to left an arrow would point back, and a quote stands in abbreviations."""


class TypeSetter:
    """Sets the parts of one text in their order: quotes may open in one and close in another."""

    def __init__(self) -> None:
        """Begin with nothing before."""
        self._last = ""
        self._open = 0

    def set(self, part: str, *, goes_on: bool = False) -> str:
        """Return a part with its quotes and arrows; `goes_on`: another follows it at once."""
        if "'" not in part and '"' not in part and "-" not in part:
            self._last = part[-1:] or self._last
            return part
        if _OTHERWISE.search(part):
            self._last = part[-1:]
            return part
        done = _STRAIGHT.sub(lambda found: self._replaced(found, goes_on=goes_on), part)
        self._last = done[-1:] or self._last
        return done

    def skip(self, part: str) -> str:
        """Return a part as it is: code."""
        self._last = part[-1:] or self._last
        return part

    def _replaced(self, found: re.Match[str], *, goes_on: bool) -> str:
        mark = found[0]
        if mark in _ARROWS:
            return _ARROWS[mark]
        text, at = found.string, found.start()
        before = text[at - 1 : at] or self._last
        after = text[at + 1 : at + 2]
        begins = not before or before.isspace() or before in _BEFORE_WORDS or before in "\"'"
        begins = begins and bool(after.strip() or (goes_on and not after))
        if mark == '"':
            return self._double(before, begins)
        return self._single(text, at, before, begins)

    def _double(self, before: str, begins: bool) -> str:
        if begins:
            self._open += 1
            return "\u201c"
        if not self._open and before.isdigit():
            return '"'  # inches
        self._open = max(0, self._open - 1)
        return "\u201d"

    def _single(self, text: str, at: int, before: str, begins: bool) -> str:
        if begins and not _CUT_SHORT.match(text, at + 1):
            return "\u2018"
        after = text[at + 1 : at + 2]
        if before.isdigit() and not after.isalpha():
            return "'"  # feet
        return "\u2019"


def typeset(text: str) -> str:
    """Return a text with its quotes and arrows set."""
    return TypeSetter().set(text)
