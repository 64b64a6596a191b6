"""Which passages of a story or guide are read before a card is asked: those that answer it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain

from lpcards.cards.card import Card
from lpcards.english.word_roots import roots_of, words_of
from lpcards.story.passages import Passage
from lpcards.story.positions import Place

OF_GUIDES: dict[str | int, tuple[str, ...]] = {
    "questions": ("overview",),
    "signals": ("overview", "signals"),
    "result_needs": ("result_needs",),
    "followups": (),
}
"""What of a guide answers the cards made of one of its parts."""
EACH = frozenset({"questions", "followups"})
"""Parts of a guide of which each card has a passage of its own besides."""
OF_ITSELF = frozenset({"weak_answer", "inclined", "quizzes", "asked"})
"""Parts of a story whose cards need no more of it than its Situation."""
SITUATION = ("steps", "situation")
MOST_PLACES = 20
"""A word that stands in more passages than that tells none from the others."""


class PassagesNeeded:
    """Finds the passages of one file that its cards need, by their numbers."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Know all passages of the file."""
        self._below: dict[Place, list[int]] = defaultdict(list)
        self._with_root: dict[str, list[int]] = defaultdict(list)
        for at, passage in enumerate(passages):
            for length in range(1, len(passage.place) + 1):
                self._below[passage.place[:length]].append(at)
            if passage.place[0] == "steps":
                for root in roots_of(words_of(passage.text)):
                    self._with_root[root].append(at)

    def by(self, card: Card) -> list[int]:
        """Return what is read before the card, in the order of the telling.

        No part of a story is understood without its Situation.
        """
        part = card.place[0] if card.place else ""
        if card.unanswered:
            return []
        if part in OF_GUIDES:
            general = [at for place in OF_GUIDES[part] for at in self._about((place,))]
            return [*general, *self._about(card.place[:2])] if part in EACH else general
        return sorted({*self._about(SITUATION), *self._answering(card, part)})

    def _about(self, place: Place) -> list[int]:
        """Return the passages about what is at `place`, or inside it."""
        return self._below.get(place, [])

    def _answering(self, card: Card, part: str | int) -> list[int]:
        if part == "probes":
            return self._about(card.place[:2])
        if part in OF_ITSELF:
            return []
        if part != "steps":
            return self._nearest(card, self._about(("steps",)))
        step = self._about(card.place[:2])
        beat = self._about(card.place[:4]) if card.place[2:3] == ("beats",) else []
        if beat or len(step) == 1 or len(card.place) == 2:  # noqa: PLR2004  the whole step
            return beat or step
        return self._nearest(card, step) or step

    def _nearest(self, card: Card, among: Sequence[int]) -> list[int]:
        """Return the passage that shares most with the card's answer, if one does."""
        roots = roots_of(words_of(" ".join((card.back, *card.items))))
        places = [self._with_root.get(root, ()) for root in roots]
        shared = Counter(chain.from_iterable(some for some in places if len(some) <= MOST_PLACES))
        found = [at for at in shared if among and among[0] <= at <= among[-1]]
        return [max(found, key=lambda at: (shared[at], -at))] if found else []
