"""The pages there are. A new one is a module of `pages` with its `PAGES`, and a line here.

What each page links to stands in `page_templates.LINKS`.
"""

from lpcards.web.pages import (
    media_page,
    mock_page,
    new_page,
    rehearse_page,
    review_data,
    review_page,
    settings_page,
    sheet_on_page,
    statistics_page,
    stories_page,
    story_page,
    today_page,
    welcome_page,
)

PAGES = (
    *today_page.PAGES,
    *review_page.PAGES,
    *review_data.PAGES,
    *stories_page.PAGES,
    *story_page.PAGES,
    *media_page.PAGES,
    *sheet_on_page.PAGES,
    *statistics_page.PAGES,
    *rehearse_page.PAGES,
    *mock_page.PAGES,
    *new_page.PAGES,
    *settings_page.PAGES,
    *welcome_page.PAGES,
)
