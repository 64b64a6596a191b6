"""A key phrase that lacks nothing but an id to make a card.

Its card hangs on the id, so that the words may change. `lpcards ids FILE` adds what is missing.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding
from lpcards.story.models import KeyPhrase

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
    """Yield the phrases with a sentence, or with a fact that their example holds, and no id."""
    for name, place, phrase in file.key_phrases:
        example = getattr(file.steps, name).example
        if not phrase.id and (phrase.sentence or _is_said(phrase, example)):
            message = "no `id`, so no `phrase` card: `lpcards ids FILE` adds one"
            yield Finding(place, message)


def _is_said(phrase: KeyPhrase, example: str | None) -> bool:
    return bool(phrase.fact and example and phrase.fact.lower() in example.lower())
