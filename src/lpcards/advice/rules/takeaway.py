"""A strong answer without the sentence to open with, or without its points.

The card asks for the points and shows the takeaway first. An answer alone is a block of text that
nobody can grade.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding

NAME = "takeaway"

BAD = """\
probes:
  - id: how-sure
    ask: How did you know which trips were cut?
    strong: I compared the app with the timetable at the stop, trip by trip, on a Sunday.
"""
GOOD = """\
probes:
  - id: how-sure
    ask: How did you know which trips were cut?
    strong:
      takeaway: I went and looked.
      points: [the app beside the timetable, trip by trip]
      answer: I compared the app with the timetable at the stop, trip by trip, on a Sunday.
"""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the answers that lack points or takeaway."""
    for n, probe in enumerate(file.probes):
        strong, place = probe.strong, ("probes", n, "strong")
        if not (strong.answer or strong.points or strong.takeaway):
            continue
        if not strong.points:
            yield Finding((*place, "points"), "no `points`: add two to four that it must hold")
        if not strong.takeaway:
            yield Finding((*place, "takeaway"), "no `takeaway`: add the sentence to open with")
