"""A Task that draws no line: whose it was, what nobody asked for, what was not yours.

Without it the story sounds assigned. Say before the first verb where your own work ends, and that
you chose to go further.
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
    r"(?:\bnot|\bnever|n['’]t|\bno longer) (?:(?:really|even|only|part of|in|up to|for) )*"
    r"(?:my|mine|me|our|ours|us|his|her|their|theirs)\b"
    r"|\b(?:nobody|no one|no-one|none|neither)\b"
    r"|\bno (?:ticket|order|assignment|mandate|request|budget|say|owner|task|authority)\b"
    r"|\b(?:belong(?:s|ed)?|owners?|owned|responsib\w+|in charge|supposed to|allowed to|unasked|"
    r"out of scope|assigned|mine|theirs|hers|his own)\b"
    r"|\b(?:my|his|her|their|your|whose) (?:part|job|role|task|call|decision|team)\b"
    r"|\b(?:was|were|is|are|that's|it's) up to\b"
    r"|\b(?!(?:it|that|what|let|he|she|there|here|who|where|how)\b)\w+['’]s(?=[,.;:]| and\b)"
    r"|\w+s['’](?=[,.;: ])",
    re.IGNORECASE,
)
SAID = "no line drawn: say whose it was, that nobody asked, or what was not yours"


def findings(told: Told) -> Iterator[Finding]:
    """Yield the Task if neither its example nor its key phrases draw a line."""
    task = told.steps.task
    phrases = " / ".join(f"{one.text} {one.fact or ''}" for one in task.key_phrases)
    if task.example and not (LINE.search(task.example) or LINE.search(phrases)):
        yield Finding(("steps", "task", "example"), SAID)
