"""Whether a text says what moved, from what to what, and what that was worth."""

import re
from collections.abc import Iterator

from lpcards.advice.coaching.remark import Remark
from lpcards.advice.rules.result import FROM_TO, NO_FIGURE
from lpcards.english.clauses import clauses_of
from lpcards.english.figures import AMOUNT, FIGURE

NAME = "result"
NO_FROM_TO = "no from-to: say the figure before and after"
NO_WORTH = "no worth: say what that was worth, and to whom"
_WORTH = re.compile(
    r"[$€£¥]|\b(?:dollars?|euros?|pounds?|cents?|revenue|sales|costs?|saves?|saved|saving|savings|"
    r"profit|margin|budget|refund\w*|fees?|fines?|wages?|overtime|customers?|users?|clients?|"
    r"passengers?|patients?|guests?|visitors?|readers?|buyers?|sellers?|tenants?|students?|"
    r"children|pupils|drivers?|members?|subscribers?|merchants?|families|people|homes?|"
    r"households?|engineers?|teams?|hours?|days?|weeks?|months?|minutes?|seconds?|nights?|churn|"
    r"contracts?|orders?|complaints?|tickets?|calls?|returns?|errors?|outages?|incidents?|"
    r"accidents?|near miss\w*|injur\w+|cars?|trucks?)\b",
    re.IGNORECASE,
)
"""Money, time, people and harm: with a figure in the same sentence one of them is a worth."""


def unproved(text: str, *, is_result: bool) -> Iterator[Remark]:
    """Yield what a text lacks of a Result. In the Result itself `nobody` is a figure too."""
    if not (AMOUNT if is_result else FIGURE).search(text):
        yield Remark(NAME, f"no figure: {NO_FIGURE}", lacks="figure")
        return
    if not moved(text):
        yield Remark(NAME, NO_FROM_TO, lacks="from-to")
    if not worth(text):
        yield Remark(NAME, NO_WORTH, lacks="worth")


def moved(text: str) -> bool:
    """Say whether a sentence may hold a figure before and one after."""
    return any(len(AMOUNT.findall(one)) >= FROM_TO for one in _told(text))


def worth(text: str) -> bool:
    """Say whether a sentence has a figure and a word for what is worth something."""
    return any(_WORTH.search(one) for one in _told(text))


def _told(text: str) -> Iterator[str]:
    """Yield the sentences that hold a figure."""
    return (one.words for one in clauses_of(text) if FIGURE.search(one.words))
