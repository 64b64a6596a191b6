"""A hub full of learners: what a day costs one of them, what it takes from all, what a coach waits."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from time import perf_counter
from typing import NamedTuple

from measuring import PYTHON_PASS, Failed, Run, run, timed

from lpcards.memory.event import Event
from lpcards.sync.hub_address import HubAddress
from lpcards.sync.hub_place import HubPlace
from sync_load.full_hub import COACH, KEEPER, SUMS, FullHub, full_hub
from sync_load.machines import Machine, flat, log_of, machine
from sync_load.made_up_answers import A_DAY, Deck, Learner, library_deck, texts_of
from sync_load.page import Part, Row, in_turns, row_of_times, time_text

IDLE = 100
CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'lpcards'"
BYTES = """SELECT pg_relation_size('lpcards.events'), pg_indexes_size('lpcards.events'),
    pg_total_relation_size('lpcards.texts') FROM lpcards.hub"""
ALL_COUNTS = "TABLE lpcards.counts"
BY_LEARNER = "SELECT learner, sum(answers), sum(passed) FROM lpcards.counts GROUP BY learner"
ONE = "SELECT * FROM lpcards.counts WHERE learner = 'learner-000'"


class Size(NamedTuple):
    """How many learners there are and days behind them, and how often things are timed."""

    learners: int
    days: int
    first_syncs: int
    turns: int
    newcomers_days: int
    at_once: int


FULL, QUICK = Size(500, 100, 5, 15, 200, 8), Size(5, 2, 1, 1, 2, 2)


def many_learners(quick: bool) -> Part:
    """Measure a full hub."""
    size = QUICK if quick else FULL
    start = perf_counter()
    deck = library_deck()
    with full_hub(deck, size.learners, size.days, 1 + size.at_once) as hub:
        rows = [*_rows(size, deck, hub)]
    there = (
        f"{size.learners:,} learners, {size.days} days of {A_DAY} answers each: "
        f"{size.learners * size.days * A_DAY:,} events in PostgreSQL as Debian's package sets it up "
        "(`fsync` on), on loopback, on the same cores as the learners' machines. Programs are timed "
        f"whole, medians of {size.turns} turns ({size.first_syncs} for a first sync). A newcomer "
        f"brings {size.newcomers_days * A_DAY:,} events; several are {size.at_once}."
    )
    return Part("many learners", there, rows, (perf_counter() - start) / 60)


def _rows(size: Size, deck: Deck, hub: FullHub) -> Iterator[Row]:
    yield from _counts(size, hub, "never analyzed")
    yield from _bytes(size, hub)
    hub.run(
        "VACUUM (ANALYZE) lpcards.events", "VACUUM (ANALYZE) lpcards.texts", "ANALYZE lpcards.days"
    )
    yield from _counts(size, hub, "analyzed")
    yield from _first_syncs(size, hub)
    yield from _usual_day(size, deck, hub)
    yield from _newcomers(size, deck, hub)
    yield from _idle(hub)


def _counts(size: Size, hub: FullHub, how: str) -> Iterator[Row]:
    questions = {
        "a coach's counts, all learners and days": ALL_COUNTS,
        "the same, summed for each learner": BY_LEARNER,
        "a coach's counts of one learner": ONE,
    }
    for what, query in questions.items():
        ours, theirs = in_turns(
            3,
            lambda _: timed(lambda: hub.run(query, name=COACH)),  # noqa: B023
            lambda _: timed(lambda: hub.run(SUMS, name=KEEPER)),
        )
        yield row_of_times(f"{what}, {how}", "summed from all events", ours, theirs)
    rows = len(hub.run(ALL_COUNTS, name=COACH))
    if rows != size.learners * size.days:
        raise Failed(f"a coach sees {rows} counts")


def _bytes(size: Size, hub: FullHub) -> Iterator[Row]:
    [(table, indexes, texts)] = hub.run(BYTES)
    events = size.learners * size.days * A_DAY
    yield Row("an event on the hub's disk", f"{table / events:.0f} bytes", "without its indexes")
    yield Row("its part of the indexes", f"{indexes / events:.0f} bytes")
    yield Row("the words of a learner's cards", f"{texts / size.learners / 1000:,.0f} kB")


def _first_syncs(size: Size, hub: FullHub) -> Iterator[Row]:
    syncs: list[Run] = []
    merges: list[Run] = []
    for name in hub.learners[: size.first_syncs]:
        with machine() as new, machine() as merging:
            for home in (new, merging):
                home.settle()
            synced = new.sync(hub.url(name), came=size.days * A_DAY, went=0)
            merged = run(merging.call("merge", new.log), merging.environment)
        syncs.append(synced)
        merges.append(merged)
    yield row_of_times(
        "the first sync of a learner's new machine",
        "`lpcards merge` of one log with the same events",
        [one.seconds for one in syncs],
        [one.seconds for one in merges],
    )


def _usual_day(size: Size, deck: Deck, hub: FullHub) -> Iterator[Row]:
    """Time days of the last learner on two machines."""
    seed = size.learners - 1
    url = hub.url(hub.learners[seed])
    days = Learner(deck, seed, size.days + 2 * (size.turns + 1), first=size.days).days()
    with machine() as one, machine() as other:
        for home in (one, other):
            home.sync(url)
            home.settle()
        times = [_turn(one, other, url, next(days), next(days)) for _ in range(size.turns + 1)]
    syncs, again, due, python = map(list, zip(*times[1:], strict=True))
    what = f"a learner's sync of a day, {A_DAY} out and {A_DAY} in"
    yield row_of_times(what, PYTHON_PASS, syncs, python)
    yield row_of_times("the same", "`lpcards due`", syncs, due)
    yield row_of_times("a sync with nothing new", "`lpcards due`", again, due)


def _turn(
    one: Machine, other: Machine, url: str, theirs: list[Event], ours: list[Event]
) -> tuple[float, float, float, float]:
    other.answer(theirs)
    other.sync(url, went=len(theirs))
    one.answer(ours)
    return (
        one.sync(url, came=len(theirs), went=len(ours)).seconds,
        one.sync(url, came=0, went=0).seconds,
        one.time("due"),
        one.python_pass(),
    )


def _newcomers(size: Size, deck: Deck, hub: FullHub) -> Iterator[Row]:
    """Time the first sending of learners who come with long logs, then a day of each at once."""
    with ExitStack() as stack:
        homes = [stack.enter_context(machine()) for _ in hub.newcomers]
        lives = []
        for seed, home in enumerate(homes, size.learners):
            days = Learner(deck, seed, size.newcomers_days + 1).days()
            events = flat(next(days) for _ in range(size.newcomers_days))
            home.answer(events, texts_of(deck, events, set()))
            home.settle()
            lives.append(next(days))
        count = size.newcomers_days * A_DAY
        rates = []
        for some in ((0,), range(1, 1 + size.at_once)):
            seconds = _at_once(hub, [homes[at] for at in some], some)
            rates.append(len(some) * count / seconds)
        what = "events a second, a newcomer's whole log sent"
        yield _rate(what, rates[0], "`COPY` by the hub's owner", hub.rate)
        yield _rate("the same, several newcomers at once", rates[1], "one newcomer", rates[0])
        for home, events in zip(homes, lives, strict=True):
            home.answer(events)
        some = range(1, 1 + size.at_once)
        seconds = _at_once(hub, [homes[at] for at in some], some)
        alone = _at_once(hub, [homes[0]], (0,))
        yield _rate(
            f"days of {A_DAY} answers sent a second, several newcomers at once",
            *(size.at_once / seconds, "one newcomer", 1 / alone),
        )
        [(there,)] = hub.run("SELECT count(*) FROM lpcards.events WHERE learner LIKE 'newcomer-%'")
        if there != (1 + size.at_once) * (count + A_DAY):
            raise Failed(f"{there} events of newcomers are there")


def _rate(what: str, rate: float, against: str, other: float) -> Row:
    first, second = (f"{one:,.{0 if one > 100 else 1}f}" for one in (rate, other))
    return Row(what, first, f"{against} ({second})", f"{rate / other:.2f} x")


def _at_once(hub: FullHub, homes: Sequence[Machine], numbers: Sequence[int]) -> float:
    """Return the seconds until the syncs of several machines have ended that began together."""
    calls = [
        (home.call("sync", hub.url(hub.newcomers[number])), home.environment)
        for home, number in zip(homes, numbers, strict=True)
    ]
    start = perf_counter()
    running = [
        subprocess.Popen(call, env=environment, stdout=subprocess.DEVNULL)
        for call, environment in calls
    ]
    codes = [child.wait() for child in running]
    if any(codes):
        raise Failed("a sync of several at once")
    return perf_counter() - start


def _idle(hub: FullHub) -> Iterator[Row]:
    """Count what learners cost who have nothing to say."""
    with machine() as home:
        url = hub.url(hub.learners[1])
        home.sync(url)
        with log_of(home) as log:
            before = _cpu_of(hub)
            for _ in range(IDLE):
                place = HubPlace(HubAddress(url))
                place.take_in(log, 0)
                place.send(log)
            spent = _cpu_of(hub) - before
    [(open_ones,)] = hub.run(CONNECTIONS)
    yield Row("connections that learners hold between syncs", f"{open_ones}")
    yield Row(
        f"the server's time for the syncs of {IDLE} learners with nothing new",
        time_text(spent),
    )


def _cpu_of(hub: FullHub) -> float:
    """Return the processor time of the server's processes that have ended, in seconds."""
    with open(f"/proc/{hub.server.process.pid}/stat", encoding="utf-8") as file:
        fields = file.read().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
