"""A `hear` that has no word in common with its `signals`.

Both say what an interviewer hears in one phrase, each on a card. Who has learned the one fails on
the other: say the same on both, or leave `hear` out.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding, excerpt

NAME = "hear"

SAME_BEGINNING = 5
"""Letters in which two words are the same: `validated` and `validation`."""

BAD = """\
disqualifiers:
  - id: reported-it
    phrase: I reported it to the transit office and they corrected it.
    signals: handed on; the office owns your story.
    instead: I hid the trips that night, and brought the office the list.
    hear: Folded arms.
"""
GOOD = """\
disqualifiers:
  - id: reported-it
    phrase: I reported it to the transit office and they corrected it.
    signals: handed on; the office owns your story.
    instead: I hid the trips that night, and brought the office the list.
    hear: The office owns it.
"""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield each `hear` that answers what `signals` answers otherwise."""
    for n, disqualifier in enumerate(file.disqualifiers):
        if not (disqualifier.hear and disqualifier.signals):
            continue
        heard = _beginnings(file.roots(disqualifier.hear.text))
        signals = _beginnings(file.roots(disqualifier.signals))
        if heard and signals and heard.isdisjoint(signals):
            both = f"{excerpt(disqualifier.hear.text, 40)} shares no word with the `signals`"
            remedy = "say the same in both, or leave `hear` out"
            yield Finding(("disqualifiers", n, "hear"), f"{both}: {remedy}")


def _beginnings(roots: frozenset[str]) -> frozenset[str]:
    return frozenset(root[:SAME_BEGINNING] for root in roots)
