"""A learner as a study day sees them: the cards they know, and what they answered today."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple, Protocol

from lpcards.cards.card import Outline
from lpcards.cards.checklist import DRILLED_UNTIL
from lpcards.day.catching_up import Backlog
from lpcards.memory.event import COUNTED, Event
from lpcards.memory.history import since_forgotten
from lpcards.memory.sm2 import PASS, Memory

STUCK = 3
"""After so many days running a card that failed, or found no room, holds back no new sibling."""
MOST_MISSED = 10
"""So many cards that were missed in an interview come first on a day."""


class Drill(NamedTuple):
    """A card still to be drilled today: the items missed last time (none: the whole card)."""

    card: str
    missed: tuple[int, ...]
    fingerprint: str


class Today(NamedTuple):
    """What the log says of the study day so far. Card ids throughout.

    `early` are the reviewed cards that were not due yet, `asked` all that were asked, in order.
    """

    on: date
    introduced: frozenset[str] = frozenset()
    reviewed: frozenset[str] = frozenset()
    learned: tuple[str, ...] = ()
    buried: frozenset[str] = frozenset()
    drills: tuple[Drill, ...] = ()
    early: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()

    @property
    def answered(self) -> frozenset[str]:
        """The cards that had their repetition today."""
        return self.introduced | self.reviewed


class Learner(Protocol):
    """What a day asks of the content and the log. Suspended cards are in none of the answers."""

    def due(self, on: date) -> Sequence[tuple[Outline, Memory]]:
        """Return the selected cards due by a study day, in no order."""

    def later(self, on: date) -> Iterable[tuple[Outline, Memory]]:
        """Yield the selected cards due after a study day."""

    def unseen(self) -> Iterable[Outline]:
        """Yield the selected new cards in study order."""

    def to_be_met(self) -> int:
        """Return how many new cards there are, selected or not."""

    def missed(self, on: date) -> Sequence[str]:
        """Return the cards missed in an interview and not answered since, until a study day."""

    def answered(self, today: Today) -> Sequence[Outline]:
        """Return the cards that had their repetition today."""

    def out_of_the_way(self, ids: Iterable[str], on: date) -> Container[str]:
        """Return which `ids` a whole need not wait for: answered before `on`, or suspended."""

    def stuck(self, today: Today) -> Container[str]:
        """Return the cards that failed, or found no room, on their last STUCK days before today.

        Their new siblings wait for them no longer.
        """

    def began(self, on: date) -> date:
        """Return the study day of the first answer; `on` itself before there is any."""

    def waiting(self, today: Today) -> int:
        """Return how many cards are due today or were reviewed, selected or not."""

    def backlog(self, today: Today) -> Backlog:
        """Return how many cards wait, and how many of them today could bring, selected or not."""

    def studied_before(self, on: date) -> Iterator[date]:
        """Yield the study days before `on` with answers that count, the latest first."""

    def usual(self, before: date) -> int:
        """Return how many answers counted on a usual study day before a day."""


def today_of(events: Iterable[Event], memories: Mapping[str, Memory], on: date) -> Today:
    """Sum up the live `events` of the study day `on`, oldest first.

    `memories` must hold what is remembered of every card in them. A card that was forgotten is as
    one that was not asked before.
    """
    events = since_forgotten(events)
    repetitions = [event for event in events if _counts(event, memories)]
    counted = [event.card for event in repetitions]
    introduced = {card for card in counted if memories[card].first == on}
    asked = [event for event in events if event.kind in {"review", "ahead", "drill"}]
    return Today(
        on=on,
        introduced=frozenset(introduced),
        reviewed=frozenset(counted) - introduced,
        learned=tuple(dict.fromkeys(event.card for event in events if event.kind == "learn")),
        buried=frozenset(event.card for event in events if event.kind == "bury"),
        drills=_open_drills(asked),
        early=frozenset(event.card for event in repetitions if event.kind == "ahead"),
        asked=tuple(event.card for event in asked),
    )


def days_failed(events: Iterable[Event]) -> int:
    """Return on how many of its last days a card failed, one after the other.

    `events` are its live ones, oldest first; on each day its first answer counts.
    """
    grades: dict[date, int] = {}
    for event in since_forgotten(events):
        if event.kind in COUNTED and event.grade is not None:
            grades.setdefault(event.day, event.grade)
    return sum(1 for _ in takewhile(lambda grade: grade < PASS, reversed(grades.values())))


def _counts(event: Event, memories: Mapping[str, Memory]) -> bool:
    # without a memory another program took the answer back between two looks at the log
    return event.kind in COUNTED and event.card in memories


def _open_drills(asked: Iterable[Event]) -> tuple[Drill, ...]:
    """Return the cards whose last answer was under 4, the one waiting longest first."""
    last: dict[str, Event] = {}
    for event in asked:
        last.pop(event.card, None)
        last[event.card] = event
    return tuple(
        Drill(card, _missed(event), event.fingerprint)
        for card, event in last.items()
        if event.grade is not None and event.grade < DRILLED_UNTIL
    )


def _missed(event: Event) -> tuple[int, ...]:
    missed = event.details.get("missed")
    if not isinstance(missed, list):
        return ()
    return tuple(item for item in missed if isinstance(item, int))
