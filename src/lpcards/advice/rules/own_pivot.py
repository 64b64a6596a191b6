"""A pivot to the story's own principle.

The story is told for that principle already. A pivot is how it opens for another one.
"""

from collections.abc import Iterator

from lpcards.advice.file_view import Told
from lpcards.advice.finding import Finding

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


def findings(told: Told) -> Iterator[Finding]:
    """Yield the pivots that lead where the story is."""
    own = told.file.principle
    for n, pivot in enumerate(told.pivots):
        if pivot.principle == own:
            said = f"the story is told for `{own}` already: name another principle"
            yield Finding(("pivots", n, "principle"), said)
