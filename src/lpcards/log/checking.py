"""The check-up: whether the file is sound, and whether a replay gives what is derived from it."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing

from lpcards.log import derived, replays, schema, sums
from lpcards.log.replays import ReplaySettings
from lpcards.memory.totals import Totals

WORDS = {"memory": "is remembered", "suspended": "says `suspended`", "flag": "is flagged"}


def faults_of(db: sqlite3.Connection, settings: ReplaySettings) -> list[str]:
    """Return one sentence for each fault; none for a sound file."""
    return [*_unsound(db), *_other_tables(db), *_differing(db, settings)]


def _unsound(db: sqlite3.Connection) -> Iterator[str]:
    for (fault,) in db.execute("PRAGMA integrity_check"):
        if fault != "ok":
            yield f"SQLite: {fault}"


def _other_tables(db: sqlite3.Connection) -> Iterator[str]:
    with closing(sqlite3.connect(":memory:")) as sound:
        schema.migrate(sound)
        as_made = schema.tables(sound)
    if schema.tables(db) != as_made:
        yield "The tables are not as lpcards made them."


def _differing(db: sqlite3.Connection, settings: ReplaySettings) -> Iterator[str]:
    history, gone, totals = replays.replayed(db, settings)
    suspended = dict.fromkeys(history.suspended, "")
    yield from _compared("memory", dict(derived.memories(db)), history.memory)
    yield from _compared("suspended", derived.marks(db, "suspended"), suspended)
    yield from _compared("flag", derived.marks(db, "flag"), history.flags)
    if {name for (name,) in db.execute("SELECT id FROM undone")} != gone:
        yield "Other events are held for undone than the log undoes."
    change = sums.load(db).changed_into(totals)
    yield from _other_sums(change)


def _other_sums(change: Totals) -> Iterator[str]:
    days = {day.isoformat() for (day, _), numbers in change.days.items() if any(numbers)}
    stories = {story for (story, _), numbers in change.stories.items() if any(numbers)}
    cards = {card for (card, *_), count in change.missed.items() if count}
    for name in (*sorted(days), *sorted(stories), *sorted(cards)):
        yield f"{name}: the totals are not what a replay of the log gives."


def _compared(
    table: str, kept: Mapping[str, object], replayed: Mapping[str, object]
) -> Iterator[str]:
    for card in sorted(kept.keys() | replayed.keys()):
        if kept.get(card) != replayed.get(card):
            yield f"{card}: what {WORDS[table]} is not what a replay of the log gives."
