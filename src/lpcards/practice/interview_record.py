"""What happened in real interviews, read from the events in which it was kept.

A question and how it went are an event each: what was entered is there, whatever comes after it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from lpcards.cards.choices import are_same
from lpcards.memory.event import DEBRIEF, Event

BEST = 5


class AskedQuestion(NamedTuple):
    """A question that was asked, the story told for it ("": none), and what of it was missed.

    `missed` are card ids, `note` what else was missed, in the learner's words.
    """

    question: str
    story: str = ""
    missed: tuple[str, ...] = ()
    note: str = ""


class InterviewRecord(NamedTuple):
    """An interview at a `company` ("": not named) on a `day`: its questions, and how it `went`.

    `went` is from 1 to BEST (0: not said), `note` what was said of it.
    """

    company: str
    day: date
    asked: tuple[AskedQuestion, ...] = ()
    went: int = 0
    note: str = ""


def records_of(events: Iterable[Event]) -> list[InterviewRecord]:
    """Return the interviews that live `events` tell of, oldest first. The last word counts."""
    found: dict[tuple[str, date], InterviewRecord] = {}
    for event in events:
        if event.kind == DEBRIEF:
            company, day = _text(event.details, "company"), _day(event)
            key = company.casefold(), day
            found[key] = _with(found.get(key) or InterviewRecord(company, day), event.details)
    return sorted(found.values(), key=lambda record: record.day)


def _with(record: InterviewRecord, details: dict[str, Any]) -> InterviewRecord:
    note, missed = _text(details, "note"), details.get("missed")
    if question := _text(details, "question"):
        names = missed if isinstance(missed, list) else []
        ids = tuple(name for name in names if isinstance(name, str))
        asked = AskedQuestion(question, _text(details, "story"), ids, note)
        others = (one for one in record.asked if not are_same(one.question, question))
        return record._replace(asked=(*others, asked))
    went = details.get("went")
    if not (isinstance(went, int) and 1 <= went <= BEST):
        went = record.went
    return record._replace(went=went, note=note or record.note)


def _text(details: dict[str, Any], key: str) -> str:
    value = details.get(key)
    return value if isinstance(value, str) else ""


def _day(event: Event) -> date:
    """Return the interview's date; where that is none, the day on which it was written down."""
    try:
        return date.fromisoformat(_text(event.details, "interview"))
    except ValueError:
        return event.day


def record_json(record: InterviewRecord) -> dict[str, object]:
    """Return what was kept of an interview, as scripts read it."""
    return {
        "company": record.company,
        "date": record.day.isoformat(),
        "went": record.went or None,
        "note": record.note,
        "asked": [{**one._asdict(), "missed": [*one.missed]} for one in record.asked],
    }
