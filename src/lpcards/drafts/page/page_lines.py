"""The lines of a page, each known by its words. Icons come broken, or not at all: none counts."""

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.story.headings.heading_words import LETTERS as STEPS_OF_LETTERS

TITLE, OVERVIEW, TARGET, LETTER, EXAMPLE = "title", "overview", "target", "letter", "example"
COACHING, MISTAKE, LEVEL_REFLECTION = "coaching", "mistake", "level-reflection"
PROBES, WEAK, STRONG, WEAK_ANSWER, VERDICT = "probes", "weak", "strong", "weak-answer", "verdict"
EMPHASIZE, DOWNPLAY, REFLECTION, BAR = "emphasize", "downplay", "reflection", "bar"
TEXT = "text"

HEADINGS = {
    "scenario overview": OVERVIEW,
    "strong example": EXAMPLE,
    "coaching": COACHING,
    "common mistake": MISTAKE,
    "weak": WEAK,
    "strong": STRONG,
    "weak answer": WEAK_ANSWER,
    "emphasize": EMPHASIZE,
    "emphasise": EMPHASIZE,
    "downplay": DOWNPLAY,
}
LETTERS = {letter.upper(): step for letter, step in STEPS_OF_LETTERS.items()}

QUOTES = '"“”„«»'
LONGEST_ICON = 12
MOST_WORDS_OF_A_LEVEL = 4

# What may stand before a heading: no letter of a to z, be it a whole icon or a broken one.
# A quotation mark is part of one where it follows a sign: 0x93 of some encodings is such a mark.
_ICON = rf"\A(?:&#?\w+;|:[a-z_]+:|[^A-Za-z{QUOTES}]|(?<=[^\x00-\x7f])[“”„«»])*+"
_BEGUN = {
    TARGET: re.compile(rf"{_ICON}Target:\s*(\d+)\s?s(?:ec(?:ond)?s?)?\W*+", re.IGNORECASE),
    PROBES: re.compile(rf"{_ICON}Probes:\s*+(.*)"),
    VERDICT: re.compile(rf"{_ICON}Bar Raiser Thinks:?\s*+(.*)"),
    REFLECTION: re.compile(rf"{_ICON}Reflection:\s*+(.*)"),
    WEAK: re.compile(rf"{_ICON}Weak:?\s*+([{QUOTES}].*)"),
    STRONG: re.compile(rf"{_ICON}Strong:?\s*+([{QUOTES}].*)"),
}
_TITLE = re.compile(r"\A(.*\S)\s+[-–—]\s+(?:Amazon LP |Google |Meta )?STAR Walkthrough(?!\w)")
_BAR = re.compile(rf"{_ICON}Bar\b:?\s*+(.*)")
_LEVEL = re.compile(rf"{_ICON}(\S+(?: \S+){{0,{MOST_WORDS_OF_A_LEVEL - 1}}}) Reflection\W*+")
_LEADING = re.compile(_ICON)
_SIGN = re.compile(
    r"\A(?:[•·‣▪◦●○\u2190-\u2bff\U0001f000-\U0001faff\ufe0f\ufffd]++"
    r"|(?:&#\w+;|:[a-z_]+:)++|[*?-]++(?=\s)|[^\x00-\x7f]{2,8}(?=\s))\s*"
)

_SPELLED = re.compile("&#[0-9a-fx]{1,8};|:[a-z_]{1,40}:")

_PHRASES = re.compile(rf"\A((?:[{QUOTES}][^{QUOTES}]+[{QUOTES}]\s*)++)(.*)")
_PHRASE = re.compile(rf"[{QUOTES}]([^{QUOTES}]+)[{QUOTES}]")
MOST_WORDS_OF_A_PHRASE = 12

TIME = re.compile(
    r"(?<!\d)(\d++(?:\.\d++)?)(?:\s*+(?:[-–—]|to)\s*+(\d++(?:\.\d++)?))?\s*+min(?![a-tv-z])"
)
_LAST_TIME = re.compile(rf"\A(?:\S+ ){{0,4}}{TIME.pattern}(?:utes?|s)?\.?")
_ENDED = re.compile(rf"[.!?…][{QUOTES}'’)\]]*$")

_BREAKS = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
_NOTHING = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class PageLine(NamedTuple):
    """A line with words in it: its number in the page (from 1), its kind, what it says.

    `text` of a heading is what stands behind it. `signed`: an icon stands before or above it.
    """

    number: int
    kind: str
    text: str
    signed: bool = False


class Paste(NamedTuple):
    """The lines of a page, and the fragment at its end that is none ("": it ends whole)."""

    lines: tuple[PageLine, ...]
    cut: str = ""


def paste_of(text: str) -> Paste:
    """Return the lines of a page's text. A broken last line is put aside."""
    lines: list[PageLine] = []
    signed = headed = False
    for number, raw in enumerate(_clean(text).split("\n"), 1):
        words = " ".join(raw.split())
        if _is_icon(words):
            signed = signed or bool(words)
        else:
            line = _known(number, words, lines, headed=headed)
            lines.append(line._replace(signed=signed or _has_sign(words)))
            signed, headed = False, headed or line.kind != TEXT
    return _whole([*_with_letters(lines)])


def mark_of(paste: Paste) -> str:
    """Return twelve hex digits that know a page again, however its blank lines come and go."""
    text = "\n".join(f"{line.kind} {line.text}" for line in paste.lines)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def phrases_in(text: str) -> tuple[str, ...]:
    """Return the phrases of a line that holds nothing else: `"a""b"` gives a and b."""
    found = _PHRASES.fullmatch(text)
    if not found or found[2]:
        return ()
    phrases = tuple(phrase.strip() for phrase in _PHRASE.findall(found[1]) if phrase.strip())
    alone = len(phrases) == 1 and len(phrases[0].split()) > MOST_WORDS_OF_A_PHRASE
    return () if alone else phrases


def without_sign(text: str) -> str:
    """Return a text without the bullet or icon in front of it, whole or broken."""
    found = _SIGN.match(text)
    return text[found.end() :] if found and found.end() < len(text) else text


def is_quoted(text: str) -> bool:
    """Say whether a text stands in quotation marks."""
    return len(text) > 1 and text[0] in QUOTES and text[-1] in QUOTES


def _has_sign(text: str) -> bool:
    return without_sign(text) != text


def _clean(text: str) -> str:
    """Return a text in which every character can be seen, its lines ended by newlines."""
    return _UNSEEN.sub("\ufffd", _NOTHING.sub("", _BREAKS.sub("\n", text)))


def _is_icon(words: str) -> bool:
    bare = _SPELLED.sub("", words)
    return len(bare) <= LONGEST_ICON and not re.search("[A-Za-z0-9]", bare)


def _known(number: int, words: str, before: list[PageLine], *, headed: bool) -> PageLine:
    """Return a line by its words; those of some kinds count only where they can stand.

    `headed`: a heading came before, so that this cannot be the title.
    """
    kind, text = _heading(number, words)
    if kind == TEXT and _may_be_bar(before) and (found := _BAR.fullmatch(words)):
        kind, text = BAR, found[1]
    if kind == TEXT and not headed:
        found = _TITLE.match(words)
        kind, text = (TITLE, found[1]) if found else (kind, text)
    return PageLine(number, kind, text)


def _heading(number: int, words: str) -> tuple[str, str]:
    """Return the kind of a line by itself, and what it says besides."""
    for kind, begun in _BEGUN.items():
        if found := begun.fullmatch(words):
            return kind, found[1]
    bare = _LEADING.sub("", words, count=1).rstrip(": \ufe0f*_#")
    if bare.lower() in HEADINGS:
        return HEADINGS[bare.lower()], ""
    if bare in LETTERS:
        return LETTER, bare
    found = _LEVEL.fullmatch(words) if number > 1 else None  # a first line may be half a name
    return (LEVEL_REFLECTION, found[1]) if found else (TEXT, words)


def _may_be_bar(before: list[PageLine]) -> bool:
    """Say whether a level's bar may come next: behind its reflection."""
    last = [line for line in before[-2:] if line.kind == REFLECTION]
    return bool(last) and (before[-1].kind == REFLECTION or not last[0].text)


def _with_letters(lines: list[PageLine]) -> Iterator[PageLine]:
    """Yield the lines; a letter is a step's only behind its target or before its example."""
    for at, line in enumerate(lines):
        behind = at > 0 and lines[at - 1].kind == TARGET and not line.signed
        before = at + 1 < len(lines) and lines[at + 1].kind == EXAMPLE
        yield line._replace(kind=TEXT) if line.kind == LETTER and not (behind or before) else line


def _whole(lines: list[PageLine]) -> Paste:
    """Return the lines without the fragment at their end."""
    if not lines or not lines[-1].text or lines[-1].kind in (TITLE, TARGET, LETTER):
        return Paste(tuple(lines))
    last = lines[-1]
    if last.kind == LEVEL_REFLECTION or _is_whole(last.text):
        return Paste(tuple(lines))
    rest, cut = _closed_phrases(last.text)
    if rest or last.kind != TEXT:
        return Paste((*lines[:-1], last._replace(text=rest)), cut)
    return Paste(tuple(lines[:-1]), cut)


def _is_whole(text: str) -> bool:
    """Say whether a text ends as texts do."""
    if text.count('"') % 2 or (text[0] in QUOTES and not _closes(text)):
        return False
    return bool(_ENDED.search(text) or is_quoted(text) or _LAST_TIME.fullmatch(text))


def _closes(text: str) -> bool:
    return any(sign in text[1:] for sign in QUOTES)


def _closed_phrases(text: str) -> tuple[str, str]:
    """Return the phrases of a broken line that are whole, and the rest of it."""
    found = _PHRASES.fullmatch(text)
    if found and found[2] and found[2][0] in QUOTES:
        return found[1].strip(), found[2]
    return "", text
