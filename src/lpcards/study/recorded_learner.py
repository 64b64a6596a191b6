"""The learner whose answers are in the log, as a study day sees them."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from lpcards.cards.card import Outline
from lpcards.day.catching_up import USUAL, WITHIN, Backlog, usual_of
from lpcards.day.learner import MOST_MISSED, STUCK, Today, days_failed
from lpcards.day.worked_example import WorkedExample
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.log import Log
from lpcards.memory.sm2 import Memory, Rules
from lpcards.story.appointments import principles_first
from lpcards.study.missed_cards import missed_cards

if TYPE_CHECKING:
    from lpcards.day.simulated_learner import SimulatedLearner


def set_aside(index: CardIndex, log: Log) -> set[str]:
    """Return the cards that are suspended or asleep; what was learned of them is kept."""
    return log.suspended() | index.asleep


class _Those:
    """What is so of which cards, looked up as it is asked for."""

    def __init__(self, is_so: Callable[[str], bool]) -> None:
        self._is_so = is_so

    def __contains__(self, card: object) -> bool:
        return isinstance(card, str) and self._is_so(card)


class RecordedLearner:
    """A learner as content and log have them, with some of the cards `chosen`."""

    def __init__(self, index: CardIndex, log: Log, chosen: Selection | None = None) -> None:
        """Look nothing up yet."""
        self._index, self._log, self._chosen = index, log, chosen
        named = chosen is not None and (chosen.scenarios or chosen.globs)
        self._example = WorkedExample() if named else index.worked_example
        self._due_by: dict[date, dict[str, Memory]] = {}
        self._missed: dict[date, list[str]] = {}
        self._due: dict[date, list[tuple[Outline, Memory]]] = {}

    def due(self, on: date) -> Sequence[tuple[Outline, Memory]]:
        """Return the selected cards due by a study day, in no order."""
        if on not in self._due:
            due = self._memories_due(on)
            self._due[on] = [(card, due[name]) for name, card in self._cards(due).items()]
        return self._due[on]

    def later(self, on: date) -> Iterator[tuple[Outline, Memory]]:
        """Yield the selected cards due after a study day, but those of the worked example."""
        later = {
            name: memory
            for name, memory in self._log.remembered()
            if memory.due > on and name not in self._aside and not self._example.has(name)
        }
        for name, card in self._cards(later).items():
            yield card, later[name]

    def unseen(self, leading: Sequence[str] | None = None) -> Iterable[Outline]:
        """Yield the selected new cards in study order, as it is if other principles led."""
        return self._index.study_order(self._chosen, but=self._not_new, leading=leading)

    def missed(self, on: date) -> Sequence[str]:
        """Return the cards missed in an interview and not answered since, until a study day."""
        return self._missed_before(on)[:MOST_MISSED]

    def _missed_before(self, on: date) -> list[str]:
        if on not in self._missed:
            names = missed_cards(self._log, self._index.aliases, on)
            known = self._index.outlines_of(names) if names else {}
            self._missed[on] = [name for name in names if name in known and name not in self._aside]
        return self._missed[on]

    def to_be_met(self) -> int:
        """Return how many new cards there are, selected or not."""
        return self._index.to_be_met(but=self._not_new)

    def answered(self, today: Today) -> Sequence[Outline]:
        """Return the cards that had their repetition today."""
        return list(self._index.outlines_of(today.answered).values())

    def out_of_the_way(self, ids: Iterable[str], on: date) -> Container[str]:
        """Return which `ids` a whole need not wait for: answered before `on`, or suspended.

        A suspended part never comes; the whole would wait for it for ever.
        """
        known = self._log.memory(list(ids)).items()
        return {name for name, memory in known if memory.first < on} | self._aside

    def stuck(self, today: Today) -> Container[str]:
        """Return the cards that failed, or found no room, on their last STUCK days before today."""
        return _Those(lambda card: self._is_stuck(card, today.on))

    def _is_stuck(self, card: str, on: date) -> bool:
        due, today = self._memories_due(on).get(card), self._log.memory([card]).get(card)
        memory = due or today
        if memory is None:
            return False
        was_due = due.due if due else memory.was_due
        if was_due and (on - was_due).days >= STUCK:
            return True
        may_be = not due or (not due.repetitions and due.lapses >= STUCK - 1)  # the first is none
        return may_be and self._failed_days(card, on) >= STUCK

    def _failed(
        self,
        begun: Iterable[Outline],
        memories: Mapping[str, Memory],
        new: Iterable[Outline],
        before: date,
    ) -> dict[str, int]:
        """Return on how many of the last days the cards failed that have a new sibling."""
        groups = {card.group for card in new}
        held = (card.id for card in begun if card.group in groups)
        return {
            name: self._failed_days(name, before) for name in held if not memories[name].repetitions
        }

    def _failed_days(self, card: str, before: date) -> int:
        """Return on how many of the last days before a day a card failed, without a pass since."""
        return days_failed(event for event in self._log.live(card) if event.day < before)

    def began(self, on: date) -> date:
        """Return the study day of the first answer; `on` itself before there is any."""
        return min(self._log.began() or on, on)

    def waiting(self, today: Today) -> int:
        """Return how many cards are due today or were reviewed, selected or not."""
        return len(self._memories_due(today.on)) + len(today.reviewed)

    def backlog(self, today: Today) -> Backlog:
        """Return how many cards wait, and how many of them today could bring, selected or not."""
        waiting = self._index.outlines_of([*{*self._memories_due(today.on), *today.reviewed}])
        return Backlog(len(waiting), len({card.group for card in waiting.values()}))

    def studied_before(self, on: date) -> Iterator[date]:
        """Yield the study days before `on` with answers that count, the latest first."""
        return self._log.studied_before(on)

    def usual(self, before: date) -> int:
        """Return how many answers counted on a usual study day before a day."""
        return usual_of(self._log.counted_on(day) for day in self._log.studied_before(before))

    def simulated(
        self,
        today: Today,
        rules: Rules,
        by: date | None = None,
        new: Iterable[Outline] | None = None,
        without: Container[str] = (),
    ) -> "SimulatedLearner":
        """Return the learner of the coming days, with these `new` cards (None: all there are).

        Cards that are due after the day `by` only count in the loads; those of the stories
        `without` which it is tried count nowhere.
        """
        from lpcards.day.simulated_learner import Past, SimulatedLearner  # here: only plans need it

        remembered = dict(self._remembered())
        memories = {
            name: memory for name, memory in remembered.items() if self._wakes(name, memory)
        }
        near = (name for name, memory in memories.items() if by is None or memory.due <= by)
        begun = {
            name: card for name, card in self._cards(near).items() if card.scenario not in without
        }
        coming = self.unseen() if new is None else new
        unseen = [card for card in coming if card.scenario not in without]
        missed = self._missed_before(today.on)
        past = Past(
            began=self._log.began(),
            answered=tuple(self.answered(today)),
            studied=tuple(self._studied(today)),
            suspended=frozenset(self._aside),
            example=self._example,
            on=today.on,
            stuck=frozenset(self._stuck_today(today)),
            failed=self._failed(begun.values(), memories, unseen, today.on + timedelta(days=1)),
            orders=self._orders(today.on),
            missed=tuple(missed),
            met=frozenset(missed) - {*self._missed_before(today.on + timedelta(days=1))},
            loads=Counter(memory.due for name, memory in remembered.items() if name not in begun),
        )
        return SimulatedLearner((*begun.values(), *unseen), memories, rules, past)

    def _orders(self, on: date) -> dict[date, list[str]]:
        """Return the order of new cards from the days on which another interview leads than now."""
        index, now = self._index, [*self._index.leading]
        orders: dict[date, list[str]] = {}
        if index.settings.new_order != "rounds":
            return orders  # no other order asks what leads
        for day in sorted({one.on for one in index.appointments if one.on >= on}):
            after = day + timedelta(days=1)
            first = [*principles_first(index.settings, index.appointments, after)]
            if first != now:
                orders[after], now = [*index.study_ids(self._chosen, leading=first)], first
        return orders

    def _studied(self, today: Today) -> Iterator[tuple[date, int]]:
        """Yield the days with answers that counted, as far back as a gap is looked for."""
        if today.answered:
            yield today.on, len(today.answered)
        for day in islice(self._log.studied_before(today.on), WITHIN + USUAL):
            yield day, self._log.counted_on(day)

    def _stuck_today(self, today: Today) -> Iterator[str]:
        cards = {*self._memories_due(today.on), *today.answered}
        return (name for name in cards if self._is_stuck(name, today.on))

    def _remembered(self) -> Iterator[tuple[str, Memory]]:
        """Yield what is remembered, asleep or not: where days are chosen, sleep is not known."""
        suspended = self._log.suspended()
        return (pair for pair in self._log.remembered() if pair[0] not in suspended)

    def _wakes(self, name: str, memory: Memory) -> bool:
        return name not in self._aside and not self._example.sleeps(name, memory)

    @cached_property
    def _aside(self) -> set[str]:
        return set_aside(self._index, self._log)

    @cached_property
    def _not_new(self) -> set[str]:
        return self._log.known() | self._aside

    def _memories_due(self, on: date) -> dict[str, Memory]:
        if on not in self._due_by:
            asleep = self._index.asleep
            self._due_by[on] = {
                name: memory
                for name, memory in self._log.due_by(on)
                if not self._example.sleeps(name, memory) and name not in asleep
            }
        return self._due_by[on]

    def _cards(self, ids: Iterable[str]) -> dict[str, Outline]:
        return self._index.outlines_of(ids, self._chosen)
