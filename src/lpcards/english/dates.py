"""Days as people write and read them: `Dec 12`, `12.12.`, `Friday`. Pure: today comes in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta

from lpcards.english.vocabulary import MONTHS, NUMBERS, WEEKDAYS

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
_SLASHED = re.compile(r"\A(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d\d))?", re.ASCII)
_WEEKDAY = re.compile(r"\A(?:on )?(?P<which>this |next )?(?P<name>[a-z]{3,})\.?(?: (?P<rest>.+))?")
_NEAR = {"today": 0, "tomorrow": 1, "day after tomorrow": 2, "the day after tomorrow": 2}


def date_of(words: str, today: date) -> date | None:
    """Return the day that somebody means; None if nobody could say."""
    readings = dates_meant(words, today)
    return readings[0] if len(readings) == 1 else None


def dates_meant(words: str, today: date) -> tuple[date, ...]:
    """Return the days that somebody may mean, the likelier first: none, one, or two.

    Two are `3/4`, which is in March or in April, and "next Friday", which is this week's for some
    and next week's for others. Without a year it is the next such day, today included.
    """
    typed = " ".join(words.casefold().replace(",", " ").split())
    if typed in _NEAR:
        return (today + timedelta(_NEAR[typed]),)
    with suppress(ValueError, OverflowError):
        if slashed := _SLASHED.fullmatch(typed):
            return _slashed(slashed[1], slashed[2], slashed[3], today)
        if (named := _WEEKDAY.fullmatch(typed)) and (
            weekday := _weekday(named["name"])
        ) is not None:
            return _on_weekday(weekday, named["which"], named["rest"], today)
        found = _counted(typed, today) or _written(typed, today)
        return (found,) if found else ()
    return ()


def unread(words: str, readings: Sequence[date]) -> str:
    """Return what to tell somebody whose words are not just one day."""
    if readings:
        either = " or ".join(day.isoformat() for day in readings)
        return f"{words!r} may be {either}; write the one you mean"
    like = "write it like 2026-12-24, '24 Dec', 'Friday' or 'in 3 weeks'"
    return f"{words!r} is not a date I can read; {like}"


NO_DATE = "; write it like "
"""Stands in what is said of words where a date has to be written in figures."""


def not_in_figures(words: str, what: str, like: str) -> str:
    """Return what to say of `words` that have to be a date, or several, in figures, as `like`."""
    return f"`{words}` is not {what}{NO_DATE}{like}"


def in_figures(message: str, today: date) -> str:
    """Return what `not_in_figures` said, with what the words mean today.

    What is kept for many days cannot say it: the words mean another date tomorrow.
    """
    head, sign, _ = message.partition(NO_DATE)
    words = head.partition("` is not ")[0].removeprefix("`")
    meant = " or ".join(_ranges_meant(words, today)) if sign else ""
    return f"{head}; write {meant}, which is what it means today" if meant else message


def _ranges_meant(words: str, today: date) -> Iterator[str]:
    """Yield the dates that words may mean in figures; a range is two of them around `..`."""
    first, dots, last = words.partition("..")
    for begin in dates_meant(first, today):
        if not dots:
            yield begin.isoformat()
        yield from (f"{begin}..{end}" for end in dates_meant(last, begin))


def _slashed(one: str, other: str, year: str | None, today: date) -> tuple[date, ...]:
    """Return the day as Americans write it, and as the British do."""
    found = []
    for month, day in ((one, other), (other, one)):
        with suppress(ValueError):
            found.append(_named({"month": month, "day": day, "year": year}, today))
    return tuple(dict.fromkeys(day for day in found if day))


def _weekday(name: str) -> int | None:
    """Return a day of the week, Monday 0, by the first letters of its name."""
    known = (at for at, day in enumerate(WEEKDAYS) if day.casefold().startswith(name))
    return next(known, None)


def _on_weekday(weekday: int, which: str | None, rest: str | None, today: date) -> tuple[date, ...]:
    """Return the coming day of that name, or the date behind it if it falls on such a day."""
    if rest:
        readings = () if which else dates_meant(rest, today)
        return tuple(day for day in readings if day.weekday() == weekday)
    coming = today + timedelta((weekday - today.weekday() - 1) % 7 + 1)
    return (coming, coming + timedelta(7)) if which == "next " else (coming,)


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


def _named(parts: Mapping[str, str | None], today: date) -> date | None:
    """Return the day of these parts: `day`, `month` or its `name`, perhaps `year`."""
    name = parts.get("name")
    month = _month(name) if name else int(parts["month"] or 0)
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
