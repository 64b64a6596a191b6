"""A strong answer without the sentence to open with, or without its points.

The card asks for the points and shows the takeaway first. An answer alone is a block of text that
nobody can grade.
"""

from collections.abc import Iterator

from lpcards.advice.file_view import Told
from lpcards.advice.finding import Finding

BAD = """\
probes:
  - id: whose-data
    ask: Why did you not leave it to the transit office?
    strong: Because people stood in the dark, and the office answers letters within six weeks.
"""
GOOD = """\
probes:
  - id: whose-data
    ask: Why did you not leave it to the transit office?
    strong:
      takeaway: Because people were standing in the dark.
      points: [complaints every week, a letter takes them six weeks]
      answer: Because people stood in the dark, and the office answers letters within six weeks.
"""


def findings(told: Told) -> Iterator[Finding]:
    """Yield the answers that lack points or takeaway."""
    for n, probe in enumerate(told.probes):
        strong, place = probe.strong, ("probes", n, "strong")
        if not (strong.answer or strong.points or strong.takeaway):
            continue
        if not strong.points:
            yield Finding((*place, "points"), "no `points`: add two to four that it must hold")
        if not strong.takeaway:
            yield Finding((*place, "takeaway"), "no `takeaway`: add the sentence to open with")
