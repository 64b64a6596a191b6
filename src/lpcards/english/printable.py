"""Words made fit to be shown: untrusted text on its way to a terminal, counts, lists."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_HIDDEN = {"Cc", "Cs", "Zl", "Zp"}
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """Return `text` with everything that could move a cursor or turn a line written as an escape.

    Line ends stay; a tab is a space.
    """
    if text.isprintable() and _BIDI.isdisjoint(text):
        return text
    plain = text.replace("\t", " ")
    return "".join(char if _is_plain(char) else _escaped(char) for char in plain)


def _is_plain(char: str) -> bool:
    return char == "\n" or (char not in _BIDI and unicodedata.category(char) not in _HIDDEN)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def counted(count: int, noun: str) -> str:
    """Return `1 card`, `2 cards`, `2 stories`, `2 days`."""
    if count == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun[-1] == "y" and noun[-2] not in "aeou" else f"{noun}s"
    return f"{count:,} {plural}"


def ago(age: timedelta) -> str:
    """Return an age as people say it: `just now`, `5 minutes ago`, `3 hours ago`, `2 days ago`."""
    for length, noun in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        count = int(age.total_seconds()) // length
        if count:
            return f"{counted(count, noun)} ago"
    return "just now"


def span(days: int) -> str:
    """Return an interval in a few letters: `6 d`, `5 w`, `4 mo`, `1.2 y`."""
    if days < 28:  # noqa: PLR2004
        return f"{days} d"
    if days < 85:  # noqa: PLR2004
        return f"{round(days / 7)} w"
    if days < 365:  # noqa: PLR2004
        return f"{round(days / 30.44)} mo"
    return f"{days / 365.25:.1f} y"


def spoken(day: date, on: date) -> str:
    """Return a day to come as people on the day `on` would call it: `Friday`, `2 January`."""
    ahead = (day - on).days
    if ahead in {0, 1}:
        return ("today", "tomorrow")[ahead]
    if 1 < ahead < len(WEEKDAYS):
        return WEEKDAYS[day.weekday()]
    return f"{day.day} {MONTHS[day.month - 1]}{'' if day.year == on.year else f' {day.year}'}"


def clock(seconds: float) -> str:
    """Return seconds as `0:34`."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def duration(seconds: float) -> str:
    """Return a length of time in words: `40 seconds`, `9 minutes`."""
    if seconds < 90:  # noqa: PLR2004
        return counted(round(seconds), "second")
    return counted(round(seconds / 60), "minute")


# fmt: off
FILLERS = frozenset((
    "a", "about", "an", "and", "are", "as", "at", "be", "been", "could", "described",
    "describe", "did", "do", "does", "example", "for", "from", "gave", "give", "had", "has",
    "have", "how", "i", "in", "is", "it", "last", "me", "my", "of", "on", "or", "our",
    "tell", "than", "that", "the", "them", "they", "this", "time", "to", "us", "was", "we",
    "were", "what", "when", "where", "which", "who", "whom", "why", "with", "would", "you",
    "your", "yours",
))
# fmt: on
"""Words that most questions share: they tell none from another."""


def slug(text: str, words: int = 5) -> str:
    """Return an id made of the first words of `text`: `My Id!` -> `my-id`; "" if it has none."""
    return "-".join(_plain_words(text)[:words])


def question_slug(text: str) -> str:
    """Return an id made of the words that tell a question from others; "" if it has none.

    `When did you last miss a date?` -> `miss-date`.
    """
    told = telling_words(text) or _plain_words(text)
    return "-".join(told[:6])[:56].strip("-")


def telling_words(question: str) -> list[str]:
    """Return the words of a question that tell it from others."""
    return [word for word in _plain_words(question) if word not in FILLERS]


def question_ids(named: Iterable[tuple[str, str]], taken: Iterable[str] = ()) -> list[str]:
    """Return an id for each question, given as (its own id or "", its text).

    What has no id gets one from its text, none twice and none of those `taken`: the very one that
    `lpcards ids` would write.
    """
    asked = list(named)
    unused = Unused([*taken, *(name for name, _ in asked if name)])
    return [name or unused.name(question_slug(text) or "question") for name, text in asked]


class Unused:
    """Gives names of which none is used twice: `miss-date`, `miss-date-2`."""

    def __init__(self, used: Iterable[str]) -> None:
        """Take the names that are used already."""
        self._used = {*used}
        self._last: dict[str, int] = {}

    def name(self, wanted: str) -> str:
        """Return the name, or the name with a number, and note it as used."""
        free, number = wanted, self._last.get(wanted, 1)
        while free in self._used:
            number += 1
            free = f"{wanted}-{number}"
        self._last[wanted] = number
        self._used.add(free)
        return free


def _plain_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.findall("[a-z0-9]+", plain.replace("'", ""))
