"""What some minutes a day come to: how many cards are met by a day. Pure: it plays the days.

The days are those of `session.queue_of` and of SM-2, with every answer good. Only how long an
answer takes is a guess; ten minutes a day come to some 150 cards in three weeks.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from lpcards.limits import Limits
from lpcards.session import Entry, Queue, Today, queue_of
from lpcards.sm2 import Memory, schedule

NEW_SECONDS, REVIEW_SECONDS = 40, 25
GOOD = 4
LONGEST = 400
"""So many days are looked ahead; where no end is in sight then, more would not tell more."""


class Outlook(NamedTuple):
    """What the days came to.

    `met` of the `cards` were asked at least once, the last new one on `last`; `busiest` is the
    minutes of the longest day.
    """

    cards: int
    met: int
    last: date
    busiest: int

    @property
    def is_all(self) -> bool:
        """Say whether every card was met."""
        return self.met == self.cards


def outlook(
    unseen: Sequence[Entry], limits: Limits, first: date, end: date | None, minutes: int
) -> Outlook:
    """Return what the days from `first` until the eve of `end` come to; None: until all are met.

    `unseen` are the new cards in study order; `minutes` a day, 0: as many as it takes.
    """
    days = LONGEST if end is None else min(LONGEST, max(1, (end - first).days))
    known: dict[str, Memory] = {}
    last, busiest = first, 0
    for on in (first + timedelta(number) for number in range(days)):
        before = len(known)
        busiest = max(busiest, _play(unseen, known, limits, on, minutes * 60))
        last = on if len(known) > before else last
        if len(known) == len(unseen):
            break
    return Outlook(len(unseen), len(known), last, -(-busiest // 60))


def _play(
    unseen: Sequence[Entry], known: dict[str, Memory], limits: Limits, on: date, seconds: int
) -> int:
    """Answer the queue of a day, as far as its `seconds` reach (0: all of it); return them."""
    used = 0
    for entry, cost in _costs(_queue(unseen, known, limits, on)):
        if seconds and used + cost > seconds:
            break
        used += cost
        known[entry.id] = schedule(known.get(entry.id), GOOD, on)
    return used


def _costs(queue: Queue) -> list[tuple[Entry, int]]:
    reviews = [(entry, REVIEW_SECONDS) for entry in queue.reviews]
    return [*reviews, *((entry, NEW_SECONDS) for entry in queue.new)]


def _queue(unseen: Sequence[Entry], known: dict[str, Memory], limits: Limits, on: date) -> Queue:
    return queue_of(
        due=[(one, known[one.id]) for one in unseen if one.id in known and known[one.id].due <= on],
        unseen=(one for one in unseen if one.id not in known),
        today=Today(on),
        limits=limits,
        was_answered=lambda ids: {one for one in ids if one in known and known[one].last < on},
    )
