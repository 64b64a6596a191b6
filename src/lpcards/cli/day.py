"""Today's queue out of the content and the log."""

from collections.abc import Container, Iterable
from datetime import date

from lpcards.compiled import Compiled, Selection
from lpcards.session import Drill, Limits, Queue, Today, queue_of, today_of
from lpcards.store import Log


def limits_of(compiled: Compiled) -> Limits:
    """Return the limits of the settings."""
    told = compiled.settings
    return Limits(told["new"], told["reviews"], told["new_per_story"])


def today_in(log: Log, on: date) -> Today:
    """Return what happened on the study day `on`."""
    events = log.day_events(on)
    return today_of(events, log.memory({event.card for event in events}), on)


def queue_today(compiled: Compiled, log: Log, on: date, chosen: Selection | None = None) -> Queue:
    """Return what is asked on the study day `on`: what `due` counts and `review` serves."""
    today = today_in(log, on)
    due = log.due_by(on)
    entries = compiled.entries([card for card, _ in due], chosen)
    answered = list(compiled.entries(today.answered).values())

    def asked(limits: Limits, siblings: bool = False) -> Queue:
        return queue_of(
            due=[(entries[card], memory) for card, memory in due if card in entries],
            unseen=compiled.study_order(chosen, but=log.known() | log.suspended()),
            today=today,
            limits=limits,
            answered=answered,
            was_answered=lambda ids: _out_of_the_way(log, ids, on),
            siblings=siblings,
        )

    if compiled.settings["interview"]:
        from lpcards.cli.interview import queue_with_date

        queue = queue_with_date(compiled, log, chosen, asked, today, answered)
    else:
        queue = asked(limits_of(compiled))
    return queue._replace(drills=_selected_drills(compiled, log, queue, chosen))


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
