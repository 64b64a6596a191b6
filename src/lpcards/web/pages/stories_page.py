"""`/stories`: what there is to read, one's own first."""

from starlette.responses import Response

from lpcards.study.notices import notice_of
from lpcards.web.visit import Page, Visit


def stories(visit: Visit) -> Response:
    """List the stories and guides, each group in study order."""
    index = visit.workspace.index
    found = index.stories()
    guides = [story for story in found if story.type == "guide"]
    told = [story for story in found if story.type != "guide"]
    groups = [
        ("Your stories", [story for story in told if story.own]),
        ("Examples", [story for story in told if not story.own]),
        ("Guides", guides),
    ]
    return visit.page("stories.html", groups=groups, notices=list(notice_of(index)))


PAGES = (Page("/stories", stories),)
