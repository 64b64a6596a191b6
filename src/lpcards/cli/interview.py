"""The interview date of the settings, over the content and the log."""

from collections.abc import Callable, Iterator
from datetime import date

from lpcards.cli.day import limits_of
from lpcards.cli.pacing import pace_in
from lpcards.compiled import Compiled, Selection
from lpcards.interview import Interview, interview_on
from lpcards.interview.overlay import queue_before
from lpcards.limits import Limits
from lpcards.session import Entry, Queue, Today, Wish
from lpcards.sm2 import Memory
from lpcards.store import Log


def date_in(compiled: Compiled) -> date | None:
    """Return the date that the settings name, be it past or not."""
    told = compiled.settings["interview"]
    return date.fromisoformat(told) if told else None


def cards_a_day_in(compiled: Compiled, log: Log, on: date) -> int:
    """Return how many cards a day before the interview may hold, and its minutes have room for."""
    told = compiled.settings
    most = int(told["cards_a_day"] or max(1, told["new"] + told["reviews"]))
    if not told["minutes"]:
        return most
    seconds = 60 * int(told["minutes"])
    return min(most, max(1, seconds // pace_in(log, on).of("review", "")))


def began_in(log: Log, on: date) -> date:
    """Return the study day from which the days are counted: that of the first answer.

    It follows from the log, so that nothing has to be kept beside it.
    """
    return min(log.began() or on, on)


def unseen_in(compiled: Compiled, log: Log) -> int:
    """Return how many cards are still to be met, whatever is selected today."""
    return compiled.to_be_met(but=log.known() | log.suspended())


def interview_in(compiled: Compiled, log: Log, on: date) -> Interview | None:
    """Return the interview to come; None without a date, and once it is past."""
    to_come = date_in(compiled)
    if to_come is None or to_come < on:
        return None
    return interview_on(to_come, began_in(log, on), cards_a_day_in(compiled, log, on))


def queue_with_date(
    compiled: Compiled,
    log: Log,
    chosen: Selection | None,
    asked: Callable[[Limits, bool], Queue],
    today: Today,
    answered: list[Entry],
    wish: Wish,
) -> Queue | None:
    """Return the queue that `asked` gives, as the interview date has it; None without one."""
    interview = interview_in(compiled, log, today.on)
    if interview is None:
        return None
    return queue_before(
        interview,
        asked,
        today,
        limits_of(compiled),
        unseen=unseen_in(compiled, log),
        later=lambda: _later(compiled, log, chosen, today.on),
        answered=answered,
        wish=wish,
    )


def held_back(compiled: Compiled, log: Log, on: date) -> bool | None:
    """Say whether the date keeps cards for later days; None if there is none to come."""
    if interview_in(compiled, log, on) is None:
        return None
    return unseen_in(compiled, log) > 0


def _later(
    compiled: Compiled, log: Log, chosen: Selection | None, on: date
) -> Iterator[tuple[Entry, Memory]]:
    suspended = log.suspended()
    later = {
        card: memory
        for card, memory in log.remembered()
        if memory.due > on and card not in suspended
    }
    for card, entry in compiled.entries(later, chosen).items():
        yield entry, later[card]
