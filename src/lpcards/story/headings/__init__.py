"""How people mark the parts of a story: one recogniser for notes, answers and pasted pages.

A text goes in, pieces come out, each with what it is marked as and where its own words stand.
Pure, and of any language of the table of words.
"""

from lpcards.story.headings.decoration import bare_span, is_list_item
from lpcards.story.headings.heading_words import is_interviewers, is_question
from lpcards.story.headings.marked_text import MarkedText, Piece, marked
from lpcards.story.headings.several_stories import ToldStory, stories_in

__all__ = [
    "MarkedText",
    "Piece",
    "ToldStory",
    "bare_span",
    "is_interviewers",
    "is_list_item",
    "is_question",
    "marked",
    "stories_in",
]
