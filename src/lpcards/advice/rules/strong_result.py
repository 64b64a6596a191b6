"""A Result without a from-to figure, a worth, or something that lasted.

A strong Result has three parts: what changed and from what to what, what it was worth and to whom,
and what stayed or was taken over by others. The first two need figures.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding
from lpcards.cards.gaps import absent_needs
from lpcards.english.figures_in_text import AMOUNT
from lpcards.english.result_figures import without_names
from lpcards.story.models import Result
from lpcards.story.positions import Place

NAME = "result"

PLACE: Place = ("steps", "result", "needs")
FROM_TO = 2
"""Amounts that a change needs."""

NO_FIGURE = "say from what to what, and what it was worth"
ABSENT = {
    "metric": "no `metric`: add the figure that moved, from what to what",
    "business": "no `business`: add what that was worth, and to whom",
    "second_order": "no `second_order`: add what lasted, or what others took over",
}

BAD = """\
steps:
  result:
    example: After that it was much better, and the passengers were happy.
    needs:
      metric: Far fewer complaints.
      business: It saved the company a lot of money.
"""
GOOD = """\
steps:
  result:
    example: Complaints about line 8 fell from 31 a month to 2, and 40 refunds a month went away.
    needs:
      metric: Complaints about line 8 fell from 31 a month to 2.
      business: {text: 40 refunds a month at 6 euros each., source: the refund list of May and June}
      second_order: The transit office checks each cut trip against our app.
"""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield which of the three parts are missing, and where a figure is."""
    result = file.steps.result
    for name in absent_needs(result):
        yield Finding((*PLACE, name), ABSENT[name])
    yield from _without_figures(result)
    for said in file.spoken:
        if said.step == "result" and not AMOUNT.search(without_names(said.text)):
            what = "the Result's `example`" if said.place[-1] == "example" else "this Result"
            yield Finding(said.place, f"no figure in {what}: {NO_FIGURE}")


def _without_figures(result: Result) -> Iterator[Finding]:
    metric, business = result.needs.metric, result.needs.business
    if metric and len(AMOUNT.findall(metric.text)) < FROM_TO:
        yield Finding((*PLACE, "metric"), "`metric` has no before and after: say both figures")
    if business and not AMOUNT.search(business.text):
        yield Finding((*PLACE, "business"), "`business` has no figure: say how much, and to whom")
