"""A vague verb in the Action: "I looked into it", "I helped", "I escalated it".

Anybody could say it. Name the tool, the move, or what you had in your hand when you told others.
"""

import re
from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding, excerpt
from lpcards.english.clauses import Clause, WeakWords
from lpcards.english.weak_words import VAGUE, handed_on, vague_verbs

NAME = "vague"

BAD = """\
steps:
  action:
    example: I looked into the complaints, and I escalated it to the transit office.
"""
GOOD = """\
steps:
  action:
    example: I read 31 complaints, and I took a list of the eight cut trips to the transit office.
"""
_MAY_BE = re.compile(
    rf"\b(?:{'|'.join(VAGUE)}|escalated|pinged|handed|passed)\b",
    re.IGNORECASE,
)
"""What is looked for, whoever does it: most stories have none of it, and that is soon seen."""
_BEGIN = frozenset(
    "look looked looking work worked working help helped helping assist assisted assisting part "
    "involved participated participating contributed contributing dealt handle handled handling "
    "care sorted figured some lot lots bit escalated pinged handed passed".split()
)
"""A word that each of it holds, to see that sooner still."""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the vague verbs, and what was handed on with nothing in the hand."""
    for said in file.actions:
        if said.tokens.isdisjoint(_BEGIN) or not _MAY_BE.search(said.text):
            continue
        for clause in said.clauses:
            for weak in vague_words_in(clause) if _MAY_BE.search(clause.words) else ():
                words = said.text[weak.start : weak.end]
                yield Finding(said.place, f"{excerpt(words)}: {weak.remedy}", words)


def vague_words_in(clause: Clause) -> Iterator[WeakWords]:
    """Yield the vague verbs of a clause, and what is handed on in it."""
    yield from vague_verbs(clause)
    yield from handed_on(clause)
