"""Days as people write and read them: `12 Dec`, `12.12.`, `in 3 weeks`. Pure: today comes in."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from lpcards.english.vocabulary import MONTHS, NUMBERS

LEAP = 8
"""So many years from now at the latest there is a 29 February again."""

_FORMS = tuple(
    re.compile(rf"\A{form}", re.ASCII)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})(?:\. ?(?P<year>\d{4}|\d\d)?)?",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? ?(?:of )?(?P<name>[a-z]{3,})\.?(?: (?P<year>\d{4}))?",
        r"(?P<name>[a-z]{3,})\.? ?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: (?P<year>\d{4}))?",
    )
)
_SPAN = re.compile(r"\A(?:in )?(?P<count>\d{1,4}|[a-z]+) (?P<unit>day|week|month)s?", re.ASCII)


def date_of(words: str, today: date) -> date | None:
    """Return the day that somebody means; None if nobody could say.

    Without a year it is the next such day, today included.
    """
    typed = " ".join(words.casefold().replace(",", " ").split())
    near = {"today": 0, "tomorrow": 1}
    try:
        if typed in near:
            return today + timedelta(near[typed])
        return _counted(typed, today) or _written(typed, today)
    except (ValueError, OverflowError):
        return None


def _counted(typed: str, today: date) -> date | None:
    """Return the day that is some days, weeks or months away."""
    found = _SPAN.fullmatch(typed)
    if found is None:
        return None
    count = _number(found["count"])
    if found["unit"] == "month":
        return _months_later(today, count)
    return today + timedelta(count * (7 if found["unit"] == "week" else 1))


def _number(word: str) -> int:
    """Return the number that a word means. Raises ValueError."""
    return 1 if word == "a" else NUMBERS.get(word) or int(word)


def _months_later(day: date, count: int) -> date:
    """Return the same day some months later, or the last of a month that is too short."""
    years, month = divmod(day.month - 1 + count, 12)
    first = date(day.year + years, month + 1, 1)
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    return min(first + timedelta(day.day - 1), last)


def _written(typed: str, today: date) -> date | None:
    for form in _FORMS:
        found = form.fullmatch(typed)
        if found:
            return _named(found.groupdict(), today)
    return None


def _named(parts: dict[str, str | None], today: date) -> date | None:
    """Return the day of these parts: `day`, `month` or its `name`, perhaps `year`."""
    month = int(parts.get("month") or 0) or _month(parts.get("name") or "")
    day, year = int(parts["day"] or 0), parts["year"]
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004
    return next((after for after in _every_year(month, day, today) if after >= today), None)


def _month(name: str) -> int:
    """Return a month by the first letters of its name; 0 if there is none."""
    letters = name[:3] if name == "sept" else name
    known = (at for at, month in enumerate(MONTHS, 1) if month.casefold().startswith(letters))
    return next(known, 0)


def _every_year(month: int, day: int, today: date) -> Iterator[date]:
    """Yield this day of the coming years, as far as they have it."""
    for year in range(today.year, today.year + LEAP + 1):
        with suppress(ValueError):
            yield date(year, month, day)
