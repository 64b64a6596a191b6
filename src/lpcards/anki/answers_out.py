"""Answers of this program on their way into an Anki that has the cards already. Pure.

An answer is there if the review log of its card has a row of its time that says the same: so it is
carried over once, however often that is tried. The card's schedule follows the last answer of all:
where Anki has a later one, or a row that says that the card was moved by hand, it is left as it is;
of a card that was moved Anki learns when it was answered last.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lpcards.anki.anki_holdings import AnkiHoldings, HeldCard, HeldReview
from lpcards.anki.progress import (
    NEW,
    REVIEW,
    CardSchedule,
    CountedAnswer,
    RevlogRow,
    latest_of,
    own_answer,
    revlog_row,
    schedule_of,
)
from lpcards.anki.reviews import rows_for
from lpcards.log.event_rows import FOREIGN
from lpcards.memory.event import Event


class Told(NamedTuple):
    """What the log says of a card.

    `steps` are the answers that count; `given` are all that could count and were ever given here,
    undone ones too, sorted by time.
    """

    steps: Sequence[CountedAnswer]
    given: Sequence[Event]


class NewSchedule(NamedTuple):
    """What is set of an Anki card, by its number, in Anki's names."""

    card: int
    values: dict[str, Any]


class AnswersOut(NamedTuple):
    """What is carried over: rows of the review log, schedules; how many answers have to wait.

    Those wait whose card is in a filtered deck, or in front of the learner right now.
    """

    rows: list[RevlogRow]
    schedules: list[NewSchedule]
    waiting: int


def answers_out(
    told: Mapping[str, Told], held: AnkiHoldings, busy: int | None = None
) -> AnswersOut:
    """Return what has to be carried over; `told` goes by guid, `busy` is the card being asked."""
    out = AnswersOut([], [], 0)
    if held.day_zero is None:
        return out
    taken = {row.at for rows in held.reviews.values() for row in rows}
    for guid, (steps, given) in told.items():
        if guid not in held.notes or not steps:
            continue
        card = held.notes[guid].card
        there = held.reviews.get(card.number, [])
        rows = rows_for(map(own_answer, given), there)
        known = {event.id for event, row in zip(given, rows, strict=True) if row}
        missing = [step for step in steps if _is_here(step.event) and step.event.id not in known]
        if card.filtered or card.number == busy:
            out = out._replace(waiting=out.waiting + len(missing))
            continue
        out.rows.extend(_rows(missing, card.number, taken))
        theirs = [row.at for row in there if row not in rows]
        if _is_here(steps[-1].event) and latest_of(steps) > max(theirs, default=-1):
            wanted = schedule_of(steps, held.day_zero)
            if missing or not _stands(card, wanted):
                values = _values(card, wanted, latest_of(steps))
                out.schedules.append(NewSchedule(card.number, values))
        elif missing and card.kind != NEW and latest_of(missing) > _answered_there(there):
            out.schedules.append(NewSchedule(card.number, _answered_at(latest_of(missing))))
    return out


def _answered_there(rows: Iterable[HeldReview]) -> int:
    """Return when a card was last answered in Anki, in UTC milliseconds; -1 if never."""
    return max((row.at for row in rows if row.button), default=-1)


def _is_here(event: Event) -> bool:
    return event.device != FOREIGN


def _rows(missing: Iterable[CountedAnswer], card: int, taken: set[int]) -> Iterator[RevlogRow]:
    """Yield a row for each answer, at its time or, where another has it, shortly after."""
    for step in missing:
        at = step.event.at
        while at in taken:
            at += 1
        taken.add(at)
        yield revlog_row(step, at, card)


def _stands(card: HeldCard, wanted: CardSchedule) -> bool:
    had = card.kind, card.due, card.interval, card.factor
    return had == (REVIEW, wanted.due, wanted.interval, wanted.factor) and (
        card.queue == REVIEW or card.queue < 0
    )


def _values(card: HeldCard, wanted: CardSchedule, at: int) -> dict[str, Any]:
    """Return what has to be set of a card that was answered last `at` a UTC millisecond.

    Its queue stays where it is suspended or buried. Without a `memory_state` of its own FSRS works
    it out from the review log, our answers with it, when it asks the card next.
    """
    return {
        "type": REVIEW,
        "queue": card.queue if card.queue < 0 else REVIEW,
        "due": wanted.due,
        "ivl": wanted.interval,
        "factor": wanted.factor,
        "reps": max(card.reps, wanted.reps),
        "lapses": max(card.lapses, wanted.lapses),
        "left": 0,
        **_answered_at(at),
    }


def _answered_at(at: int) -> dict[str, Any]:
    """Return what Anki keeps of a card's last answer, `at` a UTC millisecond, whoever moved it."""
    return {"memory_state": None, "last_review_time": at // 1000}
