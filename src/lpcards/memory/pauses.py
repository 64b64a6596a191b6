"""Pauses: holidays on which nothing is due. What the settings name, and the log."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from lpcards.memory.event import Event

BETWEEN = ".."


class Pause(NamedTuple):
    """The study days from `first` to `last`, both included; `date.max` is a pause without end."""

    first: date
    last: date


def written_pause(words: str) -> Pause:
    """Return the pause that settings name: `2026-12-24..2027-01-02`, or a single day.

    Raises ValueError for what is none.
    """
    first, ranges, last = words.partition(BETWEEN)
    days = (date.fromisoformat(day.strip()) for day in (first, last if ranges else first))
    pause = Pause(*days)
    if pause.last < pause.first:
        raise ValueError("the last day is before the first")
    return pause


def pauses_of(written: Iterable[str], events: Iterable[Event]) -> tuple[Pause, ...]:
    """Return all pauses: those `written` in the settings, and those of live `events`.

    An event that ends pauses ends those of earlier events, from its own study day on.
    """
    logged: list[Pause] = []
    for event in events:
        if event.kind == "pause" and "end" in event.details:
            logged = _ended(logged, event.day)
        elif event.kind == "pause":
            logged += _logged(event)
    return (*map(written_pause, written), *logged)


def _ended(pauses: Iterable[Pause], on: date) -> list[Pause]:
    shortened = (pause._replace(last=min(pause.last, _next(on, -1))) for pause in pauses)
    return [pause for pause in shortened if pause.first <= pause.last]


def _logged(event: Event) -> list[Pause]:
    """Return the event's pause; of a damaged one none."""
    details = event.details
    try:
        first = date.fromisoformat(details["from"]) if "from" in details else event.day
        last = date.fromisoformat(details["until"]) if "until" in details else date.max
    except (TypeError, ValueError):
        return []
    return [Pause(first, last)] if first <= last else []


def end_of_pause(pauses: Iterable[Pause], on: date) -> date | None:
    """Return the last day of the pause that `on` lies in, pauses that touch taken as one."""
    end, day = None, on
    ranges = sorted(pauses)
    for pause in ranges:
        if pause.first <= day <= pause.last:
            end = pause.last
            day = _next(end, 1)
    return end


def _next(day: date, step: int) -> date:
    return day if day in {date.min, date.max} else day + timedelta(days=step)
