"""A pasted page: one story as text from a web page, read by its words. Pure values, no files.

A page is lossy, and a paste may be cut anywhere. What is whole is kept, each piece in its own
place; what cannot be placed is named, and nothing is made up.
"""

from lpcards.drafts.page.page_lines import Paste, mark_of, paste_of
from lpcards.drafts.page.page_names import (
    Names,
    names_of,
    principle_named,
    principle_of_title,
    spoken_of,
)
from lpcards.drafts.page.page_reading import refusal_of, walkthrough_of
from lpcards.drafts.page.page_story import (
    Guess,
    StoryData,
    missing_parts,
    odd_parts,
    story_data_of,
)
from lpcards.drafts.page.walkthrough import Walkthrough

__all__ = [
    "Guess",
    "Names",
    "Paste",
    "StoryData",
    "Walkthrough",
    "mark_of",
    "missing_parts",
    "names_of",
    "odd_parts",
    "paste_of",
    "principle_named",
    "principle_of_title",
    "refusal_of",
    "spoken_of",
    "story_data_of",
    "walkthrough_of",
]
