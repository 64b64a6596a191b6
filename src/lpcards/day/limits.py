"""How much a study day may bring, and what is left of it while its queue is filled."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Self

from lpcards.cards.card import Outline
from lpcards.day.learner import Today
from lpcards.day.pace import Pace
from lpcards.memory.pauses import Pause

if TYPE_CHECKING:
    from lpcards.story.settings import PrincipleLimits

SHORT = 10
"""So many days until an interview are a short time."""
TELLING = 4
"""Once there is a whole story of one's own, one second in so many is for saying it aloud."""
EACH_PRINCIPLE = "every"
"""Names, among principles, each of them."""


class Limits(NamedTuple):
    """What a study day is worked out under: the learner's settings, and what a sitting asks for.

    `per_principle` has limits by id; what a principle's own leave open, those of EACH_PRINCIPLE
    say. `only` asks for `new` cards or for those `due` alone. `seconds` 0: as many as it takes;
    cards are charged at the learner's `pace`, but not those `free`, which were answered before the
    seconds began. Until the date of an `interview` (be it past or not) a day holds `cards_a_day` in
    place of `new` and `reviews`; once it has passed the next one of those `later` is it. With
    `telling` some of the seconds are for saying a story aloud.
    """

    new: int = 10
    reviews: int = 100
    new_per_story: int = 10
    per_principle: "Mapping[str, PrincipleLimits]" = {}  # noqa: RUF012  never written to: a value
    only: str = ""
    seconds: int = 0
    pace: Pace = Pace()
    free: frozenset[str] = frozenset()
    interview: date | None = None
    later: tuple[date, ...] = ()
    cards_a_day: int = 110
    catch_up: bool = True
    pauses: tuple[Pause, ...] = ()
    telling: bool = False

    def by(self, on: date) -> Self:
        """Return the limits of a study day to come: on it another interview may lead."""
        if self.interview is None or self.interview >= on:
            return self
        return self._replace(
            interview=min((day for day in self.later if day >= on), default=self.interview)
        )

    def seconds_to_tell(self, on: date, began: date) -> int:
        """Return how many seconds of a study day are for saying a story aloud.

        In the first third of the days from `began` to an interview cards have all of them, of ten
        days or fewer in the first two thirds: what is to be said aloud is learned first.
        """
        if not self.telling:
            return 0
        if self.interview is not None and on <= self.interview:
            days = (self.interview - began).days
            third = days // 3
            if (on - began).days < (third if days > SHORT else days - third):
                return 0
        return self.seconds // TELLING

    def most_new(self, principle: str) -> int | None:
        """Return how many new cards of a principle may come; None: as many as of all."""
        each = self._of(principle)
        return next((limits.new for limits in each if limits.new is not None), None)

    def most_reviews(self, principle: str) -> int | None:
        """Return how many reviews of a principle may come; None: as many as of all."""
        each = self._of(principle)
        return next((limits.reviews for limits in each if limits.reviews is not None), None)

    def _of(self, principle: str) -> "list[PrincipleLimits]":
        found = self.per_principle
        return [found[name] for name in (principle, EACH_PRINCIPLE) if name in found]

    def most_cards(self) -> int:
        """Return how many cards a day before the interview may hold, and its seconds hold."""
        if not self.seconds:
            return self.cards_a_day
        return min(self.cards_a_day, max(1, self.seconds // self.pace.usually("review")))


class Budget:
    """What is left of a day's limits: places for reviews and new cards, and seconds.

    Seconds are spent at the expected pace: real ones would move the goal. The first card always
    fits. Once a card did not fit into the seconds none does, and `cut` counts them.
    """

    def __init__(self, limits: Limits, today: Today, answered: Iterable[Outline]) -> None:
        """Begin with what the cards `answered` today have left."""
        cards = list(answered)
        new = [card for card in cards if card.id in today.introduced]
        reviews = [card for card in cards if card.id in today.reviewed]
        self.cut = 0
        self._limits = limits
        self._places = {
            "new": limits.new - len(today.introduced),
            "review": limits.reviews - len(today.reviewed),
        }
        self._had = {
            "new": Counter(card.principle for card in new),
            "review": Counter(card.principle for card in reviews),
        }
        self._seconds = limits.seconds
        self._spent: Counter[str] = Counter()
        self._held = 0
        self._is_closed = False
        self.spend("new", new)
        self.spend("review", reviews)

    def copied(self) -> Self:
        """Return a budget with the same in it, to try something out."""
        other = copy(self)
        vars(other).update(
            _places=dict(self._places),
            _had={part: Counter(had) for part, had in self._had.items()},
            _spent=Counter(self._spent),
        )
        return other

    def admits(self, part: str, card: Outline) -> bool:
        """Say whether the card's principle may have one more `new` card or `review`."""
        limits, principle = self._limits, card.principle
        most = limits.most_new(principle) if part == "new" else limits.most_reviews(principle)
        return most is None or self._had[part][principle] < most

    def placed(self, part: str, cards: Iterable[Outline]) -> Iterator[Outline]:
        """Yield those of `cards` for which there is a place, in their order.

        They are read no further than needed.
        """
        if self._places[part] <= 0:
            return
        for card in cards:
            if not self.admits(part, card):
                continue
            yield card
            self._had[part][card.principle] += 1
            self._places[part] -= 1
            if self._places[part] <= 0:
                return

    def spend(self, part: str, cards: Iterable[Outline]) -> None:
        """Take off the seconds of cards that come in any case, or were answered."""
        for seconds in self._prices(part, cards):
            self._take(part, seconds)

    def hold(self, part: str, cards: Iterable[Outline]) -> None:
        """Keep seconds back for `cards` of a part, of which some may have been answered.

        Half of them all is the most, but it is enough for one card.
        """
        prices = self._prices(part, cards)
        if prices:
            kept = min(sum(prices), max(*prices, self._limits.seconds // 2))
            self._held = max(0, kept - self._spent[part])

    def release(self) -> None:
        """Let what was kept back be spent, by whatever fits."""
        self._held, self._is_closed = 0, False

    def paid(self, part: str, cards: Iterable[Outline]) -> list[Outline]:
        """Return those of `cards` that still fit; their seconds are spent."""
        return [card for card in cards if self._pays(part, card)]

    def _pays(self, part: str, card: Outline) -> bool:
        if not self._limits.seconds:
            return True
        seconds = self._limits.pace.of(part, card)
        is_first = not self._spent and not self._held
        if self._is_closed or (seconds > self._seconds - self._held and not is_first):
            self._is_closed = True
            self.cut += 1
            return False
        self._take(part, seconds)
        return True

    def _prices(self, part: str, cards: Iterable[Outline]) -> list[int]:
        if not self._limits.seconds:
            return []
        charged = (card for card in cards if card.id not in self._limits.free)
        return [self._limits.pace.of(part, card) for card in charged]

    def _take(self, part: str, seconds: int) -> None:
        self._seconds -= seconds
        self._spent[part] += seconds
