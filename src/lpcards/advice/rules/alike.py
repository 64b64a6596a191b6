"""A probe whose weak and strong answers hardly differ.

The card sets one against the other. If the weak one says the same in fewer words, nobody learns
what is wrong with it: let it fail in substance.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding

NAME = "alike"

FEWEST = 3
"""Words with a meaning from which two answers can be compared."""
MOSTLY = 0.75
"""The share of the weak answer's words that the strong one may hold."""

BAD = """\
probes:
  - id: how-sure
    ask: How did you know which trips were cut?
    strong: I compared the app with the timetable at the stop, trip by trip.
    weak: I compared the app and the timetable.
"""
GOOD = """\
probes:
  - id: how-sure
    ask: How did you know which trips were cut?
    strong: I compared the app with the timetable at the stop, trip by trip.
    weak: The complaints stopped, so it must have been right.
"""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the probes whose weak answer says nothing that the strong one does not."""
    for n, probe in enumerate(file.probes):
        weak = file.roots(probe.weak.answer)
        strong = file.roots(probe.strong.answer) | file.roots(probe.strong.takeaway)
        if len(weak) >= FEWEST and strong and len(weak & strong) >= MOSTLY * len(weak):
            message = "the weak answer says what the strong one does: let it fail in substance"
            yield Finding(("probes", n, "weak"), message)
