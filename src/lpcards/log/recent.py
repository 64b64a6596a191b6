"""What the last days of the log say, by index and never by reading it all."""

import sqlite3
from collections.abc import Iterator
from datetime import date

from lpcards.log.event_rows import LIVE

DAY_BEFORE = "SELECT max(day) FROM events WHERE day < ?"
COUNTED = f"FROM events WHERE day = ? AND kind IN ('review', 'ahead') AND {LIVE}"
# The + keeps SQLite from the index of days: the way from the newest id back ends sooner.
LAST = f"""SELECT
    CASE WHEN e.kind = 'drill' THEN 'drill' WHEN m.first = e.day THEN 'new' ELSE 'review' END,
    e.card, e.seconds
    FROM (SELECT * FROM events WHERE +day < ? ORDER BY id DESC LIMIT ?) e
    LEFT JOIN memory m ON m.card = e.card
    WHERE e.kind IN ('review', 'ahead', 'drill') AND e.seconds IS NOT NULL AND e.{LIVE}"""  # noqa: S608  constants of ours


def studied_before(db: sqlite3.Connection, day: date) -> Iterator[date]:
    """Yield the study days before `day` with answers that count, the latest first."""
    before = day.isoformat()
    while True:
        (before,) = db.execute(DAY_BEFORE, (before,)).fetchone()
        if before is None:
            return
        if db.execute(f"SELECT 1 {COUNTED} LIMIT 1", (before,)).fetchone():
            yield date.fromisoformat(before)


def counted_on(db: sqlite3.Connection, day: date) -> int:
    """Return how many answers of a study day count."""
    return int(db.execute(f"SELECT count(*) {COUNTED}", (day.isoformat(),)).fetchone()[0])


def last_answers(db: sqlite3.Connection, day: date, most: int) -> list[tuple[str, str, float]]:
    """Return sort, card and seconds of the answers among the last `most` events before `day`."""
    return db.execute(LAST, (day.isoformat(), most)).fetchall()
