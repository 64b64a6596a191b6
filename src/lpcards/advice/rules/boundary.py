"""A Task that draws no line: whose it was, what nobody asked for, what was not yours.

Without it nobody hears which part was yours. Say before the first verb where your own work ends;
if you chose to go further, say that, too.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding
from lpcards.cards.gaps import draws_no_line

NAME = "boundary"

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
MESSAGE = "your part is not clear: say whose it was, that nobody asked, or what was not yours"


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the Task if neither its example nor its key phrases draw a line."""
    if draws_no_line(file.steps.task):
        yield Finding(("steps", "task", "example"), MESSAGE)
