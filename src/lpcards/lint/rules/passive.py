"""A deed without a doer, in the Action: "it was fixed".

Somebody did it. If it was you, say "I"; if it was somebody else, name them.
"""

import re
from collections.abc import Iterator

from lpcards.language.passive import passives
from lpcards.lint.finding import Finding, shown
from lpcards.lint.told import Told

BAD = """\
steps:
  action:
    example: I read the mails. Then the timetable was changed.
"""
GOOD = """\
steps:
  action:
    example: I read the mails. Then I changed the timetable.
"""
_BE = re.compile(r"\b(?:was|were|got|been|being)\b", re.IGNORECASE)


def findings(told: Told) -> Iterator[Finding]:
    """Yield the passives."""
    place, text = told.action
    if not _BE.search(text):
        return
    for sentence in told.action_sentences:
        for one in passives(sentence):
            words = text[one.start : one.end]
            yield Finding(place, f"{shown(words)}: {one.remedy}", words)
