"""One line as a heading: what it says, how it looks, and where the words behind it begin."""

import re
from typing import NamedTuple

from lpcards.story.headings.decoration import bare_span, heading_starts
from lpcards.story.headings.heading_words import (
    ANSWER,
    QUESTION,
    TITLE,
    folded,
    kinds_named,
)
from lpcards.story.part import STEPS

LONGEST = 90
"""Characters in which a heading has its end."""
PLAIN, BRACKETED, BOLD = 9, 8, 7
"""Levels of headings that are none of a document's own, which have 1 to 6."""
_BULLETS = re.compile(r"\A[\s>]*+(?:[-+*–—‐•◦●○■▪·]|\d{1,2}[.)])\s")
_ORG = re.compile(r"\A(\*{2,6})(?=\s)")
_LEVELS = (
    (re.compile(r"\A[\s>\d.)|\-+*•]*+(#{1,6})"), 0),
    (re.compile(r"\A\s*+<h([1-6])", re.IGNORECASE), None),
    (_ORG, 0),
    (re.compile(r"\A\s*+(={1,6})"), 0),
    (re.compile(r"\A\s*+\\((?:sub)*+)section"), -1),
)
_BOLD = re.compile(r"\*\*|__|<(?:b|strong|dt|th|summary)\b", re.IGNORECASE)
_OPEN = re.compile(r"[\[(【（「『〈《]\s*[*_]*\Z")
_OPENED = re.compile(r"[*_\[(【（「『〈《>](?:\d{1,2}[.)]\s*)?\Z")
_INNER = re.compile(
    r"(?P<name>[^*_<>\[\]()|\n【】（）「」『』〈〉《》]{1,70})(?:\([^()*_\n]{0,40}\)\s?)?+"
    r"(?P<close>[】」』〉》]|(?:\*{1,3}+|_{1,3}+|</\w{1,10}>|[\])）])(?!\w))"
)
_DROPPED = re.compile(
    '<[^<>\n]{1,100}>|[*_~`"“”„«»\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff\u20e3'
    "\U0001f000-\U0001faff\u2600-\u27bf]"
)
_ASIDE = re.compile(r"(?<![ \t])[ \t]*+[(\[（][^()\[\]（）\n]{0,40}[)\]）]")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`")
_CLOSERS = re.compile(r"[*_\])】）」』〉》\"”»]|</\w{1,10}>")
_JOINED = re.compile(r"(?<=\A[A-Za-z])[)\]](?=[^\W\d_])")
_SIGN = re.compile(
    r"(?:(?<!\s)[^\S\t]*+|(?<=\s))(?::(?!\d|//)|：|\||\t|={1,2}|-{1,2}>|→|"
    r"(?:(?<=\s)[-–—]{1,3}|[-–—]{1,2}(?=\s)|[–—])(?=\s|\Z))"
)
_LETTER = re.compile(
    r"(?P<letter>[A-Za-z])(?:\d{1,2})?(?P<sign>\s*[:：|=]|\t|\s*-{1,2}>|\s*→|[.)]{1,2}:?(?=\s|\Z)|"
    r"\s+[-–—]{1,2}(?=\s)|[-–—]{1,2}(?=\s)|\s*\Z|[ \u00a0]{2,}(?=\S))"
)
_STOPPED = re.compile(rf"(?P<name>{'|'.join(map(str.capitalize, STEPS))})\.(?=\s+\S)")
_STRONG = frozenset(":：|=\t→>")
_NUMBERED = re.compile(r"(?<!\s)\s*+#?\d{1,2}\Z")
_TIME = (
    r"[,~≈ca. ]{0,5}\d{1,3}(?:[.,]\d)?\s?(?:[-–]\s?\d{1,3}\s?)?"
    r"(?:s|sec|secs|seconds|min|mins|minutes|sek|%)\.?"
)
_TIMED = re.compile(rf"(?<=[\w\s,]){_TIME}\Z", re.IGNORECASE)
_TIME_ONLY = re.compile(rf"[\s(\[*_]{{0,9}}{_TIME}[\s)\]*_:]*\Z", re.IGNORECASE)
_QUESTION = re.compile(r"\A(?:q|question|frage|pregunta|pergunta)\s?#?\d{0,2}\Z")
_STORY = re.compile(
    r"(?:my |star |situation |example |interview )?(?:story|beispiel|geschichte|historia|"
    r"história|histoire|example|answer|故事)\s?"
    r"(?:(?:#|no\.?|number|nr\.?)\s?)?(?:\d{1,2}\b|[ivx]{1,4}\b|one\b|two\b|three\b|four\b|five\b|"
    r"six\b|[a-h]\b)?\s*(?P<sign>[:.)–—-]|->|\Z)",
    re.IGNORECASE,
)
_TAG_LINE = re.compile(r"\A\s*+#[^\W\d][\w/-]*+(?:[\s,]++#[^\W\d][\w/-]*+)+\s*+\Z")
_FEW_WORDS = 6


class HeadingLine(NamedTuple):
    """A line as a heading, or the part of it from `start` on.

    `kinds` are what it means (() for a heading that is none of ours), `letter` the one letter that
    it is. Its `level` is 1 to 6 in a document, then BOLD, BRACKETED and PLAIN. `is_sure` says that
    it can be nothing else but a heading: by its sign, or by its look. The words behind it go from
    `rest` to `end`; those of an `aside` in brackets inside of it, too: `Result (after a year):`.
    """

    kinds: tuple[str, ...]
    name: str
    letter: str
    level: int
    is_sure: bool
    start: int
    rest: int
    end: int
    language: str = ""
    is_item: bool = False
    aside: tuple[int, int] = (0, 0)

    @property
    def stands_alone(self) -> bool:
        """Say whether no words are behind it."""
        return self.rest >= self.end


def heading_of(line: str, start: int = 0) -> HeadingLine | None:
    """Return the heading that a line is from `start` on, or begins with; None: it is none."""
    window = line[start : start + LONGEST + 40]
    is_whole = start + len(window) == len(line)
    ways = [found for at in heading_starts(window) if (found := _at(window, at, is_whole=is_whole))]
    found = next((way for way in ways if way.kinds), next(iter(ways), None))
    return _with_end(line, found._replace(start=start, rest=start + found.rest)) if found else None


def _at(window: str, at: int, *, is_whole: bool) -> HeadingLine | None:
    """Return the heading whose words begin at `at`."""
    level = _level(window, at)
    closed = _closed(window, at, level)
    if closed and (closed.kinds or closed.letter):
        return closed
    inner = _lettered(window, at, level) or _named(window, at, level, is_whole=is_whole)
    return inner if inner and inner.kinds else closed or inner


def _with_end(line: str, found: HeadingLine) -> HeadingLine:
    """Return a heading with the span of the words behind it; a time there belongs to it."""
    begin, end = bare_span(line[found.rest :]) if line[found.rest :].strip() else (0, 0)
    rest, end = found.rest + begin, found.rest + end
    if found.kinds and _TIME_ONLY.match(line, rest, end):
        rest = end
    item = not found.start and bool(_BULLETS.match(line))
    if not line[rest:end].strip(" *_=#:|\"”»'`}]).,"):
        rest = end
    aside = _told_aside(line, found.start, found.rest) if found.kinds or found.letter else (0, 0)
    return found._replace(rest=rest, end=max(rest, end), is_item=item, aside=aside)


def _told_aside(line: str, start: int, end: int) -> tuple[int, int]:
    """Return where words in brackets stand in a heading that are more than a time or its name."""
    for found in _ASIDE.finditer(line, start, end):
        words = found[0].strip(" \t()[]（）")
        is_dress = words.startswith("!") or _TIME_ONLY.match(words)
        if len(words) > 1 and not is_dress and not _meant(words)[0]:
            return found.end() - len(found[0].lstrip()) + 1, found.end() - 1
    return 0, 0


def _level(window: str, at: int) -> int:
    dress = window[:at]
    for pattern, base in _LEVELS:
        if found := pattern.match(dress if base is not None else window):
            sign = found[1]
            return int(sign) if base is None else len(sign) if base == 0 else 1 + len(sign) // 3
    if _BOLD.search(dress):
        return BOLD
    return BRACKETED if _OPEN.search(dress) else PLAIN


def _closed(window: str, at: int, level: int) -> HeadingLine | None:
    """Return a heading that stands in signs of its own: `**Result**`, `[S]`, `<dt>Task</dt>`."""
    found = _INNER.match(window, at) if _OPENED.search(window[:at]) else None
    if found is None:
        return None
    bare = found["name"].strip(" .:：-–—\t")
    kinds, language = _meant(bare)
    if not kinds and (letter := _LETTER.match(bare)) and letter["sign"].strip():
        word = bare[letter.end() :].strip()
        is_same = folded(word)[:1] == letter["letter"].lower()
        kinds, language = _meant(word) if is_same else ((), "")
    is_letter = len(bare) == 1 and bare.isascii() and bare.isalpha()
    rest, has_sign = _behind(window, found.end(), aside=bool(kinds) or is_letter)
    has_sign = has_sign or found["name"].rstrip()[-1:] in {":", "："}
    if is_letter:
        sure = found["close"][0] not in "*_" or has_sign or "(" in found[0]
        return _letter_found(window, bare, level, rest, is_sure=sure)
    if kinds:
        alone = level != BRACKETED or has_sign or found["close"] in "】」』》〉]"
        is_one = alone or not window[rest:].strip()
        return HeadingLine(kinds, bare, "", level, True, 0, rest, 0, language) if is_one else None
    ends_it = not window[found.end() :].strip(" *_:：.#=|)]")
    is_one = ends_it or (level == BOLD and has_sign)
    if level > BOLD or not is_one or _STORY.match(bare):
        return None
    return HeadingLine((), bare, "", level, True, 0, rest, 0)


def _behind(window: str, rest: int, *, aside: bool) -> tuple[int, bool]:
    """Return where the words begin behind a closed heading, and whether a sign is between."""
    while more := _CLOSERS.match(window, rest):
        rest = more.end()
    found = _ASIDE.match(window, rest) if aside else None
    rest = found.end() if found else rest
    sign = _SIGN.match(window, rest)
    if sign is None:
        return rest, False
    has_sign = bool(window[rest : sign.end()].strip())
    rest = sign.end()
    return rest + len(window[rest:]) - len(window[rest:].lstrip("*_")), has_sign


def _lettered(window: str, at: int, level: int) -> HeadingLine | None:
    """Return a heading of one letter: `S: ...`, `A) ...`, `R - ...`."""
    plain, places = _plain(window, at)
    found = _LETTER.match(plain)
    if found is None or (level == BRACKETED and found["sign"][:1] not in ")]"):
        return None
    rest = _raw(window, places, found.end())
    sure = found["sign"].strip(" ")[:1] in _STRONG or "\t" in found["sign"] or level < BOLD
    if not found["sign"].strip() and not (found["letter"].isupper() and level <= PLAIN):
        return None
    return _letter_found(window, found["letter"], level, rest, is_sure=sure)


def _letter_found(
    window: str, letter: str, level: int, rest: int, *, is_sure: bool
) -> HeadingLine | None:
    """Return a letter's heading, with the word behind it that says the same: `S - Situation:`."""
    if letter.lower() == "q":
        return HeadingLine((QUESTION,), letter, "", level, is_sure, 0, rest, 0)
    window = window[rest:]
    for at in heading_starts(window):
        word = _closed(window, at, level) or _named(window, at, level, is_whole=True)
        if word and word.kinds and folded(word.name)[:1] == letter.lower():
            return word._replace(level=level, rest=rest + word.rest, is_sure=True)
    return HeadingLine((), letter, letter, level, is_sure, 0, rest, 0)


def _named(window: str, at: int, level: int, *, is_whole: bool) -> HeadingLine | None:
    """Return a heading of words: with a sign behind them, or alone on its line."""
    plain, places = _plain(window, at)
    if story := _STORY.match(plain):
        numbered = any(char.isdigit() for char in story[0]) or story["sign"] == ":"
        if numbered:
            rest = _raw(window, places, story.end())
            return HeadingLine((TITLE,), story[0].strip(), "", level, True, 0, rest, 0)
    signs = _SIGN.finditer(plain)
    for _, sign in zip(range(2), signs, strict=False):
        name = _name_in(plain[: sign.start()])
        kinds, language = _meant(name)
        if kinds:
            rest = _raw(window, places, sign.end())
            rest += len(window[rest:]) - len(window[rest:].lstrip("*_"))
            return HeadingLine(kinds, name, "", level, True, 0, rest, 0, language)
    if stopped := _STOPPED.match(plain):
        rest = _raw(window, places, stopped.end())
        return HeadingLine(
            (stopped["name"].lower(),), stopped["name"], "", level, True, 0, rest, 0, "English"
        )
    if not is_whole or len(plain) > LONGEST:
        return None if level > BOLD else _unknown(window, at, level)
    name = _name_in(plain)
    kinds, language = _meant(name)
    if kinds:
        dressed = level < PLAIN or plain.rstrip().endswith((":", "："))
        return HeadingLine(kinds, name, "", level, dressed, 0, len(window), 0, language)
    return _unknown(window, at, level)


def _unknown(window: str, at: int, level: int) -> HeadingLine | None:
    """Return what looks like a heading and is none of ours."""
    words = _EMPHASIS.sub("", window[at:])
    if level < BOLD and (_ORG.match(window) or _TAG_LINE.match(window)):
        return None  # a bullet inside of a bullet, too
    if level < BOLD:
        name = re.sub(r"</?\w{1,10}>", " ", words)
        name = " ".join(name.split()).rstrip(" #=:}")
        return HeadingLine((), name, "", level, True, 0, len(window), 0)
    sign = re.search("[:：](?=\\s|\\Z)", window[at:])
    name = _EMPHASIS.sub("", window[at : at + sign.start()]).strip() if sign else ""
    few = 0 < len(name.split()) <= _FEW_WORDS and not re.search(r"[.!?,;()\[\]<>:]", name)
    if sign is None or not few or not (name[0].isupper() or not name[0].isascii()):
        return None
    rest = at + sign.end()
    return HeadingLine((), name, "", level, level == BOLD, 0, rest, 0)


def _name_in(plain: str) -> str:
    """Return the words of a heading without number, time, and closing signs."""
    name = plain.strip(" \t:：.)]】）」』》〉#=}'’,-–—")
    for pattern in (_TIMED, _NUMBERED):
        name = pattern.sub("", name).rstrip(" ,:–—-")
    return name


def _meant(name: str) -> tuple[tuple[str, ...], str]:
    words = folded(name).strip()
    if _QUESTION.match(words):
        return (QUESTION,), "English"
    if re.fullmatch(r"a\s?#?\d{1,2}", words):
        return (ANSWER,), "English"
    return kinds_named(name) if words else ((), "")


def _plain(window: str, at: int) -> tuple[str, list[int]]:
    """Return the words from `at` on without emphasis, emoji and asides, and each sign's place."""
    text, places = window[at:], [*range(at, len(window))]
    for pattern in (_DROPPED, _ASIDE, _JOINED):
        if not pattern.search(text):
            continue
        kept = [True] * len(text)
        for found in pattern.finditer(text):
            kept[found.start() : found.end()] = [False] * (found.end() - found.start())
        places = [place for place, keep in zip(places, kept, strict=True) if keep]
        text = "".join(sign for sign, keep in zip(text, kept, strict=True) if keep)
    lead = len(text) - len(text.lstrip())
    return text[lead:], places[lead:]


def _raw(window: str, places: list[int], at: int) -> int:
    """Return the place in the window of the sign at `at` in its plain words."""
    return places[at] if at < len(places) else len(window)
