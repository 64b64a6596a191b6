"""A question, top line or hint that holds the answer.

A card that answers itself teaches nothing. A hint says how many, which sort, or the first letters.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding, excerpt
from lpcards.cards.card import Card
from lpcards.cards.kinds import kind_named
from lpcards.english.word_roots import lowered, sequence_of, spot_of

NAME = "giveaway"

MENDED = ".mend"
"""The slot of cards whose question is the answer put badly, unless they ask what it names."""
BEGINNING = 3
"""Letters that the forms of a word have in common: most answers are soon seen not to be there."""
FEW = 2
"""Fewer words with a meaning may be in a question by chance."""
SIGNS = "\"'(“‘.,:;!?"

BAD = """\
quizzes:
  - id: first-move
    ask: Thirty mails in one folder. What comes first?
    options: [read them in one go, answer one by one]
    answer: read them in one go
    why: the pattern is in all of them together.
    hint: read what in one go?
"""
GOOD = """\
quizzes:
  - id: first-move
    ask: Thirty mails in one folder. What comes first?
    options: [read them in one go, answer one by one]
    answer: read them in one go
    why: the pattern is in all of them together.
    hint: one or all?
"""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the cards that give their answer, or one of their items, away."""
    for card in file.cards:
        if kind_named(card.kind).shows_answer:
            continue
        before = f"{card.hint}\n{card.top}\n{card.front}".lower()
        for answer in card.items or (card.back.partition("\n")[0],):
            longest = max(answer.split(), key=len, default="").strip(SIGNS)
            if longest[:BEGINNING].lower() in before and (where := _where(card, answer, file)):
                message = f"the {where} holds the answer {excerpt(answer, 40)}"
                remedy = f"ask without those words (card `{card.id}`)"
                yield Finding(card.place, f"{message}: {remedy}")


def _where(card: Card, answer: str, file: CheckedFile) -> str:
    """Return what holds the answer before it is shown; "" if nothing does."""
    roots = file.roots(answer)
    question = "" if card.id.endswith(MENDED) and not card.items else card.front
    for name, text in (("hint", card.hint), ("top line", card.top), ("question", question)):
        if roots and roots <= file.roots(text) and _is_in_order(answer, text, few=len(roots) < FEW):
            return name
    return ""


def _is_in_order(answer: str, text: str, *, few: bool) -> bool:
    """Say whether the answer's words come in `text` in their order; if `few`, to the letter."""
    if few:
        return spot_of(answer, lowered(text)) is not None
    words = iter(sequence_of(text))
    return all(root in words for root in sequence_of(answer))
