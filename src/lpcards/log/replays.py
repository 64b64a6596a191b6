"""The replay over the file: from rows of the log to what the derived tables should hold."""

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from lpcards import __version__
from lpcards.log import derived
from lpcards.log.derived import Head
from lpcards.log.event_rows import LIVE, select
from lpcards.log.time_left import Look, at_leisure, in_time
from lpcards.memory.event import Event
from lpcards.memory.history import History, Listener, adopted, names_of, replay, undone_by
from lpcards.memory.sm2 import Rules
from lpcards.system.problem import UserFault
from lpcards.system.trace import trace

if TYPE_CHECKING:
    from lpcards.memory.calibration import Foretold
    from lpcards.memory.prediction import RecallSpan
    from lpcards.memory.totals import Totals

UNDOING = "WHERE kind IN ('undo', 'adopt') AND kind = 'undo'"
# The IN is what lets SQLite use the small index of these two kinds.
CARDS_OF = "SELECT id, card, kind FROM events WHERE id IN (SELECT value FROM json_each(?))"
MOST_ALONE = 500
"""So many of 1,200 cards one by one take as long as a replay of the whole log, short or long."""
ADOPTED = "WHERE kind IN ('undo', 'adopt') AND kind = 'adopt' ORDER BY id"
ADOPTING = f"WHERE kind IN ('undo', 'adopt') AND kind = 'adopt' AND {LIVE} ORDER BY id"


MISSING = (
    "`scheduler: fsrs` needs the package fsrs, version 6: `pip install 'lpcards[fsrs]'`, "
    "or go back with `lpcards set scheduler=sm2`"
)


class ReplaySettings(NamedTuple):
    """How a log is to be read: with which rules, and which old ids lead to which new ones."""

    rules: Rules
    aliases: Mapping[str, str]

    def mark(self) -> str:
        """Return a text that differs when the replay of the same log may differ.

        Raises UserFault where the scheduler's package is missing.
        """
        made_by = [__version__, *scheduler_versions(self.rules.scheduler)]
        return json.dumps([*made_by, *self.rules, sorted(self.aliases.items())])


def scheduler_versions(scheduler: str) -> list[str]:
    """Return the version of the package that a scheduler is from; none of SM-2, which is ours.

    Nothing of it is loaded. Raises UserFault where it is missing, or holds another FSRS.
    """
    if scheduler == "sm2":
        return []
    from lpcards.system import installed  # here: nobody else waits for it

    version = installed.fsrs_version()
    if not version:
        raise UserFault(MISSING)
    return [version]


class CardNames:
    """Old id -> current id, as the adoptions in the file and the content's aliases say."""

    def __init__(self, db: sqlite3.Connection, aliases: Mapping[str, str]) -> None:
        """Start knowing the content's aliases only."""
        self._db = db
        self._aliases = aliases
        self._adoptions: dict[str, str] = {}
        self._names = names_of({}, aliases)

    def now(self) -> dict[str, str]:
        """Return the names; they are made again when an adoption came or went."""
        found = adopted(select(self._db, ADOPTING))
        if found != self._adoptions:
            self._adoptions, self._names = found, names_of(found, self._aliases)
        return self._names


class Replayed(NamedTuple):
    """What a replay of the whole file comes to; `gone` are the ids of the events undone."""

    history: History
    gone: set[str]
    totals: "Totals"


def replayed(db: sqlite3.Connection, settings: ReplaySettings, look: Look = at_leisure) -> Replayed:
    """Replay the whole file. Raises OutOfTime as `look` does."""
    from lpcards.memory.totals import Totals

    totals = Totals()
    history, gone = _heard(db, settings, totals.add, look)
    return Replayed(history, gone, totals)


def recall_days(db: sqlite3.Connection, settings: ReplaySettings) -> "list[RecallSpan]":
    """Replay the whole file for what was expected of each day's reviews, oldest day first."""
    from lpcards.memory.prediction import Predictions

    predictions = Predictions()
    _heard(db, settings, predictions.add)
    return [predictions.days[day] for day in sorted(predictions.days)]


def foretold(
    db: sqlite3.Connection, settings: ReplaySettings, cards: Container[str] | None
) -> "list[Foretold]":
    """Replay the whole file for what was expected of each review of some cards (None: of all)."""
    from lpcards.memory.calibration import ForetoldAnswers

    answers = ForetoldAnswers(cards)
    _heard(db, settings, answers.add)
    return answers.reviews


def _heard(
    db: sqlite3.Connection, settings: ReplaySettings, listener: Listener, look: Look = at_leisure
) -> tuple[History, set[str]]:
    """Replay the whole file for a listener; return what it comes to, and what was undone."""
    gone = undone_by(select(db, UNDOING))
    names = names_of(adopted(select(db, ADOPTED), gone), settings.aliases)
    events = in_time(select(db, "ORDER BY id"), look)
    return replay(events, settings.rules, names, gone, listener), gone


def rebuild(db: sqlite3.Connection, settings: ReplaySettings, look: Look = at_leisure) -> Head:
    """Replace all that is derived by a replay of the whole file. The caller holds a transaction.

    Raises OutOfTime as `look` does.
    """
    from lpcards.log import sums

    history, gone, totals = replayed(db, settings, look)
    trace("log: all of it replayed")
    sums.write(db, totals)
    return derived.write(db, history, gone, settings.mark())


def take_up(
    db: sqlite3.Connection,
    added: Iterable[Event],
    names: Mapping[str, str],
    settings: ReplaySettings,
    look: Look = at_leisure,
) -> Head:
    """Bring what is derived up to date with events that were just `added`, whatever their ids.

    It belonged to the log without them. Only the cards that they concern are replayed, each from
    the first event that came or went, unless there are more than MOST_ALONE, or an adoption came
    or went. The caller holds the transaction. Raises OutOfTime as `look` does.
    """
    from lpcards.log import sums
    from lpcards.memory.totals import Totals

    events = list(added)
    gone = undone_by(events)
    new = {event.id for event in events}
    changed = [(event.id, event.card, event.kind) for event in events]
    changed += db.execute(CARDS_OF, (json.dumps([*gone]),))
    firsts = {names.get(card, card): name for name, card, _ in sorted(changed, reverse=True)}
    if len(firsts) > MOST_ALONE or any(kind == "adopt" for _, _, kind in changed):
        return rebuild(db, settings, look)
    before, after, rules = Totals(), Totals(), settings.rules
    for card, first in in_time(firsts.items(), look, 1):
        start, since = _from(db, card, first, names, new, rules)
        replay(since, rules, names, new, before.add, start)
        derived.refresh(db, card, replay(since, rules, names, gone, after.add, start))
    sums.add(db, before.changed_into(after))
    db.executemany("INSERT OR IGNORE INTO undone VALUES (?)", ((name,) for name in gone))
    return derived.reach(db)


def _from(
    db: sqlite3.Connection,
    card: str,
    first: str,
    names: Mapping[str, str],
    new: set[str],
    rules: Rules,
) -> tuple[History, list[Event]]:
    """Return what the log without the `new` events came to before `first`, and what follows.

    If nothing but those follows, that is what is remembered: a card's last answers need no replay.
    """
    since = [*_events_of(db, card, names, first)]
    if all(event.id in new for event in since):
        return derived.history_of(db, card), since
    earlier = (event for event in _events_of(db, card, names) if event.id < first)
    return replay(earlier, rules, names), since


def refresh(db: sqlite3.Connection, card: str, names: Mapping[str, str], rules: Rules) -> None:
    """Replay one card (current id) and replace what is remembered of it."""
    derived.refresh(db, card, replay(_events_of(db, card, names), rules, names))


def totals_of(
    db: sqlite3.Connection, cards: Iterable[str], names: Mapping[str, str], rules: Rules
) -> "Totals":
    """Return what some cards (current ids) add to the totals."""
    from lpcards.memory.totals import Totals

    totals = Totals()
    for card in cards:
        replay(_events_of(db, card, names), rules, names, listener=totals.add)
    return totals


def _events_of(
    db: sqlite3.Connection, card: str, names: Mapping[str, str], first: str = ""
) -> Iterator[Event]:
    """Yield the card's events that are not undone, oldest first, from the id `first` on."""
    known = ids_of(card, names)
    return select(db, f"WHERE {of(known)} AND id >= ? AND {LIVE} ORDER BY id", *known, first)


def ids_of(card: str, names: Mapping[str, str]) -> list[str]:
    """Return all ids under which the log may hold the card, its current one first."""
    return [card, *(old for old, new in names.items() if new == card and old != card)]


def of(known: list[str]) -> str:
    """Return the SQL condition for the cards `known`, its values."""
    return f"card IN ({', '.join('?' * len(known))})"
