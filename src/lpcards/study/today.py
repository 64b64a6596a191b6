"""Today: what happened on it so far, within which limits it is, and its queue."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lpcards.day import study_day
from lpcards.day.card_order import spread
from lpcards.day.learner import Drill, Today, today_of
from lpcards.day.limits import Limits
from lpcards.day.pace import LAST, Pace, TimedAnswer, pace_of
from lpcards.day.queue import Queue
from lpcards.day.study_day import Day
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.log import Log
from lpcards.memory.history import since_forgotten
from lpcards.memory.pauses import Pause, pauses_of
from lpcards.memory.sm2 import PASS
from lpcards.story.appointments import coming
from lpcards.study.recorded_learner import RecordedLearner, set_aside
from lpcards.system.trace import is_heard, trace


class SittingOptions(NamedTuple):
    """What a sitting is asked for: `only` `new` cards or only those `due`, so many `minutes`.

    Minutes count from the sitting's beginning: what was answered `before` is not charged (None: it
    begins now). With 0 the settings' minutes of the study day hold. `anyway` asks in a pause, too.
    """

    only: str = ""
    minutes: int = 0
    before: frozenset[str] | None = None
    anyway: bool = False


USUAL = SittingOptions()


def limits_of(index: CardIndex, log: Log, today: Today, options: SittingOptions = USUAL) -> Limits:
    """Return the limits of the study day of `today`, in a sitting with these `options`."""
    settings = index.settings
    minutes = options.minutes or settings.minutes or 0
    return Limits(
        new=settings.new,
        reviews=settings.reviews,
        new_per_story=settings.new_per_story,
        per_principle=settings.per_principle,
        only=options.only,
        seconds=60 * minutes,
        pace=pace_in(index, log, today.on)
        if minutes
        else Pace(),  # without minutes nobody asks for it
        free=_free(options, today),
        interview=index.interview_day(today.on),
        later=tuple(one.on for one in coming(index.appointments, today.on)),
        cards_a_day=settings.cards_a_day or max(1, settings.new + settings.reviews),
        catch_up=settings.catch_up,
        pauses=() if options.anyway else pauses_in(index, log),
        telling=bool(minutes) and not options.minutes and index.worked_example.is_over,
    )


def _free(options: SittingOptions, today: Today) -> frozenset[str]:
    """Return the cards that no minutes are charged for; the settings' are the whole day's."""
    if not options.minutes:
        return frozenset()
    return today.answered if options.before is None else options.before


def pace_in(index: CardIndex, log: Log, on: date) -> Pace:
    """Return the learner's pace as the answers before `on` show it: it holds for all the day."""
    return pace_of(timed_answers(index, log, on))


def timed_answers(index: CardIndex, log: Log, on: date) -> Iterator[TimedAnswer]:
    """Yield the answers before `on` that the pace is made of.

    Those to cards that are gone show nothing: nobody knows how long those were.
    """
    answers = log.last_answers(on, LAST)
    cards = index.outlines_of({card for _, card, _ in answers})
    for part, card, seconds in answers:
        if card in cards:
            yield TimedAnswer(part, cards[card].kind, seconds, cards[card].seconds)


def today_in(log: Log, on: date) -> Today:
    """Return what happened on the study day `on`."""
    events = log.day_events(on)
    return today_of(events, log.memory({event.card for event in events}), on)


def pauses_in(index: CardIndex, log: Log) -> tuple[Pause, ...]:
    """Return the pauses of the settings and of the log."""
    return pauses_of(index.settings.pause, log.live(""))


def day_of(
    index: CardIndex,
    log: Log,
    on: date,
    chosen: Selection | None = None,
    options: SittingOptions = USUAL,
) -> Day:
    """Return the study day `on` as it is now: what `due` counts and `review` serves."""
    today = today_in(log, on)
    limits = limits_of(index, log, today, options)
    day = study_day.day_of(RecordedLearner(index, log, chosen), today, limits)
    queue = day.queue._replace(drills=_selected_drills(index, log, day.queue, chosen))
    if is_heard():
        _trace(day, limits, today)
    return day._replace(queue=queue)


def queue_today(
    index: CardIndex,
    log: Log,
    on: date,
    chosen: Selection | None = None,
    options: SittingOptions = USUAL,
) -> Queue:
    """Return what is asked on the study day `on`."""
    return day_of(index, log, on, chosen, options).queue


def _trace(day: Day, limits: Limits, today: Today) -> None:
    """Write into the trace what made a day's queue as it is."""
    on = today.on
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


def trace_next(log: Log, card: str, part: str) -> None:
    """Write into the trace why a card is the next one."""
    memory = log.memory([card]).get(card)
    days = f"due {memory.due}, interval {memory.interval} days" if memory else "never answered"
    trace("next: %s, %s, %s", card, part, days)


def _selected_drills(
    index: CardIndex, log: Log, queue: Queue, chosen: Selection | None
) -> tuple[Drill, ...]:
    if not queue.drills:
        return ()
    wanted = index.outlines_of([drill.card for drill in queue.drills], chosen)
    aside = set_aside(index, log)
    return tuple(
        drill for drill in queue.drills if drill.card in wanted and drill.card not in aside
    )


def cards_failed(
    index: CardIndex, log: Log, on: date, chosen: Selection | None = None
) -> list[str]:
    """Return the ids of the cards failed on the study day, neighbours from different stories."""
    failed = {
        event.card: None
        for event in since_forgotten(log.day_events(on))
        if event.kind in {"review", "ahead", "drill"} and (event.grade or 0) < PASS
    }
    aside = set_aside(index, log)
    cards = index.outlines_of([name for name in failed if name not in aside], chosen)
    return [card.id for card in spread(cards[name] for name in failed if name in cards)]


def limits_reached(index: CardIndex, log: Log, on: date) -> bool:
    """Say whether limits or the interview date keep new cards for later days."""
    to_come = index.interview_day(on)
    if to_come is not None and to_come >= on:
        return index.to_be_met(but=log.known() | set_aside(index, log)) > 0
    return len(today_in(log, on).introduced) >= index.settings.new
