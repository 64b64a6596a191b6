"""Do I keep at it: the answers of each day, a square a day."""

from collections.abc import Sequence
from datetime import date

from lpcards.charts.drawing import Drawing
from lpcards.charts.heat_map import heat_maps
from lpcards.charts.picture import LegendEntry, Picture
from lpcards.charts.table import Table, TableColumn
from lpcards.english.printable import counted, date_name
from lpcards.memory.statistics import StudiedDay
from lpcards.study.figures_words import facts, span_of
from lpcards.study.standing import Figures

COLUMNS = (
    TableColumn("day", "Day", "day"),
    TableColumn("answers", "Answers"),
    TableColumn("reviews", "Reviews"),
    TableColumn("new", "New cards"),
    TableColumn("passed", "Passed"),
    TableColumn("drills", "Drills"),
    TableColumn("crams", "Crammed"),
    TableColumn("minutes", "Minutes", "minutes"),
)


def calendar_picture(figures: Figures) -> Picture:
    """Return the days of the window, with how many answers each had."""
    window, answers = figures.window, {day.day: day.answers for day in figures.days}

    def draw(width: float) -> Sequence[Drawing]:
        return heat_maps(answers, window.first, window.last, words, width)

    def words(day: date) -> str:
        return f"{date_name(day, figures.today)}: {counted(answers.get(day, 0), 'answer')}"

    known = dict(facts(figures))
    most = max(answers.values(), default=0)
    return Picture(
        "calendar",
        "Do I keep at it?",
        f"{known['Time']}; streak {known['Streak'].replace(';', ',')}.",
        f"Answers a day, {span_of(window.first, window.last)}. A column is a week.",
        Table(COLUMNS, tuple(map(_row, figures.days))),
        draw,
        (
            LegendEntry("none", "nothing"),
            LegendEntry("heat", f"the larger, the more, up to {counted(most, 'answer')}"),
        ),
    )


def _row(day: StudiedDay) -> tuple[date | int | float, ...]:
    return (
        day.day,
        day.answers,
        day.reviews,
        day.new,
        day.passed,
        day.drills,
        day.crams,
        round(day.milliseconds / 60_000, 1),
    )
