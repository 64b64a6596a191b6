"""How much a study day may bring."""

from collections.abc import Mapping
from typing import NamedTuple

EVERY = "every"
"""Names, among principles, each of them."""


class Cap(NamedTuple):
    """How much of one principle a study day may bring; None: as much as the limits allow."""

    new: int | None = None
    reviews: int | None = None


class Limits(NamedTuple):
    """How much a study day may bring; `principles` has caps by id.

    What a principle's own cap leaves open, that of EVERY says.
    """

    new: int = 10
    reviews: int = 100
    new_per_story: int = 10
    principles: Mapping[str, Cap] = {}

    def most_new(self, principle: str) -> int | None:
        """Return how many new cards of a principle may come."""
        own, every = self._caps(principle)
        return every.new if own.new is None else own.new

    def most_reviews(self, principle: str) -> int | None:
        """Return how many reviews of a principle may come."""
        own, every = self._caps(principle)
        return every.reviews if own.reviews is None else own.reviews

    def _caps(self, principle: str) -> tuple[Cap, Cap]:
        return self.principles.get(principle, Cap()), self.principles.get(EVERY, Cap())
