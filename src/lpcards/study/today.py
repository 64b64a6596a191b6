"""Today's queue out of the content and the log, and what a plan of the coming days starts from."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from lpcards.cards.card import Outline
from lpcards.day import study_day
from lpcards.day.catching_up import USUAL, WITHIN, Backlog, usual_of
from lpcards.day.limits import Cap, Limits
from lpcards.day.pace import LAST, Pace, Timed, pace_of
from lpcards.day.queue import Drill, Queue, Today, today_of
from lpcards.day.study_day import USUALLY, Day, DaySettings, Terms
from lpcards.index.card_index import Compiled
from lpcards.index.selection import Selection
from lpcards.log import Log
from lpcards.memory.pauses import Pause, pauses_of
from lpcards.memory.sm2 import Memory, Rules
from lpcards.system.trace import is_heard, trace

if TYPE_CHECKING:
    from lpcards.day.course import Course


def limits_of(compiled: Compiled) -> Limits:
    """Return the limits of the settings."""
    settings = compiled.settings
    caps = {name: Cap(cap.new, cap.reviews) for name, cap in settings.per_principle.items()}
    return Limits(settings.new, settings.reviews, settings.new_per_story, caps)


def day_settings_of(compiled: Compiled, log: Log, pace: Pace) -> DaySettings:
    """Return what the settings make of any day, at a `pace`."""
    settings = compiled.settings
    return DaySettings(
        limits_of(compiled),
        minutes=settings.minutes or 0,
        cards_a_day=settings.cards_a_day or max(1, settings.new + settings.reviews),
        catch_up=settings.catch_up,
        pauses=pauses_in(compiled, log),
        interview=settings.interview,
        pace=pace,
    )


def pace_in(log: Log, on: date) -> Pace:
    """Return the learner's pace as the answers before `on` show it: it holds for all the day."""
    return pace_of(
        Timed(sort, _kind(card), seconds) for sort, card, seconds in log.last_answers(on, LAST)
    )


def _kind(card: str) -> str:
    return card.split("/")[1] if "/" in card else ""


def today_in(log: Log, on: date) -> Today:
    """Return what happened on the study day `on`."""
    events = log.day_events(on)
    return today_of(events, log.memory({event.card for event in events}), on)


def pauses_in(compiled: Compiled, log: Log) -> tuple[Pause, ...]:
    """Return the pauses of the settings and of the log."""
    return pauses_of(compiled.settings.pause, log.live(""))


class Recorded:
    """A learner as content and log have them, with some of the cards `chosen`."""

    def __init__(self, compiled: Compiled, log: Log, chosen: Selection | None = None) -> None:
        """Look nothing up yet."""
        self._compiled, self._log, self._chosen = compiled, log, chosen
        self._due: dict[date, dict[str, Memory]] = {}

    def due(self, on: date) -> Sequence[tuple[Outline, Memory]]:
        """Return the selected cards due by a study day, in no order."""
        due = self._due_by(on)
        return [(entry, due[card]) for card, entry in self._entries(due).items()]

    def later(self, on: date) -> Iterator[tuple[Outline, Memory]]:
        """Yield the selected cards due after a study day."""
        later = {
            card: memory
            for card, memory in self._log.remembered()
            if memory.due > on and card not in self._suspended
        }
        for card, entry in self._entries(later).items():
            yield entry, later[card]

    def unseen(self) -> Iterable[Outline]:
        """Yield the selected new cards in study order."""
        return self._compiled.study_order(self._chosen, but=self._not_new)

    def to_be_met(self) -> int:
        """Return how many new cards there are, selected or not."""
        return self._compiled.to_be_met(but=self._not_new)

    def answered(self, today: Today) -> Sequence[Outline]:
        """Return the cards that had their repetition today."""
        return list(self._compiled.entries(today.answered).values())

    def out_of_the_way(self, ids: Iterable[str], on: date) -> Container[str]:
        """Return which `ids` a whole need not wait for: answered before `on`, or suspended.

        A suspended part never comes; the whole would wait for it for ever.
        """
        known = self._log.memory(list(ids)).items()
        return {card for card, memory in known if memory.first < on} | self._suspended

    def began(self, on: date) -> date:
        """Return the study day of the first answer; `on` itself before there is any."""
        return min(self._log.began() or on, on)

    def waiting(self, today: Today) -> int:
        """Return how many cards are due today or were reviewed, selected or not."""
        return len(self._due_by(today.on)) + len(today.reviewed)

    def backlog(self, today: Today) -> Backlog:
        """Return how many cards wait, and how many of them today could bring, selected or not."""
        waiting = self._compiled.entries([*{*self._due_by(today.on), *today.reviewed}])
        return Backlog(len(waiting), len({entry.group for entry in waiting.values()}))

    def studied_before(self, on: date) -> Iterator[date]:
        """Yield the study days before `on` with answers that count, the latest first."""
        return self._log.studied_before(on)

    def usual(self, before: date) -> int:
        """Return how many answers counted on a usual study day before a day."""
        return usual_of(self._log.counted_on(day) for day in self._log.studied_before(before))

    def has_begun(self) -> bool:
        """Say whether any card was answered."""
        return bool(self._entries(self._log.known() - self._suspended))

    def course(
        self, today: Today, rules: Rules, unseen: int | None = None, by: date | None = None
    ) -> "Course":
        """Return the course of the coming days, with the first `unseen` new cards (None: all).

        Cards that are due after the day `by` only count in the loads.
        """
        from lpcards.day.course import Course, Past  # here: a prompt plans nothing

        log = self._log
        memories = {card: one for card, one in log.remembered() if card not in self._suspended}
        begun = self._entries(
            card for card, memory in memories.items() if by is None or memory.due <= by
        )
        studied = [(today.on, len(today.answered))] if today.answered else []
        days = islice(log.studied_before(today.on), WITHIN + USUAL)
        studied += [(day, log.counted_on(day)) for day in days]
        past = Past(
            began=log.began(),
            studied=tuple(studied),
            suspended=frozenset(self._suspended),
            loads=Counter(one.due for card, one in memories.items() if card not in begun),
        )
        entries = (*begun.values(), *islice(self.unseen(), unseen))
        return Course(entries, memories, rules, past, balance=rules.overlays)

    @cached_property
    def _suspended(self) -> set[str]:
        return self._log.suspended()

    @cached_property
    def _not_new(self) -> set[str]:
        return self._log.known() | self._suspended

    def _due_by(self, on: date) -> dict[str, Memory]:
        if on not in self._due:
            self._due[on] = dict(self._log.due_by(on))
        return self._due[on]

    def _entries(self, ids: Iterable[str]) -> dict[str, Outline]:
        return self._compiled.entries(ids, self._chosen)


def day_of(
    compiled: Compiled,
    log: Log,
    on: date,
    chosen: Selection | None = None,
    terms: Terms = USUALLY,
) -> Day:
    """Return the study day `on` as it is now: what `due` counts and `review` serves."""
    is_timed = terms.minutes or compiled.settings.minutes
    pace = pace_in(log, on) if is_timed else Pace()  # without minutes nobody asks for it
    today, settings = today_in(log, on), day_settings_of(compiled, log, pace)
    day = study_day.day_of(Recorded(compiled, log, chosen), today, settings, terms)
    queue = day.queue._replace(drills=_selected_drills(compiled, log, day.queue, chosen))
    if is_heard():
        _trace(day, on, settings.limits, today)
    return day._replace(queue=queue)


def queue_today(
    compiled: Compiled,
    log: Log,
    on: date,
    chosen: Selection | None = None,
    terms: Terms = USUALLY,
) -> Queue:
    """Return what is asked on the study day `on`."""
    return day_of(compiled, log, on, chosen, terms).queue


def _trace(day: Day, on: date, limits: Limits, today: Today) -> None:
    """Tell what made a day's queue as it is."""
    if day.paused:
        trace("%s: in a pause until %s", on, day.paused)
        return
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
    """Say whether limits or the interview date keep new cards for later days."""
    to_come = compiled.settings.interview
    if to_come is not None and to_come >= on:
        return compiled.to_be_met(but=log.known() | log.suspended()) > 0
    return len(today_in(log, on).introduced) >= limits_of(compiled).new
