"""What is shown, in words: untrusted text made harmless, counts, lengths of time, days."""

import unicodedata
from datetime import date, timedelta

from lpcards.english.vocabulary import MONTHS, WEEKDAYS

CUT = " ..."
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


def on_a_line(text: str) -> str:
    """Return untrusted `text` on one line: no part of it can look like another line of ours."""
    return printable(text).replace("\n", "\\n")


def _is_plain(char: str) -> bool:
    return char == "\n" or (char not in _BIDI and unicodedata.category(char) not in _HIDDEN)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def beginning(text: str, most: int) -> str:
    """Return `text` on one line of at most so many columns, cut between words: `How do you ...`."""
    line = printable(" ".join(text.split()))
    if _columns(line) <= most:
        return line
    room = most - len(CUT)
    kept = next((at for at in range(room, 0, -1) if _columns(line[:at]) <= room), 0)
    whole = line[: kept + 1].rfind(" ")
    return line[: whole if whole > kept // 2 else kept].rstrip(" ,;:") + CUT


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes at most."""
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)


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


def percent(share: float | None) -> str:
    """Return a share as `81%`; `-` where there is none."""
    return "-" if share is None else f"{share * 100:.0f}%"


def exact_percent(share: float) -> str:
    """Return a share that somebody chose, with all its digits: `97.5%`."""
    return f"{share * 100:g}%"


def span(days: int) -> str:
    """Return an interval in a few letters: `6 d`, `5 w`, `4 mo`, `1.2 y`."""
    if days < 28:  # noqa: PLR2004
        return f"{days} d"
    if days < 85:  # noqa: PLR2004
        return f"{round(days / 7)} w"
    if days < 365:  # noqa: PLR2004
        return f"{round(days / 30.44)} mo"
    return f"{days / 365.25:.1f} y"


def date_name(day: date, today: date) -> str:
    """Return a day as `December 12`, with its year if that is not today's."""
    year = "" if day.year == today.year else f", {day.year}"
    return f"{MONTHS[day.month - 1]} {day.day}{year}"


def short_date(day: date) -> str:
    """Return a day as `Dec 12`, as it stands below a chart."""
    return f"{MONTHS[day.month - 1][:3]} {day.day}"


def day_name(day: date, today: date) -> str:
    """Return a day to come as people would call it today: `tomorrow`, `Friday`, `January 2`."""
    ahead = (day - today).days
    if ahead in {0, 1}:
        return ("today", "tomorrow")[ahead]
    if 1 < ahead < len(WEEKDAYS):
        return WEEKDAYS[day.weekday()]
    return date_name(day, today)


def clock(seconds: float) -> str:
    """Return seconds as `0:34`."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def duration(seconds: float) -> str:
    """Return a length of time in words: `40 seconds`, `9 minutes`."""
    if seconds < 90:  # noqa: PLR2004
        return counted(round(seconds), "second")
    return counted(round(seconds / 60), "minute")
