"""The minutes of a sitting or of a study day, at the pace that the log shows."""

from datetime import date

from lpcards.pace import LAST, Pace, Timed, pace_of
from lpcards.room import Box
from lpcards.store import Log


def box_of(log: Log, on: date, minutes: int, before: frozenset[str]) -> Box | None:
    """Return a box of so many minutes; none for 0 of them."""
    return Box(60 * minutes, pace_in(log, on), before) if minutes else None


def pace_in(log: Log, on: date) -> Pace:
    """Return the learner's pace as the answers before `on` show it: it holds for all the day."""
    return pace_of(
        Timed(sort, _kind(card), seconds) for sort, card, seconds in log.last_answers(on, LAST)
    )


def _kind(card: str) -> str:
    return card.split("/")[1] if "/" in card else ""
