"""Will I make it: the cards and minutes of each day to come, until the interview if one is set."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from lpcards.charts.column_chart import Column, column_chart
from lpcards.charts.drawing import Drawing
from lpcards.charts.picture import LegendEntry, Picture, nothing_drawn
from lpcards.charts.table import Table, TableColumn
from lpcards.day.forecast import FARTHEST, ForecastDay
from lpcards.english.printable import counted, duration, short_date
from lpcards.story.appointments import Appointment
from lpcards.study.figures_words import forecast_line
from lpcards.study.interview_day import interview_words
from lpcards.study.interview_plan import limits_until, plan_within, promised_words
from lpcards.study.planner import Planner
from lpcards.study.standing import Figures

MOST = 62
"""So many columns there is room for on a phone; of more days a column is a week, or several."""
WEEK = 7
COLUMNS = (
    TableColumn("day", "Day", "day"),
    TableColumn("due", "Reviews"),
    TableColumn("new", "New cards"),
    TableColumn("final_pass", "Final pass"),
    TableColumn("total", "Cards"),
    TableColumn("minutes", "Minutes", "minutes"),
)
RECALL = TableColumn("recall", "Recall on the day if you stopped then", "share")
PATTERNS = ("solid", "tint", "hollow")
LEGEND = (
    LegendEntry("solid", "reviews"),
    LegendEntry("tint", "new cards"),
    LegendEntry("hollow", "final pass before the interview"),
)
ABOUT = (
    "The days to come as they will probably go, within your limits and at your pace. "
    "Each column has the reviews at its foot and new cards above them"
)


def forecast_picture(planner: Planner, figures: Figures) -> Picture:
    """Return the days until the interview; where it is none or too far those of `stats`."""
    if figures.interview and (figures.on - figures.today).days <= FARTHEST:
        return _until_interview(planner, figures)
    days = [
        ForecastDay(date.fromordinal(figures.today.toordinal() + ahead), new, due, 0, seconds)
        for ahead, (due, seconds, new) in enumerate(zip(*figures.forecast[1:], strict=True))
    ]
    about = f"{ABOUT}."
    if not figures.interview:
        about += " Once you set the date of your interview, this goes as far as that."
    return days_drawn("What is to come?", f"{forecast_line(figures)}.", about, days)


def _until_interview(planner: Planner, figures: Figures) -> Picture:
    plan = plan_within(planner, limits_until(planner, figures.on), helping=False)
    interview = planner.cards.interview(figures.today) or Appointment(figures.on)
    company, days = interview.company, plan.forecast.days
    question = f"Will I be ready for {company}?" if company else "Will I make it?"
    if not days:
        words = interview_words(interview, figures.today)
        return Picture("forecast", question, words, "", Table(COLUMNS, ()), nothing_drawn)
    about = f"{ABOUT}; what comes early for the interview is on top."
    if not plan.forecast.is_met:
        about += " `lpcards plan` says what would help."
    return days_drawn(question, promised_words(plan), about, days, recall=True)


def days_drawn(
    question: str, answer: str, about: str, days: Sequence[ForecastDay], *, recall: bool = False
) -> Picture:
    """Return the picture of `days`; with `recall` the table says what would be known, too."""
    rows = tuple((*_row(day), day.recall) if recall else _row(day) for day in days)

    def draw(width: float) -> Sequence[Drawing]:
        spans = _spans(days)
        each = _each(len(days))
        return (
            column_chart(f"Cards {each}", [_cards(span) for span in spans], PATTERNS, width),
            column_chart(f"Minutes {each}", [_minutes(span) for span in spans], ("solid",), width),
        )

    columns = (*COLUMNS, RECALL) if recall else COLUMNS
    legend = LEGEND if any(day.final_pass for day in days) else LEGEND[:2]
    return Picture("forecast", question, answer, about, Table(columns, rows), draw, legend)


def _row(day: ForecastDay) -> tuple[date, int, int, int, int, float]:
    return day.on, day.due, day.new, day.final_pass, day.total, minutes_of(day)


def minutes_of(day: ForecastDay) -> float:
    """Return the minutes of a day, to tell a story among them, to a tenth."""
    return round((day.seconds + day.telling) / 60, 1)


class _Span(NamedTuple):
    """One day or several in a row."""

    days: Sequence[ForecastDay]

    @property
    def name(self) -> str:
        return short_date(self.days[0].on)

    @property
    def words(self) -> str:
        last = self.days[-1].on
        return self.name if len(self.days) == 1 else f"{self.name} to {short_date(last)}"


def days_together(count: int) -> int:
    """Return how many of so many days a column holds: one, or whole weeks."""
    return 1 if count <= MOST else -(-count // (MOST * WEEK)) * WEEK


def _spans(days: Sequence[ForecastDay]) -> list[_Span]:
    step = days_together(len(days))
    return [_Span(days[at : at + step]) for at in range(0, len(days), step)]


def _each(count: int) -> str:
    weeks = days_together(count) // WEEK
    return "a day" if not weeks else "a week" if weeks == 1 else f"in {weeks} weeks"


def _cards(span: _Span) -> Column:
    due = sum(day.due for day in span.days)
    new = sum(day.new for day in span.days)
    final = sum(day.final_pass for day in span.days)
    words = f"{span.words}: {counted(due, 'review')}, {counted(new, 'new card')}"
    if final:
        words += f", {final:,} of the final pass"
    return Column(span.name, (due, new, final), words)


def _minutes(span: _Span) -> Column:
    minutes = sum(minutes_of(day) for day in span.days)
    return Column(span.name, (minutes,), f"{span.words}: {duration(minutes * 60)}")
