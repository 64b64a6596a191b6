"""A deed without a doer, in the Action: "it was fixed".

Somebody did it. If it was you, say "I"; if it was somebody else, name them.
"""

from collections.abc import Iterator, Sequence

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding, excerpt
from lpcards.english.participles import past_of
from lpcards.english.passive_voice import passives

NAME = "passive"

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
_BE = frozenset({"was", "were", "got", "been", "being"})
NEAR = 4
"""Words behind "was" in which the deed stands."""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the passives."""
    for said in file.actions:
        if not _may_be(file.tokens.get(said.text, ())):
            continue
        for clause in said.clauses:
            for weak in passives(clause):
                words = said.text[weak.start : weak.end]
                yield Finding(said.place, f"{excerpt(words)}: {weak.remedy}", words)


def _may_be(tokens: Sequence[str]) -> bool:
    """Say whether a "was" has something like a deed behind it: most have none."""
    return any(
        past_of(word.rstrip(".,;:!?"))
        for at, token in enumerate(tokens)
        if token in _BE
        for word in tokens[at + 1 : at + 1 + NEAR]
    )
