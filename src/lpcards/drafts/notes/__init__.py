"""Notes to a draft of a story: whose words go where. No word is ever added, none is lost.

Notes may be marked (`S:`, `Task -`, `## Result`, `Q:` and `A:`), be mere bullets, or a monologue
without any mark. What the marks do not say is proposed, and every proposal is marked as one.
"""

from lpcards.drafts.notes.moves import Move, first_clause
from lpcards.drafts.notes.story_draft import (
    LONGEST_SHORT,
    StoryDraft,
    draft_of,
    prose,
    shifted,
    short_of,
)

__all__ = [
    "LONGEST_SHORT",
    "Move",
    "StoryDraft",
    "draft_of",
    "first_clause",
    "prose",
    "shifted",
    "short_of",
]
