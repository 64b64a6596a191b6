"""Events looked up: of the last days, by key, recorded together. By index where there is one."""

import sqlite3
from collections.abc import Iterator
from datetime import date

from lpcards.log.event_rows import FOREIGN, LIVE, select
from lpcards.memory.event import AHEAD, COUNTED, NOTES, Event

DAY_BEFORE = "SELECT max(day) FROM events WHERE day < ?"
COUNTED_ON = f"FROM events WHERE day = ? AND kind IN ('review', 'ahead') AND {LIVE}"
# The + keeps SQLite from the index of days: the way from the newest id back ends sooner.
LAST_ANSWERS = f"""SELECT
    CASE WHEN e.kind = 'drill' THEN 'drill' WHEN m.first = e.day THEN 'new' ELSE 'review' END,
    e.card, e.seconds
    FROM (SELECT * FROM events WHERE +day < ? ORDER BY id DESC LIMIT ?) e
    LEFT JOIN memory m ON m.card = e.card
    WHERE e.kind IN ('review', 'ahead', 'drill') AND e.seconds IS NOT NULL AND e.{LIVE}"""  # noqa: S608  constants of ours

KEY = "once"
"""The name, in an event's details, of the key under which a client may send an answer again."""

# `instr` first: few events have a key, and reading the JSON of all would take far longer.
BY_KEY = f"""WHERE instr(details, '"{KEY}"') AND json_valid(details)
    AND json_extract(details, '$.{KEY}') = ? ORDER BY id LIMIT 1"""
AHEAD_OF = f"WHERE kind != 'undo' AND device != ? AND at > ? AND {LIVE} ORDER BY id"
LAST_OF = f"WHERE device = ? AND kind != 'undo' AND {LIVE} ORDER BY id DESC LIMIT 1"
LAST_DUE = f"WHERE kind = 'due' AND {LIVE} ORDER BY id DESC LIMIT 1"
BULK = f"WHERE device = ? AND kind = ? AND id >= ? AND id < ? AND {LIVE} ORDER BY id"


def studied_before(db: sqlite3.Connection, day: date) -> Iterator[date]:
    """Yield the study days before `day` with answers that count, the latest first."""
    before = day.isoformat()
    while True:
        (before,) = db.execute(DAY_BEFORE, (before,)).fetchone()
        if before is None:
            return
        if db.execute(f"SELECT 1 {COUNTED_ON} LIMIT 1", (before,)).fetchone():
            yield date.fromisoformat(before)


def followed_on(db: sqlite3.Connection) -> date | None:
    """Return the study day of the last live event that says another program's day of a card."""
    event = next(select(db, LAST_DUE), None)
    return event.day if event else None


def pulled_until(db: sqlite3.Connection) -> int:
    """Return the UTC millisecond of the last live event from another program; 0 without any."""
    event = next(select(db, LAST_OF, FOREIGN), None)
    return event.at if event else 0


def counted_on(db: sqlite3.Connection, day: date) -> int:
    """Return how many answers of a study day count."""
    return int(db.execute(f"SELECT count(*) {COUNTED_ON}", (day.isoformat(),)).fetchone()[0])


def last_answers(db: sqlite3.Connection, day: date, most: int) -> list[tuple[str, str, float]]:
    """Return the answers among the last `most` events before `day`.

    Of each `new`, `review` or `drill`, its card and its seconds.
    """
    return db.execute(LAST_ANSWERS, (day.isoformat(), most)).fetchall()


def answer_with_key(db: sqlite3.Connection, key: str) -> Event | None:
    """Return the first answer with this key, also one that was taken back. Reads the whole log.

    The key stands in the event, so it is known where the event is: after a restart, undo or merge.
    """
    return next(select(db, BY_KEY, key), None)


def ahead(db: sqlite3.Connection, now: int) -> Iterator[Event]:
    """Yield what could be undone and `is_ahead` of the UTC millisecond `now`, oldest first.

    This reads the whole log.
    """
    return select(db, AHEAD_OF, FOREIGN, now + AHEAD)


def last_of(db: sqlite3.Connection, device: str) -> Event | None:
    """Return the last live event that this machine recorded."""
    return next(select(db, LAST_OF, device), None)


def bulk_before(db: sqlite3.Connection, event: Event) -> list[Event]:
    """Return what else is live of what was recorded at once with a note."""
    first = event.details.get("bulk")
    if event.kind not in NOTES or not isinstance(first, str):
        return []
    found = select(db, BULK, event.device, event.kind, first, event.id)
    return [other for other in found if other.details.get("bulk") == first]


def drills_after(db: sqlite3.Connection, event: Event, of_card: str, ids: list[str]) -> list[Event]:
    """Return the live drills that followed from an answer on its day.

    `of_card` is the SQL condition for its card, which `ids` fills in.
    """
    if event.kind not in COUNTED:
        return []
    where = f"WHERE {of_card} AND day = ? AND id > ? AND device != ? AND kind = 'drill' AND {LIVE}"
    values = (*ids, event.day.isoformat(), event.id, FOREIGN)
    return list(select(db, f"{where} ORDER BY id", *values))
