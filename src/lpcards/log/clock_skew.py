"""The clock: an answer far before the last one is a wrong clock's, and is not recorded."""

import sqlite3

from lpcards.log.database import LogProblem
from lpcards.log.derived import Head
from lpcards.log.event_rows import LATEST, select
from lpcards.memory.event import Event, local_time

HOURS = 26  # the earth's zones reach from -12 to +14: no honest traveller's clock is further behind
BEHIND = HOURS * 60 * 60 * 1000


def check(db: sqlite3.Connection, head: Head, event: Event) -> None:
    """Refuse an event whose clock is more than 26 hours behind the newest live one."""
    if not 0 <= event.at <= LATEST:
        raise LogProblem(
            "The clock is wrong: a log holds the years 1970 to 9999. Nothing was recorded."
        )
    if head.newest and event.at < head.newest_at - BEHIND:
        newest = next(select(db, "WHERE id = ?", head.newest))
        raise LogProblem(
            f"The clock is more than {HOURS} hours behind event {newest.id} of "
            f"{local_time(newest)}: nothing was recorded. Set the clock right. If it is right, "
            "`lpcards undo --future` takes back what a wrong clock dated."
        )
