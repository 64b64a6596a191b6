"""The pages there are. A new one is a module of `pages` with its `PAGES`, and a line here."""

from lpcards.web.pages import today_page

PAGES = (*today_page.PAGES,)
