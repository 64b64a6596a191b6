"""A study day: its queue, and what made it so.

Today's day and those of a plan are worked out here, within the same limits: `due` and `review` ask
with what content and log say, a plan with what they will say by then.
"""

from datetime import date
from typing import NamedTuple

from lpcards.day.catching_up import LEAST, CatchingUp, catching_up, gap_before
from lpcards.day.learner import Learner, Today
from lpcards.day.limits import Limits
from lpcards.day.queue import Queue, queue_of
from lpcards.memory.pauses import end_of_pause


class Day(NamedTuple):
    """A study day: its queue, and what made it so.

    `waiting` counts the selected cards that are due, whether or not they come today. `minutes` are
    those that the queue was cut to (0: none), `telling` are seconds besides, for saying a story
    aloud, `paused` is the last day of a pause.
    """

    queue: Queue
    waiting: int
    minutes: int = 0
    paused: date | None = None
    catching: CatchingUp | None = None
    telling: int = 0

    @property
    def is_whole(self) -> bool:
        """Say whether no pause, no catching up and no minutes keep anything away."""
        return not (self.paused or self.catching or self.queue.cut)


def day_json(day: Day, on: date) -> dict[str, object]:
    """Return the study day `on` as scripts read it: the counts, and what is not as on any day."""
    queue = day.queue
    counts = {
        "day": on.isoformat(),
        "due": len(queue.reviews),
        "final_pass": len(queue.early),
        "new": len(queue.new),
        "total": queue.total,
        "drills": len(queue.drills),
    }
    minutes = {"minutes": day.minutes, "cut": queue.cut} if day.minutes else {}
    telling = {"telling": round(day.telling / 60, 1)} if day.telling else {}
    return {**counts, **minutes, **telling, **_paused_json(day), **_catching_json(day.catching)}


def _paused_json(day: Day) -> dict[str, object]:
    if day.paused is None:
        return {}
    until = None if day.paused == date.max else day.paused.isoformat()
    return {"paused": {"until": until, "waiting": day.waiting}}


def _catching_json(catching: CatchingUp | None) -> dict[str, object]:
    if catching is None:
        return {}
    return {
        "catching_up": {
            "away": catching.gap.missed,
            "waiting": catching.waiting,
            "a_day": catching.a_day,
            "new": catching.new,
            "until": catching.until and catching.until.isoformat(),
        }
    }


def day_of(learner: Learner, today: Today, limits: Limits) -> Day:
    """Return the study day of `today` as it is now."""
    waiting = len(learner.due(today.on))
    paused = end_of_pause(limits.pauses, today.on)
    if paused:
        return Day(Queue(), waiting, paused=paused)
    telling = 0
    if limits.telling:
        telling = limits.seconds_to_tell(today.on, learner.began(today.on))
        limits = limits._replace(seconds=limits.seconds - telling)
    minutes = limits.seconds // 60
    if limits.interview is None or limits.interview < today.on:
        catching = _catching(learner, today, limits)
        queue = queue_of(learner, today, _lightened(limits, catching))
        return Day(queue, waiting, minutes, catching=catching, telling=telling)
    from lpcards.day.interview import queue_before  # here: most days have none to come

    return Day(queue_before(learner, today, limits), waiting, minutes, telling=telling)


def _catching(learner: Learner, today: Today, limits: Limits) -> CatchingUp | None:
    """Return how what piled up is met; None on a day like any other.

    The interview date has a measure of its own for each day: nothing is caught up besides.
    """
    if not limits.catch_up:
        return None
    today = today._replace(reviewed=today.reviewed - today.early)  # what was early did not wait
    if learner.waiting(today) + limits.new <= min(limits.reviews, LEAST):
        return None
    gap = gap_before(today.on, learner.studied_before(today.on))
    if gap is None:
        return None
    backlog, usual = learner.backlog(today), learner.usual(gap.back)
    return catching_up(today.on, gap, backlog, usual, limits.reviews, limits.new)


def _lightened(limits: Limits, catching: CatchingUp | None) -> Limits:
    """Return the limits of a day of catching up; who asks for new cards alone has them all."""
    if catching is None:
        return limits
    new = limits.new if limits.only == "new" else catching.new
    return limits._replace(reviews=catching.a_day, new=new)
