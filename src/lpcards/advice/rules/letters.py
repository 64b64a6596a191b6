"""A better line with letters to fill in: "I did X because of Y".

Nobody can say it aloud, so its card cannot be answered. Write a line as somebody would say it, with
words and figures in it; what every such line names goes under `names`.
"""

import re
from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding

NAME = "letters"

BAD = """\
disqualifiers:
  - id: on-time
    phrase: We were almost done by then.
    signals: no date was met.
    instead: On the day X ran, and Y followed a week later.
"""
GOOD = """\
disqualifiers:
  - id: on-time
    phrase: We were almost done by then.
    signals: no date was met.
    names: [what ran on the day, what followed, and when]
    instead: On the day the search ran, and the filters followed a week later.
"""
_LETTER = re.compile(
    r"(?<![\w.&'’/-])(?<!Gen )(?<!Generation )[XYZ](?![\w&'’/-]|\.\w| (?:axis|ray|rays)\b)"
)
"""A letter in the place of a word: no X-ray, no y axis, no Generation Z."""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the better lines that have to be filled in."""
    for n, disqualifier in enumerate(file.disqualifiers):
        letters = list(dict.fromkeys(_LETTER.findall(disqualifier.instead or "")))
        if letters:
            message = f"`instead` has {' and '.join(letters)} to fill in, which nobody says aloud"
            remedy = "write words and figures, and under `names` what any such line names"
            yield Finding(("disqualifiers", n, "instead"), f"{message}: {remedy}")
