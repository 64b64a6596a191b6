"""The pages there are. A new one is a module of `pages` with its `PAGES`, and a line here.

What each page links to stands in `page_templates.LINKS`.
"""

from collections.abc import Callable
from importlib import import_module

from starlette.responses import Response

from lpcards.web.pages import (
    media_page,
    review_data,
    review_page,
    sheet_on_page,
    statistics_page,
    stories_page,
    story_page,
    today_page,
)
from lpcards.web.visit import Page, Visit

LATER = (
    ("/calibration", "calibration_page", "calibration", ""),
    ("/card", "reasons_page", "reasons", ""),
    ("/debrief", "debrief_page", "debrief", "take"),
    ("/edit", "edit_page", "edit", "take"),
    ("/new", "new_page", "new", "take"),
    ("/new/{once}", "new_page", "ended", ""),
    ("/rehearse", "rehearse_page", "rehearse", "take"),
    ("/rehearse/end", "rehearse_page", "ended", ""),
    ("/mock", "mock_page", "mock", "take"),
    ("/mock/end", "mock_page", "ended", ""),
    ("/settings", "settings_page", "settings", "take"),
    ("/welcome", "welcome_page", "welcome", "take"),
)
"""Pages that are loaded when somebody comes: reading notes and stories needs half of the program.

For each its address, its module, who shows it, and who takes what is sent there.
"""


def _later(module: str, name: str) -> Callable[[Visit], Response] | None:
    """Return what a page's module does under that name; None for none."""

    def does(visit: Visit) -> Response:
        found: Callable[[Visit], Response] = getattr(
            import_module(f"lpcards.web.pages.{module}"), name
        )
        return found(visit)

    return does if name else None


PAGES = (
    *today_page.PAGES,
    *review_page.PAGES,
    *review_data.PAGES,
    *stories_page.PAGES,
    *story_page.PAGES,
    *media_page.PAGES,
    *sheet_on_page.PAGES,
    *statistics_page.PAGES,
    *(Page(at, _later(module, show), _later(module, take)) for at, module, show, take in LATER),
)
