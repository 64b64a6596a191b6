"""A learner's machine: a home with a log that others' answers come into, and its syncs, timed."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from itertools import chain
from time import monotonic

from measuring import Failed, Run, run
from world import TODAY, World, folder, nine_o_clock

from lpcards.index.card_index import open_index
from lpcards.index.scan import Folder, Sources
from lpcards.log import Log, Shown, open_log
from lpcards.log.exchange import Arrival
from lpcards.log.other_log import Other
from lpcards.memory.event import Event
from lpcards.memory.sm2 import Rules
from lpcards.study.places import library_folder

DEADLINE = 0.2
"""Seconds that the start of a review gives to its places."""


class Machine(World):
    """One machine. Its place may be given to each sync, or to its settings."""

    def settle(self, *arguments: str) -> None:
        """Fill the cache; there is nothing but the library, whose files are not young."""
        self.time(*arguments, "due")

    def answer(self, events: Iterable[Event], texts: Iterable[Shown] = ()) -> None:
        """Put answers into the log, as if they were given here."""
        listed = [*events]
        now = max(event.at for event in listed)
        with log_of(self) as log:
            account = log.exchange("made up")
            [taken] = account.take_in([Arrival("made up", Other(iter(listed), iter(texts)))], now)
            account.forget()
        if taken.fault or taken.merged.added != len(listed):
            raise Failed(f"answers are not in the log: {taken}")

    def sync(
        self, *words: str, came: int | None = None, went: int | None = None, on: date = TODAY
    ) -> Run:
        """Run a sync; raise Failed unless as many events came and went."""
        output = os.path.join(self.environment["HOME"], "synced.json")
        done = run(self.call("sync", *words, "--json", on=on), self.environment, output)
        with open(output, encoding="utf-8") as file:
            synced = json.load(file)
        if (
            came not in {None, synced["in"]}
            or went not in {None, synced["out"]}
            or synced["faults"]
        ):
            raise Failed(f"not {came} in and {went} out: {synced}")
        return done


@contextmanager
def machine() -> Iterator[Machine]:
    """Make a machine of its own."""
    with folder() as home:
        yield Machine(home)


@cache
def _reading() -> tuple[Rules, dict[str, str]]:
    with open_index(Sources((), Folder(library_folder(), own=False)), None) as index:
        settings = index.settings
        rules = Rules(settings.lapse_ease, settings.max_interval, settings.balance)
        return rules, dict(index.aliases)


def log_of(home: World) -> Log:
    """Open a log as the program does: in another way all of it would be replayed, there and back."""
    rules, aliases = _reading()
    return open_log(home.log, rules, aliases)


def flat(days: Iterable[Sequence[Event]]) -> list[Event]:
    """Return the events of several days."""
    return [*chain.from_iterable(days)]


def deadline():
    """Return what says whether the time at a review's start is over."""
    end = monotonic() + DEADLINE
    return lambda: monotonic() >= end


def now_of(on: date) -> int:
    """Return the UTC millisecond that commands of a day go by."""
    return nine_o_clock(on).at
