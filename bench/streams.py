"""The peak memory of what goes through a whole log: printing a million events, and merging them."""

import os
from collections.abc import Iterator

from large import A_DAY, CARDS, EVENTS
from measuring import Finding, Question, Run, finding, run
from world import World, world

from log import events_over, write_log
from lpcards.log import open_log

MEMORY = 50


def streams(quick: bool) -> Iterator[Finding]:
    """Print and merge a log, from its file and from its lines."""
    events = EVENTS // 10 if quick else EVENTS
    cards = [f"story-{number // 20:04}/probe/p{number % 20}" for number in range(CARDS)]
    with world() as full:
        write_log(full.log, events_over(cards, events, A_DAY))
        full.time("due")  # the cards are compiled then
        yield _peak(f"`log`, {events:,} events", run(full.call("log"), full.environment))
        lines = _lines_of(full)
        yield _peak(f"`merge` of a log of {events:,} events", _merged(full.log))
        yield _peak(f"`merge` of the {events:,} lines that `log` prints", _merged(lines))


def _peak(what: str, done: Run) -> Finding:
    return finding(Question(f"{what}, its peak memory", "", MEMORY, "MB"), [done.peak])


def _merged(path: str) -> Run:
    """Merge a log into one that is empty."""
    with world() as empty:
        open_log(empty.log).close()
        empty.time("due")
        return run(empty.call("merge", path), empty.environment)


def _lines_of(home: World) -> str:
    path = f"{os.path.dirname(home.log)}/log.jsonl"
    with open(path, "wb") as file:
        home.write(file, "log")
    return path
