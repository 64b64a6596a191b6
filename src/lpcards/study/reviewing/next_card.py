"""What is asked next: today's queue, then on request cards ahead of their day; or a cram."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, Protocol

from lpcards.cards.card import Card
from lpcards.cards.checklist import DRILLED_UNTIL
from lpcards.day.learner import Drill
from lpcards.day.queue import Queue, ahead_of
from lpcards.day.spacing import spread
from lpcards.index.card_index import Compiled
from lpcards.index.selection import Selection
from lpcards.log import Log
from lpcards.study.today import USUAL, SittingOptions, queue_today, today_in


class Asked(NamedTuple):
    """A card to ask: `missed` are the items that a drill asks for (none: all of them)."""

    card: Card
    sort: str
    missed: tuple[int, ...] = ()


class Feed(Protocol):
    """Where cards come from.

    `greeting` is what the learner should know at the first one, `cut` how many did not fit into
    the minutes. Both counts are those of the last `next`.
    """

    greeting: str
    cut: int

    @property
    def left(self) -> int:
        """How many cards are still to be asked."""

    def next(self, compiled: Compiled, log: Log, on: date, wanted: str = "") -> Asked | None:
        """Return the card to ask now: `wanted` if it is still to be asked, else the first."""

    def answered(self, card: str, grade: int) -> None:
        """Hear of an answer."""

    def left_out(self, card: str) -> None:
        """Hear that a card was suspended or buried."""

    def undone(self, card: str, kind: str) -> None:
        """Hear that an event of that kind was taken back."""


class Daily:
    """Today's queue as the log has it now: reviews, new cards, drills; then cards ahead."""

    def __init__(
        self,
        chosen: Selection,
        *,
        ahead: bool = False,
        options: SittingOptions = USUAL,
        greeting: str = "",
        begun: Queue | None = None,
    ) -> None:
        """Serve what `chosen` selects, with `options`; the queue has `begun`: as it is now."""
        self._chosen = chosen
        self._ahead = ahead
        self._options = options
        self._begun = begun
        self.greeting = greeting
        self.left = self.cut = 0

    def next(self, compiled: Compiled, log: Log, on: date, wanted: str = "") -> Asked | None:
        """Return the wanted card or the first of the queue."""
        queue, self._begun = self._begun, None
        queue = queue or queue_today(compiled, log, on, self._chosen, self._options)
        early = self._early(compiled, log, on)
        beside = sum(card not in queue.early for card in early)
        self.cut, self.left = queue.cut, queue.total + len(queue.drills) + beside
        if wanted:
            found = (one for one in _coming(compiled, queue, early) if one.card.id == wanted)
            if (asked := next(found, None)) is not None:
                return asked
        return next(_coming(compiled, queue, early), None)

    def answered(self, card: str, grade: int) -> None:
        """Need not hear: the log knows."""

    def left_out(self, card: str) -> None:
        """Need not hear: the log knows."""

    def undone(self, card: str, kind: str) -> None:
        """Need not hear: the log knows."""

    def _early(self, compiled: Compiled, log: Log, on: date) -> list[str]:
        if not self._ahead:
            return []
        suspended = log.suspended()
        remembered = {card: memory for card, memory in log.remembered() if card not in suspended}
        entries = compiled.entries(remembered, self._chosen)
        today = today_in(log, on)
        later = [(entry, remembered[card]) for card, entry in entries.items()]
        answered = compiled.entries(today.answered)
        return [entry.id for entry in ahead_of(later, today, list(answered.values()))]


def _coming(compiled: Compiled, queue: Queue, early: list[str]) -> Iterator[Asked]:
    for entry in queue.reviews:
        yield from _asked(compiled, entry.id, "ahead" if entry.id in queue.early else "review")
    for entry in queue.new:
        yield from _asked(compiled, entry.id, "new")
    for drill in queue.drills:
        yield from _drilled(compiled, drill)
    for card in early:
        yield from _asked(compiled, card, "ahead")


def _asked(compiled: Compiled, card_id: str, sort: str) -> Iterator[Asked]:
    card = compiled.card(card_id)
    if card is not None:
        yield Asked(card, sort)


def _drilled(compiled: Compiled, drill: Drill) -> Iterator[Asked]:
    """Yield the drill: of a card whose words changed meanwhile the whole."""
    for asked in _asked(compiled, drill.card, "drill"):
        same = drill.fingerprint == asked.card.fingerprint
        missed = {item for item in drill.missed if 0 <= item < len(asked.card.items)}
        yield asked._replace(missed=tuple(sorted(missed)) if same else ())


def crammed(compiled: Compiled, log: Log, chosen: Selection) -> list[str]:
    """Return the ids of all selected cards, neighbours from different scenarios."""
    suspended = log.suspended()
    ids = [card.id for card in compiled.cards(chosen) if card.id not in suspended]
    entries = compiled.entries(ids)
    return [entry.id for entry in spread(entries[one] for one in ids if one in entries)]


class Cram:
    """Cards once each, and those under 4 again; the schedule is left alone."""

    greeting = ""
    cut = 0

    def __init__(self, cards: Iterable[str]) -> None:
        """Ask `cards` in this order."""
        self._waiting = deque(cards)
        self._ours = frozenset(self._waiting)

    def next(self, compiled: Compiled, log: Log, on: date, wanted: str = "") -> Asked | None:  # noqa: ARG002
        """Return the wanted card or the one at the head; drop those gone from the content."""
        if wanted in self._waiting:
            self._waiting.remove(wanted)
            self._waiting.appendleft(wanted)
        while self._waiting:
            card = compiled.card(self._waiting[0])
            if card is not None:
                return Asked(card, "cram")
            self._waiting.popleft()
        return None

    @property
    def left(self) -> int:
        """How many cards are still waiting."""
        return len(self._waiting)

    def answered(self, card: str, grade: int) -> None:
        """Take the card off; under 4 it goes to the end."""
        self.left_out(card)
        if grade < DRILLED_UNTIL:
            self._waiting.append(card)

    def left_out(self, card: str) -> None:
        """Take the card off."""
        if card in self._waiting:
            self._waiting.remove(card)

    def undone(self, card: str, kind: str) -> None:
        """Put the card back at the head, if it is one of ours and was asked or left out here."""
        if card in self._ours and kind in {"cram", "suspend", "bury"}:
            self.left_out(card)
            self._waiting.appendleft(card)
