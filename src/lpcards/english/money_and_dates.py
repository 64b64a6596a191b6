"""Amounts of money and dates in a text: what an export to be shared must not give away.

Money is a number with a currency's sign, code or name beside it. Dates are days, months of a year,
quarters, years; no lengths of time, no versions.
"""

import re
from collections.abc import Iterator

from lpcards.english.letter_runs import CURRENCY
from lpcards.english.vocabulary import MONTHS, NUMBERS, TENS

_CODES = (
    "USD EUR GBP JPY CNY RMB CHF CAD AUD NZD INR SEK NOK DKK PLN CZK HUF BGN RUB UAH ILS AED SAR "
    "QAR KWD BHD OMR JOD EGP NGN KES ZAR MAD TND GHS BRL MXN ARS CLP COP UYU KRW TWD HKD SGD MYR "
    "THB IDR VND PKR BDT LKR KZT ISK XAF XOF BTC ETH USDT"
)
_NAMES = (
    r"dollars? euros? pounds? pounds?\ssterling yen yuan renminbi rupees? francs? cents? pence "
    r"penn(?:y|ies) bucks? quid grand kron(?:or|er|a|e) zlot(?:y|ys|ych) pesos? reais ro?ubles? "
    r"shekels? dirhams? liras? rand ringgit baht dinars? riyals? forints? z\u0142 K\u010d Ft "
    r"bitcoins? kr\.? lei leva won soles yuan TL SFr\.? Fr\. Mark"
)
_NUMBERS = " ".join(
    (
        *NUMBERS,
        *TENS,
        "hundreds? thousands? millions? billions? trillions? half quarter dozens? few several",
        "couple tens lakhs? crores?",
    )
)


def _either(words: str) -> str:
    return f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})"


_MINOR = _either("usd eur gbp chf inr jpy cny rmb aud sek nok dkk pln usdt")
_CODE = rf"(?:(?-i:(?:[kKMT]|Mio\.?|Mrd\.?)?{_either(_CODES)})|{_MINOR})(?![^\W_])"
_CODE_BEFORE = _CODE.removesuffix(r"(?![^\W_])") + r"(?![^\W\d_])"
_SIGN = rf"(?:(?:US|CA|AU|NZ|HK|SG|NT|A|C|S|R)?[{CURRENCY}\u5143\u5186\u5706\u5713])"
_SIGN_BEFORE = rf"(?:{_SIGN}|(?:Rs|SFr|Fr|Rp)\.?(?![^\W_])|(?-i:RM|K\u010d|z\u0142|kr\.?)(?=\s?\d))"
_FIGURE = (
    r"(?>\d+(?:(?:[.,'\u2019_\u00a0\u2009\u202f]|\ (?=\d{3}(?!\d)))\d+)*"
    r"(?:\s?[\xbc-\xbe\u2150-\u215e])?|[\xbc-\xbe\u2150-\u215e])"
)
_SCALE = (
    r"(?:[\s-]{0,2}(?:k|m|mn|mm|bn|b|tn|t|mil|mio\.?|mrd\.?|hundred|thousand|million|billion"
    r"|trillion|millions|billions|lakhs?|crores?|millionen|milliarden|millones|milliards?)"
    r"(?![^\W_])){0,2}[\u4e07\u842c\u4ebf\u5104]?"
)
_NAME = (
    r"(?:(?:US|American|Canadian|Australian|British|Swiss|Hong\sKong|Singapore)[\s-])?"
    rf"{_either(_NAMES)}(?![^\W_])"
)
_UP_TO = r"\s{0,2}(?:[-\u2010-\u2015]|to|or|and)\s{0,2}"
_UNIT = rf"(?:{_SIGN}|{_CODE}|{_NAME})"
_JOINT = r"[\s-]{1,3}(?:(?:and|of|an?|point|to|or)\s){0,2}"
_WORDS = rf"(?>{_either(_NUMBERS)}(?:{_JOINT}{_either(_NUMBERS)}){{0,8}})"
_ENDED = (
    r"(?=\s*(?:[.,;:!?)\]\u201d\u2019\"']|\Z|(?:a|an|per|each|for|in|on|by|and|to|from|there)\b))"
)
_IN_CENTS = rf"(?:\s{{1,2}}(?:{_either(_NUMBERS)}(?:[\s-]{_either(_NUMBERS)})?|\d\d){_ENDED})?"

_MONEY = re.compile(
    rf"""(?<![^\W_])(?<!\d[.,'\u2019_\u00a0\u2009\u202f])(?<!\d\ (?=\d{{3}}(?!\d)))(?:
    (?:(?:{_CODE_BEFORE}\s?)?{_SIGN_BEFORE}|{_CODE_BEFORE}|PHP(?=\s?\d+,\d))
        \s{{0,2}}[-+\u2212~]?\.?{_FIGURE}{_SCALE}(?:\.-)?
        (?:{_UP_TO}(?:{_SIGN_BEFORE}|{_CODE_BEFORE})?\s{{0,2}}{_FIGURE}{_SCALE})?
        (?:\s?(?:{_CODE}|{_NAME}|{_SIGN}(?!\s?[\d.]))|p(?!\w))?
    | {_FIGURE}\s?(?:[$\xa3\u20ac]|{_NAME})\s?\d\d(?!\d){_ENDED}
    | (?:\.(?=\d))?{_FIGURE}{_SCALE}(?:{_UP_TO}{_FIGURE}{_SCALE})?(?:/-)?
        [\s-]{{0,2}}{_UNIT}(?!\s?\d)
    | (?:\.(?=\d))?{_FIGURE}{_SCALE}[\s-]{{0,2}}(?:{_SIGN}|{_CODE}|{_NAME})(?=\s\d)
    | (?:(?:a|an)\s)?{_WORDS}[\s-]{{1,3}}(?:of\s)?{_NAME}{_IN_CENTS}
    )""",
    re.VERBOSE | re.IGNORECASE,
)


_PARTED = re.compile(r"\s(?:to|and|or)\s(?=\W{0,9}(?:[^\W\d]{1,5}\W{0,9})?\d)", re.IGNORECASE)


def money_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each amount in a text; `$3 to $5` is two."""
    for found in _MONEY.finditer(text):
        start, end = found.span()
        if parted := _PARTED.search(found[0]):
            yield start, start + parted.start()
            start += parted.end()
        yield start, end


_WHOLE = f"(?:{'|'.join(MONTHS)})"
_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)(?![^\W\d_])"
_WEEKDAY = (
    r"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?-i:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun))"
    r"\b[.,]{0,2}\s{1,3}(?:the\s)?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TH = rf"{_DAY}(?:st|nd|rd|th)?(?![^\W_])"
_YEAR = r"(?:(?:19|20)\d\d(?!\d))"
_SHORT = r"(?:['\u2019]\d\d(?!\d))"
_END = rf"(?:{_YEAR}|(?<=[-/])\d\d(?![\d./-]))"
_SEP = r"[-/.\u2010-\u2013]"
_TO = r"\s{0,2}(?:[-/\u2010-\u2015]|to|and|or|until|through)\s{0,2}"
_TIME = (
    r"(?:[T\s]\s?\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d)(?!\w))?)?"
)
_QUARTER = r"(?:Q[1-4]|[1-4]Q|H[12]|[12]H)"
_FOREIGN = (
    "Januar|J\xe4nner|Februar|M\xe4rz|Mai|Juni|Juli|Oktober|Dezember|enero|febrero|marzo|abril|mayo|junio"
    "|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|janvier|f\xe9vrier|mars|avril|juin|juillet"
    "|ao\xfbt|septembre|octobre|novembre|d\xe9cembre|janeiro|fevereiro|mar\xe7o|maio|junho|julho"
    "|setembro|outubro|novembro|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre"
    "|ottobre|dicembre|januari|februari|maart|mei|augustus"
)
_ROMAN = "(?:XII|XI|IX|X|VIII|VII|VI|IV|V|III|II|I)"
_JOINED = r"(?:[-/.,\u2010-\u2015]\s?|\s{1,3})"
_TWO = r"\d\d(?![\w%]|[./:-]\d|\s[^\W\d_]+s(?!\w))"
_NUMERIC = rf"(?:{_DAY}/(?:1[0-2]|0?[1-9])|(?:1[0-2]|0?[1-9])/{_DAY})(?![\w/%]|\.\d)"
_CLOCK = r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?"
_LISTED = rf"(?:{_DAY}(?:st|nd|rd|th)?(?:\s?[,/&]\s?|\sand\s)){{0,4}}"
_FISCAL = r"(?:FY|CY|SY|AY|fiscal(?:\syear)?|financial\syear)"
_BEFORE_YEAR = (
    "in|since|until|till|by|during|before|after|early|mid|late|year|of|from|to|through|between|and"
    "|around|circa|spring|summer|autumn|fall|winter|Christmas|Easter|Thanksgiving|Eve|Year|Day|Monday"
    "|Friday|Diwali|Hanukkah|Ramadan|Eid|Covid|quarter|half|semester|trimester|term|week\\s\\d\\d?,?|born"
    "|graduated|class|founded|established|est\\.?|joined|started|hired|dated|copyright|\\xa9|season"
    "|month|year-?end|YE|EOY|YTD|FYE|end|beginning|start|ago|back"
)
_BEFORE_MONTH = (
    "in|since|until|till|by|before|after|during|last|next|this|early|mid|late|from|to|through|of"
    "|between|and|by|as of|start|end|begin|beginning"
)
_YEARS = re.compile(
    r"(?<![\w.,$\u20ac\xa3:/-])(?:19[5-9]|20[0-4])\d"
    r"(?:\s?(?:,\s?and|,\s?or|[,;&+/]|and|or|to|vs\.?|versus|until|through)\s?"
    r"(?:19[5-9]|20[0-4])\d){1,20}(?![\w%]|[.,:]\d|-\w|\s[^\W\d_]+s(?!\w))"
)
_OF_YEARS = re.compile(r"\d{4}")

_DATE = re.compile(
    rf"""(?<![^\W_])(?:
    {_WEEKDAY}?(?:
        {_DAY}(?:st|nd|rd|th)?{_JOINED}{_MONTH}{_JOINED}(?:{_YEAR}|{_TWO})
      | {_MONTH}{_JOINED}{_TH}{_JOINED}{_YEAR}
      | {_MONTH}(?P<mid>[-/.]){_TH}(?P=mid){_TWO}
      | {_YEAR}{_JOINED}{_MONTH}{_JOINED}{_TH}
      | (?:{_DAY})?(?-i:[A-Z](?:[a-z]{{2}}|[A-Z]{{2}}))
            (?<=Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:{_YEAR}|\d\d(?!\w))
      | {_DAY}[-/.]\s?(?-i:{_ROMAN})[-/.]\s?(?:{_YEAR}|\d\d(?![\w.]))
      | {_DAY}\s?(?P<wide>[-/.\u2010-\u2015])\s(?:1[0-2]|0?[1-9])\s?(?P=wide)\s{_YEAR}
      | (?:19|20)\d\d(?P<gap>[_ ]|\.\s|\\)(?:1[0-2]|0?[1-9])(?P=gap)(?:3[01]|[12]\d|0?[1-9])(?!\w)
      | (?<!\d){_DAY}(?P<low>[_\\])(?:1[0-2]|0?[1-9])(?P=low){_YEAR}
      | {_DAY}(?:\.|\xba|er)?\s(?:de\s)?(?:{_FOREIGN})(?!\w)(?:\s(?:del?\s)?{_YEAR})?
      | (?:1[6-9]|20|21)\d\d(?P<sep>{_SEP})(?:1[0-2]|0?[1-9])(?P=sep){_DAY}(?!\d){_TIME}
      | {_DAY}(?P<one>{_SEP})(?:1[0-2]|0?[1-9])(?P=one){_END}
      | (?:1[0-2]|0?[1-9])(?P<two>{_SEP}){_DAY}(?P=two){_END}
      | (?P<day>{_LISTED}{_TH}(?:{_TO}{_TH})?(?P<of>\s{{1,3}}of)?(?:\s{{1,3}}|[-.]\s?))
            (?P<late>{_MONTH})(?:,?[\s-]{{1,3}}{_YEAR}|,?\s?{_SHORT})?
      | (?P<early>{_MONTH})(?:\s{{1,3}}the)?(?:\s{{1,3}}|-){_TH}
            (?:,\s?{_TH}(?=,|\sand\s)){{0,4}}(?:{_TO}(?:{_MONTH}\s)?{_TH})?
            (?:,?\s{{1,3}}{_YEAR}|,?\s?{_SHORT})?(?![.,]?\d)
    )
    | {_MONTH}(?:{_TO}{_MONTH})?(?:\s{{1,3}}of)?,?(?:[\s/-]{{0,3}}{_YEAR}|\s?{_SHORT})
    | {_YEAR}[-/\s]{{0,2}}{_MONTH}
    | (?:{_FOREIGN})\s(?:del?\s)?{_YEAR}
    | (?:19|20)\d\d\s?[\u5e74\ub144](?:\s?\d{{1,2}}\s?[\u6708\uc6d4])?
        (?:\s?\d{{1,2}}\s?[\u65e5\u53f7\uc77c])?
    | \d{{1,2}}\s?[\u6708\uc6d4]\s?\d{{1,2}}\s?[\u65e5\u53f7\uc77c]
    | (?-i:[KCW]W)\s?[0-5]?\d(?:\s?[/,-]?\s?(?:of\s)?{_YEAR}|/\d\d)?(?!\w)
    | (?:calendar\s)?(?:weeks?|wk)\s[0-5]?\d(?:\s?[/,-]\s?|\s(?:of\s)?){_YEAR}
    | (?-i:W)[0-5]\d\s?[/-]?\s?{_YEAR}
    | {_CLOCK},?\s(?:on\s)?(?P<clocked>{_NUMERIC})
    | {_NUMERIC}(?=,?\s(?:at\s)?\d{{1,2}}:\d\d)
    | (?:on|until|till|dated|due|w/c|w/e|(?:week|morning|night|evening)\sof)\s
        (?P<on>{_NUMERIC})(?!\sof\b)
    | {_WEEKDAY}(?:{_DAY}[./](?:1[0-2]|0?[1-9])(?!\d)|{_DAY}(?:st|nd|rd|th)(?!\w))
    | (?:19|20)\d\d-?W[0-5]\d(?:-?[1-7])?(?!\w)
    | (?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T\d{{4,6}}Z?)?(?!\w)
    | (?:19|20)\d\d-(?:0[1-9]|1[0-2])(?!-?\w)
    | {_QUARTER}(?:{_TO}{_QUARTER})?[\s'\u2019/,.-]{{0,2}}(?:of\s)?(?:{_FISCAL}\s?)?
        (?:{_YEAR}|{_SHORT}|(?<=['\u2019/-])\d\d(?!\w)|(?<=FY)\d\d(?!\w))
    | (?:[1-4]Q|[12]H)\d\d(?!\w)
    | (?:(?:1[0-2]|0?[1-9])[/-]|(?:1[0-2]|0[1-9])\.){_YEAR}
    | (?:19[5-9]|20[0-4])\d[/\u2010-\u2015-]\d\d(?![\w%/]|-\w|\.\d|\s[^\W\d_]+s(?!\w))
    | (?:19[5-9]|20[0-4])\d(?=['\u2019]s(?!\w))
    | (?:YE|EOY|YTD|FYE){_YEAR}
    | ['\u2019]\d0s(?!\w)
    | nineteen[\s-](?:seventy|eighty|ninety)(?:[\s-]{_either(" ".join(NUMBERS))})?(?!\w)
    | twenty[\s-](?:twenty|thirty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?(?!\w)
    | (?:{_FISCAL}\s?)?{_YEAR}\s?[-/]?\s?{_QUARTER}(?!\w)
    | {_FISCAL}[\s'\u2019-]{{0,2}}(?:{_YEAR}|\d\d(?!\w))(?:\s?[/-]\s?(?:{_YEAR}|\d\d(?!\w)))?
    | (?:19[5-9]|20[0-4])\d\s?[-/\u2010-\u2015]\s?(?:(?:19[5-9]|20[0-4])\d)(?![\w%])
    | (?:19|20)\d0s(?!\w)
    | (?:{_BEFORE_YEAR})(?:\s{{1,3}}|-)(?:the\s)?(?P<year>(?:19[5-9]|20[0-4])\d
        (?:\s?[/\u2010-\u2015-]\s?\d\d(?!\w))?)(?![\w%/]|[.,:]\d|\s?%|-\w|\.\s\d{{1,2}}\.\s?\d)
        (?!\s(?:Q[1-4]|{_MONTH}))(?!\s(?!(?:was|is|has|as|this|its|us|plus|across)\b)[^\W\d_]+s(?!\w))
    | (?:{_BEFORE_YEAR})(?:\s{{1,3}}|-)(?:of\s|the\s)?(?P<short>['\u2019]\d\d(?!\d)
        (?:\s?[/\u2010-\u2015-]\s?['\u2019]?\d\d(?!\d))?)(?![\w%]|[.,:]\d)
    | \((?P<alone>(?:19[5-9]|20[0-4])\d)\)
    | (?:{_BEFORE_MONTH})(?:\s{{1,3}}|-)(?P<month>
        (?-i:{_WHOLE}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)|(?!march|may){_WHOLE})(?![^\W_])
        (?!\.?,?[\s-]{{1,3}}(?:the\s)?\d|\.?\s?['\u2019]\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_PARTS = ("year", "short", "alone", "month", "clocked", "on")
_NOT_MONTHS = ("mar", "may")
"""Words that begin so are no month in small letters: we may march."""


def dates_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each date in a text."""
    for found in _DATE.finditer(text):
        if _is_date(found):
            yield found.span(next((part for part in _PARTS if found[part]), 0))
    for found in _YEARS.finditer(text):
        for year in _OF_YEARS.finditer(text, *found.span()):
            yield year.span()


def _is_date(found: re.Match[str]) -> bool:
    """Say whether a month's name is one: without a year it has a capital, or `3rd of`."""
    month = found["late"] or found["early"]
    if month is None or month[0].isupper() or not month.startswith(_NOT_MONTHS):
        return True
    return bool(re.search(r"\d{4}", found[0]) or found["of"])
