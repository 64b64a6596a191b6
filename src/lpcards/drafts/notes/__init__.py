"""Notes to a draft of a story: whose words go where. No word is ever added, none is lost.

Notes may be marked (`S:`, `Task -`, `## Result`, `Q:` and `A:`), be mere bullets, or a monologue
without any mark. What the marks do not say is proposed, and every proposal is marked as one.
"""

from lpcards.drafts.notes.draft import (
    LONGEST_SHORT,
    Draft,
    Proposal,
    draft_of,
    prose,
    shifted,
    short_of,
)
from lpcards.drafts.notes.marked import Notes, read_notes
from lpcards.drafts.notes.moves import Move, first_clause
from lpcards.drafts.notes.paragraphs import sentences_of
from lpcards.drafts.notes.sorting import sorted_into_steps

__all__ = [
    "LONGEST_SHORT",
    "Draft",
    "Move",
    "Notes",
    "Proposal",
    "draft_of",
    "first_clause",
    "prose",
    "read_notes",
    "sentences_of",
    "shifted",
    "short_of",
    "sorted_into_steps",
]
