"""An event: one thing that happened to one card at one moment. The log is nothing but events."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

COUNTED = frozenset({"review", "ahead"})
ANSWERS = COUNTED | {"drill", "cram"}
ALOUD = frozenset({"rehearse", "mock"})
DEBRIEF = "debrief"
NOTES = ALOUD | {DEBRIEF, "learn", "suspend", "resume", "bury", "flag", "adopt", "pause", "forget"}
KINDS = ANSWERS | NOTES | {"undo", "due"}

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  milliseconds are counted from here, in UTC


MILLISECOND = timedelta(milliseconds=1)
AHEAD = 24 * 60 * 60 * 1000


class Moment(NamedTuple):
    """When something happened, as the clock of the machine has it.

    `at` is UTC in milliseconds since 1970, `offset` minutes east of UTC, `zone` the zone's name
    (`Europe/Berlin`), `day` the study day it belongs to.
    """

    at: int
    offset: int
    zone: str
    day: date


class Event(NamedTuple):
    """One event of the log.

    `id` is a UUIDv7; ids sort in the order of the log. `at`, `offset`, `zone` and `day` are those
    of its `Moment`. `grade` and `seconds` (spent on the answer) are None where nothing was
    answered. `fingerprint` names the text that was shown ("": none). `details` by kind: answers
    `{"due": ISO date}` (the day an overlay chose; with `{"scheduler": name}` where it was not
    SM-2's that it put off), `undo` `{"undoes": [event ids]}`, `adopt`
    `{"from": card id}`, `flag` `{"note": words}` or `{"off": true}`, `pause` `{"from": ISO date,
    "until": ISO date}` (both may be missing) or `{"end": true}`; what was noted of several cards at
    once `{"bulk": id of the first such event}`; those ALOUD what `rehearsal.telling` says; more may
    be there. `due` is the day that another program has a card due on: `{"due": ISO date,
    "interval": days}`, `{"suspended": whether}`, or both. `forget` makes its card new again; what
    was answered before stays in the log. A pause concerns no card: its `card` is "". What was said
    aloud concerns a story: its `card` is the story's id (or ""), and no memory changes. A `debrief`
    is a question of a real interview, or how it went: `practice.interview_record` reads its
    details. Its `card` is "", and no memory changes.
    """

    id: str
    at: int
    offset: int
    zone: str
    day: date
    device: str
    kind: str
    card: str
    grade: int | None = None
    seconds: float | None = None
    fingerprint: str = ""
    details: dict[str, Any] = {}  # noqa: RUF012  never written to: a value


class Nonsense(ValueError):  # noqa: N818  it is what it says
    """An event that makes no sense: its text names it and says why. Only damage makes such."""


def study_day(wall: datetime, rollover: int) -> date:
    """Return the study day of the local time `wall`: days begin at `rollover` o'clock.

    Wall time, not elapsed hours: on the two odd nights of the year the day still begins at 4 h.
    """
    return (wall.replace(tzinfo=None) - timedelta(hours=rollover)).date()


def event_json(event: Event) -> dict[str, object]:
    """Return the event as scripts read it; `at` is ISO in UTC, to the millisecond."""
    return {
        "id": event.id,
        "at": iso_time(event.at),
        "day": event.day.isoformat(),
        "kind": event.kind,
        "card": event.card,
        "grade": event.grade,
        "seconds": event.seconds,
        "device": event.device,
        "details": event.details,
        "offset": event.offset,
        "zone": event.zone,
        "fingerprint": event.fingerprint,
    }


def iso_time(at: int) -> str:
    """Return a UTC millisecond as scripts read it: `2025-03-04T18:02:00.000Z`."""
    return (EPOCH + timedelta(milliseconds=at)).isoformat("T", "milliseconds") + "Z"


def time_read(text: str) -> int:
    """Return the UTC millisecond that `iso_time` wrote; ValueError for what is none."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text!r} names no zone")
    return (at.replace(tzinfo=None) - (at.utcoffset() or timedelta()) - EPOCH) // MILLISECOND


def is_ahead(at: int, now: int) -> bool:
    """Say whether a UTC millisecond is more than a day later than the clock shows.

    Then one of two clocks is wrong, and what it dates is left where it is.
    """
    return at > now + AHEAD


def wall_time(at: int, offset: int) -> datetime:
    """Return a UTC millisecond as a clock `offset` minutes east of UTC shows it."""
    return EPOCH + timedelta(milliseconds=at, minutes=offset)


def local_time(event: Event) -> str:
    """Return the event's time as its clock showed it: `2025-03-04 18:02 (Europe/Berlin)`."""
    wall = wall_time(event.at, event.offset)
    return f"{wall.isoformat(' ', 'minutes')} ({event.zone})"
