"""Two stories whose Results have a figure in common.

Who hears both wonders which of them is true. Two stories of one life hardly ever move the same
number by the same amount: one of them was copied.
"""

import re
from collections.abc import Iterator, Sequence

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Clash, FileSummary, Mention
from lpcards.english.figures import CURRENCIES
from lpcards.english.figures_in_text import WRITTEN

NAME = "same-figure"

FEWEST = 3
"""Digits, noughts at either end left out, that make a figure one of a kind."""
NEEDS = ("metric", "business", "second_order")

BAD = (
    "steps: {result: {needs: {metric: Complaints fell from 311 a month to 27.}}}\n",
    "steps: {result: {needs: {metric: 'Calls about the lift: from 311 to 27 a year.'}}}\n",
)
GOOD = (
    "steps: {result: {needs: {metric: Complaints fell from 311 a month to 27.}}}\n",
    "steps: {result: {needs: {metric: 'Calls about the lift: from 64 to 9 a year.'}}}\n",
)
_FIGURE = re.compile(WRITTEN)
_YEAR = re.compile(r"(?:19|20)\d\d")


def mentions(file: CheckedFile) -> Iterator[Mention]:
    """Yield the figures of the Result that are hardly chance, and the pairs of from and to."""
    needs = file.steps.result.needs
    for name in NEEDS:
        need = getattr(needs, name)
        figures = [_plain(figure) for figure in _FIGURE.findall(need.text)] if need else []
        place = ("steps", "result", "needs", name)
        for figure in dict.fromkeys(figures):
            if _is_rare(figure):
                yield Mention(place, figure)
        if name == "metric" and len(figures) > 1 and not any(map(_is_rare, figures[:2])):
            yield Mention(place, " -> ".join(figures[:2]))


def _plain(figure: str) -> str:
    return figure.replace(",", "").lstrip(CURRENCIES)


def _is_rare(figure: str) -> bool:
    digits = figure.replace(".", "").strip("0")
    return len(digits) >= FEWEST and not (":" in figure or _YEAR.fullmatch(figure))


def between(summaries: Sequence[FileSummary]) -> Iterator[Clash]:
    """Yield the figures that an earlier story has too."""
    first: dict[str, FileSummary] = {}
    for summary in summaries:
        for mention in summary.mentions.get(NAME, ()):
            other = first.setdefault(mention.words, summary)
            if other is not summary:
                message = f"{mention.words} is in the Result of `{other.name}` too"
                remedy = "which of them is true? Mend the other"
                yield Clash(summary.path, mention.line, mention.column, f"{message}: {remedy}")
