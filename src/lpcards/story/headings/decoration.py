"""What stands around the words of a line and is none: bullets, numbers, quotes, tags, signs.

One grammar for headings and for lists: a heading may wear all of it, a line of a list less.
"""

import re

_TAG = (
    r"</?(?:h[1-6]|p|b|i|u|strong|em|li|ul|ol|dt|dd|dl|div|span|td|th|tr|summary|details|br|"
    r"blockquote|mark|font)(?:\s[^<>\n]{0,100})?/?>"
)
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff"
_SIGNS = (
    "•‣⁃·∙◦●○◉■□▪▫▸▹►▻➢➤➔✓✔✅☐☑☒✗✘»\u2190-\u21ff\u2300-\u23ff\u2460-\u27ff\u2900-\u2bff"
    "\ue000-\uf8ff\U0001f000-\U0001faff\u20e3"
)
_BULLET = (
    rf"\s+|>(?=\s|>|[*_#\w-]|$)|\|(?!\|)|(?:[-+–—‐]|\*{{1,6}}|o(?=\t))(?=\s)|[{_SIGNS}]|"
    rf"\[[ xX✓]?\](?=\s)|\[!\w{{1,12}}\][+-]?(?=\s)|{_TAG}|:(?=\s)"
)
_NUMBER = r"\(?\d{1,2}[.)](?=\s)|\(?(?:[a-z]|[ivx]{1,4})\)(?=\s)"
_LEADING = re.compile(rf"(?:{_BULLET})")
_NUMBERED = re.compile(_NUMBER)
_LETTERED = re.compile(r"\A\s*+\(?(?:[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4})[.)]\s+")
_OUTLINED = re.compile(r"\A(?:[ \t]++(?:[A-Z]|[IVX]{2,4})|I{2,3}|I?V)[.)]\s")
_TRAILING = re.compile(rf"(?:{_TAG}|\||(?<=\s)\\)\Z", re.IGNORECASE)
_HEADING = re.compile(
    rf"(?:{_BULLET}|[{_UNSEEN}]+|#{{1,6}}(?!\d)|\*{{1,4}}|_{{1,3}}|~~|`|=+|[\"“”„«»'‘’\[(【（「『〈《]|"
    rf"\\(?:sub)*section\*?\{{|\(?\d{{1,2}}(?:\.\d{{1,2}}){{0,4}}[.):]?(?=[\s*_])|"
    r"(?:step|part|phase|section|schritt|paso|étape)\s+\d{1,2}\s?[.:)–—-](?=\s))",
    re.IGNORECASE,
)
_MOST, _MOST_BEHIND = 40, 8
"""Pieces of decoration before and behind a line's words; more are no decoration."""
RULE = re.compile(
    r"\A\s*+(?:-(?:\s?-){2,}+|\*(?:\s?\*){2,}+|_(?:\s?_){2,}+|[—–─━]{3,}+|<hr\s?/?>)\s*+"
)
UNDERLINE = re.compile(r"\A\s*+(?:=++|-{2,}+|~{3,}+|\^{3,}+)\s*+")
TABLE_RULE = re.compile(r"\A\s*+\|?(?:\s*+:?-++:?\s*+\|)++(?:\s*+:?-++:?\s*+)?")


def is_list_item(line: str) -> bool:
    """Say whether a line begins as an item of a list does."""
    at, _ = bare_span(line)
    return bool(line[:at].strip(" \t>|") or _OUTLINED.match(line))


def bare_span(line: str) -> tuple[int, int]:
    """Return from where to where the words of a line go; a line of signs alone keeps them."""
    at, end = _after(_LEADING, line, 0), len(line)
    numbered = _NUMBERED.match(line, at)
    if numbered:
        at = _after(_LEADING, line, numbered.end())
    for _ in range(_MOST_BEHIND):
        end = at + len(line[at:end].rstrip())
        found = _TRAILING.search(line, max(at, end - 120), end)
        if found is None:
            break
        end = found.start()
    return at, end


def heading_starts(line: str) -> tuple[int, ...]:
    """Return where the words of a line may begin if it is a heading, all its dress taken off.

    There are two places where a letter may be a bullet: `a) Situation`.
    """
    first = _after(_HEADING, line, 0)
    lettered = _LETTERED.match(line)
    return (first, _after(_HEADING, line, lettered.end())) if lettered else (first,)


def _after(pattern: re.Pattern[str], line: str, at: int) -> int:
    """Return where the pieces that a pattern takes one by one end."""
    for _ in range(_MOST):
        found = pattern.match(line, at)
        if found is None or found.end() == at:
            break
        at = found.end()
    return at
