"""Another log on its way in, read with distrust: a database, or the lines that `log` prints.

It may come from anybody. So it is read in the format it has, it may hold nothing but what
lpcards makes, and its rows are few and small enough, and make sense, or nothing is taken of it.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import IO, Any, NamedTuple, TypeVar

from lpcards.log import card_texts, event_ids, schema
from lpcards.log.card_texts import Shown
from lpcards.log.database import LogProblem, in_words
from lpcards.log.event_rows import COLUMNS, SELECT, event_of, refused
from lpcards.log.opening import open_as_it_is
from lpcards.log.time_left import Look, at_leisure, in_time
from lpcards.memory.event import ANSWERS, Event, Nonsense, event_json, time_read, wall_time
from lpcards.memory.history import due_day, source_of, undoes
from lpcards.system.disk import SQLITE_MAGIC

BOM = b"\xef\xbb\xbf"
MOST_BYTES, MOST_EVENTS, MOST_CARDS = 4 << 30, 10_000_000, 250_000
RARE, MOST_RARE = frozenset({"adopt", "pause"}), 10_000
"""Of these, and of events about no card, every command reads all that there are."""
LONGEST_VALUE, LONGEST_DETAILS, LONGEST_NAME = 4 << 20, 1 << 20, 1000
"""Bytes of a row, characters of an event's details and of its other texts."""
DEEPEST = 50
LATEST_ID = 221_845_392_000_000  # the year 9000: ids count on from the last one and need room
DAYS_OFF = timedelta(days=2)
"""A study day begins up to a day after the calendar's; a clock may be put back meanwhile."""


class Other(NamedTuple):
    """What another log holds, read as one goes: its events, and the words of cards as shown."""

    events: Iterator[Event]
    texts: Iterator[Shown]


@contextmanager
def other_log(path: str) -> Iterator[Other]:
    """Open another log, or what `log` printed of one. LogProblem names what is wrong with it."""
    if not os.path.exists(path):
        raise LogProblem(f"{path} does not exist.")
    with in_words(path):
        file = open(path, "rb")  # noqa: SIM115  closed below, or when its lines were read
    with file:
        with in_words(path):
            start = file.peek(len(SQLITE_MAGIC))[: len(SQLITE_MAGIC)]
        if start == SQLITE_MAGIC:
            file.close()
            with in_words(path):
                db = open_as_it_is(path).db
            with closing(db):
                yield _of_database(db, path)
        elif not start or start.removeprefix(BOM).lstrip()[:1] in {b"", b"{"}:
            yield Other(_checked(_of_lines(file, path), path), iter(()))
        else:
            raise LogProblem(
                f"{path} is not an lpcards log: neither its file nor what `lpcards log` prints."
            )


def _of_database(db: sqlite3.Connection, path: str) -> Other:
    with in_words(path):
        if os.path.getsize(path) > MOST_BYTES:
            raise LogProblem(f"{path} is larger than {MOST_BYTES >> 30} GiB: nothing was merged.")
        db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        _refuse_other_tables(db, path)
    return Other(_checked(_of_rows(db, path), path), _texts(db, path))


def _refuse_other_tables(db: sqlite3.Connection, path: str) -> None:
    """Refuse views, triggers and tables that are not ours: reading them might run anything."""
    ours, found = schema.known_tables(), set()
    for kind, name, sql in db.execute(schema.ALL):
        statistics = kind == "table" and str(name).startswith("sqlite_stat")
        if (kind, name, sql) not in ours and not statistics:
            raise LogProblem(f"{path} holds a {kind} that no lpcards log has: nothing was merged.")
        found.add(name)
    if not {"events", "texts"} <= found:
        raise LogProblem(f"{path} does not hold the tables of an lpcards log.")


def _of_rows(db: sqlite3.Connection, path: str) -> Iterator[Event]:
    with in_words(path):
        rows = db.execute(f"{SELECT} ORDER BY id")
        yield from _in_order(map(event_of, rows), path, "events")


Named = TypeVar("Named", Event, Shown)
Value = TypeVar("Value")


def _in_order(rows: Iterator[Named], path: str, what: str) -> Iterator[Named]:
    """Yield rows whose names grow; the pages of a file made by hand may lead round in a circle."""
    last: str | None = None
    for row in rows:
        if last is not None and row[0] <= last:
            raise LogProblem(f"{path} is damaged: its {what} are out of order.")
        last = row[0]
        yield row


def _texts(db: sqlite3.Connection, path: str) -> Iterator[Shown]:
    with in_words(path):
        rows = db.execute("SELECT * FROM texts ORDER BY fingerprint")
        yield from _in_order(map(card_texts.shown_of, rows), path, "texts")


def other_of_lines(file: IO[bytes], path: str, look: Look = at_leisure) -> Other:
    """Return what `lines_of` wrote; all of it is read, so that it is good or a LogProblem.

    Raises OutOfTime as `look` does.
    """
    events: list[Event] = []
    texts: list[Shown] = []
    for values in in_time(_values_of_lines(file, path, _event_or_shown), look):
        if isinstance(values, Event):
            events.append(values)
        else:
            texts.append(values)
    return Other(iter([*_checked(in_time(events, look), path)]), iter(texts))


def other_of_rows(
    events: Iterable[tuple[Any, ...]],
    texts: Iterable[tuple[Any, ...]],
    path: str,
    look: Look = at_leisure,
) -> Other:
    """Return what rows of events (COLUMNS) and of texts hold: all good, or LogProblem.

    Raises OutOfTime as `look` does.
    """
    with in_words(path):
        found = [*map(event_of, in_time(events, look))]
        shown = [*map(card_texts.shown_of, texts)]
    return Other(iter([*_checked(in_time(found, look), path)]), iter(shown))


def lines_of(events: Iterable[Event], texts: Iterable[Shown]) -> Iterator[bytes]:
    """Yield events as `log` prints them, and the words of cards: a line of JSON each."""
    for values in (*map(event_json, events), *(shown._asdict() for shown in texts)):
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _of_lines(file: IO[bytes], path: str) -> Iterator[Event]:
    return _values_of_lines(file, path, _event_of_line)


def _values_of_lines(
    file: IO[bytes], path: str, value_of: Callable[[bytes], Value]
) -> Iterator[Value]:
    number = size = 0
    with in_words(path):
        while line := file.readline(LONGEST_VALUE + 1):
            number, size = number + 1, size + len(line)
            _refuse_beyond(size, MOST_BYTES, "bytes", path)
            if not line.strip():
                continue
            try:
                value = value_of(line)
            except (TypeError, ValueError, RecursionError, OverflowError) as fault:
                words = str(fault) or "it is nested too deeply"
                raise LogProblem(f"{path}:{number}: {words}: nothing was merged.") from fault
            yield value


def _event_or_shown(line: bytes) -> Event | Shown:
    values = _object_of(line)
    return _event_of(values) if "id" in values else _shown_of(values)


def _shown_of(values: dict[str, Any]) -> Shown:
    if values.keys() != {*Shown._fields}:
        raise ValueError("it holds neither an event nor the words of a card")
    return card_texts.shown_of(
        (*[values[name] for name in Shown._fields[:3]], json.dumps(values["items"]))
    )


def _event_of_line(line: bytes) -> Event:
    return _event_of(_object_of(line))


def _object_of(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_VALUE:
        raise ValueError("it is too long")
    values = json.loads(line.decode("utf-8-sig"), parse_constant=refused)
    if b"\\u" in line:
        _refuse_half_characters(values)
    if not isinstance(values, dict):
        raise ValueError("it is not a line of `lpcards log`")  # noqa: TRY004  it is the text that is wrong, not a type
    return values


def _refuse_half_characters(values: object) -> None:
    """Raise ValueError for what JSON can write, and no log can hold."""
    try:
        json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("it holds half a character") from None


def _event_of(values: dict[str, Any]) -> Event:
    """Return the event that `log` printed."""
    if not values.keys() >= {*COLUMNS}:
        raise ValueError("it is not a line of `lpcards log`")
    seconds = values["seconds"]
    if type(seconds) is int:
        values["seconds"] = float(seconds)
    values["at"] = time_read(values["at"])
    details = values["details"]
    values["details"] = None if details == {} else json.dumps(details)
    return event_of(tuple(values[name] for name in COLUMNS))


def _checked(events: Iterator[Event], path: str) -> Iterator[Event]:
    """Yield the events, each of which makes sense; LogProblem at the first that does not."""
    cards: set[str] = set()
    rare = 0
    for count, event in enumerate(events, 1):
        with in_words(path):
            _refuse_beyond(count, MOST_EVENTS, "events", path)
            cards.add(event.card)
            _refuse_beyond(len(cards), MOST_CARDS, "cards", path)
            rare += event.kind in RARE or not event.card
            _refuse_beyond(rare, MOST_RARE, "pauses, adoptions and events of no card", path)
        if fault := _fault_of(event):
            raise LogProblem(
                f"Event {event.id!r} of {path} makes no sense: {fault}. Nothing was merged."
            )
        yield event


def _refuse_beyond(count: int, most: int, what: str, path: str) -> None:
    if count > most:
        raise LogProblem(f"{path} holds more than {most:,} {what}: nothing was merged.")


def _fault_of(event: Event) -> str:
    """Return what is wrong with an event whose values are of the right types; "" if nothing is."""
    names = (event.zone, event.device, event.kind, event.card, event.fingerprint)
    if max(map(len, names)) > LONGEST_NAME:
        return "a text in it is too long"
    if event.kind in ANSWERS and event.grade is None:
        return "it is an answer without a grade"
    try:
        if abs(wall_time(event.at, event.offset).date() - event.day) > DAYS_OFF:
            return "its day is not that of its time"
        if not event.at <= event_ids.time_of(event.id) < LATEST_ID:
            return "its id is of another time"
        return _fault_of_details(event) if event.details else ""
    except (Nonsense, ValueError, TypeError, OverflowError) as fault:
        return str(fault).removeprefix(f"event {event.id!r} makes no sense: ")


def _fault_of_details(event: Event) -> str:
    if _is_deep(event.details, DEEPEST):
        return "its details are nested too deeply"
    if len(json.dumps(event.details, ensure_ascii=False).encode()) > LONGEST_DETAILS:
        return "its details are too long"
    DETAILS.get(event.kind, _nothing)(event)
    return ""


def _is_deep(value: object, left: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inside = value.values() if isinstance(value, dict) else value
    return not left or any(_is_deep(part, left - 1) for part in inside)


def _nothing(_: Event) -> None:
    """Ask nothing of the other kinds."""


DETAILS: dict[str, Callable[[Event], object]] = {
    "undo": undoes,
    "adopt": source_of,
    **dict.fromkeys((*ANSWERS, "due"), due_day),
}
"""What is read out of the details of which kind; it raises where that makes no sense."""
