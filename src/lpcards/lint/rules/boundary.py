"""A Task that draws no line: whose it was, what nobody asked for, what was not yours.

Without it the story sounds assigned. Say before the first verb where your own work ends, and that you
chose to go further.
"""

import re
from collections.abc import Iterator

from lpcards.lint.finding import Finding
from lpcards.lint.told import Told

BAD = """\
steps:
  task:
    example: The app showed a bus that did not run, so I opened the timetable and looked for it.
"""
GOOD = """\
steps:
  task:
    example: The timetable is the transit office's, and nobody had asked me to read it. I chose to.
"""
LINE = re.compile(
    r"\b(?:not|never|n['’]t|no longer) (?:(?:really|even|only|part of|in|up to|for) )*"
    r"(?:my|mine|me|our|ours|us|his|her|their|theirs)\b"
    r"|\b(?:nobody|no one|no-one|none|neither)\b"
    r"|\bno (?:ticket|order|assignment|mandate|request|budget|say|owner|task|authority|instruction)\b"
    r"|\b(?:belong(?:s|ed)?|own(?:s|ed)?|owners?|responsib\w+|in charge|supposed to|job|role|duty|"
    r"duties|decision|decide[sd]?|up to|assign\w*|asked|told|allowed|entitled|expected|contract|"
    r"unasked|scope|mandate|remit|brief)\b"
    r"|\b(?:mine|theirs|hers|his own|my own|my part|ours|yours)\b"
    r"|\w['’]s(?=[,.;:]| and\b)|\w+s['’](?=[,.;: ])",
    re.IGNORECASE,
)
SAID = "no line drawn: say whose it was, that nobody asked, or what was not yours"


def findings(told: Told) -> Iterator[Finding]:
    """Yield the Task if neither its example nor its key phrases draw a line."""
    task = told.steps.task
    phrases = " / ".join(f"{one.text} {one.fact or ''}" for one in task.key_phrases)
    if task.example and not (LINE.search(task.example) or LINE.search(phrases)):
        yield Finding(("steps", "task", "example"), SAID)
