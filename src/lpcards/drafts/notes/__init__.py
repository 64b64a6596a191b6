"""Notes to a draft of a story: whose words go where. No word is ever added, none is lost.

Notes may be marked, in any way that `story.headings` knows, be mere bullets, or a monologue
without any mark. What the marks do not say is proposed, and every proposal is marked as one; what
has no place in a story is named.
"""

from lpcards.drafts.notes.likely_principles import likely_principles
from lpcards.drafts.notes.marked_notes import LeftOut
from lpcards.drafts.notes.moves import Move, first_clause
from lpcards.drafts.notes.story_draft import (
    LONGEST_SHORT,
    StoryDraft,
    draft_of,
    moves_typed,
    prose,
    shifted,
    short_of,
)

__all__ = [
    "LONGEST_SHORT",
    "LeftOut",
    "Move",
    "StoryDraft",
    "draft_of",
    "first_clause",
    "likely_principles",
    "moves_typed",
    "prose",
    "shifted",
    "short_of",
]
