"""Two cards that ask the same.

They differ in small words, endings or order only. What every story shares belongs into a guide,
once; asked in two stories it has two answers, and neither can be graded.
"""

from collections.abc import Iterator, Sequence

from lpcards.advice.file_view import Told
from lpcards.advice.finding import Clash, Gist, Mention, Said, rule_name
from lpcards.cards.card import Card
from lpcards.cards.kinds import kind_named
from lpcards.english.word_roots import code_of

NAME = rule_name(__name__)
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


def mentions(told: Told) -> Iterator[Mention]:
    """Yield for each card the code of its words, and its id."""
    for card in told.cards:
        roots = _roots(card, told)
        if len(roots) >= FEWEST:
            role = card.id.rpartition(".")[2] if card.kind == "disqualifier" else card.kind
            yield Mention(card.place, f"{code_of((role, *roots)):x} {card.id}")


def _roots(card: Card, told: Told) -> frozenset[str]:
    compared_by = kind_named(card.kind).compared_by
    if compared_by == "question":
        return told.roots(card.front)
    if compared_by == "question and answer":
        return told.roots(card.front).union(*map(told.roots, (card.back, *card.items)))
    return frozenset()


def between(gists: Sequence[Gist]) -> Iterator[Clash]:
    """Yield the cards that an earlier one asks already."""
    first: dict[str, tuple[Gist, str]] = {}
    for gist in gists:
        for said in gist.mentions.get(NAME, ()):
            code, _, card = said.words.partition(" ")
            other, twin = first.setdefault(code, (gist, card))
            if twin != card:
                yield _clash(gist, said, other, card, twin)


def _clash(gist: Gist, said: Said, other: Gist, card: str, twin: str) -> Clash:
    where = "" if other is gist else f" in `{other.name}`"
    told = f"card `{card}` asks what `{twin}`{where} does: keep one of them, or ask something else"
    return Clash(gist.path, said.line, said.column, told)
