"""A question under `asked` that goes by its words.

Each question of your own story, and each that you met, makes a card. Without an id the card hangs
on the words: reworded it would be another card. `lpcards ids FILE` adds what is missing.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding

NAME = "question-id"

BAD = """\
asked: [When did you fix what was not yours?]
"""
GOOD = """\
asked: [{id: not-yours, ask: When did you fix what was not yours?}]
"""
MESSAGE = "no `id`: reworded it would be another card; `lpcards ids FILE` adds one"


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the questions without an id, but for an example's: those make no card as they are."""
    if getattr(file.content, "own", None) is False:
        return
    for key in ("asked", "met"):
        for n, question in enumerate(getattr(file.content, key, ())):
            if not question.id:
                yield Finding((key, n), MESSAGE)
