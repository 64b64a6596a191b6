"""A quiz whose right option is seen without reading: it alone has a figure, or is by far longest.

Let the others be what a candidate would really say, with figures like its own and about as long.
"""

import re
from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding, excerpt
from lpcards.english.figures_in_text import FIGURE
from lpcards.story.models import Quiz

NAME = "quiz"

LONGER, MORE = 1.5, 12
"""It is by far the longest if it is so many times as long as the next, and has so many characters
more: two words against one are no sign."""

BAD = """\
quizzes:
  - id: first-move
    ask: Thirty mails in one folder. What comes first?
    options:
      - forward them
      - answer faster
      - read all of them in one go and look for what they share
    answer: read all of them in one go and look for what they share
    why: the pattern is in all of them together.
"""
GOOD = """\
quizzes:
  - id: first-move
    ask: Thirty mails in one folder. What comes first?
    options:
      - forward them to the transit office
      - answer each of them within the hour
      - read all of them in one go
    answer: read all of them in one go
    why: the pattern is in all of them together.
"""
_PLAIN = re.compile(r"\d|\bpercent\b")
"""A figure that is seen at once: "three of them" may be said of anything."""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the quizzes whose answer stands out."""
    for n, quiz in enumerate(file.quizzes):
        if sign := _stands_out(quiz):
            remedy = "let the other options be as serious"
            message = f"the right option {excerpt(quiz.answer or '', 40)} {sign}: {remedy}"
            yield Finding(("quizzes", n, "options"), message)


def _stands_out(quiz: Quiz) -> str:
    """Return how the right option differs from all others at first sight; "" if it does not."""
    right = quiz.answer or ""
    others = [option for option in quiz.options if option != right]
    if not (right and others):
        return ""
    if _PLAIN.search(right) and not any(map(FIGURE.search, others)):
        return "alone has a figure"
    next_longest = max(map(len, others))
    is_long = len(right) >= max(LONGER * next_longest, next_longest + MORE)
    return "is by far the longest" if is_long else ""
