"""Two cards that ask the same.

They differ in small words, endings or order only. What every story shares belongs into a guide,
once; asked in two stories it has two answers, and neither can be graded.
"""

from collections.abc import Iterator, Sequence

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Clash, FileSummary, Mention, PlacedWords
from lpcards.cards.card import Card
from lpcards.cards.kinds import kind_named
from lpcards.english.word_roots import code_of

NAME = "same-card"

FEWEST = 3
"""Words with a meaning from which two cards can be compared."""

BAD = """\
disqualifiers:
  - {id: told-to, phrase: My manager asked me to look at it., instead: I chose to read them all.}
  - {id: asked, phrase: "My manager had asked me to look at it!", instead: It was my own idea.}
"""
GOOD = """\
disqualifiers:
  - {id: told-to, phrase: My manager asked me to look at it., instead: I chose to read them all.}
  - {id: feed, phrase: The feed was broken., instead: I compared eight trips with the paper.}
"""


def mentions(file: CheckedFile) -> Iterator[Mention]:
    """Yield for each card the code of its words, and its id."""
    for card in file.cards:
        roots = _roots(card, file)
        if len(roots) >= FEWEST:
            role = card.id.rpartition(".")[2] if card.kind == "disqualifier" else card.kind
            yield Mention(card.place, f"{code_of((role, *roots)):x} {card.id}")


def _roots(card: Card, file: CheckedFile) -> frozenset[str]:
    compared_by = kind_named(card.kind).compared_by
    if compared_by == "question":
        return file.roots(card.front)
    if compared_by == "question and answer":
        return file.roots(card.front).union(*map(file.roots, (card.back, *card.items)))
    return frozenset()


def between(summaries: Sequence[FileSummary]) -> Iterator[Clash]:
    """Yield the cards that an earlier one asks already."""
    first: dict[str, tuple[FileSummary, str]] = {}
    for summary in summaries:
        for mention in summary.mentions.get(NAME, ()):
            code, _, card = mention.words.partition(" ")
            other, twin = first.setdefault(code, (summary, card))
            if twin != card:
                yield _clash(summary, mention, other, card, twin)


def _clash(
    summary: FileSummary, mention: PlacedWords, other: FileSummary, card: str, twin: str
) -> Clash:
    where = "" if other is summary else f" in `{other.name}`"
    message = f"card `{card}` asks what `{twin}`{where} does"
    remedy = "keep one of them, or ask something else"
    return Clash(summary.path, mention.line, mention.column, f"{message}: {remedy}")
