"""One day before the interview: the queue with its new cards measured out and its final pass."""

from collections.abc import Callable, Iterable, Sequence

from lpcards.cards.card import Outline
from lpcards.day.budget import Purse
from lpcards.day.interview import Interview, strength, wanting
from lpcards.day.limits import Limits
from lpcards.day.queue import Queue, Today, Wish
from lpcards.day.spacing import apart
from lpcards.memory.sm2 import Memory

Remembered = Iterable[tuple[Outline, Memory]]


def queue_before(
    interview: Interview,
    asked: Callable[[Limits, bool, int], Queue],
    today: Today,
    limits: Limits,
    unseen: int,
    later: Callable[[], Remembered],
    answered: Sequence[Outline] = (),
    wish: Wish = Wish(),  # noqa: B008  a value
) -> Queue:
    """Return the queue of a day before the interview.

    `asked` gives the queue for some limits, with siblings on one day or not, and with seconds kept
    for so many new cards. `unseen` counts the new cards still to be met, `later` gives the
    remembered ones due after today. Early cards have to fit into the box of the `wish`, as all
    others do.
    """
    near = interview.is_near(today.on)
    new = interview.intake(unseen + len(today.introduced), today.on)
    queue = _measured(
        lambda limits, kept: asked(limits, near, kept), interview, today, limits._replace(new=new)
    )
    if interview.is_final(today.on) and wish.only != "new":
        early = _final_pass(interview, later(), today, _room(interview, today, queue))
        queue = _with_early(queue, early, _purse(wish, queue, today, answered))
    return _siblings_apart(queue, today, answered) if near else queue


def _measured(
    asked: Callable[[Limits, int], Queue], interview: Interview, today: Today, limits: Limits
) -> Queue:
    """Return the queue with slots and seconds kept for new cards, and reviews in all the others.

    Where siblings keep new cards back their slots are for reviews. Early answers given today take
    no review's place.
    """
    early, kept = len(today.early), limits.new
    while True:
        room = limits._replace(reviews=interview.cards_a_day - kept + early)
        queue = asked(room, max(0, kept - len(today.introduced)))
        come = len(today.introduced) + len(queue.new)
        if come >= kept:
            return queue
        kept = come


def _room(interview: Interview, today: Today, queue: Queue) -> int:
    """Return how many early answers the day has room for, those given included."""
    return interview.cards_a_day - len(today.answered - today.early) - queue.total


def _final_pass(interview: Interview, later: Remembered, today: Today, room: int) -> list[Outline]:
    """Return the cards to be asked early today, the strongest first.

    The longest interval keeps longest, so the weakest come nearest to the day: a test compares that
    with all other orders. Each day takes its share of what is left, so that all have come by then.
    """
    on, out = interview.on, today.answered | today.buried
    rest = [pair for pair in later if pair[0].id not in out and wanting(pair[1], on)]
    rest.sort(key=lambda pair: (-strength(pair[1], today.on), pair[0].id))
    share = -(-(len(rest) + len(today.early)) // interview.left(today.on))
    return [entry for entry, _ in rest[: max(0, min(share, room) - len(today.early))]]


def _purse(wish: Wish, queue: Queue, today: Today, answered: Iterable[Outline]) -> Purse:
    """Return what the box holds after all that is asked, or was."""
    purse = Purse(wish.box)
    for entry in answered:
        purse.spend("new" if entry.id in today.introduced else "review", (entry,))
    purse.spend("review", queue.reviews)
    purse.spend("new", queue.new)
    return purse


def _with_early(queue: Queue, early: list[Outline], purse: Purse) -> Queue:
    fitting = [] if queue.cut else purse.paid("review", early)
    cut = queue.cut + len(early) - len(fitting)
    ids = frozenset(entry.id for entry in fitting)
    return queue._replace(reviews=(*queue.reviews, *fitting), early=ids, cut=cut)


def _siblings_apart(queue: Queue, today: Today, answered: Iterable[Outline]) -> Queue:
    """Order the queue so that siblings keep some cards apart: due, then early, then new ones."""
    known = {entry.id: entry for entry in answered}
    before = [known[card] for card in today.asked if card in known]
    fresh = [entry for entry in queue.new if entry.id not in today.learned]
    due = [entry for entry in queue.reviews if entry.id not in queue.early]
    early = [entry for entry in queue.reviews if entry.id in queue.early]
    asked: list[Outline] = []
    for part in (due, early, fresh):
        asked += apart(part, [*before, *asked])
    reviews, new = asked[: len(queue.reviews)], asked[len(queue.reviews) :]
    return queue._replace(reviews=tuple(reviews), new=(*new, *queue.new[len(fresh) :]))
