"""Contact data in a text: by what somebody can be reached, or told from all others.

Addresses are those of mail and the web, handles, hosts and home folders; numbers are those of
phones, accounts, cards and insurances. Each is found whole.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.english.vocabulary import NUMBERS

ADDRESS, NUMBER = "address", "number"


class Contact(NamedTuple):
    """Where contact data stands, and its kind: ADDRESS or NUMBER."""

    start: int
    end: int
    kind: str


_UNSEEN = "\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_DASH = r"-\u2010-\u2015\u2212"
_BLANK = rf"(?:[^\S\r\n]|[{_UNSEEN}])"
_GAP = rf"(?:{_BLANK}|[{_DASH}./()\xb7])"
_NARROW = rf"(?:{_BLANK}|[{_DASH}.])"
_IN_URL = r"[^\s<>\"`|\u00ab\u00bb\u201c-\u201f]"
_LABEL = rf"[\w{_UNSEEN}-]"
_OF_MAIL = rf"[\w.+%&'=~!#/{_UNSEEN}-]"
_AT = "[@\uff20]"
_HOST = rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{3}}|(?:{_LABEL}+\.)+[^\W\d_]{_LABEL}+|[^\W\d_]{_LABEL}+)"
_WEB_ENDS = (
    r"(?:com|org|net|edu|gov|mil|int|info|biz|name|pro|dev|app|page|site|online|tech|cloud|xyz|blog"
    r"|wiki|link|live|news|shop|store|space|world|team|social|chat|studio|[a-z]{2})"
)
_SURE_ENDS = (
    r"(?-i:(?:com|org|net|edu|gov|mil|internal|local|lan|corp|(?:com?|ac|org|net|gov)\.[a-z]{2}))"
)
_CODE = (
    "here channel everyone all team override overload transactional autowired test bean component "
    "property staticmethod classmethod dataclass cached media import param return see deprecated"
)
_FOLDER = r"(?:\\[ ]|[^\s\\/<>\"`|:;,])"

_MORE_WORDS = rf"(?:(?:{_BLANK}{_FOLDER}{{1,40}}){{1,2}}(?=[\\/]\S))?"

_ADDRESSES = re.compile(
    rf"""
      (?<![^\W_])[a-z][a-z\d+.-]{{1,20}}://{_IN_URL}+
    | (?<![^\W_])(?:mailto|tel|sms|skype|callto|xmpp|sips?|facetime):(?=[\w+]){_IN_URL}+
    | (?<![^\W_])www\d?\.{_IN_URL}+
    | \"[^\"\n]{{1,64}}\"{_AT}{_HOST}
    | (?<!{_OF_MAIL})(?<!{_AT})(?>{_OF_MAIL}+)(?:{_AT}{_LABEL}*){{0,3}}{_AT}{_HOST}
        (?:[:/?](?=[\w~/]){_IN_URL}*)?
    | (?<!{_OF_MAIL})(?>{_OF_MAIL}+){_BLANK}{{1,2}}{_AT}{_BLANK}{{1,2}}(?>[\w-]+)(?:\.[\w-]+){{1,5}}
    | (?<!{_OF_MAIL})(?>{_OF_MAIL}{{2,}}){_AT}(?![\w{_UNSEEN}])
    | (?<![\w.+-])(?>[\w.+-]+){_BLANK}{{0,2}}[\[({{]{_BLANK}?at{_BLANK}?[\])}}]{_BLANK}{{0,2}}
        (?>[\w-]+)(?:{_BLANK}{{0,2}}(?:[\[({{]{_BLANK}?(?:dot|\.){_BLANK}?[\])}}]|\.)
        {_BLANK}{{0,2}}[\w-]+){{0,4}}
    | (?<![\w.+-])(?>[\w.+-]+){_BLANK}at{_BLANK}(?>[\w-]+)(?:{_BLANK}dot{_BLANK}[\w-]+){{1,4}}
    | (?<![\w@\uff20]){_AT}(?!(?:{_CODE.replace(" ", "|")})(?!\w))[\w{_UNSEEN}][\w.{_UNSEEN}-]+
        (?:{_AT}{_HOST})?
    | (?<![\w.@{_UNSEEN}-])(?:(?>{_LABEL}+)\.){{1,10}}{_WEB_ENDS}(?::\d{{1,5}})?
        [/?#](?=[^\s/]){_IN_URL}*
    | (?<![\w.@{_UNSEEN}-])(?:(?>{_LABEL}+)\.){{1,10}}{_SURE_ENDS}(?::\d{{1,5}})?(?![\w-]|\.\w)/?
    | (?<![\w.])(?<!version[ ])(?<!release[ ])(?:\d{{1,3}}\.){{2}}(?:\d{{1,3}}|[x*])\.
        (?:\d{{1,3}}|[x*])(?![\w.]*\.\d)(?![^\W\d])(?:/\d{{1,2}}|:\d{{1,5}})?(?!\d)
    | (?<!\w)ip-\d{{1,3}}(?:-\d{{1,3}}){{3}}(?!\w)
    | (?<![\w.])(?<!::)(?<!\d:)(?=[\da-f:]*\d)(?:[\da-f]{{1,4}}:){{7}}[\da-f]{{1,4}}
        (?!\w|:\S)(?:/\d{{1,3}})?
    | (?<![\w.])(?<!::)(?<!\d:)(?=[a-f:]*\d)(?:[\da-f]{{1,4}}(?::[\da-f]{{1,4}}){{0,6}})?::
        (?:[\da-f]{{1,4}}(?::[\da-f]{{1,4}}){{0,6}}(?:\.\d{{1,3}}){{0,3}})?(?:%\w{{1,15}})?
        (?!\w|:\S)(?:/\d{{1,3}})?
    | (?<![\w-])(?<![\da-f]{{2}}:)[\da-f]{{2}}(?P<mac>[:-])
        (?:[\da-f]{{2}}(?P=mac)){{4}}[\da-f]{{2}}(?![\w-]|:\S)
    | (?:(?<![\w.])(?:/(?:[\w.-]+/){{0,4}}(?:home|users)/|~(?=[a-z]))|(?<!\w)[a-z]:[\\/]{{1,2}}
        (?:[^\s\\/]+[\\/]{{1,2}}){{0,4}}(?:users|documents\sand\ssettings|home)[\\/]{{1,2}}
        |(?<![\w\\])\\\\(?=\w))
        {_FOLDER}{{1,80}}{_MORE_WORDS}(?:[\\/]{{1,2}}{_IN_URL}*{_MORE_WORDS}){{0,6}}
    """,
    re.VERBOSE | re.IGNORECASE,
)

_BEGIN = r"(?<![\w.])(?<!\b\d,)(?<!\b\d\d,)(?<!\b\d{3},)"
_EXTENSION = (
    rf"(?:,?{_BLANK}{{0,2}}(?:ext|extension|x)\.?:?\s?\d{{1,6}}(?!\w)|,{{2,4}}\d{{1,12}}\#?)?"
)
_SPELLED = f"(?:{'|'.join((*(word for word, value in NUMBERS.items() if value < 10), 'oh'))})"  # noqa: PLR2004
_HAS_NUMBER = (
    r"(?:(?:bank|tax|social\ssecurity|national\sinsurance|sort|swift)\s)?"
    r"(?:ssn|sin|nino|passport|tax|vat|account|acct|konto|routing|sort|social\ssecurity|policy"
    r"|member(?:ship)?|employee|staff|badge|patient|customer|driving\slicen[cs]e|licen[cs]e"
    r"|insurance|iban|card|personal)"
)
_IS = r"(?:\s(?:is|was))?[:=]?\s{0,2}"

_NUMBERS = re.compile(
    rf"""(?:
      (?<![\w+])[+\uff0b](?>(?:{_GAP}{{0,3}}\d){{8,}}){_EXTENSION}
    | (?<!\w)(?:[78]{_BLANK})?\((?:0|\+?\d{{2,5}})\)(?>(?:{_GAP}{{0,3}}\d){{6,}}){_EXTENSION}
    | (?<!\w)(?:\(0[\s\d-]{{1,5}}\)|[78]{_BLANK}\(\d{{3,5}}\))
        (?>(?:{_GAP}{{0,3}}\d){{5,}}){_EXTENSION}
    | {_BEGIN}(?:\+?1{_GAP}{{1,2}})?(?:\(\d{{3}}\)|\d{{3}}){_NARROW}{{1,2}}\d{{3}}{_NARROW}\d{{4}}
        (?![\w%]|\.\d){_EXTENSION}
    | (?<![/-]){_BEGIN}(?<!\d[^\S\r\n])(?!\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}(?!\d))0\d
        (?>(?:{_GAP}{{0,3}}\d){{7,}})
        (?![\w%]|\.\d){_EXTENSION}
    | (?<!\w)(?:tel|phone|telephone|mobile|cell|fax|pager|hotline|handy|whatsapp)\.?
        (?:\s?(?:number|no\.?|\#))?{_IS}(?P<called>\(?\d(?>(?:{_GAP}{{0,3}}\d){{6,}}))
    | (?<!\w)(?:tel[.:]|(?:phone|telephone|mobile|cell|fax|pager)(?:\s?(?:number|no\.?|\#)|:|\sis))
        :?\s{{0,2}}(?P<short>\d(?>(?:{_GAP}{{0,3}}\d){{3,}}))
    | (?<!\w)(?:ext|extension)\.?:?\s?(?P<inner>\d{{3,6}})(?!\w)
    | {_BEGIN}\d{{3}}(?:{_BLANK}|[{_DASH}])\d{{2}}(?:{_BLANK}|[{_DASH}])\d{{4}}(?![\w%]|\.\d)
    | (?<!\w)[a-z]{{2}}\s?(?:\d{{2}}\s?){{3}}[a-d](?!\w)
    | (?<!\w)\d{{2}}\s?\d{{6}}\s?[a-z]\s?\d{{3}}(?!\w)
    | (?-i:(?<!\w)(?=(?:[A-Z\ ]{{0,7}}\d){{8}})[A-Z]{{2}}[ ]?\d{{2}}
        (?:[A-Z\d]{{11,30}}|(?:[ ][A-Z\d]{{4}}){{3,7}}(?:[ ][A-Z\d]{{1,3}})?))(?!\w)
    | (?<!\w)(?=[a-z]{{2}}(?:[a-z]{{0,4}}{_NARROW}?[a-z]{{0,4}}\d){{11}})
        [a-z]{{2}}\d{{2}}{_NARROW}?(?:[a-z]{{4}}|(?=[a-z]{{0,3}}\d)[a-z\d]{{4}})
        (?>(?:{_NARROW}?(?=[a-z]{{0,3}}\d)[a-z\d]{{4}}(?![a-z]{{2}})){{1,6}})
        (?:{_NARROW}?(?=[a-z]{{0,2}}\d)[a-z\d]{{1,3}}|[a-z\d])?(?!\w)
    | (?<!\w){_HAS_NUMBER}\s?(?:number|no\.?|nr\.?|num\.?|\#|id|code){_IS}\#?
        (?P<known>(?=(?:[a-z{_DASH}]|{_BLANK}){{0,6}}\d)[a-z\d](?>(?:{_NARROW}?[a-z]{{0,3}}\d){{3,}})
            [a-z]?)(?!\w)
    | (?<!\w)(?:ssn|sin|ein|itin|tin|nino|iban|passport|vat|social(?:\ssecurity)?)(?:\s(?:is|was))?
        [:\s]{{1,3}}(?P<issued>[a-z]{{0,3}}\d(?>(?:{_NARROW}?\d){{6,}}))(?!\w)
    | [*x\u2022]{{4,16}}[\s-]?(?P<masked>\d{{4}})(?!\w)
    | (?<!\w)(?:card|visa|mastercard|amex|account|number|phone|iban)\s(?:number\s)?
        (?:ending|ends|ended)\s(?:(?:in|with|on)\s)?(?P<last>\d{{2,6}})(?!\w)
    | (?<!\w)(?:{_SPELLED}[\s,-]{{1,3}}){{6,20}}{_SPELLED}(?!\w)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_LONG = re.compile(rf"{_BEGIN}\d(?:{_NARROW}?\d){{12,18}}(?![\w%]|\.\d)")
_OF_CARDS = ([4, 4, 4, 4], [4, 6, 5], [4, 4, 4, 4, 1], [4, 4, 4, 4, 2], [4, 4, 4, 4, 3])
_LENGTHS = range(13, 20)
_DIGITS = re.compile(r"\d+")
_STARTS = "'&=!#%/.+-"
_ENDS = ".,;:!?'\")]}*\u2019\u2026"


def contacts_in(text: str) -> Iterator[Contact]:
    """Yield contact data in a text: first addresses, then numbers; they may overlap."""
    for found in _ADDRESSES.finditer(text):
        start, end = _trimmed(found)
        if any(char.isalnum() for char in text[start:end]):
            yield Contact(start, end, ADDRESS)
    for found in _NUMBERS.finditer(text):
        part = next((name for name, value in found.groupdict().items() if value), 0)
        yield Contact(*found.span(part), NUMBER)
    for found in _LONG.finditer(text):
        yield from _cards_in(text, *found.span())


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    """Return start and end without what stands around an address: quotes, dots, brackets."""
    words = found[0]
    before = len(words) - len(words.lstrip(_STARTS)) if "@" in words else 0
    after = 0 if words.startswith('"') or words.endswith(".*") else _length_of_end(words)
    return found.start() + before, found.end() - after


def _length_of_end(words: str) -> int:
    """Return how much of the end is no address; a bracket that is opened in it is closed."""
    kept = words.rstrip(_ENDS)
    opened = kept.count("(") > kept.count(")") and words[len(kept) :].startswith(")")
    return len(words) - len(kept) - opened


def _cards_in(text: str, start: int, end: int) -> Iterator[Contact]:
    """Yield the numbers of cards in a run of digits, the longest first, none in another."""
    groups = [found.span() for found in _DIGITS.finditer(text, start, end)]
    at = 0
    while at < len(groups):
        ends = range(len(groups), at, -1)
        last = next((one for one in ends if _is_of_card(text, groups[at:one])), None)
        if last:
            yield Contact(groups[at][0], groups[last - 1][1], NUMBER)
        at = last or at + 1


def _is_of_card(text: str, groups: list[tuple[int, int]]) -> bool:
    """Say whether a number is grouped as those of cards are, or has their check digit."""
    digits = "".join(text[start:end] for start, end in groups)
    is_grouped = [end - start for start, end in groups] in _OF_CARDS
    return len(digits) in _LENGTHS and (is_grouped or _checks(digits))


def _checks(number: str) -> bool:
    """Say whether the digits' last one fits to the others, by Luhn's sum."""
    digits = [int(char) for char in number if char.isdecimal()][::-1]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
