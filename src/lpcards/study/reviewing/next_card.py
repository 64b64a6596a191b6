"""What is asked next: today's queue, then on request cards ahead of their day; or a cram."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from lpcards.cards.checklist import DRILLED_UNTIL
from lpcards.day.card_order import spread
from lpcards.day.learner import Drill
from lpcards.day.queue import Queue, ahead_of
from lpcards.day.study_day import Day
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.log import Log
from lpcards.practice.card_view import CardView
from lpcards.study.day_words import catching_words
from lpcards.study.recorded_learner import set_aside
from lpcards.study.sitting_choice import SittingChoice
from lpcards.study.today import USUAL, SittingOptions, cards_failed, queue_today, today_in
from lpcards.study.workspace import Workspace


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

    def next(self, index: CardIndex, log: Log, on: date, wanted: str = "") -> CardView | None:
        """Return the card to ask now: `wanted` if it is still to be asked, else the first."""

    def coming(self, index: CardIndex, log: Log, on: date) -> Iterator[CardView]:
        """Yield the cards that are to be asked, the first of them first."""

    def answered(self, card: str, grade: int) -> None:
        """Take note of an answer."""

    def left_out(self, card: str) -> None:
        """Take note that a card was suspended or buried."""

    def undone(self, card: str, kind: str) -> None:
        """Take note that an event of that kind was taken back."""


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
        self._seen: tuple[Log, Queue] | None = None
        self.greeting = greeting
        self.left = self.cut = 0

    def next(self, index: CardIndex, log: Log, on: date, wanted: str = "") -> CardView | None:
        """Return the wanted card or the first of the queue."""
        queue, self._begun = self._begun or self._queue(index, log, on), None
        self._seen = log, queue
        early = self._early(index, log, on)
        beside = sum(card not in queue.early for card in early)
        self.cut, self.left = queue.cut, queue.total + len(queue.drills) + beside
        if wanted:
            coming = _coming(index, queue, early)
            found = next((view for view in coming if view.card.id == wanted), None)
            if found is not None:
                return found
        return next(_coming(index, queue, early), None)

    def coming(self, index: CardIndex, log: Log, on: date) -> Iterator[CardView]:
        """Yield the queue as `next` just saw it in this opening of the log, else as it is now."""
        seen = self._seen[1] if self._seen and self._seen[0] is log else None
        queue = seen or self._queue(index, log, on)
        return _coming(index, queue, self._early(index, log, on))

    def _queue(self, index: CardIndex, log: Log, on: date) -> Queue:
        return queue_today(index, log, on, self._chosen, self._options)

    def answered(self, card: str, grade: int) -> None:  # noqa: ARG002
        """Look again: the log knows."""
        self._seen = None

    def left_out(self, card: str) -> None:  # noqa: ARG002
        """Look again: the log knows."""
        self._seen = None

    def undone(self, card: str, kind: str) -> None:  # noqa: ARG002
        """Look again: the log knows."""
        self._seen = None

    def _early(self, index: CardIndex, log: Log, on: date) -> list[str]:
        return cards_ahead(index, log, on, self._chosen) if self._ahead else []


def cards_ahead(index: CardIndex, log: Log, on: date, chosen: Selection) -> list[str]:
    """Return the ids of the cards that may be asked ahead of their day, the nearest first."""
    aside = set_aside(index, log)
    remembered = {card: memory for card, memory in log.remembered() if card not in aside}
    entries = index.outlines_of(remembered, chosen)
    today = today_in(log, on)
    later = [(entry, remembered[card]) for card, entry in entries.items()]
    answered = index.outlines_of(today.answered)
    return [entry.id for entry in ahead_of(later, today, list(answered.values()))]


def _coming(index: CardIndex, queue: Queue, early: list[str]) -> Iterator[CardView]:
    for entry in queue.reviews:
        yield from viewed(index, entry.id, "ahead" if entry.id in queue.early else "review")
    for entry in queue.new:
        yield from viewed(index, entry.id, "new")
    for drill in queue.drills:
        yield from _drilled(index, drill)
    for card in early:
        yield from viewed(index, card, "ahead")


def viewed(index: CardIndex, card_id: str, kind: str) -> Iterator[CardView]:
    """Yield a card as a question of that kind; nothing if no story has it any more."""
    card = index.card(card_id)
    if card is not None:
        yield CardView(card, kind, tuple(range(len(card.items))))


def _drilled(index: CardIndex, drill: Drill) -> Iterator[CardView]:
    """Yield the drill, with the items missed: of a card whose words changed meanwhile the whole."""
    for view in viewed(index, drill.card, "drill"):
        same = drill.fingerprint == view.card.fingerprint
        missed = tuple(sorted({item for item in drill.missed if item in view.items}))
        yield view._replace(items=missed) if same and missed else view


def crammed(index: CardIndex, log: Log, chosen: Selection) -> list[str]:
    """Return the ids of all selected cards, neighbours from different scenarios."""
    aside = set_aside(index, log)
    ids = [card.id for card in index.cards(chosen) if card.id not in aside]
    entries = index.outlines_of(ids)
    return [entry.id for entry in spread(entries[card] for card in ids if card in entries)]


class Cram:
    """Cards once each, and those under 4 again; the schedule is left alone."""

    greeting = ""
    cut = 0

    def __init__(self, cards: Iterable[str]) -> None:
        """Ask `cards` in this order."""
        self._waiting = deque(cards)
        self._ours = frozenset(self._waiting)

    def next(self, index: CardIndex, log: Log, on: date, wanted: str = "") -> CardView | None:  # noqa: ARG002
        """Return the wanted card or the one at the head; drop those gone from the content."""
        if wanted in self._waiting:
            self._waiting.remove(wanted)
            self._waiting.appendleft(wanted)
        while self._waiting:
            view = next(viewed(index, self._waiting[0], "cram"), None)
            if view is not None:
                return view
            self._waiting.popleft()
        return None

    def coming(self, index: CardIndex, log: Log, on: date) -> Iterator[CardView]:  # noqa: ARG002
        """Yield the cards that wait."""
        for card in self._waiting:
            yield from viewed(index, card, "cram")

    @property
    def left(self) -> int:
        """How many cards are still waiting."""
        return len(self._waiting)

    def answered(self, card: str, grade: int) -> None:
        """Take the card off; under 4 it goes to the end. Others' answers may come here too."""
        self.left_out(card)
        if card in self._ours and grade < DRILLED_UNTIL:
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


def feed_for(workspace: Workspace, day: Day, choice: SittingChoice) -> Feed:
    """Return what is asked in a sitting that was chosen on a `day`, which is today."""
    chosen = choice.chosen
    index, log, on = workspace.index, workspace.writing(), workspace.moment().day
    if choice.failed:
        return Cram(cards_failed(index, log, on, chosen))
    if choice.cram:
        return Cram(crammed(index, log, chosen))
    options = choice.options._replace(before=today_in(log, on).answered)
    greeting = " ".join(catching_words(day.catching, on))
    return Daily(chosen, ahead=choice.ahead, options=options, greeting=greeting, begun=day.queue)
