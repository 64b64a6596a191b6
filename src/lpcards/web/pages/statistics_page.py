"""`/statistics`: where you stand in pictures, and the numbers of each as CSV."""

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from lpcards.charts.picture import Picture, picture_html
from lpcards.charts.table import table_csv
from lpcards.study.notices import notice_of
from lpcards.study.pictures.progress_report import PICTURES, Material, progress_report
from lpcards.web.page_templates import command_html
from lpcards.web.visit import Page, Visit

DAYS = 365
"""So far the page looks back; `lpcards report --days` looks further."""


def statistics(visit: Visit) -> Response:
    """Show the pictures of `lpcards report`."""
    report = progress_report(visit.workspace, DAYS)
    return visit.page(
        "statistics.html",
        notices=list(notice_of(visit.workspace.index)),
        heading=report.title,
        lines=report.lines,
        pictures=[_html(picture) for picture in report.pictures],
    )


def _html(picture: Picture) -> Markup:
    """Return a picture as HTML, in which everything is escaped already."""
    address = f"/statistics/{picture.name}.csv"
    return Markup(picture_html(picture, address, command_html))  # noqa: S704


def statistics_csv(visit: Visit) -> Response:
    """Send the numbers of one picture."""
    name, dot, ending = visit.path["picture"].partition(".")
    if name not in PICTURES or f"{dot}{ending}" != ".csv":
        raise HTTPException(404)
    found = PICTURES[name](Material(visit.workspace, DAYS))
    data = table_csv(found.table).encode("utf-8", "replace")
    headers = {"Content-Disposition": f'attachment; filename="{found.name}.csv"'}
    return Response(data, headers=headers, media_type="text/csv")


PAGES = (
    Page("/statistics", statistics),
    Page("/statistics/{picture}", statistics_csv),
)
