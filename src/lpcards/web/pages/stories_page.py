"""`/stories`: what there is to read, one's own first; `?q=WORDS` looks for words in it."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from starlette.responses import Response

from lpcards.index.selection import Selection
from lpcards.study.notices import notice_of
from lpcards.system.problem import UserFault
from lpcards.web.visit import Page, Visit

if TYPE_CHECKING:
    from lpcards.english.search_words import Wanted
    from lpcards.study.searching import FoundPassage

MOST = 30
"""Passages that are shown: who wants others looks for more words."""


def stories(visit: Visit) -> Response:
    """List the stories and guides, each group in study order, or what was found in them."""
    if query := visit.query.get("q", "").strip():
        return _found(visit, query)
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


def _found(visit: Visit, query: str) -> Response:
    """Show the passages with the words that are looked for, the best first."""
    from lpcards.story.excerpt import excerpt  # here: the list of stories is quick
    from lpcards.study.searching import search

    try:
        found = search(visit.workspace, query, Selection(), MOST)
    except UserFault as fault:
        return visit.page("found.html", query=query, fault=str(fault), passages=[])
    titles = {story.id: story.title for story in visit.workspace.index.stories()}
    passages = [
        (
            one.story,
            titles.get(one.story),
            _place(one, found.wanted),
            excerpt(one.text.text, found.wanted),
        )
        for one in found.passages
    ]
    return visit.page("found.html", query=query, fault="", passages=passages, found=found)


def _place(passage: "FoundPassage", wanted: Iterable["Wanted"]) -> str:
    """Return where a passage stands: its file's name, and the line of the first word found."""
    return f"{os.path.basename(passage.path)}:{passage.hits(wanted)[0].line}"


PAGES = (Page("/stories", stories),)
