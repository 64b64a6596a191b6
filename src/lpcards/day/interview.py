"""The interview date: how the days before it are cut, and the queue of each of them.

An overlay: it chooses how many new cards come, and which cards come before their day. The
scheduler's numbers and due days are what they are without it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from lpcards.cards.card import Outline
from lpcards.day.card_order import apart
from lpcards.day.learner import Learner, Today
from lpcards.day.limits import Budget, Limits
from lpcards.day.queue import Queue, queue_of
from lpcards.memory.recall import recall
from lpcards.memory.sm2 import Memory, schedule

TARGET = 0.95
"""The recall on the day that no card shall be under."""
QUIET, FINAL = 14, 7
SHORT_QUIET = 3
"""Where no more days than so many are quiet, in ten at most, nothing new comes on them."""
NEW_SHARE = 3
"""New cards take one slot in so many, at most: each comes back some times before the day."""
FREE_SHARE = 2
"""Of the slots that no review takes new cards take one in so many."""
GOOD_GRADE = 4


class Interview(NamedTuple):
    """A date, and the days before it: the last `quiet` ones without new cards.

    Of those the last `final` ones bring cards early. `cards_a_day` is the most a day may hold.
    """

    on: date
    quiet: int
    final: int
    cards_a_day: int

    def left(self, day: date) -> int:
        """Return how many days are left on the study day `day`, itself included."""
        return (self.on - day).days

    def is_near(self, day: date) -> bool:
        """Say whether `day` belongs to the last third: siblings may meet, some cards apart."""
        return self.left(day) <= self.quiet

    def is_final(self, day: date) -> bool:
        """Say whether `day` belongs to the final pass."""
        return 1 <= self.left(day) <= self.final

    def intake(self, unseen: int, day: date, waiting: int = 0) -> int:
        """Return how many of the cards `unseen` at its start the study day `day` should bring.

        Of the slots that the cards `waiting` that day leave free new ones take half, or a third of
        all slots if that is more: the first days, on which little waits, are not half empty.

        Whoever is late spreads them over what is left of the time; the last day brings none, unless
        it is the first one, too. Where there are too many for the days, reviews keep their room:
        who learns fewer cards knows more of them.
        """
        left = self.left(day)
        days = left - self.quiet
        if days <= 0 and self.quiet > SHORT_QUIET:
            days = left - max(1, left // 3)
        free = self.cards_a_day - waiting
        most = max(1, self.cards_a_day // NEW_SHARE, free // FREE_SHARE)
        return min(most, -(-unseen // days)) if days > 0 else 0


def interview_on(on: date, began: date, cards_a_day: int) -> Interview:
    """Return the interview `on` a date that is prepared for since the study day `began`."""
    total = (on - began).days
    quiet = min(QUIET, max(total // 3, int(total > 1)))
    return Interview(on, quiet, min(FINAL, total // 3), cards_a_day)


def interview_of(learner: Learner, today: Today, limits: Limits) -> Interview | None:
    """Return the interview that a study day prepares for; None without, and past its date."""
    if limits.interview is None or limits.interview < today.on:
        return None
    return interview_on(limits.interview, learner.began(today.on), limits.most_cards())


def strength(memory: Memory, on: date) -> float:
    """Return how long a card keeps: its stability, or what a good answer would lead to."""
    return memory.stability or schedule(memory, GOOD_GRADE, on).interval


def wanting(memory: Memory, on: date) -> bool:
    """Say whether a card would be under TARGET on the day `on` and not come before by itself."""
    return memory.due >= on and recall(memory, on) < TARGET


def queue_before(learner: Learner, today: Today, limits: Limits) -> Queue:
    """Return the queue of a day before the interview: new cards measured out, its final pass.

    Early cards have to fit into the seconds, as all others do.
    """
    interview = interview_of(learner, today, limits)
    if interview is None:
        raise ValueError("there is no interview to come")
    near = interview.is_near(today.on)
    waiting = learner.waiting(today) - len(today.early)  # those answered early were not due
    new = interview.intake(learner.to_be_met() + len(today.introduced), today.on, waiting)
    missed = learner.missed(today.on)
    early_today = frozenset(name for name in today.early if name not in missed)
    today = today._replace(early=early_today)  # what was missed takes a review's place
    queue = _measured(
        lambda limits, kept: queue_of(learner, today, limits, siblings=near, kept=kept),
        interview,
        today,
        limits._replace(new=new),
    )
    answered = learner.answered(today)
    if interview.is_final(today.on) and limits.only != "new":
        early = _final_pass(interview, learner, today, queue)
        budget = Budget(limits, today, answered)
        budget.spend("review", queue.reviews)
        budget.spend("new", queue.new)
        queue = _with_early(queue, early, budget)
    return _siblings_apart(queue, today, answered) if near else queue


def _measured(
    queue_within: Callable[[Limits, int], Queue], interview: Interview, today: Today, limits: Limits
) -> Queue:
    """Return the queue with slots and seconds kept for new cards, and reviews in all the others.

    Where siblings keep new cards back their slots are for reviews. Early answers given today take
    no review's place.
    """
    early, kept = len(today.early), limits.new
    while True:
        within = limits._replace(reviews=interview.cards_a_day - kept + early)
        queue = queue_within(within, max(0, kept - len(today.introduced)))
        come = len(today.introduced) + len(queue.new)
        if come >= kept:
            return queue
        kept = come


def _final_pass(
    interview: Interview, learner: Learner, today: Today, queue: Queue
) -> list[Outline]:
    """Return the cards to be asked early today, the strongest first.

    The longest interval keeps longest, so the weakest come nearest to the day: a test compares that
    with all other orders. Each day takes its share of what is left, so that all have come by then.
    """
    on, out, early = interview.on, today.answered | today.buried, len(today.early)
    places = interview.cards_a_day - len(today.answered - today.early) - queue.total
    rest = [
        (card, memory)
        for card, memory in learner.later(today.on)
        if card.id not in out and card.id not in queue.missed and wanting(memory, on)
    ]
    rest.sort(key=lambda pair: (-strength(pair[1], today.on), pair[0].id))
    share = -(-(len(rest) + early) // interview.left(today.on))
    return [card for card, _ in rest[: max(0, min(share, places) - early)]]


def _with_early(queue: Queue, early: list[Outline], budget: Budget) -> Queue:
    fitting = [] if queue.cut else budget.paid("review", early)
    cut = queue.cut + len(early) - len(fitting)
    ids = frozenset(card.id for card in fitting)
    return queue._replace(reviews=(*queue.reviews, *fitting), early=ids, cut=cut)


def _siblings_apart(queue: Queue, today: Today, answered: Iterable[Outline]) -> Queue:
    """Order the queue so that siblings keep some cards apart: due, then early, then new ones."""
    known = {card.id: card for card in answered}
    before = [known[card] for card in today.asked if card in known]
    fresh = [card for card in queue.new if card.id not in today.learned]
    due = [card for card in queue.reviews if card.id not in queue.early]
    early = [card for card in queue.reviews if card.id in queue.early]
    asked: list[Outline] = []
    for part in (*_by_missed(due, queue), early, *_by_missed(fresh, queue)):
        asked += apart(part, [*before, *asked])
    reviews, new = asked[: len(queue.reviews)], asked[len(queue.reviews) :]
    return queue._replace(reviews=tuple(reviews), new=(*new, *queue.new[len(fresh) :]))


def _by_missed(cards: list[Outline], queue: Queue) -> Iterator[list[Outline]]:
    """Yield what was missed in an interview, and then the rest."""
    yield [card for card in cards if card.id in queue.missed]
    yield [card for card in cards if card.id not in queue.missed]
