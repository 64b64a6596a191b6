"""Anki's days on their way into the log, where the settings have its days followed.

What is recorded is what differs: a day that is not the card's own by now, a card that Anki suspends
or no longer does. An event stands where Anki came to its day, behind the answer that it follows
from; an answer given here later counts again. Two machines that read the same make the same events.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lpcards.anki.card_days import CardDay, DaysRead
from lpcards.anki.wall_clock import Wall, zone_of
from lpcards.log import Log
from lpcards.memory.event import COUNTED, Event, is_ahead

SECOND = 1000
"""Milliseconds: of a card that changed Anki knows no more than the second."""

FROM_ANKI = frozenset({"due", "forget"})

Found = tuple[str, Event]
"""What makes an event unique where it comes from, and the event, without an id."""


def days_to_take(log: Log, read: DaysRead, wall: Wall, now: int) -> list[Found]:
    """Return the events of the days `read` that the log does not have by now, oldest first.

    `now` is the present UTC millisecond: what is dated ahead of it waits.
    """
    found = []
    is_older = read.changed // SECOND < log.pulled_until() // SECOND
    for day in sorted(read.days, key=lambda day: (day.at, day.guid)):
        details = {} if is_ahead(day.at, now) else _new_in(log, day, is_older=is_older)
        if details:
            offset, on = wall(day.at)
            values = (day.at, offset, zone_of(offset), on, "", "due", day.card)
            found.append((f"due {day.at} {day.guid}", Event("", *values, details=details)))
    return found


def _new_in(log: Log, day: CardDay, *, is_older: bool) -> dict[str, Any]:
    """Return what of Anki's day is news: what an older backup says of it is none."""
    events = log.live(day.card)
    if any(event.kind in FROM_ANKI and event.at > day.at for event in events):
        return {}
    return {**_due(log, day, events), **({} if is_older else _suspended(day, events))}


def _due(log: Log, day: CardDay, events: Sequence[Event]) -> dict[str, Any]:
    if day.due is None or not events:
        return {}
    [memory] = log.memory([events[-1].card]).values() or [None]
    answered = max((event.at for event in events if event.kind in COUNTED), default=0)
    if memory is None or memory.due == day.due or day.at < answered:
        return {}
    return {"due": day.due.isoformat(), "interval": day.interval}


def _suspended(day: CardDay, events: Iterable[Event]) -> dict[str, Any]:
    """Return whether Anki suspends the card, where it did not when that was last read."""
    said = list(_said_of_suspension(events))
    return {"suspended": day.suspended} if day.suspended != (said[-1] if said else False) else {}


def _said_of_suspension(events: Iterable[Event]) -> Iterator[bool]:
    for event in events:
        if event.kind == "due" and "suspended" in event.details:
            yield bool(event.details["suspended"])
