"""Progress into Anki: what is remembered as states of cards, answers as its review log. Pure.

Only what counts travels: drills and crams change nothing here, and would there. Of two answers at
one millisecond the later one's row moves on: Anki knows a review by its time alone.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lpcards.anki.reviews import LONGEST_ANSWER, OwnAnswer
from lpcards.memory.event import COUNTED, Event
from lpcards.memory.history import answered, since_forgotten
from lpcards.memory.sm2 import FIRST_EASE, RATINGS, Memory, Rules, counts

DAY_ZERO = date(2014, 9, 19)
"""The day that `col.crt` of our packages names; Anki counts due days from it."""

NEW, LEARNED, REVIEWED = 0, 0, 1
SUSPENDED, REVIEW = -1, 2
MOST_FACTOR = 0xFFFF
"""Anki's limit: an ease of 65.5."""


class CardSchedule(NamedTuple):
    """The columns of Anki's card that its schedule is in, in their order, and its data."""

    kind: int
    queue: int
    due: int
    interval: int
    factor: int
    reps: int
    lapses: int
    data: str = ""


class RevlogRow(NamedTuple):
    """A row of Anki's review log. `id` is UTC milliseconds, unique; `took` milliseconds."""

    id: int
    card: int
    usn: int
    button: int
    interval: int
    last_interval: int
    factor: int
    took: int
    kind: int


class Progress(NamedTuple):
    """What a package carries of a learner: states by guid, the review log, when days begin."""

    states: dict[str, CardSchedule]
    reviews: list[RevlogRow]
    rollover: int


class ExportedCard(NamedTuple):
    """What a package says of a card: its guid, its place among the new, Anki's card id."""

    guid: str
    place: int
    number: int


class CountedAnswer(NamedTuple):
    """A counted answer, and what was remembered before and after it."""

    event: Event
    before: Memory | None
    after: Memory


def steps_of(events: Iterable[Event], rules: Rules) -> Iterator[CountedAnswer]:
    """Yield a card's counted answers; `events` are its live ones, oldest first.

    What was forgotten is left out: Anki would take it for what is known.
    """
    memory = None
    for event in since_forgotten(events):
        if event.kind in COUNTED and counts(memory, event.day):
            before, memory = memory, answered(memory, event, rules)
            yield CountedAnswer(event, before, memory)


def progress_of(
    cards: Mapping[str, ExportedCard],
    histories: Mapping[str, Sequence[CountedAnswer]],
    suspended: Container[str],
    rollover: int,
) -> Progress:
    """Return the progress of the `cards`, by their ids.

    `histories` are the steps of all cards, by id, of others too: so a row's time does not depend
    on which cards are chosen.
    """
    states = {
        exported.guid: _state(histories.get(card, ()), exported.place, hidden=card in suspended)
        for card, exported in cards.items()
    }
    times = _times(histories)
    reviews = [
        revlog_row(step, times[step.event.id], exported.number)
        for card, exported in cards.items()
        for step in histories.get(card, ())
    ]
    return Progress(states, sorted(reviews), rollover)


def _times(histories: Mapping[str, Sequence[CountedAnswer]]) -> dict[str, int]:
    """Return for each answer, by its event's id, its time in milliseconds, made unique."""
    events = (step.event for steps in histories.values() for step in steps)
    times: dict[str, int] = {}
    last = -1
    for event in sorted(events, key=lambda event: (event.at, event.id)):
        last = times[event.id] = max(event.at, last + 1)
    return times


def _state(steps: Sequence[CountedAnswer], place: int, *, hidden: bool) -> CardSchedule:
    if not steps:
        return CardSchedule(NEW, SUSPENDED if hidden else NEW, place, 0, 0, 0, 0)
    schedule = schedule_of(steps, DAY_ZERO)
    data = f'{{"lrt":{latest_of(steps) // 1000}}}'
    return schedule._replace(queue=SUSPENDED if hidden else REVIEW, data=data)


def schedule_of(steps: Sequence[CountedAnswer], day_zero: date) -> CardSchedule:
    """Return how a card stands after its answers, its due day counted from `day_zero`."""
    memory = steps[-1].after
    due = (memory.due - day_zero).days
    factor, reps = _factor(memory), len(steps)
    return CardSchedule(REVIEW, REVIEW, due, memory.interval, factor, reps, memory.lapses)


def latest_of(steps: Iterable[CountedAnswer]) -> int:
    """Return when the last of some answers was given, in UTC milliseconds."""
    return max(step.event.at for step in steps)


def revlog_row(step: CountedAnswer, at: int, card: int) -> RevlogRow:
    """Return the row of Anki's review log for an answer."""
    event, before, after = step
    _, button, took = own_answer(event)
    return RevlogRow(
        at,
        card,
        -1,
        button,
        after.interval,
        before.interval if before else 0,
        _factor(after),
        took,
        REVIEWED if before else LEARNED,
    )


def own_answer(event: Event) -> OwnAnswer:
    """Return what the review log says of an answer; nobody measured is 0 milliseconds."""
    took = min(LONGEST_ANSWER, round((event.seconds or 0) * 1000))
    return OwnAnswer(event.at, RATINGS[event.grade or 0], took)


def _factor(memory: Memory) -> int:
    """Return the ease as Anki counts it: where there is none the one that a card begins with."""
    return min(MOST_FACTOR, (memory.ease or FIRST_EASE) * 10)
