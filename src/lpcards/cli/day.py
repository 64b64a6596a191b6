"""Today's queue out of the content and the log."""

from collections.abc import Callable, Container, Iterable
from datetime import date
from typing import NamedTuple

from lpcards.catchup import Catching
from lpcards.cli.backlog import backlog_of
from lpcards.cli.pacing import box_of
from lpcards.compiled import Compiled, Selection
from lpcards.limits import Cap, Limits
from lpcards.pauses import Pause, end_of_pause, pauses_of
from lpcards.session import Drill, Entry, Queue, Today, Wish, queue_of, today_of
from lpcards.store import Log
from lpcards.trace import is_heard, trace


class Terms(NamedTuple):
    """What a sitting is asked for: `only` `new` cards or only those `due`, so many `minutes`.

    Minutes count from the sitting's beginning: what was answered `before` is not charged (None: it
    begins now). With 0 the settings' minutes of the study day hold. `anyway` asks in a pause, too.
    """

    only: str = ""
    minutes: int = 0
    before: frozenset[str] | None = None
    anyway: bool = False


USUALLY = Terms()


class Day(NamedTuple):
    """A study day: its queue, and what made it so.

    `waiting` counts the selected cards that are due, whether or not they come today. `minutes` is
    the length of the box that the queue was cut to (0: none), `paused` the last day of a pause.
    """

    queue: Queue
    waiting: int
    minutes: int = 0
    paused: date | None = None
    catching: Catching | None = None

    @property
    def is_whole(self) -> bool:
        """Say whether no pause, no catching up and no box keeps anything away."""
        return not (self.paused or self.catching or self.queue.cut)


def limits_of(compiled: Compiled) -> Limits:
    """Return the limits of the settings."""
    told = compiled.settings
    caps = {name: Cap(**cap) for name, cap in told["per_principle"].items()}
    return Limits(told["new"], told["reviews"], told["new_per_story"], caps)


def today_in(log: Log, on: date) -> Today:
    """Return what happened on the study day `on`."""
    events = log.day_events(on)
    return today_of(events, log.memory({event.card for event in events}), on)


def pauses_in(compiled: Compiled, log: Log) -> tuple[Pause, ...]:
    """Return the pauses of the settings and of the log."""
    return pauses_of(compiled.settings["pause"], log.live(""))


def queue_today(
    compiled: Compiled,
    log: Log,
    on: date,
    chosen: Selection | None = None,
    terms: Terms = USUALLY,
) -> Queue:
    """Return what is asked on the study day `on`: what `due` counts and `review` serves."""
    return day_of(compiled, log, on, chosen, terms).queue


def day_of(
    compiled: Compiled,
    log: Log,
    on: date,
    chosen: Selection | None = None,
    terms: Terms = USUALLY,
) -> Day:
    """Return the study day `on` as it is now: its queue, and what made it so."""
    due = log.due_by(on)
    entries = compiled.entries([card for card, _ in due], chosen)
    paused = None if terms.anyway else end_of_pause(pauses_in(compiled, log), on)
    if paused:
        trace("%s: in a pause until %s", on, paused)
        return Day(Queue((), (), ()), len(entries), paused=paused)
    today = today_in(log, on)
    limits, answered = limits_of(compiled), list(compiled.entries(today.answered).values())
    minutes = terms.minutes or compiled.settings["minutes"] or 0
    wish = Wish(terms.only, box_of(log, on, minutes, _before(terms, today)))

    def asked(limits: Limits, siblings: bool = False) -> Queue:
        return queue_of(
            due=[(entries[card], memory) for card, memory in due if card in entries],
            unseen=compiled.study_order(chosen, but=log.known() | log.suspended()),
            today=today,
            limits=limits,
            answered=answered,
            was_answered=lambda ids: _out_of_the_way(log, ids, on),
            wish=wish,
            siblings=siblings,
        )

    catching, queue = None, _with_date(compiled, log, chosen, asked, today, answered, wish)
    if queue is None:
        catching = backlog_of(compiled, log, today, [card for card, _ in due], limits, entries)
        queue = asked(_lightened(limits, catching, terms))
    queue = queue._replace(drills=_selected_drills(compiled, log, queue, chosen))
    day = Day(queue, len(entries), minutes, catching=catching)
    if is_heard():
        _trace(day, on, limits, today)
    return day


def _trace(day: Day, on: date, limits: Limits, today: Today) -> None:
    """Tell what made a day's queue as it is."""
    trace("limits: %d new, %d reviews, %d new of a story, %d minutes", *limits[:3], day.minutes)
    had = len(today.introduced), len(today.reviewed), len(today.buried)
    trace("%s so far: %d new, %d reviews, %d buried", on, *had)
    if day.catching:
        trace("catching up: %d reviews a day, %d new", day.catching.a_day, day.catching.new)
    queue = day.queue
    counts = len(queue.reviews), len(queue.early), len(queue.new), len(queue.drills), queue.cut
    trace("queue: %d due; %d reviews (%d early), %d new, %d drills, %d cut", day.waiting, *counts)


def trace_next(log: Log, card: str, sort: str) -> None:
    """Tell why a card is the next one."""
    memory = log.memory([card]).get(card)
    days = f"due {memory.due}, interval {memory.interval} days" if memory else "never answered"
    trace("next: %s, %s, %s", card, sort, days)


def _with_date(
    compiled: Compiled,
    log: Log,
    chosen: Selection | None,
    asked: Callable[[Limits, bool], Queue],
    today: Today,
    answered: list[Entry],
    wish: Wish,
) -> Queue | None:
    """Return the queue of a day before an interview; None if there is none to come.

    The date has a measure of its own for each day, so nothing is caught up besides.
    """
    if not compiled.settings["interview"]:
        return None
    from lpcards.cli.interview import queue_with_date

    return queue_with_date(compiled, log, chosen, asked, today, answered, wish)


def _before(terms: Terms, today: Today) -> frozenset[str]:
    """Return the cards that a box is not charged for; the settings' box is the whole day's."""
    if not terms.minutes:
        return frozenset()
    return today.answered if terms.before is None else terms.before


def _lightened(limits: Limits, catching: Catching | None, terms: Terms) -> Limits:
    """Return the limits of a day of catching up; who asks for new cards alone has them all."""
    if catching is None:
        return limits
    new = limits.new if terms.only == "new" else catching.new
    return limits._replace(reviews=catching.a_day, new=new)


def _out_of_the_way(log: Log, ids: Iterable[str], on: date) -> Container[str]:
    """Return which `ids` a checklist need not wait for: answered on an earlier day, or suspended.

    A suspended part never comes; the whole would wait for it for ever.
    """
    answered = {card for card, memory in log.memory(list(ids)).items() if memory.first < on}
    return answered | log.suspended()


def _selected_drills(
    compiled: Compiled, log: Log, queue: Queue, chosen: Selection | None
) -> tuple[Drill, ...]:
    if not queue.drills:
        return ()
    wanted = compiled.entries([drill.card for drill in queue.drills], chosen)
    suspended = log.suspended()
    return tuple(
        drill for drill in queue.drills if drill.card in wanted and drill.card not in suspended
    )


def limits_reached(compiled: Compiled, log: Log, on: date) -> bool:
    """Say whether the study day has had all the new cards that it may have."""
    if compiled.settings["interview"]:
        from lpcards.cli.interview import held_back

        if (held := held_back(compiled, log, on)) is not None:
            return held
    return len(today_in(log, on).introduced) >= limits_of(compiled).new
