"""What a learner's machine asks of a hub: rows behind a cursor, and rows added. Each in a breath.

The hub is not trusted: of what it sends no more is read than was asked for.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from lpcards.log import card_texts
from lpcards.log.card_texts import Shown
from lpcards.log.event_rows import row_of
from lpcards.log.exchange import NEVER
from lpcards.memory.event import Event
from lpcards.sync.hub_connection import HubFault, cut
from lpcards.sync.hub_schema import EVENT_COLUMNS, LONGEST_TEXT, QUOTED, TEXT_COLUMNS, VERSION

if TYPE_CHECKING:
    from psycopg import Connection

ROWS, BYTES = 5_000, 8 << 20
"""How many rows go in one transaction, and about how many bytes."""
OVERHEAD = 400
"""Bytes of a row beside its texts, at most."""
MOST_BYTES = BYTES + 4 * LONGEST_TEXT + ROWS * OVERHEAD
TYPES = {
    "id": "uuid",
    "at": "bigint",
    "offset": "integer",
    "day": "date",
    "grade": "integer",
    "seconds": "double precision",
}
READ = {"id": "id::text", "day": "to_char(day, 'YYYY-MM-DD')"}


def _reading(table: str, columns: Sequence[str], mark: str, size: str) -> str:
    listed = ", ".join(READ.get(name, QUOTED.get(name, name)) for name in columns)
    return f"""SELECT arrived, {mark}::text, {listed} FROM (
            SELECT *, sum({size}) OVER (ORDER BY arrived) - ({size}) AS before FROM (
                SELECT * FROM lpcards.{table} WHERE learner = session_user AND arrived > %s
                ORDER BY learner, arrived LIMIT {ROWS + 1}) newer
        ) sized WHERE before < {BYTES} ORDER BY arrived LIMIT {ROWS + 1}"""  # noqa: S608  names of ours


def _adding(table: str, columns: Sequence[str], mark: str) -> str:
    names = ", ".join(QUOTED.get(name, name) for name in columns)
    arrays = ", ".join(f"%s::{TYPES.get(name, 'text')}[]" for name in columns)
    return f"""INSERT INTO lpcards.{table} ({names}) SELECT * FROM unnest({arrays})
        ON CONFLICT DO NOTHING RETURNING arrived, {mark}::text"""  # noqa: S608  names of ours


READ_EVENTS = _reading("events", EVENT_COLUMNS, "id", "coalesce(octet_length(details), 0) + 200")
READ_TEXTS = _reading(
    *("texts", TEXT_COLUMNS, "digest"),
    "octet_length(front) + octet_length(back) + octet_length(items) + 200",
)
ADD_EVENTS = _adding("events", EVENT_COLUMNS, "id")
ADD_TEXTS = _adding("texts", (*TEXT_COLUMNS, "digest"), "digest")
STATE = """SELECT (SELECT version FROM lpcards.hub),
    (%(event)s = 0 OR EXISTS (SELECT FROM lpcards.events WHERE learner = session_user
        AND arrived = %(event)s AND id::text = %(event_id)s))
    AND (%(text)s = 0 OR EXISTS (SELECT FROM lpcards.texts WHERE learner = session_user
        AND arrived = %(text)s AND digest = %(digest)s))"""


class Cursor(NamedTuple):
    """Up to which row events and texts were read, each by its number and its name.

    The names tell a hub that was put back to an earlier copy, or is another one. From the UTC
    millisecond `again` (-1: never) events are to be read again from behind the row `back`: one
    that was dated ahead may come in then.
    """

    event: int = 0
    event_id: str = ""
    text: int = 0
    digest: str = ""
    back: int = 0
    back_id: str = ""
    again: int = NEVER

    @classmethod
    def of(cls, kept: str) -> "Cursor":
        """Return what `kept_as` made a text of; of another text the beginning."""
        try:
            return cls(*json.loads(kept))
        except (ValueError, TypeError):
            return cls()

    @property
    def kept_as(self) -> str:
        """The cursor as the log keeps it."""
        return json.dumps(self)

    def as_of(self, now: int) -> "Cursor":
        """Return from where to read at this UTC millisecond."""
        if not 0 <= self.again <= now:
            return self
        return Cursor(self.back, self.back_id, self.text, self.digest)

    def back_to(self, before: "Cursor", again: int) -> "Cursor":
        """Return this cursor, leading back to where `before` is, or to an earlier such row."""
        if self.again == NEVER:
            return self._replace(back=before.event, back_id=before.event_id, again=again)
        return self._replace(again=min(self.again, again))


class Row(NamedTuple):
    """A row of a hub: its number, its name, its values."""

    arrived: int
    mark: str
    values: tuple[Any, ...]


class Fetched(NamedTuple):
    """What is behind a cursor, oldest first; `is_all`: there is no more.

    `is_lost`: the hub does not have the row that the cursor stands at.
    """

    events: tuple[Row, ...] = ()
    texts: tuple[Row, ...] = ()
    is_all: bool = True
    is_lost: bool = False

    def end(self, cursor: Cursor) -> Cursor:
        """Return the cursor behind all of it."""
        for events in self.events[-1:]:
            cursor = cursor._replace(event=events.arrived, event_id=events.mark)
        for texts in self.texts[-1:]:
            cursor = cursor._replace(text=texts.arrived, digest=texts.mark)
        return cursor


def take_turn(connection: "Connection[Any]") -> None:
    """Have the learner's other devices wait until this transaction ends."""
    connection.execute("SELECT lpcards.take_turn()")


def fetch(connection: "Connection[Any]", cursor: Cursor) -> Fetched:
    """Return the next rows behind the cursor. Raises HubFault for a hub of another version."""
    row = connection.execute(STATE, cursor._asdict()).fetchone()
    version, is_there = row or (None, None)
    if type(version) is not int or version != VERSION:
        raise HubFault(_other_version(version))
    if is_there is not True:
        return Fetched(is_lost=True)
    events, texts = (
        tuple(_rows(connection, query, after))
        for query, after in ((READ_EVENTS, cursor.event), (READ_TEXTS, cursor.text))
    )
    sizes = [sum(map(_size, rows)) for rows in (events, texts)]
    is_all = max(len(events), len(texts)) <= ROWS and max(sizes) < BYTES
    return Fetched(events, texts, is_all)


def add(
    connection: "Connection[Any]", events: Sequence[Event], texts: Sequence[Shown]
) -> tuple[dict[str, int], dict[str, int]]:
    """Add events and texts; return the numbers of those that were new, by id and by digest."""
    event_rows = [row_of(event) for event in events]
    text_rows = [(*card_texts.row_of(text), digest_of(text)) for text in texts]
    return (
        _added(connection, ADD_EVENTS, event_rows),
        _added(connection, ADD_TEXTS, text_rows),
    )


def digest_of(text: Shown) -> str:
    """Return what names the words of a text, all of them."""
    return sha256("\0".join(card_texts.row_of(text)).encode()).hexdigest()


def _added(
    connection: "Connection[Any]", query: str, rows: Sequence[tuple[object, ...]]
) -> dict[str, int]:
    if not rows:
        return {}
    columns = [list(column) for column in zip(*rows, strict=True)]
    return {mark: arrived for arrived, mark in connection.execute(query, columns)}


def _rows(connection: "Connection[Any]", query: str, after: int) -> Iterator[Row]:
    """Yield rows as they come, each numbered higher than the one before."""
    size = count = 0
    with connection.cursor() as cursor, _closing(cursor.stream(query, [after])) as rows:
        for arrived, mark, *values in rows:
            row = Row(arrived, mark, tuple(values))
            size, count = size + _size(row), count + 1
            if fault := _fault(row, after, count, size):
                cut(connection)  # there may be no end to it
                raise HubFault(fault)
            after = arrived
            yield row


@contextmanager
def _closing(rows: Any) -> Iterator[Iterator[Any]]:  # noqa: ANN401  a generator, though not by its type
    try:
        yield rows
    finally:
        with suppress(Exception):  # of the rows that are not read
            rows.close()


def _fault(row: Row, after: int, count: int, size: int) -> str:
    numbered = type(row.arrived) is int and type(row.mark) is str and row.arrived > after
    if not numbered:
        return "the hub's rows are out of order: nothing of them was taken"
    if count > ROWS + 1 or size > MOST_BYTES:
        return "the hub sends more than was asked for: nothing of it was taken"
    return ""


def _size(row: Row) -> int:
    """Return about how many bytes a row has; `_reading` counts alike."""
    return 200 + sum(len(value.encode()) for value in row.values[-3:] if isinstance(value, str))


def _other_version(version: object) -> str:
    if isinstance(version, int) and version > VERSION:
        return f"the hub is of version {version}, and this lpcards knows {VERSION}: update lpcards"
    return f"the hub is of version {version}, too old: who runs it calls `lpcards hub init` again"
