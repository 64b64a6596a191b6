"""Today's queue: which cards are asked, and in what order. Pure: values in, values out.

What `due` counts is what `review` serves: both ask `queue_of`. Answering a card of the queue
removes that card from the next queue and nothing else.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lpcards.cards.card import Outline
from lpcards.day.card_order import spread
from lpcards.day.learner import STUCK, Drill, Learner, Today
from lpcards.day.limits import SHORT, Budget, Limits
from lpcards.day.rounds import core_first, wholes_for_parts
from lpcards.memory.recall import elapsed
from lpcards.memory.sm2 import Memory


class Queue(NamedTuple):
    """Today's cards in the order they are asked: reviews, new cards, drills.

    `early` are the ids of the reviews that the final pass asks before their day, `missed` those of
    the cards that come first because they were missed in an interview.
    `cut` counts the reviews and new cards for which there are not minutes enough.
    """

    reviews: tuple[Outline, ...] = ()
    new: tuple[Outline, ...] = ()
    drills: tuple[Drill, ...] = ()
    early: frozenset[str] = frozenset()
    cut: int = 0
    missed: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """How many answers count today; drills do not."""
        return len(self.reviews) + len(self.new)


class _AllFree:
    """Nothing is spoilt by a sibling: they may come on one day."""

    def add(self, card: Outline) -> None:
        """Take no note."""

    def admits(self, card: Outline) -> bool:  # noqa: ARG002
        """Say yes."""
        return True


class _Taken(_AllFree):
    """What may no longer be asked today because a sibling is, or was.

    `spares` says of a card and the one that holds it back whether it may come all the same.
    """

    def __init__(
        self,
        cards: Iterable[Outline],
        spares: Callable[[Outline, str], bool] = lambda card, by: False,  # noqa: ARG005
    ) -> None:
        self._groups: dict[str, list[str]] = {}
        self._ids: set[str] = set()
        self._wholes: dict[str, list[str]] = {}
        self._spares = spares
        for card in cards:
            self.add(card)

    def add(self, card: Outline) -> None:
        self._groups.setdefault(card.group, []).append(card.id)
        self._ids.add(card.id)
        for part in card.after:
            self._wholes.setdefault(part, []).append(card.id)

    def admits(self, card: Outline) -> bool:
        """Say whether no sibling, no part and no whole that is taken holds the card back."""
        return all(self._spares(card, holder) for holder in self._holders(card))

    def _holders(self, card: Outline) -> Iterator[str]:
        yield from self._groups.get(card.group, ())
        yield from self._wholes.get(card.id, ())
        yield from (part for part in card.after if part in self._ids)


def queue_of(
    learner: Learner, today: Today, limits: Limits, *, siblings: bool = False, kept: int = 0
) -> Queue:
    """Return today's queue; with `siblings` they may come on one day.

    For so many new cards as are `kept` seconds are held back from the reviews, half of all at most.
    """
    answered = learner.answered(today)
    out = today.answered | today.buried
    missed = learner.missed(today.on)
    waiting = [pair for pair in _asked(learner, today, missed) if pair[0].id not in out]
    taken = taken_for_new = _AllFree()
    if not siblings:
        stuck, fresh = learner.stuck(today), today.introduced
        taken = _Taken(answered, lambda card, by: by in fresh and card.id in stuck)
        due_or_answered = [*answered, *(card for card, _ in waiting)]
        taken_for_new = _Taken(due_or_answered, lambda _, by: by in stuck)
    due = _one_a_group(waiting, taken, missed)
    budget = Budget(limits, today, answered)
    introduced = [card for card in answered if card.id in today.introduced]
    coming = _new_cards(learner, today, limits, introduced, taken_for_new, budget, missed)
    new = [] if limits.only == "due" else list(budget.placed("new", coming))
    if kept:
        budget.hold("new", [*introduced, *new[:kept]])
    reviews = [] if limits.only == "new" else _reviews(due, today, budget, missed)
    if kept:
        budget.release()
    new = budget.paid("new", new)
    return _in_turn(reviews, new, today, answered, missed)._replace(
        drills=_drills(today, limits.only), cut=budget.cut
    )


def _asked(
    learner: Learner, today: Today, missed: Container[str]
) -> Iterable[tuple[Outline, Memory]]:
    """Return what is due, and of what was `missed` in an interview what is due later."""
    due = learner.due(today.on)
    if not missed:
        return due
    return [*due, *(pair for pair in learner.later(today.on) if pair[0].id in missed)]


def _in_turn(
    reviews: list[Outline],
    new: list[Outline],
    today: Today,
    answered: Sequence[Outline],
    missed: Container[str],
) -> Queue:
    """Return the cards in the order they are asked; those learned today come last.

    What was `missed` in an interview comes first, among the reviews and among the new cards.
    """
    last = next((card for card in answered if card.id in today.asked[-1:]), None)
    asked = missed_first(reviews, missed, last)
    fresh = [card for card in new if card.id not in today.learned]
    learned = [card for card in new if card.id in today.learned]
    learned.sort(key=lambda card: today.learned.index(card.id))
    ids = frozenset(card.id for card in (*reviews, *new) if card.id in missed)
    coming = missed_first(fresh, missed, asked[-1] if asked else last)
    return Queue(asked, (*coming, *learned), missed=ids)


def missed_first(
    cards: Iterable[Outline], missed: Container[str], last: Outline | None
) -> tuple[Outline, ...]:
    """Return cards with those `missed` in front, both parts with their neighbours apart."""
    named = list(cards)
    first = spread((card for card in named if card.id in missed), last)
    rest = (card for card in named if card.id not in missed)
    return (*first, *spread(rest, first[-1] if first else last))


def _drills(today: Today, only: str) -> tuple[Drill, ...]:
    """Return the drills of the day; of `only` new cards or reviews those that followed from it."""
    drills = (drill for drill in today.drills if drill.card not in today.buried)
    if only:
        is_new = only == "new"
        drills = (drill for drill in drills if (drill.card in today.introduced) == is_new)
    return tuple(drills)


def _may_come(card: Outline, today: Today) -> bool:
    return card.id not in today.buried and card.id not in today.answered


def _one_a_group(
    waiting: Iterable[tuple[Outline, Memory]], taken: _AllFree, missed: Container[str] = ()
) -> list[tuple[Outline, Memory]]:
    """Return a card of each group, one that failed last or the most overdue; the rest waits.

    One that was `missed` in an interview comes before all.
    """

    def turn(pair: tuple[Outline, Memory]) -> tuple[bool, bool, date, str]:
        card, memory = pair
        return card.id not in missed, memory.repetitions > 0, memory.due, card.id

    chosen = []
    for card, memory in sorted(waiting, key=turn):
        if taken.admits(card):
            taken.add(card)
            chosen.append((card, memory))
    return chosen


def _reviews(
    due: list[tuple[Outline, Memory]], today: Today, budget: Budget, missed: Container[str]
) -> list[Outline]:
    """Return the reviews that fit; if not all do, those recalled most probably.

    The more of its intervals have passed, the less probably a card is recalled. A failed card that
    waited for STUCK days comes before all: by that measure alone it would wait for ever. So does
    one that was `missed` in an interview.
    """

    def urgency(pair: tuple[Outline, Memory]) -> tuple[bool, bool, float, str]:
        card, memory = pair
        is_lost = not memory.repetitions and (today.on - memory.due).days >= STUCK
        return card.id not in missed, not is_lost, elapsed(memory, today.on), card.id

    def fitting(cards: list[Outline], budget: Budget) -> list[Outline]:
        return budget.paid("review", list(budget.placed("review", cards)))

    cards = [card for card, _ in due]
    if len(fitting(cards, budget.copied())) < len(cards):
        due = sorted(due, key=urgency)
        cards = [card for card, _ in due]
    return fitting(cards, budget)


def _new_cards(
    learner: Learner,
    today: Today,
    limits: Limits,
    introduced: list[Outline],
    taken: _AllFree,
    budget: Budget,
    missed: Container[str],
) -> Iterator[Outline]:
    """Yield the new cards that may come, as long as there are places; first those `missed`."""
    stories = Counter(card.scenario for card in introduced)
    late = limits.interview is not None and 0 <= (limits.interview - today.on).days <= SHORT

    def takes(card: Outline) -> bool:
        full = stories[card.scenario] >= limits.new_per_story
        if full or not _may_come(card, today) or not taken.admits(card):
            return False
        if not (budget.admits("new", card) and (late or _is_ready(card, learner, today))):
            return False
        taken.add(card)
        stories[card.scenario] += 1
        return True

    unseen = learner.unseen()
    if late:
        pairs = (*learner.due(today.on), *learner.later(today.on))
        known = [card for card, _ in pairs]
        unseen = core_first([*wholes_for_parts(unseen, known)], known)
    if missed:
        unseen = sorted(unseen, key=lambda card: card.id not in missed)
    yield from filter(takes, unseen)


def _is_ready(card: Outline, learner: Learner, today: Today) -> bool:
    """Say whether all parts of a whole were answered on an earlier day."""
    if not card.after:
        return True
    known = learner.out_of_the_way(card.after, today.on)
    return all(part in known for part in card.after)


def ahead_of(
    remembered: Iterable[tuple[Outline, Memory]], today: Today, answered: Iterable[Outline] = ()
) -> list[Outline]:
    """Return the cards due after today, the nearest first, siblings apart: for `--ahead`."""
    taken = _Taken(answered)
    later = [
        (card, memory)
        for card, memory in remembered
        if memory.due > today.on and _may_come(card, today)
    ]
    return [card for card, _ in _one_a_group(later, taken)]
