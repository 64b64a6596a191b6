"""A pivot to the story's own principle.

The story is told for that principle already. A pivot is how it opens for another one.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding

NAME = "own-pivot"

BAD = """\
principle: customer-obsession
pivots:
  - {principle: customer-obsession, lead_with: People waited in the dark., downplay: the feed}
"""
GOOD = """\
principle: customer-obsession
pivots:
  - {principle: ownership, lead_with: It was not our timetable., downplay: the complaints}
"""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the pivots that lead where the story is."""
    own = file.content.principle
    for n, pivot in enumerate(file.pivots):
        if pivot.principle == own:
            message = f"the story is told for `{own}` already: name another principle"
            yield Finding(("pivots", n, "principle"), message)
