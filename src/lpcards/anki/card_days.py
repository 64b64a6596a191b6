"""When Anki has our cards due: its own schedule, read out of a collection.

Anki counts the days of reviews from the day on which the collection was made, on the wall of its
maker; steps of learning have a time instead. A card in a filtered deck keeps its day aside.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from lpcards.anki.anki_configuration import day_zero
from lpcards.anki.wall_clock import Wall

NEW, LEARNING, REVIEW, RELEARNING = range(4)
SUSPENDED = -1
A_TIME = 1_000_000_000
"""Due numbers from here on are Unix seconds; no day is so far."""

NO_DAY = (TypeError, ValueError, OverflowError, OSError)
"""What a number raises that is no time."""

DAYS = """SELECT n.guid, n.card, c.type, c.queue, c.ivl, c.mod,
    CASE WHEN c.odid = 0 THEN c.due WHEN c.odue > 0 THEN c.odue END,
    (SELECT max(r.id) FROM revlog r WHERE r.cid = c.id)
    FROM cards c JOIN temp.our_notes n ON n.number = c.nid
    WHERE c.ord = 0 AND n.standing = ?"""


class DaysRead(NamedTuple):
    """The days of our cards, and when the collection was changed last (UTC milliseconds)."""

    days: "list[CardDay]"
    changed: int = 0


class CardDay(NamedTuple):
    """What Anki's schedule says of a card, by our id: the day it is due (None: it has none).

    `interval` is in days. `at` is when Anki came to that, in UTC milliseconds, behind the answer
    that it follows from: it knows the second alone.
    """

    guid: str
    card: str
    at: int
    due: date | None
    interval: int
    suspended: bool


def days_read(db: sqlite3.Connection, wall: Wall, standing: str) -> DaysRead:
    """Return the days of the cards of `temp.our_notes` that are of this `standing`."""
    days = list(_card_days(db, wall, standing))
    changed = [mod for (mod,) in db.execute("SELECT mod FROM col") if type(mod) is int]
    return DaysRead(days, max([*changed, *(day.at for day in days)], default=0))


def _card_days(db: sqlite3.Connection, wall: Wall, standing: str) -> Iterator[CardDay]:
    """Yield the days of the cards of `temp.our_notes` that are of this `standing`.

    What makes no sense is left out.
    """
    try:
        zero = day_zero(db, lambda at: wall(at).offset)
    except NO_DAY:
        return
    for guid, card, *numbers, answered in db.execute(DAYS, (standing,)):
        kind, queue, interval, mod, due = numbers
        if not all(type(number) is int for number in (kind, queue, interval, mod)) or mod < 0:
            continue
        at = max(mod * 1000 + 999, answered + 1 if type(answered) is int else 0)
        on = _day(due, zero, wall) if kind in {LEARNING, REVIEW, RELEARNING} else None
        yield CardDay(guid, card, at, on, max(0, interval), queue == SUSPENDED)


def _day(due: object, zero: date, wall: Wall) -> date | None:
    try:
        if type(due) is not int:
            return None
        return wall(due * 1000).day if due >= A_TIME else zero + timedelta(days=due)
    except NO_DAY:
        return None
