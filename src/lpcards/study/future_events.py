"""Events later than the clock: `doctor` says so, `undo --future` takes them back."""

from lpcards.log import Log
from lpcards.memory.event import Event, Moment
from lpcards.study.clock import local


def future_words(log: Log, now: Moment) -> tuple[int, str]:
    """Return how many events are more than a day later than the clock, and what to do about it."""
    count, latest = 0, None
    for event in log.ahead(now.at):
        count, latest = count + 1, _later(latest, event)
    if latest is None:
        return 0, ""
    are = "event is" if count == 1 else "events are"
    return count, (
        f"{count:,} {are} dated more than a day ahead of this machine's clock, which shows "
        f"{local(now.at, now.offset)}; the latest is of {local(latest.at, latest.offset)}"
    )


def _later(latest: Event | None, event: Event) -> Event:
    return latest if latest is not None and latest.at > event.at else event
