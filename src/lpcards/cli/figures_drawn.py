"""The figures on a terminal: facts first, charts and tables below."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from lpcards.cli.character_charts import Ink, bar, cells, columns, fitted, ink_for, shade
from lpcards.english.printable import percent
from lpcards.english.vocabulary import MONTHS
from lpcards.memory.groups import Group
from lpcards.memory.totals import MATURE, YOUNG
from lpcards.story.markup import in_words
from lpcards.study import figures_words
from lpcards.study.question_words import quoted_words
from lpcards.study.standing import AHEAD, Figures

HEIGHT, NAME, WIDE = 5, 34, 60
AGES = {
    "first": "first answers",
    "young": f"under {YOUNG} days",
    "growing": f"{YOUNG} to {MATURE - 1} days",
    "mature": f"{MATURE} days or more",
}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SHOWN = 10
"""Rows of a table, the weakest first; `--json` has them all."""


class Canvas(NamedTuple):
    """What is drawn on: so many columns, with that ink, or in words alone."""

    width: int
    ink: Ink
    plain: bool = False

    @classmethod
    def of(cls, width: int, encoding: str, *, plain: bool) -> "Canvas":
        """Return the canvas for a terminal."""
        return cls(width, ink_for(encoding), plain)


def lines_of(figures: Figures, canvas: Canvas) -> Iterator[str]:
    """Yield the figures as lines."""
    for at, lines in enumerate(filter(None, map(list, _parts(figures, canvas)))):
        if at:
            yield ""
        yield from lines


def _parts(figures: Figures, canvas: Canvas) -> Iterator[Iterable[str]]:
    yield figures_words.wrapped(figures_words.headline(figures), canvas.width)
    yield _facts(figures, canvas)
    if canvas.plain:
        yield from figures_words.parts(figures)
        return
    yield _calendar(figures, canvas)
    yield _minutes(figures, canvas)
    yield _retention(figures, canvas)
    yield _forecast(figures, canvas)
    yield _table(
        figures_words.TITLES["principles"], figures_words.with_names(figures.principles), canvas
    )
    yield _table(figures_words.TITLES["kinds"], figures.kinds, canvas)
    yield _table(figures_words.TITLES["stories"], figures.stories, canvas, most=SHOWN)
    yield _weak_cards(figures, canvas)
    yield _missed_items(figures, canvas)


def _facts(figures: Figures, canvas: Canvas) -> Iterator[str]:
    for name, words in figures_words.facts(figures):
        first, *rest = figures_words.wrapped(words, canvas.width - 8)
        yield f"{name:<8}{first}"
        yield from (" " * 8 + line for line in rest)


def _calendar(figures: Figures, canvas: Canvas) -> Iterator[str]:
    """Yield a heat map: a column a week, a row a weekday."""
    if not figures.days:
        return
    weeks = _weeks(figures, canvas)
    answers = {day.day: day.answers for day in figures.days}
    most = max(answers.values(), default=0)
    wide = 2 if 4 + 2 * len(weeks) <= canvas.width else 1
    yield from figures_words.wrapped(
        f"Answers a day, {figures_words.span_of(weeks[0][0], figures.today)}", canvas.width
    )
    yield "    " + _months(weeks, wide)
    for row, name in enumerate(WEEKDAYS):
        days = (week[row] for week in weeks)
        shades = (_shade_of(day, figures, answers, most, canvas.ink).ljust(wide) for day in days)
        yield f"{name} {''.join(shades)}".rstrip()
    yield f"    {figures_words.legend(canvas.ink.heat, most)}"


def _shade_of(day: date, figures: Figures, answers: dict[date, int], most: int, ink: Ink) -> str:
    if not figures.window.first <= day <= figures.today:
        return " "
    return shade(answers.get(day, 0), most, ink)


def _weeks(figures: Figures, canvas: Canvas) -> list[list[date]]:
    """Return the weeks of the window, Monday first, as many as there is room for."""
    first, last = figures.window.first, figures.today
    monday = first.toordinal() - first.weekday()
    starts = range(max(1, monday), last.toordinal() + 1, 7)
    return [[_day(start + row) for row in range(7)] for start in starts][4 - canvas.width :]


def _day(number: int) -> date:
    return date.fromordinal(min(number, date.max.toordinal()))


def _months(weeks: Sequence[Sequence[date]], wide: int) -> str:
    """Return the months' names above the weeks in which they begin, where there is room."""
    line = ""
    for month, several in groupby(weeks, key=lambda week: week[6].month):
        room = wide * len(list(several))
        name = MONTHS[month - 1][:3]
        line += (name if room > len(name) else "").ljust(room)
    return line.rstrip()


def _minutes(figures: Figures, canvas: Canvas) -> Iterator[str]:
    """Yield columns: minutes on each of the last days."""
    by_day = {day.day: day.milliseconds / 60_000 for day in figures.days}
    days = list(figures.window.each())[-AHEAD:]
    values = [by_day.get(day, 0.0) for day in days]
    if not any(values):
        return
    yield f"Minutes a day, {figures_words.span_of(days[0], days[-1])}"
    yield from _columns(values, days, canvas)


def _forecast(figures: Figures, canvas: Canvas) -> Iterator[str]:
    forecast = figures.forecast
    if not figures.total.learned:
        return
    yield from figures_words.wrapped(figures_words.forecast_line(figures), canvas.width)
    if any(forecast.days):
        start = figures.today.toordinal()
        days = [_day(start + ahead) for ahead in range(len(forecast.days))]
        yield from _columns(forecast.days, days, canvas)


def _columns(values: Sequence[float], days: Sequence[date], canvas: Canvas) -> Iterator[str]:
    """Yield a column chart over days: its scale on the left, days of the month below."""
    wide = 2 if 5 + 2 * len(days) <= canvas.width else 1
    most = f"{max(values):.0f}" if max(values) >= 1 else "<1"
    for row, line in enumerate(columns(values, HEIGHT, wide, canvas.ink)):
        scale = most if row == 0 else "0" if row == HEIGHT - 1 else ""
        yield f"{scale:>4} {line}".rstrip()
    step = 7
    yield "     " + "".join(f"{day.day:<{wide * step}}" for day in days[::step]).rstrip()


def _retention(figures: Figures, canvas: Canvas) -> Iterator[str]:
    asked = [age for age in figures.retention if age.asked]
    if not asked:
        return
    yield from figures_words.wrapped(figures_words.retention_title(figures), canvas.width)
    for age in asked:
        tail = f" {percent(age.share)} of {age.asked:,}"
        room = max(4, min(WIDE, canvas.width) - 16 - 13)
        yield f"{AGES[age.age]:<16}{bar(age.share or 0.0, room, canvas.ink)}{tail}"


def _table(
    title: str, groups: Sequence[Group], canvas: Canvas, most: int | None = None
) -> Iterator[str]:
    """Yield a table: learned, recall, readiness; where there is room also passed and lapses.

    What was not begun is counted, and so is what is more than `most` rows.
    """
    begun = [group for group in groups if group.learned]
    if not begun:
        return
    wide = canvas.width >= WIDE
    name = min(NAME, canvas.width - (46 if wide else 23))
    heads = ("learned", "recall", "of all", "passed", "lapses")
    yield fitted(title, name, canvas.ink) + _cells(heads, wide=wide)
    for group in begun[:most]:
        shares = (
            f"{group.learned}/{group.cards}",
            percent(group.recall),
            percent(group.readiness),
            f"{group.passed}/{group.asked}" if group.asked else "-",
            f"{group.lapses}",
        )
        yield fitted(group.name, name, canvas.ink) + _cells(shares, wide=wide)
    if more := len(begun[most:]) if most else 0:
        yield f"{more} more"
    if rest := len(groups) - len(begun):
        yield f"{rest} not begun"


def _cells(texts: Sequence[str], *, wide: bool) -> str:
    shown, widths = (texts, (9, 8, 7, 11, 8)) if wide else (texts[:3], (9, 7, 7))
    return "".join(f"{words:>{width}}" for words, width in zip(shown, widths, strict=True))


def _counted(count: str, words: str, canvas: Canvas) -> str:
    """Return a line of a count and the words that fit behind it."""
    return count + fitted(words, canvas.width - cells(count), canvas.ink).rstrip()


def _weak_cards(figures: Figures, canvas: Canvas) -> Iterator[str]:
    if figures.cards:
        yield "Cards that lapsed most"
    for card in figures.cards:
        yield _counted(f"{card.lapses:>3} x  ", in_words(card.front), canvas)


def _missed_items(figures: Figures, canvas: Canvas) -> Iterator[str]:
    if figures.items:
        yield "Items of checklists missed most"
    for item in figures.items:
        yield _counted(f"{item.missed:>3} of {item.asked:<3} ", in_words(item.item), canvas)
        yield f"           {quoted_words(item.front)}"
