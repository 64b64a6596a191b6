"""A learner of the days to come, who walks through the same day as the real one.

They go by the same scheduler, too.

No chance in it: answers pass with the recall that the intervals promise, as every tenth card on
its day fails. The shares of all answers add up, and where they reach a whole failure one is given.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lpcards.cards.card import Outline
from lpcards.day.catching_up import Backlog, usual_of
from lpcards.day.learner import MOST_MISSED, STUCK, Today
from lpcards.day.limits import Limits
from lpcards.day.study_day import Day, day_of
from lpcards.day.worked_example import WorkedExample
from lpcards.memory.balance import balanced
from lpcards.memory.recall import recall
from lpcards.memory.schedulers import scheduled
from lpcards.memory.sm2 import PASS, Memory, Rules

PASSED, FAILED = 4, 2
PLAIN = Rules(overlays=False)
NEARLY_ONE = 1 - 1e-9
"""A whole failure, but for what floats lose: ten tenths are less than one."""


class Past(NamedTuple):
    """What was before the first day walked: when it began, and the answers of study days.

    `answered` are the cards that the first day has had already, suspended ones too. `studied` has
    the answers that counted on the days with any, the latest first, as far back as anything is to
    be seen of a gap. `suspended` are cards that never come, `loads` has how many cards that are not
    walked are due on a day. Cards of the worked `example` fall asleep on the way. `on` is the first
    day, `stuck` are the cards that are so on it; `failed` has on how many days running a card
    failed, that one included. `orders` has the order of new cards from a day on, where it
    changes. `missed`
    are the cards missed in an interview, `met` those of them that were answered on the first day.
    """

    began: date | None = None
    answered: tuple[Outline, ...] = ()
    studied: tuple[tuple[date, int], ...] = ()
    suspended: frozenset[str] = frozenset()
    loads: Mapping[date, int] = {}
    example: WorkedExample = WorkedExample()
    on: date | None = None
    stuck: frozenset[str] = frozenset()
    failed: Mapping[str, int] = {}
    orders: Mapping[date, Sequence[str]] = {}
    missed: tuple[str, ...] = ()
    met: frozenset[str] = frozenset()


class SimulatedLearner:
    """What is remembered, day after day; a `Learner` whose answers are foretold."""

    def __init__(
        self,
        cards: Iterable[Outline],
        memories: Mapping[str, Memory],
        rules: Rules = PLAIN,
        past: Past = Past(),  # noqa: B008  a value
    ) -> None:
        """Start with `cards` in study order, of which those in `memories` were answered.

        There may be memories of other cards, too: a whole need not wait for those. Where the
        `rules` have overlays answers choose the least loaded of the days near theirs.
        """
        self.cards = {card.id: card for card in cards}
        self.memories = {name: memories[name] for name in self.cards if name in memories}
        self._unseen = {name: card for name, card in self.cards.items() if name not in memories}
        self._rules = rules
        self._past = past
        self._answered = memories
        self._loads = Counter(past.loads)
        self._due: dict[date, set[str]] = defaultdict(set)
        self._listed: tuple[date, list[tuple[Outline, Memory]]] | None = None
        for name, memory in self.memories.items():
            self._note_due(name, memory.due)
        self._days: dict[date, int] = {}
        self._failing = 0.0
        self._failed = Counter(past.failed)
        self._met = dict.fromkeys(past.met, past.on)

    def walk(self, today: Today, limits: Limits) -> Day:
        """Answer all cards of a study day; return it as it was before."""
        if order := self._past.orders.get(today.on):
            named = {name: None for name in order if name in self._unseen}
            self._unseen = {name: self._unseen[name] for name in (*named, *self._unseen)}
        day = day_of(self, today, limits)
        for card in (*day.queue.reviews, *day.queue.new):
            self.answer(card.id, self._grade(card.id, today.on), today.on)
        return day

    def answer(self, card: str, grade: int, on: date) -> None:
        """Remember an answer as the scheduler has it."""
        before = self.memories.get(card)
        if before:
            self._loads[before.due] -= 1
            self._due[before.due].discard(card)
        memory = scheduled(before, grade, on, self._rules)
        if self._rules.overlays:
            memory = memory._replace(due=balanced(memory, self._rules.max_interval, self._loads))
        self.memories[card] = memory
        self._failed[card] = 0 if grade >= PASS else self._failed[card] + 1
        if self._past.example.sleeps(card, memory):
            self._loads[memory.due] += 1  # the log, where days are chosen, knows of no sleep
        else:
            self._note_due(card, memory.due)
        self._unseen.pop(card, None)
        self._met.setdefault(card, on)
        self._days[on] = self._days.get(on, 0) + 1

    def _note_due(self, card: str, due: date) -> None:
        self._listed = None
        self._loads[due] += 1
        self._due[due].add(card)

    def _grade(self, card: str, on: date) -> int:
        memory = self.memories.get(card)
        self._failing += 1 - recall(memory, on) if memory else 0
        if self._failing < NEARLY_ONE:
            return PASSED
        self._failing -= 1
        return FAILED

    def lasting(self, principles: Container[str] | None = None) -> list[Memory | None]:
        """Return what is remembered of each card (None: new) but those of the worked example.

        Only of one's own stories and of `principles` (None: of all).
        """
        has = self._past.example.has
        return [
            self.memories.get(name)
            for name, card in self.cards.items()
            if not has(name) and (principles is None or _is_about(card, principles))
        ]

    # What a day asks of a learner.

    def due(self, on: date) -> Sequence[tuple[Outline, Memory]]:
        """Return the cards due by a study day; listed once for all that a day asks about them."""
        if self._listed is None or self._listed[0] != on:
            self._listed = on, list(self._waiting(lambda due: due <= on))
        return self._listed[1]

    def later(self, on: date) -> Iterator[tuple[Outline, Memory]]:
        """Yield the cards due after a study day, but those of the worked example."""
        later = self._waiting(lambda due: due > on)
        return (pair for pair in later if not self._past.example.has(pair[0].id))

    def unseen(self) -> Iterable[Outline]:
        """Yield the new cards in study order."""
        return self._unseen.values()

    def missed(self, on: date) -> Sequence[str]:
        """Return the cards missed in an interview and not answered since, until a study day."""
        left = [name for name in self._past.missed if (self._met.get(name) or on) >= on]
        return left[:MOST_MISSED]

    def to_be_met(self) -> int:
        """Return how many new cards there are."""
        return len(self._unseen)

    def answered(self, today: Today) -> Sequence[Outline]:
        """Return the cards that had their repetition today."""
        return [card for card in self._past.answered if card.id in today.answered]

    def out_of_the_way(self, ids: Iterable[str], on: date) -> Container[str]:
        """Return which `ids` were answered before `on`, or are suspended."""
        return {card for card in ids if card in self._past.suspended or self._known(card, on)}

    def stuck(self, today: Today) -> Container[str]:
        """Return the cards that failed, or found no room, on their last STUCK days before today."""
        if today.on == self._past.on:
            return self._past.stuck
        return {
            card.id
            for card, memory in self.due(today.on)
            if self._is_stuck(card.id, memory, today.on)
        }

    def began(self, on: date) -> date:
        """Return the study day of the first answer; `on` itself before there is any."""
        return min(self._past.began or min(self._days, default=on), on)

    def waiting(self, today: Today) -> int:
        """Return how many cards are due today or were reviewed."""
        return len(self.due(today.on)) + len(today.reviewed)

    def backlog(self, today: Today) -> Backlog:
        """Return how many cards wait, and how many of them today could bring."""
        waiting = {card.id: card for card in self._past.answered if card.id in today.reviewed}
        waiting |= {card.id: card for card, _ in self.due(today.on)}
        return Backlog(len(waiting), len({card.group for card in waiting.values()}))

    def studied_before(self, on: date) -> Iterator[date]:
        """Yield the study days before `on`, the latest first."""
        return (day for day, _ in self._studied(on))

    def usual(self, before: date) -> int:
        """Return how many answers counted on a usual study day before a day."""
        return usual_of(count for _, count in self._studied(before))

    def _studied(self, on: date) -> Iterator[tuple[date, int]]:
        days = Counter(dict(self._past.studied))
        days.update(self._days)
        return ((day, days[day]) for day in sorted(days, reverse=True) if day < on)

    def _waiting(self, when: Callable[[date], bool]) -> Iterator[tuple[Outline, Memory]]:
        return (
            (self.cards[card], self.memories[card])
            for due, cards in self._due.items()
            if when(due)
            for card in cards
        )

    def _is_stuck(self, card: str, memory: Memory, on: date) -> bool:
        return self._failed[card] >= STUCK or (on - memory.due).days >= STUCK

    def _known(self, card: str, on: date) -> bool:
        memory = self.memories.get(card) or self._answered.get(card)
        return memory is not None and memory.first < on


def _is_about(card: Outline, principles: Container[str]) -> bool:
    return card.principle in principles or (card.own and not card.guide)
