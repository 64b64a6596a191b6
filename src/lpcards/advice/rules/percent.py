"""A percent sign with a blank before it: "0.3 %".

American English writes 0.3%, on every card the same. In a narrow window a sign by itself may also
begin a line.
"""

import re
from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding, excerpt

NAME = "percent"

BAD = """\
steps: {result: {needs: {metric: 0.4 % of all trips wrong -> none.}}}
"""
GOOD = """\
steps: {result: {needs: {metric: 0.4% of all trips wrong -> none.}}}
"""
_APART = re.compile(r"(?<![\d.,])\d[\d.,]*+\s++%(?!\w|\s*[\d(])")
"""A sign between two figures is no percent sign."""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the figures whose sign stands apart."""
    if not any(map(_APART.search, file.tokens)):
        return
    for place, text in file.placed_texts():
        for found in _APART.finditer(text):
            words = found[0]
            remedy = f"write {''.join(words.split())}"
            yield Finding(place, f"{excerpt(words)} has a blank before its sign: {remedy}", words)
