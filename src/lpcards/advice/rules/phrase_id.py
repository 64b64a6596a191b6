"""A key phrase that lacks nothing but an id to make a card.

Its card hangs on the id, so that the words may change. `lpcards ids FILE` adds what is missing.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding

NAME = "phrase-id"

BAD = """\
steps:
  task:
    key_phrases:
      - text: nobody had asked me
        sentence: "It was not my job, and {nobody had asked me | who had asked?}."
"""
GOOD = """\
steps:
  task:
    key_phrases:
      - id: asked
        text: nobody had asked me
        sentence: "It was not my job, and {nobody had asked me | who had asked?}."
"""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the phrases with a sentence and no id."""
    for _, place, phrase in file.key_phrases:
        if phrase.sentence and not phrase.id:
            message = "no `id`, so no `phrase` card: `lpcards ids FILE` adds one"
            yield Finding(place, message)
