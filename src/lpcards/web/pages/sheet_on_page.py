"""`/sheet`: the night before, as `lpcards sheet --html` makes it, to read and to print."""

from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from lpcards.web.media_addresses import addresses_of
from lpcards.web.visit import Page, Visit

if TYPE_CHECKING:
    from lpcards.sharing.page_fitting import Paper


def sheet(visit: Visit) -> Response:
    """Show one's own stories (the examples if there are none), or the one that is asked for."""
    from lpcards.sharing.page_fitting import PAPERS  # here: all pages would wait for it
    from lpcards.sharing.sheet_html import SHEET_TITLE, sheet_main
    from lpcards.study.authoring.sheet_material import sheet_of, stories_for_sheet

    index, name = visit.workspace.index, visit.query.get("story", "")
    chosen = [story for story in stories_for_sheet(index, (), ()) if name in {"", story.id}] or [
        one for one in index.stories() if one.type == "scenario" and one.id == name
    ]
    if name and not chosen:
        raise HTTPException(404)
    made = sheet_of(visit.workspace, chosen, named=bool(name))
    media = {story: addresses_of(files) for story, files in index.media().items()}
    return visit.page(
        "sheet.html",
        title=SHEET_TITLE,
        main=Markup(sheet_main(made.pages, _paper(visit.query.get("paper", "a4")), media)),  # noqa: S704
        paper=visit.query.get("paper", "a4"),
        papers=list(PAPERS),
        name=name,
    )


def style(visit: Visit) -> Response:
    """Return the looks of the sheet on a paper."""
    from lpcards.sharing.sheet_html import sheet_style  # here, as above

    return Response(sheet_style(_paper(visit.path["paper"])), media_type="text/css")


def _paper(name: str) -> "Paper":
    from lpcards.sharing.page_fitting import PAPERS  # here, as above

    if name not in PAPERS:
        raise HTTPException(404)
    return PAPERS[name]


PAGES = (Page("/sheet", sheet), Page("/sheet/{paper}.css", style))
