"""A review on a terminal, killed at any moment: what it acknowledged has to be there."""

import os
import re
import select
import signal
import time
from typing import NamedTuple

from faults import checks
from faults.child import start_in_terminal
from faults.homes import NOW, clean, sync_by_itself

KEYS = {
    b"Space shows the answer": b" ",
    b"space: on to the card": b" ",
    b"ticks an item": b"a\r",
    b"Grade: 0 blackout": b"4",
}
CARD = re.compile(rb"\bCard \d+ of ")
PATIENCE = 60.0


class Killed(NamedTuple):
    """How many answers a review acknowledged before it was killed, and what was wrong then."""

    acknowledged: int
    wrong: list[str]


def killed(place, chance):
    """Answer some cards, kill the review at some moment behind the last grade, and look.

    Half of the reviews sync with a folder when they begin and when they end, and half of those
    have come to their end.
    """
    place.refresh()
    syncs = chance.random() < 0.5
    if syncs:
        sync_by_itself(place.home)
    before = checks.state_of(place.home)
    ends = syncs and chance.random() < 0.5
    delay = chance.random() * (0.2 if ends else 0.01)
    acknowledged = _reviewed(place.home, chance.randrange(1, 9), delay, ends=ends)
    now = checks.state_of(place.home)
    more = _answers(now) - _answers(before)
    wrong = checks.faults_of_log(place.home)
    if now.events[: len(before.events)] != before.events:
        wrong.append("lost what was there before")
    if not acknowledged <= more <= acknowledged + 1:
        wrong.append(f"{acknowledged} acknowledged, {more} kept")
    return Killed(acknowledged, [*wrong, *(_wrong_elsewhere(place.home) if syncs else ())])


def _answers(state):
    return sum(grade is not None for _, _, _, grade, _ in state.events)


def _wrong_elsewhere(home):
    """Yield what is wrong when, days later, this machine and another sync."""
    kept = checks.state_of(home).events
    checks.let_days_pass(home)
    for log in ((), ("--db", "other.db"), ()):
        said = clean(home, *log, "sync", "shared")
        if said.err:
            yield said.err
    ours, theirs = (clean(home, *log, "log").out for log in ((), ("--db", "other.db")))
    if ours != theirs:
        yield "the logs differ"
    if [one for one in kept if one not in checks.state_of(home).events]:
        yield "a sync lost an event"
    yield from (f"left behind: {one}" for one in checks.left_in(home))


def _reviewed(home, answers, delay, *, ends):
    """Review until so many grades were given; return how many of them were acknowledged."""
    child, terminal = start_in_terminal(("--now", NOW, "review", "--plain"), home)
    screen, given, at = b"", 0, 0
    try:
        while given < answers:
            screen += _read(terminal)
            found = [
                (place, key)
                for words, key in KEYS.items()
                if (place := screen.find(words, at)) >= 0
            ]
            if found:
                place, key = min(found)
                at = place + 1
                os.write(terminal, key)
                given += key != b" "
        if ends:
            os.write(terminal, b"q")
        time.sleep(delay)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    screen += _rest(terminal)
    os.close(terminal)
    return len(CARD.findall(screen)) - 1


def _read(terminal):
    ready, _, _ = select.select([terminal], [], [], PATIENCE)
    assert ready, "the review says nothing"
    return os.read(terminal, 65536)


def _rest(terminal):
    output = b""
    try:
        while more := os.read(terminal, 65536):
            output += more
    except OSError:  # a terminal whose other end is gone
        pass
    return output
