"""What looks like a name, contact data, a date or an amount, and is on no list."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from lpcards.english.figures_in_text import DIGITS
from lpcards.english.letter_runs import bare_letters, letter_runs_of
from lpcards.english.vocabulary import MONTHS, WEEKDAYS
from lpcards.sharing.redactor import ADDRESSES, DATES, NUMBERS
from lpcards.story.principles import PRINCIPLES

NAMES, EMPLOYERS, FIGURES = "names", "employers", "figures"

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['\u2019-](?=[^\W_]))*")
_BETWEEN = re.compile(r"\s{1,3}(?:(?:of|and|&|van|von|der|den|de|la|le|al|bin) ){0,2}")
_STARTS = re.compile(
    r"(?:^|[.!?:;\u2026\r\n|]|\s[-\u2013\u2014*+]|\d[.)])[\s\"'\u2018\u201c*_`(\[]{0,20}$"
)
_QUOTE = re.compile(r"[\"\u201c\u201e\u00ab*_`(\[]$")
_SERVICES = (
    "Skype|Telegram|Discord|Instagram|Insta|IG|Twitter|Slack|WhatsApp|Signal|WeChat|GitHub|GitLab"
    "|LinkedIn|Mastodon|Snapchat|TikTok|Facebook|XING"
)
_FILES = "bz|cc|cs|db|ex|go|gz|hs|js|id|kt|md|mk|ml|pl|ps|py|rb|rs|sh|so|tf|ts|vb"
_ADDRESS = re.compile(
    rf"""
      (?<![\w.@/-])(?>[\w-]+)(?:\.[\w-]+){{0,4}}\.(?!(?:{_FILES})(?!\w))
        (?-i:[a-z]{{2}}|info|biz|name|dev|app|cloud|tech|online|site|page|xyz|blog|shop)
        (?![\w-]|\.\w|\()
    | (?:(?:user\s?name|nick(?:name)?|screen\s?name|handle)\s{{0,2}}(?:is|was|:|=)
        |login\s{{0,2}}[:=])\s{{0,2}}["'`\u201c]?(?P<handle>\w[\w.-]*\w)
    | (?:{_SERVICES})(?:\s(?:ID|name|handle))?\s{{0,2}}[:=]\s{{0,2}}["'`\u201c]?
        (?P<reached>\w[\w.-]*\w(?:\#\d{{4}})?)(?=["'`\u201d]?\s{{0,9}}(?:[.,;)\n]|\Z)|\s(?:answered|is|was))
    | (?<![\w\#])(?!(?:PR|MR|issue|bug|ticket|build|task|case|item|line|no)\#)[^\W\d_]\w+\#\d{{4}}
        (?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OF_MANY = r"\s(?!(?:was|is|as|this|its|plus|across)\b)[^\W\d_]+s(?!\w)"
_FAR = 40
_NUMBER = re.compile(
    r"(?<![\w.,$\u20ac\xa3])(?:\d(?:[^\S\r\n]?[-./\u2010-\u2015]?\d){6,}|\d\d\s\d\d\s\d\d"
    r"|(?=[A-Z]*\d[A-Z\d]*\d{4})[A-Z\d]{10,40})(?![\w%]|[.,]\d)"
)
_COUNTED = re.compile(r"\A(?:\d{1,3}(?:[^\S\r\n]\d{3}|[.]\d{3})+|\d+000)\Z")
_COUNTS = re.compile(rf"\A{_OF_MANY}")
_FIGURE = re.compile(
    rf"""
      (?<![\w.,])(?<!\d:){DIGITS}(?:(?-i:k|K|M{{1,2}})(?!\w)
        |\s?(?:bn|million|billion|thousand|lakhs?|crores?)(?!\w))
    | (?<![\w.,])(?>\d{{1,3}}(?:[,.\u2019'\u00a0\u202f ]\d{{3}})+)(?![\w%]|[.,]\d|{_OF_MANY})
    | (?<![\w.,])\d{{4,}}(?=\s(?:a|per)\s(?:year|month|week|day)\b)
    | (?<!\w)(?:salary|wages?|bonus|rent|fee|fine|price|revenue|budget|turnover|profit|loss|[am]rr
        |paid|pays?|earn(?:s|ed)?|cost|costs|worth|invoice|loan|debt)
        (?:\s(?:is|was|were|of|at|about|around|nearly|almost|over|only|us|me|them|him|her)){{0,3}}
        \s(?P<sum>\d[\d.,]*\d)(?![\w%]|\s?(?:%|percent|days?|weeks?|months?|hours?|minutes?))
    | (?<!\w)(?:one|an?|half\sa|two|three|four|five|six|seven|eight|nine|ten|several|few|some)
        (?:\s(?:hundred|thousand))?\s(?:thousand|million|billion|lakh|crore)(?![^\W_])(?!{_OF_MANY})
    | (?<!\w)(?:thousands|millions|billions)(?!\w)(?!\sof\s(?:[^\W\d_]+\s)?[^\W\d_]+s(?!\w))
    | (?<!\w)(?:four|five|six|seven|eight|nine|[4-9])[\s-]figures?(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DATE = re.compile(
    r"""
      (?<![\w.,$\u20ac\xa3:])(?:19[5-9]|20[0-4])\d(?:[/-]\d\d)?(?![\w%]|[.,:]\d)(?!\s?(?:ms|px|MB|GB)\b)
    | (?<![\w'\u2019])['\u2019]\d\d(?![\w'\u2019])
    | (?<![\w./])(?!24/7)(?:[12]\d|3[01]|0?[1-9])/(?:[12]\d|3[01]|0?[1-9])(?![\w%]|[./]\d)
    | (?<![\w.,])(?:[12]\d|3[01]|0?[1-9])\.(?:1[0-2]|0?[1-9])\.(?:\d\d(?!\w|\.\d))?(?!\d)
    | (?<!\w)(?:on|by|since|until|due)\s(?P<dashed>[01]?\d-[0-3]?\d)(?![\w%-]|\.\d)
    | (?<!\w)(?-i:Q[1-4]|[1-4]Q|H[12]|[12]H)(?!\w)(?:\s\d\d(?!\w))?
    | (?<!\w)(?-i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s(?:the\s)?\d{1,2}(?:st|nd|rd|th)?(?!\w)
    | (?<!\w)(?:on|by|until|since|before|after)\s(?P<day>the\s\d{1,2}(?:st|nd|rd|th))
        (?![\w-]|\s(?:floor|time|place|attempt|row|street|avenue|percentile|grade|page)\b)
    | (?<!\w)(?-i:January|February|April|June|July|August|September|October|November|December
        |Jan|Feb|Apr|Jul|Aug|Sept?|Oct|Nov|Dec|(?<=[a-z,/(]\s)(?:March|May))(?!\w)
    | (?<!\w)(?-i:Christmas|Easter|Thanksgiving|Diwali|(?:Black\sFri|Cyber\sMon)day|Prime\sDay
        |New\sYear)(?!\w)
    | (?<!\w)(?:fifties|sixties|seventies|eighties|nineties|noughties)(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['\u2019]s$")
_FIRM = frozenset(
    "inc corp corporation gmbh ltd llc plc ag bank group labs university systems software".split()
)
_AT = re.compile(r"(?:\bat|\bjoined)\s$")
_KNOWN = frozenset(
    bare_letters(word)
    for text in (*PRINCIPLES.values(), *MONTHS, *WEEKDAYS)
    for word in _WORD.findall(text)
) | frozenset(
    "i i'm i'd i've i'll ok english situation task action result reflection star sde sre "
    "api cpu gpu ram ssd sql html css json yaml csv pdf http https url ip dns tls ssh ui ux os pc "
    "ci cd pr qa it hr ceo cto cfo coo vp sla slo kpi okr roi faq id ids usb wifi sms gps etl "
    "not because hint answer "
    "the a an in on at since then there when where why what who how he she it they we our my his "
    "her their this that these those but and or so if as after before with without for from to by "
    "no yes one two every each all did was had have has is are do does can could would".split()
)


class Suspect(NamedTuple):
    """Something that might have to be on the list: of which kind, the words themselves."""

    kind: str
    text: str


def suspects_in(text: str, common: Container[str], parts: Container[str]) -> Iterator[Suspect]:
    """Yield what looks like a name in a text, contact data, a date, or a figure that may be money.

    Names are words with a capital within a sentence. At its beginning only those count that are
    `parts` of what is listed, have another behind them, or are nobody's but a name's ('s) and not
    `common`.
    """
    for found in _ADDRESS.finditer(text):
        yield Suspect(ADDRESSES, found["handle"] or found["reached"] or found[0])
    for found in _NUMBER.finditer(text):
        if not _COUNTED.match(found[0]) and not _COUNTS.match(
            text[found.end() : found.end() + _FAR]
        ):
            yield Suspect(NUMBERS, found[0])
    for found in _FIGURE.finditer(text):
        yield Suspect(FIGURES, found["sum"] or found[0])
    for found in _DATE.finditer(text):
        yield Suspect(DATES, found["day"] or found["dashed"] or found[0])
    for start, words in _runs(text):
        begins = bool(_STARTS.search(text, max(start - 20, 0), start))
        begins = begins or bool(_QUOTE.search(text, max(start - 1, 0), start))
        name = _name(words, begins, common, parts)
        if name:
            yield Suspect(_kind_of(name, text[max(start - 8, 0) : start]), name)


def _runs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield words with a capital that follow one another, and where they begin."""
    run: list[str] = []
    start = end = 0
    for found in _WORD.finditer(text):
        if not found[0][0].isupper():
            continue
        if run and _BETWEEN.fullmatch(text, end, found.start()):
            run += [*text[end : found.start()].split(), found[0]]
        else:
            if run:
                yield start, run
            start, run = found.start(), [found[0]]
        end = found.end()
    if run:
        yield start, run


def _name(words: list[str], begins: bool, common: Container[str], parts: Container[str]) -> str:
    """Return what of a run of words looks like a name; "" if nothing does."""
    begins = begins and not _is_known(words[0])
    words = _trimmed(words)
    if begins and bare_letters(words[0]) not in parts:
        alone = len(words) == 1 and not _POSSESSIVE.search(words[0])
        if alone or words[0].lower() in common:
            words = _trimmed(words[1:])
    return _POSSESSIVE.sub("", " ".join(words))


def _trimmed(words: list[str]) -> list[str]:
    """Return a run without what is known, or joins names, at its ends."""
    known = [_is_known(word) for word in words]
    if all(known):
        return []
    return words[known.index(False) : len(words) - known[::-1].index(False)]


def _is_known(word: str) -> bool:
    plain = _POSSESSIVE.sub("", word)
    is_short = len(plain) == 1 or (len(plain) < 4 and not plain.isalpha())  # noqa: PLR2004
    return is_short or plain[0].islower() or plain.lower() in _KNOWN


def _kind_of(name: str, before: str) -> str:
    words = name.lower().split()
    is_firm = words[-1] in _FIRM or name.isupper() or _AT.search(before)
    return EMPLOYERS if is_firm else NAMES


def parts_of(words: Iterable[str]) -> frozenset[str]:
    """Return the single words in names of several: who lists `Anna Berg` may have left `Anna`."""
    several = (list(letter_runs_of(word)) for word in words)
    return frozenset(run.key for runs in several if len(runs) > 1 for run in runs)


def words_in(suspects: Iterable[Suspect]) -> frozenset[str]:
    """Return the single words of names."""
    names = (found.text for found in suspects if found.kind in {NAMES, EMPLOYERS})
    return frozenset(run.key for name in names for run in letter_runs_of(name))


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that are written in small letters somewhere: they are no names."""
    return frozenset(word for text in texts for word in _WORD.findall(text) if word[0].islower())


def count_by_story(suspects: Iterable[tuple[str, Suspect]]) -> dict[Suspect, Counter[str]]:
    """Return how often each suspect stands in each story, the most frequent first.

    Of what looks like several kinds the first counts.
    """
    found: dict[Suspect, Counter[str]] = {}
    first: dict[str, Suspect] = {}
    for story, suspect in suspects:
        found.setdefault(first.setdefault(suspect.text, suspect), Counter())[story] += 1
    return dict(sorted(found.items(), key=lambda row: (-row[1].total(), row[0])))
