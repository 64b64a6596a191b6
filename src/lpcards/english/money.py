"""Amounts of money in a text: a number with a currency's sign, code or name beside it."""

import re
from collections.abc import Iterator

from lpcards.english.atoms import CURRENCY
from lpcards.english.vocabulary import NUMBERS, TENS

_CODES = (
    "USD EUR GBP JPY CNY RMB CHF CAD AUD NZD INR SEK NOK DKK PLN CZK HUF BGN RUB UAH ILS AED SAR "
    "QAR KWD BHD OMR JOD EGP NGN KES ZAR MAD TND GHS BRL MXN ARS CLP COP UYU KRW TWD HKD SGD MYR "
    "THB IDR VND PKR BDT LKR KZT ISK XAF XOF BTC ETH USDT"
)
_NAMES = (
    r"dollars? euros? pounds? pounds?\ssterling yen yuan renminbi rupees? francs? cents? pence "
    r"penn(?:y|ies) bucks? quid grand kron(?:or|er|a|e) zlot(?:y|ys|ych) pesos? reais ro?ubles? "
    r"shekels? dirhams? liras? rand ringgit baht dinars? riyals? forints? z\u0142 K\u010d Ft "
    r"bitcoins?"
)
_NUMBERS = " ".join(
    (
        *(word for word in NUMBERS if word != "zero"),
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
_SIGN = rf"(?:(?:US|CA|AU|NZ|HK|SG|NT|A|C|S|R)?[{CURRENCY}]|Rs\.?(?![^\W_]))"
_FIGURE = r"(?>\d+(?:(?:[.,'\u2019_\u00a0\u202f]|\ (?=\d{3}(?!\d)))\d+)*)"
_SCALE = (
    r"(?:[\s-]{0,2}(?:k|m|mn|mm|bn|b|tn|t|mil|mio\.?|mrd\.?|hundred|thousand|million|billion"
    r"|trillion|millions|billions|lakhs?|crores?)(?![^\W_])){0,2}"
)
_NAME = (
    r"(?:(?:US|American|Canadian|Australian|British|Swiss|Hong\sKong|Singapore)[\s-])?"
    rf"{_either(_NAMES)}(?![^\W_])"
)
_TO = r"\s{0,2}(?:[-\u2010-\u2015]|to|or|and)\s{0,2}"
_UNIT = rf"(?:{_SIGN}|{_CODE}|{_NAME})"
_WORDS = rf"(?>{_either(_NUMBERS)}(?:[\s-]{{1,3}}(?:(?:and|of|a)\s)?{_either(_NUMBERS)}){{0,8}})"

_MONEY = re.compile(
    rf"""(?<![^\W_])(?<!\d[.,'\u2019_\u00a0\u202f])(?<!\d\ (?=\d{{3}}(?!\d)))(?:
    (?:{_SIGN}|{_CODE_BEFORE}|PHP(?=\s?\d+,\d))\s{{0,2}}[-+\u2212~]?\.?{_FIGURE}{_SCALE}(?:\.-)?
        (?:{_TO}(?:{_SIGN}|{_CODE_BEFORE})?\s{{0,2}}{_FIGURE}{_SCALE})?
        (?:\s?(?:{_CODE}|{_NAME}))?
    | (?:\.(?=\d))?{_FIGURE}{_SCALE}(?:{_TO}{_FIGURE}{_SCALE})?[\s-]{{0,2}}{_UNIT}(?!\s?\d)
    | (?:\.(?=\d))?{_FIGURE}{_SCALE}[\s-]{{0,2}}(?:{_SIGN}|{_CODE}|{_NAME})(?=\s\d)
    | (?:(?:a|an)\s)?{_WORDS}\s{{1,3}}(?:of\s)?{_NAME}
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
