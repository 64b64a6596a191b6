"""Words made fit to be shown: untrusted text on its way to a terminal, counts, lists."""

import re
import unicodedata

_HIDDEN = {"Cc", "Cs", "Zl", "Zp"}
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """Return `text` with everything that could move a cursor or turn a line written as an escape.

    Line ends stay.
    """
    if text.isprintable() and _BIDI.isdisjoint(text):
        return text
    return "".join(char if _is_plain(char) else _escaped(char) for char in text)


def _is_plain(char: str) -> bool:
    return char == "\n" or (char not in _BIDI and unicodedata.category(char) not in _HIDDEN)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def slug(text: str, words: int = 5) -> str:
    """Return an id made of the first words of `text`: `My Id!` -> `my-id`; "" if it has none."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain.replace("'", ""))[:words])


def counted(count: int, noun: str) -> str:
    """Return `1 card`, `2 cards`, `2 stories`, `2 days`."""
    if count == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun[-1] == "y" and noun[-2] not in "aeou" else f"{noun}s"
    return f"{count:,} {plural}"


def span(days: int) -> str:
    """Return an interval in a few letters: `6 d`, `5 w`, `4 mo`, `1.2 y`."""
    if days < 28:  # noqa: PLR2004
        return f"{days} d"
    if days < 85:  # noqa: PLR2004
        return f"{round(days / 7)} w"
    if days < 365:  # noqa: PLR2004
        return f"{round(days / 30.44)} mo"
    return f"{days / 365.25:.1f} y"


def clock(seconds: float) -> str:
    """Return seconds as `0:34`."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def duration(seconds: float) -> str:
    """Return a length of time in words: `40 seconds`, `9 minutes`."""
    if seconds < 90:  # noqa: PLR2004
        return counted(round(seconds), "second")
    return counted(round(seconds / 60), "minute")
