"""A pasted page: one story as text from a web page, read by its words. Pure values, no files.

A page is lossy, and a paste may be cut anywhere. What is whole is kept, each piece in its own
place; what cannot be placed is named, and nothing is made up.
"""

from lpcards.drafts.page.page_gaps import Gap, gaps_of, odd_parts
from lpcards.drafts.page.page_lines import Line, Paste, mark_of, paste_of
from lpcards.drafts.page.page_names import (
    Names,
    names_of,
    principle_named,
    principle_of_title,
    spoken_of,
)
from lpcards.drafts.page.page_reading import page_of, refusal_of
from lpcards.drafts.page.page_story import Guess, Told, story_of
from lpcards.drafts.page.walkthrough import Page

__all__ = [
    "Gap",
    "Guess",
    "Line",
    "Names",
    "Page",
    "Paste",
    "Told",
    "gaps_of",
    "mark_of",
    "names_of",
    "odd_parts",
    "page_of",
    "paste_of",
    "principle_named",
    "principle_of_title",
    "refusal_of",
    "spoken_of",
    "story_of",
]
