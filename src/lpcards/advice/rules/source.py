"""A figure of the Result, and nothing that says how you know it.

"How do you know that figure?" is the first thing an interviewer asks. What it was worth always
needs a `source`; what moved needs one if nothing else in the Result has one.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding
from lpcards.cards.gaps import unsourced

NAME = "source"

MESSAGES = {
    "business": "no `source`: add how you know that figure; it is the first thing they ask",
    "metric": "no `source`: add who counted that, and where",
}

BAD = """\
steps:
  result:
    needs:
      metric: Complaints about line 8 fell from 31 a month to 2.
      business: 40 refunds a month at 6 euros each.
      second_order: The transit office checks each cut trip against our app.
"""
GOOD = """\
steps:
  result:
    needs:
      metric: {text: Complaints about line 8 fell from 31 a month to 2., source: our help desk}
      business: {text: 40 refunds a month at 6 euros each., source: the refund list of May and June}
      second_order: The transit office checks each cut trip against our app.
"""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the figures that nobody vouches for."""
    for name in unsourced(file.steps.result.needs):
        yield Finding(("steps", "result", "needs", name), MESSAGES[name])
