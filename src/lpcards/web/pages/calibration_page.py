"""`/calibration`: what SM-2 and FSRS expected of your reviews, against what passed."""

from markupsafe import Markup
from starlette.responses import Response

from lpcards.charts.table import Table, TableColumn, table_html
from lpcards.index.selection import Selection
from lpcards.memory.calibration import Calibration
from lpcards.study.compared_schedulers import HEADS, NAMES, compared_schedulers, compared_words
from lpcards.web.visit import Page, Visit

COLUMNS = tuple(
    TableColumn(name, name.capitalize(), form)
    for name, form in zip(HEADS, ("share", "share", "count"), strict=True)
)


def calibration(visit: Visit) -> Response:
    """Show what `lpcards stats --calibration` says; the log is replayed for it."""
    workspace = visit.workspace
    compared = compared_schedulers(workspace.index, workspace.reading(), Selection())
    return visit.page(
        "calibration.html",
        lines=list(compared_words(compared)),
        tables=[_table(name, found) for name, found in compared.calibrations.items()],
    )


def _table(name: str, found: Calibration) -> Markup:
    """Return the bins of a scheduler as HTML, in which everything is escaped already."""
    rows = ((one.expected, one.passed / one.reviews, one.reviews) for one in found.bins)
    caption = f"{NAMES[name]}, log loss {found.log_loss:.3f}"
    return Markup(table_html(Table(COLUMNS, tuple(rows)), caption))  # noqa: S704


PAGES = (Page("/calibration", calibration),)
