"""A vague verb in the Action: "I looked into it", "I helped", "I escalated it".

Anybody could say it. Name the tool, the move, or what you had in your hand when you told others.
"""

import re
from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding, excerpt
from lpcards.english.clauses import Clause, WeakWords
from lpcards.english.weak_words import handed_on, vague_verbs

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
_BEGIN = frozenset(
    "look looked looking took had dug digging delved work worked working help helped "
    "helping assist assisted assisting support supported supporting part involved participated "
    "participating "
    "contributed contributing dealt handle handled handling care sorted figured some lot lots bit "
    "with around sure follow followed following drove driving role ownership charge lead "
    "escalated pinged handed passed forwarded referred reported flagged delegated raised brought "
    "left leave ticket told several various many multiple".split()
)
"""A word that most of it holds, to see soon that a text has none of it."""
_STEMS = re.compile(
    r"(?:facilitat|collaborat|coordinat|liais|align|interfac|engag|leverag|spearhead|champion|"
    r"orchestrat|synergi|ensur|improv|optimi|streamlin|enhanc|address|tackl|manag|investigat|analy|"
    r"research|evaluat|assess|reorgani|restructur|monitor|moderni|boost|refin|overs|upgrad|explor|"
    r"clarif)",
    re.IGNORECASE,
)


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the vague verbs, and what was handed on with nothing in the hand."""
    for said in file.actions:
        if said.tokens.isdisjoint(_BEGIN) and not _STEMS.search(said.text):
            continue
        for clause in said.clauses:
            for weak in vague_words_in(clause):
                words = said.text[weak.start : weak.end]
                yield Finding(said.place, f"{excerpt(words)}: {weak.remedy}", words)


def vague_words_in(clause: Clause) -> Iterator[WeakWords]:
    """Yield the vague verbs of a clause, and what is handed on in it; each words once."""
    end = -1
    for weak in sorted((*vague_verbs(clause), *handed_on(clause))):
        if weak.start >= end:
            yield weak
            end = weak.end
