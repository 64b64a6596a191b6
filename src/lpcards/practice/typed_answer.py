"""A typed answer judged: what of the card was said, and the grade to propose."""

from collections.abc import Sequence
from typing import NamedTuple

from lpcards.cards.card import Card
from lpcards.english.tokens import tokens_of
from lpcards.practice.matching import HIT, MISSED, PARTLY, Match, Typed
from lpcards.practice.ways_to_say import first_line

WHOLE, RIGHT, HARD, NEARLY, WRONG, NONE = 5, 4, 3, 2, 1, 0
HALF = 0.45
"""The share of a single answer from which it counts as right with difficulty."""


class Judged(NamedTuple):
    """What became of an answer: a match for each item asked (or one for the whole answer).

    `grade` is the proposal where the card is no checklist; a checklist's follows from its ticks.
    """

    matches: tuple[Match, ...]
    grade: int | None = None

    @property
    def hits(self) -> set[int]:
        """The positions that were hit."""
        return {at for at, match in enumerate(self.matches) if match.verdict == HIT}


def judged(card: Card, items: Sequence[int], text: str, order: Sequence[int] = ()) -> Judged:
    """Hold the `text` typed against the card: against those of its `items` that are asked.

    `order` is how a quiz's options were shown.
    """
    typed = Typed(text)
    if items:
        accept = dict(enumerate(card.accept))
        told = (typed.match(card.items[item], accept.get(item, ())) for item in items)
        return Judged(tuple(told))
    if card.options:
        return _chosen(card, text, order)
    match = typed.match(first_line(card.back), card.accept[0] if card.accept else ())
    return Judged((match,), _grade_of(match))


def _grade_of(match: Match) -> int:
    """Return the grade: never 5 for what is not complete; other words may be as good."""
    if match.verdict == HIT:
        return WHOLE if match.is_whole else RIGHT
    if match.verdict == PARTLY:
        return HARD if match.share >= HALF and not _lacks_figure(match) else NEARLY
    return WRONG if match.share else NONE


def _lacks_figure(match: Match) -> bool:
    return any(char.isdigit() for words in match.missing for char in words)


def _chosen(card: Card, text: str, order: Sequence[int]) -> Judged:
    """Judge a quiz: the option by its letter or its words; the reason is for the learner."""
    right = card.back.partition("\n")[0]
    shown = [card.options[at] for at in order] or list(card.options)
    letters = {chr(ord("a") + at): option for at, option in enumerate(shown)}
    words = tokens_of(text)
    chosen = letters.get(words[0].word) if words else None
    if chosen is None:
        chosen = _nearest(text, shown)
    if chosen != right:
        return Judged((Match(MISSED, 0.0),), WRONG if words else NONE)
    reasoned = len(words) > 1 + len(tokens_of(right)) * (words[0].word not in letters)
    return Judged((Match(HIT, 1.0),), RIGHT if reasoned else HARD)


def _nearest(text: str, options: Sequence[str]) -> str | None:
    """Return the option that `text` says most of; None if it says none."""
    typed = Typed(text)
    best = max(options, key=lambda option: typed.match(option).share)
    return best if Typed(text).match(best).verdict == HIT else None
