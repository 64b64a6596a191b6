"""A question, top line or hint that holds the answer.

A card that answers itself teaches nothing. A hint says how many, which sort, or the first letters.
"""

from collections.abc import Iterator

from lpcards.card import Card
from lpcards.lint.finding import Finding, shown
from lpcards.lint.told import Told
from lpcards.lint.words import sequence_of

SHOWS_ITS_ANSWER = {"weak"}
"""Kinds whose question is the text that the answer quotes."""
MENDED = ".mend"
"""The slot of cards whose question is the answer put badly."""
BEGINNING = 3
"""Letters that the forms of a word have in common: most answers are soon seen not to be there."""

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


def findings(told: Told) -> Iterator[Finding]:
    """Yield the cards that give their answer, or one of their items, away."""
    for card in told.cards:
        if card.kind not in SHOWS_ITS_ANSWER:
            yield from _of(card, told)


def _of(card: Card, told: Told) -> Iterator[Finding]:
    before = f"{card.hint}\n{card.top}\n{card.front}".lower()
    for answer in card.items or (card.back.split("\n", 1)[0],):
        roots = told.roots(answer)
        if roots and max(roots, key=len)[:BEGINNING] in before:
            where = _where(card, answer, roots, told)
            if where:
                said = f"the {where} holds the answer {shown(answer, 40)}: ask without those words"
                yield Finding(card.place, f"{said} (card `{card.id}`)")


def _where(card: Card, answer: str, roots: frozenset[str], told: Told) -> str:
    """Return what holds the answer before it is shown; "" if nothing does."""
    question = "" if card.id.endswith(MENDED) else card.front
    for name, text in (("hint", card.hint), ("top line", card.top), ("question", question)):
        if roots <= told.roots(text) and _in_order(answer, text):
            return name
    return ""


def _in_order(answer: str, text: str) -> bool:
    """Say whether the words of the answer come in `text` as they do there."""
    words = iter(sequence_of(text))
    return all(root in words for root in sequence_of(answer))
