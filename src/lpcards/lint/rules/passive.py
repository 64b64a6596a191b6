"""A deed without a doer, in the Action: "it was fixed".

Somebody did it. If it was you, say "I"; if it was somebody else, name them.
"""

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
_BE = {"was", "were", "got", "been", "being"}


def findings(told: Told) -> Iterator[Finding]:
    """Yield the passives."""
    place, text = told.action
    if told.action_tokens.isdisjoint(_BE):
        return
    for sentence in told.action_sentences:
        for one in passives(sentence):
            words = text[one.start : one.end]
            yield Finding(place, f"{shown(words)}: {one.remedy}", words)
