"""Am I ready, and what is weak: how much of each principle would come to mind."""

from collections.abc import Sequence

from lpcards.charts.bar_chart import Bar, BarScale, bar_charts
from lpcards.charts.drawing import Drawing
from lpcards.charts.picture import LegendEntry, Picture
from lpcards.charts.table import Table, TableColumn, Value
from lpcards.english.printable import date_name, percent
from lpcards.memory.groups import READY, Group
from lpcards.story.principles import short_principle
from lpcards.study.figures_words import headline, principle_name
from lpcards.study.standing import Figures

COLUMNS = (
    TableColumn("principle", "Principle", "text"),
    TableColumn("readiness", "Of all cards", "share"),
    TableColumn("cards", "Cards"),
    TableColumn("learned", "Learned"),
    TableColumn("recall", "Recall of those", "share"),
    TableColumn("asked", "Reviews"),
    TableColumn("passed", "Passed"),
    TableColumn("lapses", "Lapses"),
    TableColumn("met", "Met", "whether"),
    TableColumn("covered", "Covered by a story", "whether"),
    TableColumn("ready", "Ready to tell", "whether"),
)
LEGEND = (
    LegendEntry("solid", "share of all cards that would come to mind"),
    LegendEntry("goal", f"enough: {percent(READY)}"),
)


def readiness_picture(figures: Figures) -> Picture:
    """Return the principles, the weakest first; the sentence alone while nothing is learned."""
    groups = figures.graded

    def draw(width: float) -> Sequence[Drawing]:
        return bar_charts([_bar(group) for group in groups], ("solid",), SCALE, width)

    on = "today" if figures.on == figures.today else f"on {date_name(figures.on, figures.today)}"
    about = (
        f"What would come to mind {on} if you stopped today, of all cards of a principle, "
        f"the weakest first. A card never seen counts nothing."
    )
    rows = tuple(_row(group, figures) for group in groups) if figures.total.learned else ()
    table = Table(COLUMNS, rows)
    return Picture("readiness", "Am I ready?", headline(figures), about, table, draw, LEGEND)


SCALE = BarScale(1.0, READY, percent(READY))


def _bar(group: Group) -> Bar:
    share = group.readiness
    return Bar(short_principle(group.name), (share,), (percent(share),))


def _row(group: Group, figures: Figures) -> tuple[Value, ...]:
    progress = figures.progress
    return (
        principle_name(group.name),
        group.readiness,
        group.cards,
        group.learned,
        group.recall,
        group.asked,
        group.passed,
        group.lapses,
        group.name in progress.met,
        group.name in progress.covered,
        group.name in progress.ready,
    )
