"""A "we" that acts, in the Action.

Nobody can see what you did. Say "I" for your part, and name the others with what each of them did.
What "we" had, were or lost is no deed and passes; so does what others are quoted with.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding, excerpt
from lpcards.english.who_acted import ours

NAME = "we"

BAD = """\
steps:
  action:
    example: I read the mails. Then we compared the app with the timetable at the stop.
"""
GOOD = """\
steps:
  action:
    example: I read the mails. Then I compared the app with the timetable at the stop.
"""
_WE = {"we", "we've", "we’ve"}


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield each "we" that does something."""
    for said in file.actions:
        if said.tokens.isdisjoint(_WE):
            continue
        for clause in said.clauses:
            for weak in ours(clause):
                words = _cut(said.text[weak.start : weak.end + 20])
                yield Finding(said.place, f"{excerpt(words)}: {weak.remedy}", words)


def _cut(words: str) -> str:
    """Return "we" with the word or two that follow it."""
    return " ".join(words.split()[:3]).rstrip(".,;:")
