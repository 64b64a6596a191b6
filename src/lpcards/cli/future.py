"""What is later than the clock: named by `doctor`, taken back by `undo --future`."""

from lpcards.english.printable import counted
from lpcards.log import Log
from lpcards.memory.event import Event, Moment, event_json
from lpcards.study.clock import local
from lpcards.study.messages import say, say_json
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

FIFTH = 5


def future_words(log: Log, now: Moment) -> tuple[int, str]:
    """Return how many events are more than a day later than the clock, and what to do about it."""
    count, latest = 0, None
    for event in log.ahead(now.at):
        count, latest = count + 1, _later(latest, event)
    if latest is None:
        return 0, ""
    are = "event is" if count == 1 else "events are"
    return count, (
        f"{count:,} {are} more than a day later than this machine's clock, which shows "
        f"{local(now.at, now.offset)}; the latest is of {local(latest.at, latest.offset)}"
    )


def _later(latest: Event | None, event: Event) -> Event:
    return latest if latest is not None and latest.at > event.at else event


def undo_future(workspace: Workspace, *, yes: bool, as_json: bool) -> None:
    """Take back what is more than a day later than the clock, or say why not."""
    log, now = workspace.writing(), workspace.moment()
    count, words = future_words(log, now)
    if not count:
        raise UserFault("nothing is more than a day later than this machine's clock")
    if not yes and count * FIFTH > log.count():
        raise UserFault(
            f"{words}. That is more than a fifth of the log; if the clock is right, "
            "`lpcards undo --future --yes` takes it all back"
        )
    events = log.undo_ahead(now)
    if as_json:
        undos = [event_json(event) for event in events]
        say_json({"event": undos[-1], "events": undos, "undone": count})
    else:
        say(f"undone: {counted(count, 'event')} more than a day later than this machine's clock")
